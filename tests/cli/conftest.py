from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coachkit.cli import main
from tests.export.example import build_example

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run coachkit with the words given."""

    def run_command(*words: str | Path, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], env=env)

    return run_command


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The example library."""
    return build_example(tmp_path / "example.db", tmp_path)
