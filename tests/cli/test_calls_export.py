import json
from pathlib import Path

import pytest

from coachkit.config import TranscriptSettings
from coachkit.transcripts.reading import read_transcript
from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD, LINES, LOST


def test_one_call_goes_to_standard_output(run: Run, db: Path) -> None:
    done = run("calls", "export", GOOD, "--format", "txt", "--db", db)

    assert done.exit_code == 0
    assert "   0:10  Jana Kovac: I see. What matters most in the move" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize("form", ["json", "vtt"])
def test_what_is_exported_is_read_again_line_by_line(run: Run, db: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"bad.{form}"

    done = run("calls", "export", BAD, "--format", form, "--output", output, "--db", db)

    assert done.stdout == ""
    assert done.stderr == f"Wrote {output}.\n"
    lines = read_transcript(output, TranscriptSettings()).lines
    assert tuple((line.role, line.start, line.end, line.text) for line in lines) == LINES[BAD]


def test_several_calls_go_into_a_folder(run: Run, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "jana"

    done = run("calls", "export", "--where", "agent:jana", "--format", "srt", "--output", folder, "--db", db)

    assert done.exit_code == 0
    assert done.stderr == f"Wrote 2 transcripts to {folder}.\n"
    assert sorted(path.name for path in folder.iterdir()) == [f"{GOOD}.srt", f"{LOST}.srt"]


def test_one_call_that_is_described_goes_into_a_folder_as_well(run: Run, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    run("calls", "export", "--where", "label:bad", "--format", "json", "--output", folder, "--db", db)
    assert json.loads((folder / f"{BAD}.json").read_text(encoding="utf-8"))["call"]["customer"] == "+4912345"


def test_one_call_may_be_put_into_a_folder_that_is_there(run: Run, db: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    run("calls", "export", GOOD, "--format", "docx", "--output", folder, "--db", db)
    assert (folder / f"{GOOD}.docx").read_bytes().startswith(b"PK")


def test_a_name_with_the_formats_ending_is_a_file_and_holds_one_call(
    run: Run, db: Path, tmp_path: Path
) -> None:
    output = tmp_path / "calls.srt"
    words = ("calls", "export", "--format", "srt", "--output", output, "--db", db)

    several = run(*words, "--where", "agent:jana")
    assert (several.exit_code, output.exists()) == (2, False)
    assert "Several calls do not fit into" in several.stderr

    assert run(*words, "--where", '"what matters most"').exit_code == 0
    assert output.is_file()


def test_several_calls_are_not_printed(run: Run, db: Path) -> None:
    done = run("calls", "export", GOOD, BAD, "--format", "txt", "--db", db)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "2 calls need a folder to be written to: add --output FOLDER." in done.stderr


def test_a_call_without_a_transcript_is_told(run: Run, db: Path, tmp_path: Path) -> None:
    forget_transcript(db, LOST)

    alone = run("calls", "export", LOST, "--format", "txt", "--db", db)
    assert alone.exit_code == 1
    assert alone.stderr.startswith(f"Error: call {LOST} ({LOST}.wav) has no transcript")

    together = run("calls", "export", LOST, GOOD, "--format", "txt", "--output", tmp_path / "out", "--db", db)
    assert together.exit_code == 0
    assert f"Left out: call {LOST}" in together.stderr
    assert "Wrote 1 transcript to " in together.stderr


def forget_transcript(db: Path, call_id: str) -> None:
    from coachkit.models import StageRun
    from coachkit.store.library import Library

    with Library.open(db) as library:
        run = StageRun(
            call_id=call_id, stage="compose", fingerprint="g", output="o",
            finished_at="2026-11-20T10:00:00", seconds=0.1,
        )  # fmt: skip
        library.replace_stage(run, ["segments"], {"segments": []})


def test_calls_must_be_named_or_described(run: Run, db: Path) -> None:
    assert run("calls", "export", "--format", "txt", "--db", db).exit_code == 2


def test_nothing_is_written_where_no_call_fits(run: Run, db: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    done = run(
        "calls", "export", "--where", "since:2030-01-01", "--format", "txt", "--output", output, "--db", db
    )
    assert done.exit_code == 1
    assert done.stderr == "Error: no call fits “since:2030-01-01”\n"
    assert not output.exists()


def test_a_file_in_the_folders_place_is_told(run: Run, db: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    output.write_text("mine")
    done = run("calls", "export", GOOD, BAD, "--format", "txt", "--output", output, "--db", db)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {output}: cannot be made a folder")
    assert output.read_text() == "mine"
