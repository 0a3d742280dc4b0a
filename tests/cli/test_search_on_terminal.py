"""A search as it is read on a terminal."""

import contextlib
import io
import re
from pathlib import Path

import pytest

from coachkit.cli import main
from tests.export.example import BAD

ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\][^\x1b]*\x1b\\")
"""Styles, and the beginning and end of links."""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(*words: str | Path, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with contextlib.redirect_stdout(Terminal()) as shown:
        main([str(word) for word in words], standalone_mode=False)
    return shown.getvalue()


def test_the_name_of_the_file_is_a_link_and_the_words_stand_out(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = on_terminal("search", '"the export"', "--db", db, columns=80, monkeypatch=monkeypatch)

    assert f";{(tmp_path / f'{BAD}.wav').as_uri()}#t=3.5,9\x1b\\" in shown
    assert "\x1b[1;7mThe export\x1b[0m fails again, <b>every</b>" in shown
    assert "**" not in shown


def test_a_page_is_as_wide_as_the_terminal(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = ESCAPES.sub(
        "", on_terminal("search", "weeks AND move", "--db", db, columns=50, monkeypatch=monkeypatch)
    )

    assert max(map(len, shown.splitlines())) <= 50
    assert "price or the two" in " ".join(shown.split())
