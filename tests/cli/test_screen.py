import io
from contextlib import redirect_stdout
from typing import Any

import pytest

from coachkit.cli.mention_page import print_mentions
from coachkit.cli.screen import Column, harmless, print_json, print_marked, print_table
from coachkit.store.reading import MentionHit


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


def _wide() -> tuple[list[Column], list[list[object]]]:
    columns = [
        Column(name="tracker"),
        Column(name="looks for", spare=True),
        Column(name="hits", align="right"),
        Column(name="tier", spare=True),
    ]
    return columns, [["uses cheaper channels and more", "words and meaning", 1234, "appreciate"]]


def test_a_narrow_terminal_leaves_spare_columns_out_and_says_which(
    capsys: pytest.CaptureFixture[str],
) -> None:
    columns, rows = _wide()
    with redirect_stdout(Terminal()) as terminal:
        print_table(columns, rows, empty="")

    shown = terminal.getvalue()
    assert "uses cheaper channels and more" in shown
    assert "words and meaning" in shown
    assert "1234" in shown
    assert "appreciate" not in shown
    assert capsys.readouterr().err == "Left out for lack of room: tier (--json has all)\n"


def test_a_table_that_is_too_wide_breaks_words_and_loses_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    with redirect_stdout(Terminal()) as terminal:
        print_table([Column(name="name"), Column(name="calls", align="right")], [["x" * 40, 12345]], empty="")

    shown = terminal.getvalue()
    assert shown.count("x") == 40
    assert "calls" in shown
    assert "12345" in shown


def test_a_mention_is_read_with_how_surely_it_was_found_and_what_is_said_of_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = _hit(name="HubSpot", start_char=16, end_char=23, method="exact", stance=None, stance_quote=None)
    print_mentions([_hit(), other])

    assert capsys.readouterr().out == (
        "\nc1 · a.wav · bad\n"
        "   0:07  Marta: not with **Sennae** **HubSpot**, slow\n"
        "         competitor Zenlane (misheard, 0.87), negated, worse: “slow”; competitor HubSpot, negated\n"
    )


def _hit(**changed: object) -> MentionHit:
    values: dict[str, Any] = {
        "call_id": "c1", "n": 0, "kind": "competitor", "name": "Zenlane", "text": "Sennae",
        "quote": "not with Sennae HubSpot, slow", "start_char": 9, "end_char": 15, "role": "customer",
        "speaker": "Marta", "start": 7.0, "end": 8.0, "method": "sound", "confidence": 0.87,
        "agents": ("Jana K.",), "customer": None, "started_at": None, "path": "calls/a.wav",
        "label": "bad", "modality": "negated", "stance": "worse", "stance_quote": "slow",
    }  # fmt: skip
    return MentionHit(**{**values, **changed})
