"""Suggestions from the command line: listed, taken up, and never shown again."""

import json

import pytest

from coachkit.config import load_settings
from coachkit.models import Mention
from coachkit.store.library import Library
from tests.cli.test_changing_commands import TOML, Place

FEATURE = '[[features]]\nname = "export"  # in the menu\n'


def transcript(*lines: str) -> str:
    cues = [
        f"00:00:{5 * n:02}.000 --> 00:00:{5 * n + 4:02}.000\n<v {who}>{text}"
        for n, (who, text) in enumerate(zip(("Agent", "Customer") * 5, lines, strict=False))
    ]
    return "\n\n".join(["WEBVTT", *cues])


@pytest.fixture
def place(tmp_path):
    made = Place(tmp_path)
    (made.folder / "coachkit.toml").write_text(TOML + FEATURE, encoding="utf-8")
    for name, text in (
        ("four", "my exbort is gone since we left Larkfield"),
        ("five", "the exbort and Larkfield again"),
    ):
        (made.folder / f"{name}.vtt").write_text(transcript("hello there", text), encoding="utf-8")
    assert made.build().exit_code == 0
    return made


def listed(place):
    found = json.loads(place.run("trackers", "suggest", "--json").stdout)
    return {one["spelling"]: one for one in found}


def named(place):
    with Library.open(place.db) as library:
        return {(one.kind, one.name, one.text) for one in library.rows(Mention)}


def test_spellings_and_names_are_listed_with_a_quote_each(place):
    found = listed(place)
    assert (found["exbort"]["meant"], found["exbort"]["calls"]) == ("export", 2)
    assert (found["Larkfield"]["meant"], found["Larkfield"]["calls"]) == ("", 2)
    shown = place.run("trackers", "suggest").stdout
    assert "1. exbort → export  (2 times in 2 calls)" in shown
    assert "“my exbort is gone since we left Larkfield”" in shown


def test_an_accepted_spelling_becomes_an_alias_and_is_found_in_old_calls(place):
    done = place.run("trackers", "suggest", "--accept", "1", "--no-progress")
    assert done.exit_code == 0
    text = (place.folder / "coachkit.toml").read_text(encoding="utf-8")
    assert "# in the menu" in text
    [export] = load_settings(place.folder / "coachkit.toml").features
    assert export.aliases == ("exbort",)
    assert ("feature", "export", "exbort") in named(place)
    assert "exbort" not in listed(place)


def test_an_accepted_name_becomes_a_competitor(place):
    done = place.run("trackers", "suggest", "--accept", "larkfield", "--no-progress")
    assert "Found in 2 calls" in done.stdout
    assert ("competitor", "Larkfield", "Larkfield") in named(place)
    assert "Larkfield" not in listed(place)


def test_a_rejected_suggestion_is_not_made_again(place):
    done = place.run("trackers", "suggest", "--reject", "Larkfield", "--reject", "1")
    assert "“Larkfield” will not be suggested again." in done.stdout
    assert {"Larkfield", "exbort"} & set(listed(place)) == set()
    assert ("candidate", "Larkfield", "Larkfield") in named(place)


def test_a_number_that_is_not_listed_is_answered_with_how_many_there_are(place):
    failed = place.run("trackers", "suggest", "--accept", "99")
    assert failed.exit_code == 1
    assert "suggestion “99” is not there (there are" in failed.stderr


def test_a_spelling_in_the_agents_greeting_is_not_suggested(place):
    for name in ("six", "seven"):
        text = transcript(f"welcome to exporb this is {name}", "hello there")
        (place.folder / f"{name}.vtt").write_text(text, encoding="utf-8")
    place.build()
    assert "exporb" not in listed(place)
    (place.folder / "eight.vtt").write_text(transcript("hello", "my exporb is gone"), encoding="utf-8")
    (place.folder / "nine.vtt").write_text(transcript("hi", "the exporb again is gone"), encoding="utf-8")
    place.build()
    assert listed(place)["exporb"]["calls"] == 2
