"""Files whose names differ only by a part number are one call with continuous time."""

import pytest

from coachkit.config import Settings
from coachkit.models import Call, Edit, Failure, Recording, Segment, StageRun, Word
from coachkit.pipeline import build_library
from tests.pipeline.example import SCRIPTS, SETTINGS
from tests.pipeline.fakes import FakeTools
from tests.sounds import tones, write_sound


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "parts"
    made.mkdir()
    return made


@pytest.fixture
def tools():
    return FakeTools(scripts={f"call_P00{n}": SCRIPTS["one"] for n in range(5)} | {"one": SCRIPTS["one"]})


def part(folder, name, pitch, *, seconds=20, channels=2):
    sound = tones([pitch + 40 * n for n in range(channels)], seconds=seconds, rate=8000)
    return write_sound(folder / f"{name}.wav", sound, codec="pcm_s16le", rate=8000)


def build(folder, library, tools, settings=SETTINGS):
    return build_library(folder, library, settings, tools=tools)


def places(library):
    """(name, part, start, duration) of each file."""
    found = [(r.path.rsplit("/", 1)[-1], r.part, r.start, r.duration) for r in library.rows(Recording)]
    return sorted(found)


def failures(library):
    return {one.subject.rsplit("/", 1)[-1]: one.reason for one in library.rows(Failure)}


def test_parts_are_one_call_with_continuous_time(folder, library, tools):
    for n, seconds in ((1, 20), (2, 12), (3, 5)):
        part(folder, f"call_P00{n}", 200 * n, seconds=seconds)
    report = build(folder, library, tools)
    assert (report.ingest.new, report.ingest.recordings, report.failed) == (1, 3, 0)
    [call] = library.rows(Call)
    assert (call.duration, call.path.endswith("call_P001.wav")) == (37.0, True)
    assert places(library) == [
        ("call_P001.wav", 0, 0.0, 20.0),
        ("call_P002.wav", 1, 20.0, 12.0),
        ("call_P003.wav", 2, 32.0, 5.0),
    ]
    [(job, _)] = tools.jobs
    assert (job.path.name, [(f.path.name, f.start) for f in job.later], job.seconds) == (
        "call_P001.wav",
        [("call_P002.wav", 20.0), ("call_P003.wav", 32.0)],
        37.0,
    )
    assert build(folder, library, tools).is_unchanged


def test_a_part_that_arrives_later_is_heard_with_the_others_under_the_same_id(folder, library, tools):
    part(folder, "call_P001", 200)
    build(folder, library, tools)
    [before] = library.rows(Call)
    part(folder, "call_P002", 400)
    report = build(folder, library, tools)
    [after] = library.rows(Call)
    assert (after.id, after.duration) == (before.id, 40.0)
    assert after.audio_hash != before.audio_hash
    assert (report.ingest.new, report.ingest.changed, report.ran["transcribe"]) == (0, 1, 1)
    assert [len(job.later) for job, _ in tools.jobs] == [0, 1]


def test_a_call_in_one_piece_is_not_heard_again_for_its_neighbours_parts(folder, library, tools):
    part(folder, "one", 900)
    part(folder, "call_P001", 200)
    build(folder, library, tools)
    tools.heard.clear()
    part(folder, "call_P002", 400)
    build(folder, library, tools)
    assert tools.heard == ["call_P001"]


def test_parts_after_a_gap_wait_and_are_told(folder, library, tools):
    part(folder, "call_P001", 200)
    part(folder, "call_P003", 600)
    report = build(folder, library, tools)
    assert (report.failed, len(library.rows(Call))) == (1, 1)
    assert failures(library) == {
        "call_P003.wav": "call_P003.wav is part 3, and part 2 is missing: put that right, or rename this file"
    }
    assert build(folder, library, tools).is_unchanged
    part(folder, "call_P002", 400)
    assert build(folder, library, tools).failed == 0
    assert [call.duration for call in library.rows(Call)] == [60.0]


def test_without_the_first_part_there_is_no_call(folder, library, tools):
    part(folder, "call_P002", 400)
    assert build(folder, library, tools).failed == 1
    assert "call_P002.wav is part 2, and part 1 is missing" in failures(library)["call_P002.wav"]
    assert library.rows(Call) == []
    part(folder, "call_P001", 200)
    assert build(folder, library, tools).failed == 0
    assert [call.duration for call in library.rows(Call)] == [40.0]


def test_parts_may_be_counted_from_zero(folder, library, tools):
    part(folder, "call_P000", 200)
    part(folder, "call_P001", 400)
    build(folder, library, tools)
    assert [row[:3] for row in places(library)] == [("call_P000.wav", 0, 0.0), ("call_P001.wav", 1, 20.0)]


def test_a_part_that_cannot_be_read_keeps_the_later_ones_waiting(folder, library, tools):
    part(folder, "call_P001", 200)
    (folder / "call_P002.wav").write_bytes(b"no sound")
    part(folder, "call_P003", 600)
    assert build(folder, library, tools).failed == 2
    assert "part 2 (call_P002.wav) cannot be read" in failures(library)["call_P003.wav"]
    assert build(folder, library, tools).is_unchanged
    part(folder, "call_P002", 400)
    assert build(folder, library, tools).failed == 0


def test_files_of_another_kind_are_calls_of_their_own(folder, library, tools):
    part(folder, "call_P001", 200)
    part(folder, "call_P002", 400, channels=1)
    report = build(folder, library, tools)
    assert (report.ingest.new, report.failed) == (2, 0)
    assert [row[1:3] for row in places(library)] == [(0, 0.0), (0, 0.0)]
    assert build(folder, library, tools).is_unchanged


def test_two_files_for_one_part_are_told(folder, library, tools):
    part(folder, "call_P001", 200)
    part(folder, "call_p01", 400)
    assert build(folder, library, tools).failed == 1
    assert failures(library) == {
        "call_p01.wav": "call_p01.wav and call_P001.wav are both part 1; keep one of them"
    }
    assert build(folder, library, tools).is_unchanged


def test_parts_in_different_folders_are_different_calls(folder, library, tools):
    (folder / "north").mkdir()
    part(folder, "call_P001", 200)
    part(folder / "north", "call_P001", 400)
    build(folder, library, tools)
    assert len(library.rows(Call)) == 2


def test_a_part_whose_file_goes_stays_part_of_the_call(folder, library, tools):
    for n in (1, 2, 3):
        part(folder, f"call_P00{n}", 200 * n)
    build(folder, library, tools)
    (folder / "call_P002.wav").unlink()
    report = build(folder, library, tools)
    assert report.is_unchanged
    assert [call.duration for call in library.rows(Call)] == [60.0]
    assert len({word.call_id for word in library.rows(Word)}) == 1


def test_parts_that_are_moved_are_not_heard_again(folder, library, tools):
    for n in (1, 2):
        part(folder, f"call_P00{n}", 200 * n)
    build(folder, library, tools)
    before = library.rows(Segment)
    moved = folder.rename(folder.with_name("moved"))
    report = build(moved, library, tools)
    assert (report.ingest.moved, report.ingest.new, dict(report.ran)) == (1, 0, {})
    assert {r.path for r in library.rows(Recording)} == {str(p) for p in moved.glob("*.wav")}
    assert library.rows(Segment) == before
    assert build(moved, library, tools).is_unchanged


def test_a_copy_of_all_parts_is_the_same_call(folder, library, tools):
    (folder / "zz").mkdir()
    for n in (1, 2):
        part(folder, f"call_P00{n}", 200 * n)
        part(folder / "zz", f"call_P00{n}", 200 * n)
    build(folder, library, tools)
    assert len(library.rows(Call)) == 1
    assert [row[1:3] for row in places(library)] == [(0, 0.0), (0, 0.0), (1, 20.0), (1, 20.0)]
    assert build(folder, library, tools).is_unchanged


def test_calls_that_were_built_apart_become_one(folder, library, tools):
    """An earlier coachkit took every part for a call; the first one's id stays."""
    part(folder, "call_P001", 200)
    part(folder, "other", 400)
    tools.scripts = tools.scripts | {"other": SCRIPTS["two"]}
    build(folder, library, tools)
    calls = {call.path.rsplit("/", 1)[-1]: call.id for call in library.rows(Call)}
    (folder / "other.wav").rename(folder / "call_P002.wav")
    build(folder, library, tools)
    assert [call.id for call in library.rows(Call)] == [calls["call_P001.wav"]]
    assert places(library)[1][:3] == ("call_P002.wav", 1, 20.0)
    assert {run.call_id for run in library.rows(StageRun)} == {"", calls["call_P001.wav"]}
    assert build(folder, library, tools).is_unchanged


def test_a_call_that_people_have_changed_stays_when_its_file_becomes_a_part(folder, library, tools):
    part(folder, "call_P001", 200)
    part(folder, "other", 400)
    tools.scripts = tools.scripts | {"other": SCRIPTS["two"]}
    build(folder, library, tools)
    other = next(call for call in library.rows(Call) if call.path.endswith("other.wav"))
    edit = Edit(
        call_id=other.id, n=0, field="text", start=0.5, end=3.0, old="a", new="b", author="x", made_at="now"
    )
    library.save_edits(other.id, [edit])
    (folder / "other.wav").rename(folder / "call_P002.wav")
    build(folder, library, tools)
    assert len(library.rows(Call)) == 2
    assert library.rows(Edit) == [edit]


def test_parts_that_are_too_long_together_are_a_failure(folder, library, tools):
    for n in (1, 2):
        part(folder, f"call_P00{n}", 200 * n)
    short = Settings.model_validate({"recordings": {"max_hours": 0.01}}).recordings
    assert build(folder, library, tools, SETTINGS.model_copy(update={"recordings": short})).failed == 2
    assert "its 2 parts are 0.0111 hours long together" in failures(library)["call_P001.wav"]


def test_the_file_name_pattern_does_not_see_the_part_number(folder, library, tools):
    tools.scripts = {"20261116_jana_P001": SCRIPTS["one"]}
    for n in (1, 2):
        part(folder, f"20261116_jana_P00{n}", 200 * n)
    named = Settings.model_validate({"recordings": {"pattern": "{date}_{agent}"}}).recordings
    build(folder, library, tools, SETTINGS.model_copy(update={"recordings": named}))
    [call] = library.rows(Call)
    assert (call.started_at, call.details_from) == ("2026-11-16T00:00:00", "file name")


def test_a_first_part_that_loses_its_number_keeps_the_others(folder, library, tools):
    for n in (1, 2):
        part(folder, f"call_P00{n}", 200 * n)
    build(folder, library, tools)
    (folder / "call_P001.wav").rename(folder / "zz.wav")
    report = build(folder, library, tools)
    assert (report.ingest.moved, report.failed, dict(report.ran)) == (1, 0, {})
    assert [call.duration for call in library.rows(Call)] == [40.0]
    assert build(folder, library, tools).is_unchanged


@pytest.mark.parametrize("name", ["call.json", "call_P001.json", "call_P002.json"])
def test_a_sidecar_may_be_of_the_call_or_of_a_part(folder, library, tools, name):
    for n in (1, 2):
        part(folder, f"call_P00{n}", 200 * n)
    (folder / name).write_text('{"customer": "Marta"}')
    assert build(folder, library, tools).failed == 0
    assert [call.customer for call in library.rows(Call)] == ["Marta"]
