"""Lists, pages and the summary say what the small library holds."""

from dataclasses import replace
from datetime import date

import pytest

from coachkit.errors import NotFoundError
from coachkit.models import Call, Playlist
from coachkit.store.library import Library
from coachkit.store.reading import (
    CallFilter,
    HearingSummary,
    count_names,
    library_summary,
    list_calls,
    list_mentions,
    list_playlists,
    list_topics,
    show_call,
    show_playlist,
    show_topic,
)
from tests.store.small_library import BAD, GOOD, a_call, a_recording, channels_of, run_of


def found(library: Library, filters: CallFilter) -> list[str]:
    return [call.id for call in list_calls(library, filters)]


def test_calls_come_latest_first_and_those_without_a_date_last(filled: Library) -> None:
    undated = a_call("0" * 16, "undated.wav", started_at=None, kind="sales", customer="Acme")
    filled.save_call(undated, a_recording(undated))
    assert [call.id for call in list_calls(filled)] == [GOOD, BAD, undated.id]


def test_a_line_of_the_list_says_how_the_call_went_and_what_was_named(filled: Library) -> None:
    line = list_calls(filled)[0]
    assert (line.agents, line.customer, line.kind) == (("Jana K.",), "Acme", "sales")
    assert (line.label, line.label_source, line.score) == ("good", "outcome:deal", 100.0)
    assert (line.competitor_mentions, line.feature_mentions, line.candidate_mentions) == (2, 0, 1)
    assert line.topic == "cancelling and price"


@pytest.mark.parametrize("name", ["Jana K.", "jana k.", "agent12", "AGENT12", "Jan"])
def test_calls_are_found_by_any_name_of_their_agent(filled: Library, name: str) -> None:
    assert found(filled, CallFilter(agent=name)) == [GOOD]


@pytest.mark.parametrize(
    "filters",
    [
        CallFilter(customer="acme"),
        CallFilter(kind="sales"),
        CallFilter(label="good"),
        CallFilter(topic="t1"),
        CallFilter(topic="Cancelling"),
        CallFilter(since=date(2026, 11, 17)),
        CallFilter(text="audit trail"),
        CallFilter(kind="sales", label="good", text='"we stay"'),
    ],
    ids=str,
)
def test_a_filter_keeps_the_calls_that_pass(filled: Library, filters: CallFilter) -> None:
    assert found(filled, filters) == [GOOD]


@pytest.mark.parametrize(
    ("filters", "calls"),
    [
        (CallFilter(grade="D"), [BAD]),
        (CallFilter(min_grade="C"), [GOOD]),
        (CallFilter(min_grade="D"), [GOOD, BAD]),
        (CallFilter(min_unheard=3), [BAD]),
        (CallFilter(min_unheard=0.4), [GOOD, BAD]),
    ],
    ids=str,
)
def test_calls_are_narrowed_by_how_well_they_are_heard(
    filters: CallFilter, calls: list[str], filled: Library
) -> None:
    assert found(filled, filters) == calls


def test_a_call_that_is_not_graded_passes_no_filter_for_grades(library: Library) -> None:
    call = a_call(GOOD, "new.wav", started_at=None, kind="sales", customer="Acme")
    library.save_call(call, a_recording(call))
    assert [(one.grade, one.unheard) for one in list_calls(library)] == [(None, 0.0)]
    assert found(library, CallFilter(min_grade="D")) == found(library, CallFilter(min_unheard=0)) == []


def test_the_page_of_a_call_says_how_it_was_heard(filled: Library) -> None:
    page = show_call(filled, BAD)
    assert page.grade is not None
    assert page.grade.reasons == ("A third of what the customer says has no words.",)
    assert [channel.unheard for channel in page.channels] == [0.0, 6.5]
    assert [text.rule for text in page.quarantine] == ["stock phrase"]
    assert page.hearing is not None
    assert (page.summary.grade, page.summary.unheard) == ("D", 6.5)


def test_speech_without_words_counts_once_where_two_channels_carry_it(filled: Library) -> None:
    one = replace(channels_of(GOOD)[0], unheard=5.0)
    copy = replace(one, n=1, same_as=0)
    filled.replace_stage(run_of(GOOD, "transcribe", "f2"), ["channels"], {"channels": [one, copy]})
    assert show_call(filled, GOOD).summary.unheard == 5.0


def test_the_summary_adds_up_how_calls_were_heard(filled: Library) -> None:
    summary = library_summary(filled)
    assert summary.hearing == HearingSummary(
        windows=4, fewest_windows=2, unheard=6.5, calls_unheard=1, quarantined=1
    )
    assert [(call.call_id, call.path) for call in summary.hard_calls] == [(BAD, "/calls/export.wav")]


def test_the_last_day_of_a_filter_counts_whole(filled: Library) -> None:
    assert found(filled, CallFilter(until=date(2026, 11, 16))) == [BAD]
    assert found(filled, CallFilter(until=date(2026, 11, 15))) == []


def test_filters_that_exclude_each_other_find_nothing(filled: Library) -> None:
    assert found(filled, CallFilter(kind="sales", label="bad")) == []


def test_an_unknown_agent_is_an_error_with_the_nearest_name(filled: Library) -> None:
    with pytest.raises(NotFoundError, match=r"there is no agent “Jena K\.”; did you mean “Jana K\.”"):
        list_calls(filled, CallFilter(agent="Jena K."))


def test_a_text_without_a_word_is_an_error(filled: Library) -> None:
    with pytest.raises(NotFoundError, match="there is no word to search for in “!”"):
        list_calls(filled, CallFilter(text="!"))


@pytest.mark.parametrize("name", [GOOD, GOOD[:5], "zen", "zen.mp3", "/calls/zen.mp3"])
def test_a_call_is_shown_by_its_id_the_beginning_of_it_or_its_file(filled: Library, name: str) -> None:
    assert show_call(filled, name).call.id == GOOD


def test_the_page_of_a_call_has_all_that_is_known_of_it_and_nothing_of_others(filled: Library) -> None:
    page = show_call(filled, "zen")
    assert [segment.text for segment in page.segments][-1] == "Café Müller needs that. Great, we stay."
    assert [mention.name for mention in page.mentions] == ["Zenlane", "Zenlane", "Café Müller"]
    parts = (page.agents, page.outcomes, page.keywords, page.metrics, page.scores, page.score_points)
    assert [len(part) for part in parts] == [1] * 6
    assert [exchange.verdict for exchange in page.exchanges] == ["good"]
    assert page.label is not None
    assert page.summary in list_calls(filled)


def test_a_name_that_two_files_share_is_an_error_that_names_both_calls(filled: Library) -> None:
    other = a_call("c" * 16, "2025/zen.mp3", started_at=None, kind="sales", customer="Acme")
    filled.save_call(other, a_recording(other))
    with pytest.raises(NotFoundError, match=f"“zen” fits several: “{GOOD}”, “{other.id}”"):
        show_call(filled, "zen")


def test_an_unknown_call_is_an_error_with_the_nearest_file(filled: Library) -> None:
    with pytest.raises(NotFoundError, match=r"did you mean “export\.wav”"):
        show_call(filled, "exprot.wav")


def test_mentions_come_with_their_sentence_and_the_place_in_it(filled: Library) -> None:
    first = list_mentions(filled, kind="competitor")[0]
    assert first.quote == "I am cancelling, Zenlane is cheaper."
    assert first.quote[first.start_char : first.end_char] == first.text == "Zenlane"
    assert (first.agents, first.role, first.label) == (("Jana K.",), "customer", "good")


def test_mentions_are_narrowed_by_kind_name_and_call(filled: Library) -> None:
    assert [m.name for m in list_mentions(filled, kind="candidate")] == ["Café Müller"]
    assert len(list_mentions(filled, name="zenlane")) == 2
    assert [m.name for m in list_mentions(filled, call_id=BAD)] == ["Export"]


def test_a_name_that_nobody_says_is_an_error_with_the_nearest(filled: Library) -> None:
    with pytest.raises(NotFoundError, match="there is no competitor “Zenlain”; did you mean “Zenlane”"):
        list_mentions(filled, kind="competitor", name="Zenlain")


def test_a_mention_whose_segment_is_gone_is_still_shown_with_its_words(filled: Library) -> None:
    filled.replace_stage(run_of(GOOD, "compose", "f2"), ["segments"], {})
    assert [m.quote for m in list_mentions(filled, kind="competitor")] == ["Zenlane", "Zenlane"]


def test_names_are_counted_over_mentions_calls_and_how_those_went(filled: Library) -> None:
    counts = {one.name: (one.mentions, one.calls, one.good, one.bad) for one in count_names(filled)}
    assert counts == {"Zenlane": (2, 1, 1, 0), "Export": (1, 1, 0, 1), "Café Müller": (1, 1, 1, 0)}


def test_a_topic_counts_the_calls_that_are_mainly_about_it(filled: Library) -> None:
    [topic] = list_topics(filled)
    assert (topic.title, topic.calls, topic.passages, topic.good, topic.bad) == (
        "cancelling and price", 1, 2, 1, 0,
    )  # fmt: skip
    assert topic.phrases == ("cancelling", "price")


def test_a_topic_is_shown_with_its_most_typical_passage_first(filled: Library) -> None:
    page = show_topic(filled, "cancelling and price")
    assert [(hit.call_id, hit.is_main) for hit in page.passages] == [(GOOD, True), (BAD, False)]


def test_a_playlist_is_listed_with_its_clips_and_minutes(filled: Library) -> None:
    [playlist] = list_playlists(filled, kind="competitor", verdict="good")
    assert (playlist.clips, playlist.minutes) == (1, 0.5)
    assert list_playlists(filled, verdict="bad") == []


def test_a_clip_says_who_speaks_and_how_the_call_went(filled: Library) -> None:
    [clip] = show_playlist(filled, "competitor-zenlane-good").clips
    assert (clip.path, clip.agents, clip.speaker, clip.label) == (
        "/calls/zen.mp3", ("Jana K.",), "Jana K.", "good",
    )  # fmt: skip


def test_an_unknown_playlist_is_an_error_with_the_nearest(filled: Library) -> None:
    with pytest.raises(NotFoundError, match="did you mean “competitor-zenlane-good”"):
        show_playlist(filled, "competitor-zenlain-good")


def test_in_an_empty_library_every_list_is_empty(library: Library) -> None:
    assert [list_calls(library), list_mentions(library), list_topics(library)] == [[], [], []]
    assert library_summary(library).calls == 0
    with pytest.raises(NotFoundError, match="there is no call “zen”; there are none yet"):
        show_call(library, "zen")


def test_the_summary_counts_what_a_build_found(filled: Library) -> None:
    summary = library_summary(filled)
    assert (summary.calls, summary.agents, summary.minutes) == (2, 2, 2.0)
    assert summary.speech_minutes == pytest.approx(7 * 8 / 60)
    assert (summary.good, summary.bad, summary.neutral) == (1, 1, 0)
    assert [name.name for name in summary.competitors + summary.features] == ["Zenlane", "Export"]
    assert [(start.playlist.id, start.first_clip and start.first_clip.n) for start in summary.playlists] == [
        ("competitor-zenlane-good", 0)
    ]
    assert [failure.path for failure in summary.failures] == ["/calls/broken.mp3"]


def test_a_playlist_without_clips_has_no_first_one(filled: Library) -> None:
    [playlist] = filled.rows(Playlist)
    filled.replace_stage(run_of("", "curate", "f2"), ["playlists", "clips"], {"playlists": [playlist]})
    assert [start.first_clip for start in library_summary(filled).playlists] == [None]


def test_calls_are_listed_before_their_transcripts_are_made(library: Library) -> None:
    call = a_call(GOOD, "new.wav", started_at=None, kind="sales", customer="Acme")
    library.save_call(call, a_recording(call))
    page = show_call(library, "new")
    assert (page.call, page.label, page.segments) == (library.rows(Call)[0], None, ())
