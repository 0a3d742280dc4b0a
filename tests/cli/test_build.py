from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.cli.build_report import print_summary, print_unchanged
from coachkit.cli.progress import format_rate
from coachkit.pipeline import BuildReport
from coachkit.pipeline.build import TITLES
from coachkit.pipeline.intake.ingest import IngestReport
from coachkit.store.library import Library
from coachkit.store.reading import HardCall, HearingSummary, LibrarySummary, library_summary
from tests.cli.conftest import Run

REPORT = BuildReport(ingest=IngestReport(recordings=3, new=3), ran={"score": 3}, failed=0, seconds=75)


@pytest.fixture
def summary(db: Path) -> LibrarySummary:
    with Library.open(db) as library:
        return library_summary(library)


def test_the_end_of_a_build_tells_what_was_found(
    summary: LibrarySummary, capsys: pytest.CaptureFixture[str]
) -> None:
    print_summary(summary, REPORT, Path("coachkit.db"))

    told = capsys.readouterr()
    assert "coachkit.db: 3 calls, 52 s of speech, 2 agents\n  2 good, 1 bad, 0 neutral calls" in told.out
    assert "Competitors\n  Zenlane  2 mentions in 2 calls" in told.out
    assert "Names that the settings do not know\n  Larkfield  3 mentions in 3 calls" in told.out
    assert "Topics\n  Dashboards  1 call" in told.out
    assert "Zenlane: replies that worked  (good, 1 clip, 0:19)" in told.out
    assert "1f00ba5e at 0:04: The agent asks what matters before answering the price." in told.out
    assert "Failed (1)\n  calls/notes.mp3: ingest: is not a recording" in told.out
    assert told.err == "Built in 1 min.\n"


def test_the_end_of_a_build_tells_how_well_the_calls_were_heard(
    summary: LibrarySummary, capsys: pytest.CaptureFixture[str]
) -> None:
    print_summary(summary, REPORT, Path("coachkit.db"))

    assert capsys.readouterr().out.split("\nSound\n")[1].split("\n\n")[0].splitlines() == [
        "  Heard in 6 windows of 30 s (fewest possible 3)",
        "  4 s of speech in 1 call gave no words; `coachkit calls list --min-unheard 3` lists them",
        "  1 piece of text taken for invented and left out",
        "  1 call is hard to hear (grade D): 2ee7c0de.wav",
    ]


def test_a_library_that_is_heard_well_has_nothing_more_to_tell(
    summary: LibrarySummary, capsys: pytest.CaptureFixture[str]
) -> None:
    heard = HearingSummary(windows=1200, fewest_windows=1100, unheard=0.0, calls_unheard=0, quarantined=0)
    print_summary(replace(summary, hearing=heard, hard_calls=()), REPORT, Path("coachkit.db"))

    told = capsys.readouterr().out
    assert "Sound\n  Heard in 1,200 windows of 30 s (fewest possible 1,100)\n\n" in told


def test_of_many_calls_that_are_hard_to_hear_a_few_are_named(
    summary: LibrarySummary, capsys: pytest.CaptureFixture[str]
) -> None:
    hard = tuple(HardCall(call_id=f"c{n}", path=f"/calls/c{n}.wav", reasons=()) for n in range(8))
    print_summary(replace(summary, hard_calls=hard), REPORT, Path("coachkit.db"))

    told = capsys.readouterr().out
    assert "8 calls are hard to hear (grade D): c0.wav, c1.wav, c2.wav, c3.wav, c4.wav and 3 more" in told


def test_where_to_go_next_names_a_library_that_is_elsewhere(
    summary: LibrarySummary, capsys: pytest.CaptureFixture[str]
) -> None:
    print_summary(summary, REPORT, Path("my calls/october.db"))

    assert "coachkit calls --db 'my calls/october.db'" in capsys.readouterr().out


def test_a_build_without_work_says_so(summary: LibrarySummary, capsys: pytest.CaptureFixture[str]) -> None:
    print_unchanged(summary, REPORT, Path("coachkit.db"))

    assert capsys.readouterr().out.startswith("Nothing to do: coachkit.db is up to date with 3 calls")


@pytest.mark.parametrize("name", ["none", "."])
def test_a_folder_that_is_missing_or_empty_makes_no_library(run: Run, tmp_path: Path, name: str) -> None:
    done = run("build", tmp_path / name, "--db", tmp_path / "new.db")

    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {tmp_path / name}: there is no ")
    assert not (tmp_path / "new.db").exists()


def test_a_wrong_key_is_told_before_anything_is_made(run: Run, tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_bytes(b"sound")
    (tmp_path / "coachkit.toml").write_text("[company]\nnmae = 'Larkfield'\n")

    done = run("build", tmp_path, "--db", tmp_path / "new.db")

    assert done.exit_code == 1
    assert "unknown key “company.nmae”; did you mean “name”?" in done.stderr
    assert not (tmp_path / "new.db").exists()


def test_a_recording_that_cannot_be_read_is_told_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_bytes(b"no sound at all")

    done = run("build", tmp_path, "--db", tmp_path / "new.db", "--no-progress")

    assert done.exit_code == 1
    assert "Failed (1)" in done.stdout
    assert "call.wav" in done.stdout


def test_an_unknown_engine_is_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("build", tmp_path, "--engine", "ear").exit_code == 2


def test_hearing_is_told_in_times_of_real_time_and_the_rest_a_second() -> None:
    assert format_rate(TITLES["transcribe"], 12.34) == "12.3 × real time"
    assert format_rate(TITLES["score"], 250.4) == "250/s"
