"""What fails is told in every build, and costs its time only once."""

import os

import pytest

from coachkit.config import Settings
from coachkit.models import Call, Failure, Label, Word
from coachkit.pipeline import build_library
from tests.pipeline.example import SCRIPTS, SETTINGS
from tests.pipeline.fakes import FakeTools
from tests.sounds import tones, write_sound


def build(folder, library, tools, settings=SETTINGS, *, retry_failed=False):
    return build_library(folder, library, settings, tools=tools, retry_failed=retry_failed)


def reasons(library):
    return {failure.subject.rsplit("/")[-1]: failure.reason for failure in library.rows(Failure)}


def test_a_file_that_failed_and_is_as_it_was_is_not_opened_again(folder, library, tools):
    bad = folder / "bad.wav"
    bad.write_bytes(b"?" * 1000)
    build(folder, library, tools)
    good = (folder / "two.wav").read_bytes()[:1000]
    state = bad.stat()
    bad.write_bytes(good.ljust(1000, b"\0"))
    os.utime(bad, ns=(state.st_atime_ns, state.st_mtime_ns))
    report = build(folder, library, tools)
    assert (report.failed, report.skipped, report.is_unchanged) == (1, 1, True)
    assert reasons(library).keys() == {"bad.wav"}
    report = build(folder, library, tools, retry_failed=True)
    assert (report.failed, report.skipped) == (1, 0)
    assert "cut short" in reasons(library)["bad.wav"]


def test_a_file_that_failed_is_tried_again_once_it_has_changed(folder, library, tools):
    good = (folder / "two.wav").read_bytes()
    (folder / "two.wav").write_bytes(good[:9000])
    assert build(folder, library, tools).failed == 1
    (folder / "two.wav").write_bytes(good)
    report = build(folder, library, tools)
    assert (report.failed, report.ingest.new) == (0, 1)
    assert library.rows(Failure) == []


def test_a_file_that_is_too_long_for_the_settings_is_tried_again_with_others(folder, library, tools):
    short = SETTINGS.model_copy(
        update={"recordings": Settings.model_validate({"recordings": {"max_hours": 0.005}}).recordings}
    )
    assert build(folder, library, tools, short).failed == 3
    assert (
        "the most is 0.3 minutes (recordings.max_hours in the settings), and it"
        in reasons(library)["one.wav"]
    )
    assert build(folder, library, tools, short).skipped == 3
    assert build(folder, library, tools).failed == 0


def test_a_recording_of_thirty_hours_is_refused_by_what_its_header_says(folder, library, tools):
    sound = tones([300], seconds=1, rate=8000)
    path = write_sound(folder / "long.wav", sound, codec="pcm_mulaw", rate=8000)
    content = path.read_bytes()
    place = content.index(b"data")
    seconds = 30 * 3600
    with path.open("wb") as file:
        file.write(content[: place + 4] + (seconds * 8000).to_bytes(4, "little"))
        file.truncate(place + 8 + seconds * 8000)
    assert build(folder, library, tools).failed == 1
    reason = reasons(library)["long.wav"]
    assert "the most is 4 hours (recordings.max_hours in the settings), and it is 30 hours long" in reason


def test_a_stage_that_failed_is_not_tried_again_unasked(folder, library, tools):
    tools.breaks = {"two"}
    build(folder, library, tools)
    tools.heard.clear()
    report = build(folder, library, tools)
    assert (report.failed, report.skipped, tools.heard) == (1, 1, [])
    assert report.is_unchanged
    build(folder, library, tools, retry_failed=True)
    assert tools.heard == ["two"]


def test_a_recording_that_vanishes_between_reading_and_hearing_is_heard_when_it_is_back(
    folder, library, tools
):
    away = folder.parent / "away.wav"

    class Losing(FakeTools):
        def transcribe(self, jobs, options, *, workers):
            (folder / "two.wav").rename(away)
            self.breaks = {job.path.stem for job in jobs if not job.path.exists()}
            yield from super().transcribe(jobs, options, workers=workers)

    assert build(folder, library, Losing(scripts=SCRIPTS)).failed == 1
    assert len({word.call_id for word in library.rows(Word)}) == 2
    away.rename(folder / "two.wav")
    assert build(folder, library, tools).failed == 0
    assert tools.heard == ["two"]


def test_a_recording_that_vanishes_while_the_folder_is_read_stops_no_other(folder, library, tools):
    (folder / "lost.wav").symlink_to(folder / "not there.wav")
    report = build(folder, library, tools)
    assert (report.failed, len(library.rows(Label))) == (1, 3)
    (folder / "lost.wav").unlink()
    assert build(folder, library, tools).failed == 0


def test_a_broken_sidecar_is_told_until_it_is_mended(folder, library, tools):
    (folder / "one.json").write_text("{broken")
    build(folder, library, tools)
    assert build(folder, library, tools).skipped == 1
    (folder / "one.json").write_text("{ }")
    assert build(folder, library, tools).failed == 0


@pytest.mark.skipif(os.name != "posix", reason="elsewhere names are Unicode")
def test_a_file_name_that_is_no_text_is_a_failure_of_its_own(folder, library, tools):
    name = os.fsdecode(os.fsencode(folder) + b"/bad\xff.wav")
    os.link(folder / "two.wav", name)
    report = build(folder, library, tools)
    assert (report.failed, len(library.rows(Call))) == (1, 3)
    assert "rename the file" in reasons(library)["bad\\udcff.wav"]
    assert build(folder, library, tools).skipped == 1
    os.unlink(name)  # noqa: PTH108 - a name that is no text
    assert build(folder, library, tools).failed == 0
