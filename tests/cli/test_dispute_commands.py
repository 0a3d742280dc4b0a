"""Disputing a line of a score and deciding on it, as commands."""

import json
import shutil
from pathlib import Path

import pytest

from coachkit.models import ScorePoint
from coachkit.store.library import Library
from tests.cli.test_changing_commands import Place


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A folder and its library, built once: each test gets a copy of the library."""
    place = Place(tmp_path_factory.mktemp("made"))
    assert place.build().exit_code == 0
    return place


@pytest.fixture
def place(made: Place, tmp_path: Path) -> Place:
    copy = Place.__new__(Place)
    copy.folder, copy.tools = made.folder, made.tools
    copy.db = Path(shutil.copy(made.db, tmp_path / "coachkit.db"))
    return copy


def line_of(place: Place, name: str = "two") -> str:
    """Return a line of the call's score that can be disputed."""
    with Library.open(place.db) as library:
        points = library.rows(ScorePoint, call_id=place.id_of(name))
    return next(one.criterion for one in points if one.verdict != "not applicable" and one.start is not None)


def dispute(place: Place) -> str:
    line = line_of(place)
    done = place.run("disputes", "add", "two", line, "--why", "It was settled by mail.", "--by", "tom")
    assert done.exit_code == 0, done.output
    return line


def test_a_dispute_says_what_it_changed_and_how_to_decide(place: Place) -> None:
    line = line_of(place)
    done = place.run("disputes", "add", "two", line, "--why", "It was settled by mail.", "--by", "tom")

    assert f"{place.id_of('two')}  two.wav: “{line}” at " in done.stdout
    assert " is disputed by tom (dispute 1).\n" in done.stdout
    assert "  Playlist changed: " in done.stdout
    assert '  To decide: coachkit disputes decide 1 granted --why "…" (or refused)\n' in done.stdout


def test_the_page_of_the_call_marks_the_disputed_line_and_then_the_decision(place: Place) -> None:
    dispute(place)
    shown = place.run("calls", "show", "two").stdout
    assert "Disputed by tom (dispute 1): “It was settled by mail.”; open" in shown

    place.run("disputes", "decide", "1", "refused", "--why", "No such mail.", "--by", "lead")
    shown = place.run("calls", "show", "two").stdout
    assert "“It was settled by mail.”; refused by lead: “No such mail.”" in shown


def test_the_list_tells_open_disputes_and_what_was_decided(place: Place) -> None:
    line = dispute(place)
    [row] = place.run("disputes", "--open").stdout.splitlines()[1:]
    assert row.split("\t")[0] == "1"
    assert row.split("\t")[3] == line
    assert "tom\tIt was settled by mail.\topen" in row

    place.run("disputes", "decide", "1", "granted", "--why", "Right.", "--by", "lead")
    assert "No dispute is open." in place.run("disputes", "--open").stderr
    [found] = json.loads(place.run("disputes", "--json").stdout)
    assert (found["state"], found["decided_by"], found["decision"]) == ("granted", "lead", "Right.")


def test_a_granted_line_counts_no_more(place: Place) -> None:
    line = dispute(place)
    done = place.run("disputes", "decide", "1", "granted", "--why", "Right.", "--by", "lead")

    assert f"dispute 1 about “{line}” is granted by lead." in done.stdout
    with Library.open(place.db) as library:
        points = library.rows(ScorePoint, call_id=place.id_of("two"))
    [point] = [one for one in points if one.criterion == line]
    assert point.verdict == "not applicable"


def test_the_list_can_be_narrowed_to_calls(place: Place) -> None:
    dispute(place)
    assert json.loads(place.run("disputes", "--json", "--customer", "Marta").stdout) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "two", "kindness", "--why", "x"), "there is no line “kindness”"),
        (("decide", "7", "granted", "--why", "x"), "there is no dispute 7; none is open"),
        (("add", "nobody", "resolved", "--why", "x"), "there is no call “nobody”"),
    ],
)
def test_what_cannot_be_is_one_plain_line(place: Place, words: tuple[str, ...], told: str) -> None:
    done = place.run("disputes", *words)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[-1].startswith(f"Error: {told}")


def test_without_disputes_the_list_says_so(place: Place) -> None:
    done = place.run("disputes")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Nobody has disputed a score." in done.stderr
