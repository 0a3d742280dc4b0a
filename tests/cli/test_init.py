import re
from pathlib import Path

import pytest

from coachkit.config import Settings, load_settings, parse_settings
from tests.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("20261116_0915_4711_agent12", "20261117_1002_4712_agent07"):
        (tmp_path / f"{name}.mp3").write_bytes(b"sound")
    return tmp_path


def test_names_are_shown_as_what_they_become_and_settings_are_written(run: Run, folder: Path) -> None:
    done = run("init", folder)

    assert done.exit_code == 0
    assert "20261116_0915_4711_agent12\t2026-11-16 09:15\tagent12" in done.stdout
    assert "Pattern: {date}_{time}_{extension}_{agent}  (fits 2 of 2 names)" in done.stderr
    settings = load_settings(folder / "coachkit.toml")
    assert settings.recordings.pattern == "{date}_{time}_{extension}_{agent}"
    assert '# aliases = ["agent07"]' in (folder / "coachkit.toml").read_text(encoding="utf-8")


def test_the_starter_file_says_what_holds_without_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "monday.wav").write_bytes(b"sound")

    run("init", tmp_path)

    settings = load_settings(tmp_path / "coachkit.toml")
    # read from a file, the folder of score cards is the one beside it
    here = settings.scoring.model_copy(update={"folder": Settings().scoring.folder})
    assert settings.scoring.folder == str(tmp_path / "scorecards")
    assert settings.model_copy(update={"scoring": here}) == Settings()


def test_the_commented_examples_of_the_starter_are_right(run: Run, tmp_path: Path) -> None:
    (tmp_path / "monday.wav").write_bytes(b"sound")
    run("init", tmp_path)
    text = (tmp_path / "coachkit.toml").read_text(encoding="utf-8")

    settings = parse_settings(re.sub(r"(?m)^# (?=\[\[|\w+ = )", "", text))

    assert settings.competitors[0].name == "Zenlane"
    assert settings.agents[0].aliases == ("agent12",)
    assert settings.recordings.language == "en"
    assert settings.manifest.outcomes == {"csat": "Rating"}


def test_a_file_with_a_pattern_is_never_overwritten(run: Run, folder: Path) -> None:
    path = folder / "coachkit.toml"
    path.write_text('[recordings]\npattern = "{agent}"\n')

    done = run("init", folder)

    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert path.read_text() == '[recordings]\npattern = "{agent}"\n'


def test_a_file_without_a_pattern_gets_one_and_keeps_the_rest(run: Run, folder: Path) -> None:
    path = folder / "coachkit.toml"
    path.write_text('# ours\n[[competitors]]\nname = "Zenlane" # the big one\n')

    assert run("init", folder).exit_code == 0

    assert "# ours" in path.read_text()
    assert "# the big one" in path.read_text()
    assert load_settings(path).recordings.pattern == "{date}_{time}_{extension}_{agent}"
    assert load_settings(path).competitors[0].name == "Zenlane"


def test_a_pattern_may_be_given_and_is_checked(run: Run, folder: Path) -> None:
    wrong = run("init", folder, "--pattern", "{date}_{agnt}")
    right = run("init", folder, "--pattern", "{date}_{time}_{id}_{agent}")

    assert (wrong.exit_code, right.exit_code) == (1, 0)
    assert "unknown field 'agnt'" in wrong.stderr
    assert load_settings(folder / "coachkit.toml").recordings.pattern == "{date}_{time}_{id}_{agent}"


def test_a_dry_run_writes_nothing(run: Run, folder: Path) -> None:
    done = run("init", folder, "--dry-run")

    assert "agent12" in done.stdout
    assert not (folder / "coachkit.toml").exists()


def test_recordings_with_sidecars_need_no_pattern(run: Run, folder: Path) -> None:
    for recording in list(folder.glob("*.mp3")):
        recording.with_suffix(".json").write_text("{}")

    done = run("init", folder)

    assert "All 2 recordings have a sidecar file" in done.stderr
    assert load_settings(folder / "coachkit.toml").recordings.pattern is None


@pytest.mark.parametrize("name", ["none", "."])
def test_a_folder_that_is_missing_or_empty_is_told(run: Run, tmp_path: Path, name: str) -> None:
    done = run("init", tmp_path / name)

    assert done.exit_code == 1
    assert str(tmp_path) in done.stderr
    assert not list(tmp_path.iterdir())
