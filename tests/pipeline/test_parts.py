"""Menus and voicemail are in the transcript and in nothing that is made of it."""

import pytest

from coachkit.cues import pack_text
from coachkit.models import (
    Call,
    Clip,
    CorpusModel,
    Exchange,
    Feeling,
    Keyword,
    Label,
    Mention,
    Metric,
    Passage,
    Playlist,
    Score,
    Segment,
    TopicPassage,
)
from coachkit.pipeline import build_library
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.table import STAGES
from coachkit.searching.results import Asked
from coachkit.searching.search import Searcher
from tests.pipeline.example import SCRIPTS, SETTINGS
from tests.pipeline.fakes import FakeTools
from tests.sounds import tones, write_sound

MENU = [
    (0, 0.5, "Thank you for calling."),
    (0, 2.5, "For Zenlane users who want an export, press one."),
    (0, 6.0, "For anything else, press two."),
    (0, 10.0, "hello this is Fernway how can I help"),
    (1, 13.0, "the calendar is empty since this morning"),
    (0, 16.0, "oh I am sorry let me look at that"),
    (1, 18.5, "that's great thank you so much"),
]
VOICEMAIL = [
    (0, 0.5, "You've reached the voicemail of Jana."),
    (0, 3.5, "Please leave a message after the tone."),
    (1, 8.0, "hello this is Erik and Zenlane can export this is awful call me back"),
]


def build(tmp_path, library, scripts):
    folder = tmp_path / "recordings"
    folder.mkdir(exist_ok=True)
    for i, name in enumerate(scripts):
        sound = tones([210 + 30 * i, 330 + 20 * i], seconds=22, rate=8000)
        write_sound(folder / f"{name}.wav", sound, codec="pcm_s16le", rate=8000)
    (folder / "voicemail.json").write_text('{"outcomes": [{"kind": "csat", "value": 5}]}')
    settings = SETTINGS.model_copy(
        update={"recordings": SETTINGS.recordings.model_copy(update={"agent_channel": 0})}
    )
    return build_library(folder, library, settings, tools=FakeTools(scripts=scripts))


@pytest.fixture
def built(tmp_path, library):
    report = build(tmp_path, library, {**SCRIPTS, "menu": MENU, "voicemail": VOICEMAIL})
    assert report.failed == 0
    return library


def rows_of(library, name, noun):
    [call] = [call for call in library.rows(Call) if call.path.endswith(f"/{name}.wav")]
    return library.rows(noun, call_id=call.id)


def test_the_transcript_holds_everything_with_its_part(built):
    assert [s.part for s in rows_of(built, "menu", Segment)] == ["ivr"] * 3 + ["talk"] * 4
    assert [s.part for s in rows_of(built, "voicemail", Segment)] == ["voicemail"] * 3


def test_search_finds_what_a_menu_says_and_says_that_it_is_one(built):
    [hit] = Searcher(built).search(Asked(text='"zenlane users"')).hits
    assert hit.part == "ivr"
    assert [line.part for line in hit.after] == ["talk"]


def test_nothing_is_named_in_a_menu_or_on_a_voicemail(built):
    for name in ("menu", "voicemail"):
        assert {m.name for m in rows_of(built, name, Mention)}.isdisjoint({"Zenlane", "export"})
        assert [e for e in rows_of(built, name, Exchange) if e.kind != "moment"] == []
    assert not {"zenlane", "users"} & {k.phrase for k in rows_of(built, "menu", Keyword)}
    assert rows_of(built, "voicemail", Keyword) == []


def test_a_menu_is_in_no_passage_and_in_no_figure(built):
    said = " ".join(passage.text for passage in rows_of(built, "menu", Passage))
    assert "press" not in said
    assert "calendar is empty" in said
    figures = {metric.name: metric for metric in rows_of(built, "menu", Metric)}
    assert figures["turns"].value == 4
    assert figures["longest_monologue"].start >= 10


def test_a_call_that_is_all_voicemail_is_not_judged_and_says_why(built):
    reason = "nobody talks with the customer: it is all voicemail"
    [label] = rows_of(built, "voicemail", Label)
    assert (label.label, label.source, label.reason, label.score_label) == (None, "none", reason, None)
    assert [score.value for score in rows_of(built, "voicemail", Score)] == [None]
    metrics = rows_of(built, "voicemail", Metric)
    assert metrics
    assert {(metric.value, metric.reason) for metric in metrics} == {(None, reason)}
    for noun in (Feeling, Passage, TopicPassage):
        assert rows_of(built, "voicemail", noun) == []


def test_playlists_hold_no_menu_and_no_voicemail(built):
    assert built.rows(Playlist)
    [voicemail] = [call.id for call in built.rows(Call) if call.path.endswith("/voicemail.wav")]
    [menu] = [call.id for call in built.rows(Call) if call.path.endswith("/menu.wav")]
    assert voicemail not in {clip.call_id for clip in built.rows(Clip)}
    assert all(clip.end > 10 for clip in built.rows(Clip) if clip.call_id == menu)


def test_a_library_of_nothing_but_voicemail_is_built_and_stays_as_it_is(tmp_path, library):
    scripts = {"voicemail": VOICEMAIL}
    assert build(tmp_path, library, scripts).failed == 0
    assert build(tmp_path, library, scripts).is_unchanged
    assert library.rows(Playlist) == []


def test_many_voicemails_do_not_make_topics_stale(tmp_path, library):
    scripts = {"one": SCRIPTS["one"], **{f"voicemail {i}": VOICEMAIL for i in range(3)}}
    build(tmp_path, library, scripts)
    assert build(tmp_path, library, scripts).is_unchanged
    assert [model.epoch for model in library.rows(CorpusModel)] == [1]


def test_a_changed_pack_makes_transcripts_stale(library):
    [compose] = [stage for stage in STAGES if stage.name == "compose"]
    bench = Bench(library=library, settings=SETTINGS, tools=FakeTools(scripts={}))
    assert pack_text("parts") in str(compose.settings(bench))
