import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from coachkit.cli.lazy import LazyCommand, LazyGroup
from coachkit.cli.root import COMMANDS, main
from coachkit.errors import CoachkitError
from tests.cli.conftest import Run

HEAVY = (
    "torch",
    "spacy",
    "faster_whisper",
    "whisper",
    "sentence_transformers",
    "sklearn",
    "sqlite_utils",
    "av",
)


@pytest.mark.parametrize(
    "words", [["--help"], ["calls", "--help"], ["calls", "--json"], ["search", "export"]]
)
def test_help_and_reading_import_no_model_library(words: list[str], db: Path) -> None:
    code = (
        "import sys; from coachkit.cli import main\n"
        f"main({words!r}, standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"COACHKIT_DB": str(db)}, check=True
    )

    assert done.stderr.splitlines()[-1] == "[]"


def test_help_alone_imports_no_command() -> None:
    code = (
        "import sys; from coachkit.cli import main\n"
        "main(['--help'], standalone_mode=False)\n"
        "print(*[name for name in sys.modules if name.startswith('coachkit')], file=sys.stderr)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert set(done.stderr.split()) == {
        "coachkit",
        "coachkit.cli",
        "coachkit.cli.root",
        "coachkit.cli.lazy",
        "coachkit.errors",
    }


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coachkit", "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("coachkit, version ")


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_its_line_of_help_and_an_example(entry: LazyCommand) -> None:
    command = entry.load()

    commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    for one in commands:
        assert one.help
        assert f"Example: coachkit {entry.name}" in one.help


class _Failing(LazyGroup):
    """A root whose only command raises `error`."""

    error: BaseException

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
        def fail() -> None:
            raise self.error

        return click.Command(cmd_name, callback=fail)


def _failing(error: BaseException) -> click.Command:
    group = _Failing("root")
    group.error = error
    return group


def test_an_error_of_coachkits_is_one_harmless_line() -> None:
    done = CliRunner().invoke(_failing(CoachkitError("call \x1b[31mred: try again")), ["fail"])

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: call \\x1b[31mred: try again\n"


def test_ctrl_c_says_how_to_go_on() -> None:
    done = CliRunner().invoke(_failing(KeyboardInterrupt()), ["fail"])

    assert done.exit_code == 130
    assert done.stderr == "\nStopped. Run the same command to go on.\n"


def test_wrong_usage_ends_with_two(run: Run) -> None:
    assert run("calls", "list", "--label", "lovely").exit_code == 2
    assert run("sing").exit_code == 2
    assert run("calls", "sing").exit_code == 2


def test_a_missing_library_is_told(run: Run, tmp_path: Path) -> None:
    done = run("calls", "--db", tmp_path / "none.db")

    assert done.exit_code == 1
    assert done.stderr.startswith("Error: ")
    assert "coachkit build FOLDER" in done.stderr


def test_the_library_may_be_named_by_the_environment(run: Run, db: Path) -> None:
    done = run("calls", env={"COACHKIT_DB": str(db)})

    assert done.exit_code == 0
    assert main.name == "main"
