import io
from contextlib import redirect_stdout

import pytest

from coachkit.cli.screen import Column, harmless, print_json, print_marked, print_table


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def a_plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_control_characters_are_written_out() -> None:
    assert harmless("a\x1b[2Jb\x9bc\u202ed") == "a\\x1b[2Jb\\x9bc\\u202ed"


def test_a_table_on_a_terminal_shows_markup_as_text() -> None:
    with redirect_stdout(Terminal()) as terminal:
        print_table([Column(name="quote", grows=True)], [["[red]\x1b[31mhello[/red]"]], empty="")

    assert "[red]\\x1b[31mhello[/red]" in terminal.getvalue()


def test_marked_text_stands_out_on_a_terminal_and_keeps_its_brackets() -> None:
    with redirect_stdout(Terminal()) as terminal:
        print_marked("to [bold]Zenlane[/bold] now", [(9, 16)], lead="0:01 ")

    shown = terminal.getvalue()
    assert "\x1b[1;7mZenlane\x1b[0m" in shown
    assert "0:01 to [bold]" in shown


def test_a_pipe_gets_one_line_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Column(name="a"), Column(name="b")], [["one\ttwo\nthree", None], [("x", "y"), 3]], empty="")

    assert capsys.readouterr().out == "a\tb\none two three\t–\nx, y\t3\n"


def test_json_never_carries_control_characters(capsys: pytest.CaptureFixture[str]) -> None:
    print_json(["\x1b[31m", "\x9b", "\u202e", "é"])

    shown = capsys.readouterr().out
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert "é" in shown
