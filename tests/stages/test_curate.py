from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coachkit.clip_bounds import fit_clip
from coachkit.config import PlaylistSettings
from coachkit.conversation import turns_of
from coachkit.models import Dispute, Exchange, Label, ScorePoint
from coachkit.stages.curate import CallMaterial, curate_playlists, slug
from tests.talk import CALL_ID, segments

SETTINGS = PlaylistSettings()
LENGTHS = [5] * 12
NOT_SETTLED = ScorePoint(
    call_id=CALL_ID,
    card="service",
    criterion="resolved",
    verdict="missed",
    points=0,
    max_points=35,
    reason="Not settled",
    start=40.0,
    end=45.0,
    quote="it still does not work",
)
DISPUTE = Dispute(
    n=1,
    call_id=CALL_ID,
    card="service",
    criterion="resolved",
    start=40.0,
    end=45.0,
    reason="It was settled by mail",
    author="tom",
    made_at="2026-11-20T09:00:00+00:00",
)


def talk(lengths):
    lines, time = [], 0.0
    for n, length in enumerate(lengths):
        lines.append(
            ("agent" if n % 2 else "customer", time, time + length, f"this is turn number {n} of them")
        )
        time += length + 0.5
    return turns_of(segments(lines))


def exchange(**changes):
    base = Exchange(
        call_id=CALL_ID,
        n=0,
        kind="competitor",
        name="Zenlane",
        start=0.0,
        end=20.0,
        verdict="good",
        reason="Zenlane comes up",
        strength=0.8,
        quote="that makes sense to me",
        quote_start=15.0,
        quote_end=20.0,
    )
    return replace(base, **changes)


TURNS = talk(LENGTHS)
DURATION = TURNS[-1].end + 1


def material(call_id=CALL_ID, *, exchanges=(), points=(), label="good", topic="export", disputed=()):
    return CallMaterial(
        call_id=call_id,
        duration=DURATION,
        disputed=disputed,
        exchanges=[replace(e, call_id=call_id) for e in exchanges],
        points=points,
        label=Label(
            call_id=call_id, label=label, source="outcome:csat", reason="csat is 5", score_label=None
        ),
        topic=topic,
    )


def curate(calls, settings=SETTINGS):
    return curate_playlists(calls, settings, turns_of=lambda _: TURNS)


def lists(*calls):
    playlists, clips = curate(calls)
    return {p.id: [c for c in clips if c.playlist_id == p.id] for p in playlists}


def test_good_and_bad_replies_go_to_lists_of_their_own():
    found = lists(
        material(
            "a",
            exchanges=[exchange(), exchange(n=1, start=30, end=45, verdict="bad", quote="no that is not it")],
        )
    )
    assert [c.start for c in found["competitor-zenlane-good"]] == [0.0]
    assert next(c.start for c in found["competitor-zenlane-bad"]) >= 22


def test_a_superb_reply_in_a_call_that_ended_badly_is_in_the_good_list():
    found = lists(material("a", exchanges=[exchange()], label="bad"))
    assert "competitor-zenlane-good" in found


def test_a_clip_says_why_it_is_there_and_quotes():
    [clip] = lists(material("a", exchanges=[exchange()]))["competitor-zenlane-good"]
    assert (clip.reason, clip.quote) == ("Zenlane comes up", "that makes sense to me")


def test_the_same_words_in_a_second_recording_are_listed_once():
    found = lists(material("a", exchanges=[exchange()]), material("b", exchanges=[exchange()]))
    assert [clip.call_id for clip in found["competitor-zenlane-good"]] == ["a"]


def test_topic_lists_show_the_points_that_made_the_call_good_or_bad():
    [clip] = lists(material("a", points=[NOT_SETTLED], label="bad"))["topic-export-bad"]
    assert clip.start <= 40 < 45 <= clip.end
    assert "Not settled" in clip.reason


def test_what_rests_on_a_disputed_line_or_place_is_left_out_and_counted():
    other = replace(
        NOT_SETTLED, criterion="calm", start=5.0, end=9.0, quote="nothing I can do", max_points=10
    )
    objection = exchange(start=41.0, end=50.0, verdict="bad")
    call = material("a", points=[NOT_SETTLED, other], exchanges=[objection], label="bad", disputed=[DISPUTE])
    playlists, clips = curate([call])
    assert [(clip.playlist_id, clip.quote) for clip in clips] == [("topic-export-bad", "nothing I can do")]
    assert playlists[0].description.endswith("Left out as disputed: 1 place.")


def test_a_dispute_about_a_line_without_a_place_leaves_the_exchanges():
    dispute = replace(DISPUTE, start=None, end=None)
    call = material("a", points=[NOT_SETTLED], exchanges=[exchange()], label="bad", disputed=[dispute])
    assert list(lists(call)) == ["competitor-zenlane-good"]


def test_turns_are_read_only_of_calls_that_may_give_a_clip():
    calls = [material(name, exchanges=[exchange(quote=f"{name} {n}" * 9)]) for n, name in enumerate("abcde")]
    asked = []

    def turns_of(call_id):
        asked.append(call_id)
        return TURNS

    curate_playlists(calls, PlaylistSettings(max_clips=2), turns_of=turns_of)
    assert asked == ["a", "b"]


def test_a_neutral_call_is_in_no_topic_list():
    assert lists(material("a", label="neutral")) == {}


def test_a_call_that_is_hard_to_hear_is_left_out_and_counted():
    clear = material("a", exchanges=[exchange(quote="that makes sense to me")])
    hard = [
        replace(material(name, exchanges=[exchange(quote=f"other words {name * 9}")]), grade="D")
        for name in ("b", "c")
    ]
    playlists, clips = curate([clear, *hard])
    assert [clip.call_id for clip in clips] == ["a"]
    assert [playlist.description.split(". ")[-1] for playlist in playlists] == [
        "Left out as hard to hear: 2 calls."
    ]
    assert curate(hard) == ([], [])


def test_the_settings_say_how_clear_a_call_must_be():
    call = replace(material("a", exchanges=[exchange()]), grade="B")
    assert curate([call], PlaylistSettings(min_grade="B"))[1]
    assert not curate([call], PlaylistSettings(min_grade="A"))[1]


def test_a_call_without_a_label_is_in_no_topic_list():
    assert lists(material("a", label=None)) == {}


@given(
    st.lists(st.floats(0.3, 130), min_size=1, max_size=12),
    st.floats(0, 200),
    st.floats(0.1, 150),
)
def test_a_clip_is_8_to_90_seconds_inside_the_call(lengths, start, length):
    turns = talk(lengths)
    duration = turns[-1].end + 10
    begin, end = fit_clip(turns, start, start + length, SETTINGS, duration=duration)
    assert 0 <= begin < end <= max(duration, start + length) + 0.01
    assert end - begin <= SETTINGS.max_seconds + 0.01
    assert end - begin >= min(SETTINGS.min_seconds, duration) - 0.01


def test_bounds_lie_on_turns():
    begin, end = fit_clip(TURNS, 12.0, 13.0, SETTINGS, duration=DURATION)
    assert begin in {t.start for t in TURNS}
    assert end in {t.end for t in TURNS}


def test_a_slug_keeps_letters_of_every_script():
    assert slug("Zen Lane!") == "zen-lane"
    assert slug("تصدير") == "تصدير"
    assert slug("?") == "unnamed"


def test_moments_that_are_replied_to_have_lists_in_plain_words():
    one = exchange(kind="moment", name="feature_failing", verdict="bad")
    [made], [clip] = curate([material("a", exchanges=[one], label="neutral")])
    assert (made.id, made.kind, made.subject) == ("moment-feature-failing-bad", "moment", "feature failing")
    assert made.title == "Feature failing: replies that do not satisfy"
    assert made.description.startswith("Customers say that something does not work, what we answer")
    assert clip.reason == one.reason


def test_a_clip_of_a_long_exchange_keeps_the_reply_and_the_reaction():
    long = exchange(
        start=0.0,
        end=60.5,
        prompt_end=5.0,
        reply_start=38.5,
        reply_end=43.5,
        quote_start=44.0,
        quote_end=49.0,
    )
    _, [clip] = curate(
        [material("a", exchanges=[long], label="neutral")], settings=PlaylistSettings(max_seconds=30)
    )
    assert clip.start <= 38.5
    assert clip.end >= 49.0
