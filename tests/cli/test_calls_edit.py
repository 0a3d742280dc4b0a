"""Correcting and editing from the command line: what is said, what is told, and what is refused."""

import json

import pytest

from tests.cli.test_changing_commands import TOML, Place
from tests.pipeline.example import SCRIPTS

SAID = SCRIPTS["one"][1][2]


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    assert made.build().exit_code == 0
    made.tools.heard.clear()
    return made


def test_an_edit_tells_what_it_changed_and_how_to_take_it_back(place):
    done = place.run("calls", "edit", "one", "0:04", "--text", "Copperdesk is cheaper", "--no-progress")

    assert done.exit_code == 0, done.stderr
    call_id = place.id_of("one")
    assert f"{call_id}  one.wav, 0:04: edited (edit 1).\n" in done.stdout
    assert f"  was  Marta (customer): {SAID}\n" in done.stdout
    assert "  is   Marta (customer): Copperdesk is cheaper\n" in done.stdout
    assert "  Zenlane: named 0 times (was: 1)\n" in done.stdout
    assert "  Playlist changed: " in done.stdout
    assert f"  To take back the text: coachkit calls undo {call_id} 1\n" in done.stdout
    assert place.tools.heard == []


def test_a_line_is_named_by_its_number_as_well(place):
    done = place.run("calls", "edit", "one", "1", "--speaker", "Paul")

    assert done.exit_code == 0, done.stderr
    assert [edit.new for edit in place.edits()] == ["Paul"]


def test_edits_are_marked_on_the_page_and_listed_with_their_numbers(place):
    place.run("calls", "edit", "one", "0:04", "--text", "Copperdesk is cheaper")
    place.run("calls", "edit", "one", "0:00", "--speaker", "Tom B.", "--everywhere")

    page = place.run("calls", "show", "one").stdout
    assert "   0:04  Marta   [edited] Copperdesk is cheaper\n" in page
    assert page.count("Tom B.  [edited] ") == 2
    assert f"changed by hand; see coachkit calls edits {place.id_of('one')}" in page
    rows = [line.split("\t") for line in place.run("calls", "edits", "one").stdout.splitlines()]
    assert rows[1][:5] == ["1", "0:04", "text", SAID, "Copperdesk is cheaper"]
    assert rows[2][:5] == ["2", "0:00", "speaker (everywhere)", "Jana K.", "Tom B."]
    listed = json.loads(place.run("calls", "edits", "one", "--json").stdout)
    assert [(one["n"], one["field"], one["everywhere"]) for one in listed] == [
        (1, "text", False),
        (2, "speaker", True),
    ]


def test_a_page_without_edits_is_not_marked(place):
    assert "edited" not in place.run("calls", "show", "one").stdout
    assert "Nothing was edited on this call." in place.run("calls", "edits", "one").stderr


def test_what_was_heard_can_be_read_under_corrections_and_edits(place):
    (place.folder / "coachkit.toml").write_text(
        TOML.replace("[company]", '[correct]\nFernwell = ["Fernway"]\n[company]'), encoding="utf-8"
    )
    place.build()
    place.run("calls", "edit", "one", "1", "--text", "Copperdesk is cheaper")

    heard = place.run("calls", "show", "one", "--heard").stdout
    assert "   0:00    0  hello this is Fernway how can I help\n" in heard
    assert f"   0:04    1  {SAID}\n" in heard
    assert "hello this is Fernwell how can I help" in place.run("calls", "show", "one").stdout
    lines = json.loads(place.run("calls", "show", "one", "--heard", "--json").stdout)
    assert (lines[1]["text"], lines[1]["start"], lines[1]["channel"]) == (SAID, 4.0, 1)


def test_undo_takes_back_the_last_edit_or_the_one_that_is_named(place):
    before = place.run("calls", "show", "one").stdout
    place.run("calls", "edit", "one", "1", "--text", "Copperdesk is cheaper")
    place.run("calls", "edit", "one", "3", "--role", "agent")
    first = place.run("calls", "undo", "one", "1", "--no-progress")
    second = place.run("calls", "undo", "one")

    assert "one.wav, 0:04: taken back (edit 1).\n" in first.stdout
    assert "one.wav, 0:14: taken back (edit 2).\n" in second.stdout
    assert place.edits() == []
    assert place.run("calls", "show", "one").stdout == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("one", "9:59", "--text", "x"), "nobody speaks at 9:59; the nearest line is 3 (Marta) “oh that"),
        (("one", "44", "--text", "x"), "there is no line 44; they are numbered 0 to 3"),
        (("one", "soon", "--text", "x"), "“soon” is neither a time such as 1:23 nor the number of a line"),
        (("one", "1", "--text", ""), "an empty text would hide that something was said"),
        (("one", "1", "--text", SAID), "nothing to change: line 1 of call"),
        (("nobody", "1", "--text", "x"), "there is no call “nobody”"),
    ],
)
def test_what_cannot_be_edited_is_one_line_and_nothing_is_stored(place, words, told):
    done = place.run("calls", "edit", *words)

    assert done.exit_code == 1
    assert told in done.stderr
    assert place.edits() == []


def test_an_edit_that_says_nothing_is_wrong_usage(place):
    done = place.run("calls", "edit", "one", "1")

    assert done.exit_code == 2
    assert "--text, --speaker or --role" in done.stderr


def test_undo_without_an_edit_says_so(place):
    done = place.run("calls", "undo", "one")

    assert done.exit_code == 1
    assert f"call {place.id_of('one')} has no edit to take back" in done.stderr
