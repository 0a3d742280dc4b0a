"""`playbooks card`."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.models import BuiltFolder, PlaybookLine
from coachkit.store.library import Library
from tests.battlecards.carded import LEAVES, Talk, build, write_cards
from tests.cli.conftest import Run
from tests.store.small_library import run_of
from tests.store.small_playbooks import playbook_rows


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    """A library with a card for Zenlane, and settings that know two more names."""
    settings = tmp_path / "coachkit.toml"
    settings.write_text(
        '[[competitors]]\nname = "Zenlane"\naliases = ["ZL"]\n[[competitors]]\nname = "HubSpot"\n'
        '[[features]]\nname = "export"\n'
    )
    talks = [
        Talk(id="c1"),
        Talk(id="c2", went="bad", replies=LEAVES, takes="I doubt that.", day="2026-11-17"),
    ]
    with build(tmp_path / "cards.db", talks) as library:
        write_cards(library)
        library.save_folder(
            BuiltFolder(path=str(tmp_path), settings=str(settings), built_at="2026-11-20T10:00:00")
        )
    return tmp_path / "cards.db"


def test_a_card_shows_both_replies_with_their_places(run: Run, cards: Path) -> None:
    done = run("playbooks", "card", "zenlane", "--db", cards)
    assert done.exit_code == 0, done.output
    assert "Agent: “Let me compare both offers line by line with you.”" in done.stdout
    assert "Customer: “I doubt that.” (1 of 2 calls)" in done.stdout
    assert "[1] Jana K. with Ana Lopes, 16 Nov 2026 · c1.mp3 at 0:00 · call c1 · file:///" in done.stdout
    assert done.stdout.index("Replies that worked") < done.stdout.index("What customers say")


def test_what_the_playbook_claims_stands_above_what_happened(run: Run, cards: Path) -> None:
    rows = playbook_rows("c1")
    [line] = rows["playbook_lines"]
    assert isinstance(line, PlaybookLine)
    kinds = {"playbook_lines": [replace(line, withheld=None), replace(line, n=1, text="Say nothing.")]}
    with Library.open(cards) as library:
        library.replace_stage(run_of("", "advise"), [*rows], {**rows, **kinds})
    shown = run("playbooks", "card", "zenlane", "--db", cards).stdout
    assert "The playbook says\n  Do: Ask about the matter before you answer.\n" in shown
    assert "Say nothing." not in shown


def test_a_dont_of_the_playbook_is_not_said_twice(run: Run, cards: Path) -> None:
    rows = playbook_rows("c1")
    [line] = rows["playbook_lines"]
    assert isinstance(line, PlaybookLine)
    dont = replace(line, withheld=None, kind="dont", text="Don't guess.")
    with Library.open(cards) as library:
        library.replace_stage(run_of("", "advise"), [*rows], {**rows, "playbook_lines": [dont]})
    assert "\n  Don't guess.\n" in run("playbooks", "card", "zenlane", "--db", cards).stdout


def test_of_each_line_one_place_is_shown_and_more_on_demand(run: Run, tmp_path: Path) -> None:
    talks = [Talk(id="c1"), Talk(id="c2", day="2026-11-17")]
    with build(tmp_path / "two.db", talks) as library:
        write_cards(library)
    usual = run("playbooks", "card", "zenlane", "--db", tmp_path / "two.db").stdout
    every = run("playbooks", "card", "zenlane", "--quotes", "3", "--db", tmp_path / "two.db").stdout
    assert "[1]" in usual
    assert "[2]" not in usual
    assert usual.endswith("More places of each line: --quotes 2\n")
    assert "[2]" in every
    assert "More places" not in every


def test_without_a_name_the_cards_are_listed(run: Run, cards: Path) -> None:
    [row] = json.loads(run("playbooks", "card", "--json", "--db", cards).stdout)
    assert (row["id"], row["calls"], row["good"], row["bad"]) == ("competitor-zenlane", 2, 1, 1)


def test_another_spelling_of_the_settings_finds_the_card(run: Run, cards: Path) -> None:
    assert run("playbooks", "card", "ZL", "--db", cards).stdout.startswith("Zenlane\n")


def test_json_has_the_link_and_the_call_of_every_quote(run: Run, cards: Path) -> None:
    page = json.loads(run("playbooks", "card", "zenlane", "--json", "--db", cards).stdout)
    quotes = [quote for line in page["lines"] for quote in line["quotes"]]
    assert quotes
    assert all(quote["link"].startswith("file:///") for quote in quotes)
    assert {quote["call"]["customer"] for quote in quotes} == {"Ana Lopes"}


def test_markdown_tells_the_call_and_the_time_of_every_quote(run: Run, cards: Path) -> None:
    text = run("playbooks", "card", "zenlane", "--markdown", "--db", cards).stdout
    assert text.startswith("# Zenlane\n")
    assert (
        "## Replies that worked\n\n- “Let me compare both offers line by line with you.” (1 of 2 calls)"
        in text
    )
    assert "Jana K. with Ana Lopes, 16 Nov 2026, call c1 at 0:00" in text


def test_a_name_that_never_came_up_says_so(run: Run, cards: Path) -> None:
    done = run("playbooks", "card", "export", "--db", cards)
    assert done.exit_code == 1
    assert "export has come up in no call yet" in done.stderr


def test_a_name_that_nobody_knows_says_how_to_have_it_looked_for(run: Run, cards: Path) -> None:
    done = run("playbooks", "card", "Copperdesk", "--db", cards)
    assert done.exit_code == 1
    assert 'coachkit competitors add "Copperdesk"' in done.stderr
    assert "there are cards for Zenlane" in done.stderr


def test_a_name_that_only_agents_say_says_so(run: Run, tmp_path: Path, cards: Path) -> None:
    with build(tmp_path / "agents.db", [Talk(id="c1", by="agent")]) as library:
        write_cards(library)
        library.save_folder(
            BuiltFolder(
                path=str(tmp_path),
                settings=str(cards.parent / "coachkit.toml"),
                built_at="2026-11-20T10:00:00",
            )
        )
    done = run("playbooks", "card", "zenlane", "--db", tmp_path / "agents.db")
    assert "no customer has brought up Zenlane yet; agents name it in 1 call" in done.stderr


def test_a_library_without_cards_says_what_writes_them(run: Run, db: Path) -> None:
    done = run("playbooks", "card", "--db", db)
    assert done.exit_code == 0
    assert "coachkit build FOLDER writes one" in done.stderr


def test_a_quote_that_is_not_there_cannot_be_played(run: Run, cards: Path) -> None:
    done = run("playbooks", "card", "zenlane", "--play", "99", "--db", cards)
    assert done.exit_code == 1
    assert "quotes to play, numbered from 1" in done.stderr
    assert run("playbooks", "card", "--play", "1", "--db", cards).exit_code == 2
