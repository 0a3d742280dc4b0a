"""The other forms of an answer: calls, agents, and replies."""

import json
from pathlib import Path

import pytest

from coachkit.store.library import Library
from tests.cli.conftest import Run
from tests.export.example import BAD, GOOD, LOST
from tests.searching.small_archive import Told, store


@pytest.fixture
def asked_db(tmp_path: Path) -> Path:
    """Two calls in which a customer asks for a lower price: one reply pleases, one does not."""
    path = tmp_path / "asked.db"
    with Library.open(path, create=True) as library:
        store(
            library,
            Told(
                id="price0000000",
                day="2026-11-16",
                agent="Jana K.",
                label="good",
                talk=[
                    ("agent", "Good morning, this is Jana."),
                    ("customer", "Can you match their price?"),
                    ("agent", "You get the audit trail with us, and the first month is free."),
                    ("customer", "That sounds great, thanks a lot."),
                ],
                moods={3: 0.9},
            ),
            Told(
                id="refused00000",
                day="2026-11-17",
                agent="Tom B.",
                label="bad",
                talk=[
                    ("agent", "Hello, Tom here."),
                    ("customer", "Could you match the price of your rival?"),
                    ("agent", "No, our price is our price."),
                    ("customer", "That is awful, then I leave."),
                ],
                moods={3: -0.9},
            ),
        )
    return path


def test_calls_are_shown_once_with_their_best_place(run: Run, db: Path) -> None:
    done = run("search", '"two weeks"', "--calls", "--db", db)

    assert done.stdout.count(f"call {GOOD}") == 1
    assert "1  Jana Kovac with Acme Ltd · 16 Nov 2026, 09:15 · 2 places" in done.stdout
    assert "1 call found" in done.stderr


def test_agents_are_shown_with_the_share_of_their_calls(run: Run, db: Path) -> None:
    done = run("search", "--by", "agent", "said-by:agent price", "--db", db)

    header, first, second = done.stdout.splitlines()
    assert header.split("\t")[:4] == ["agent", "calls with it", "of calls", "share"]
    assert first.split("\t")[:4] == ["Jana Kovac", "1", "2", "50 %"]
    assert second.split("\t") == ["Tom Berg", "0", "1", "0 %", "–"]


def test_agents_who_never_say_it_are_named(run: Run, db: Path) -> None:
    done = run("search", "--never", "said-by:agent price", "--db", db)
    assert done.stdout == "Tom Berg: on none of 1 call (few calls: this says little yet)\n"


def test_that_nobody_never_says_it_is_told_with_who_says_it_least(run: Run, db: Path) -> None:
    done = run("search", "--never", "larkfield", "--db", db)
    assert done.stdout == ""
    assert "Every agent has it on some call; least often Jana Kovac, on 2 of 2 calls." in done.stderr


def test_json_of_agents_has_shares_and_only_the_silent_ones_where_those_are_wanted(
    run: Run, db: Path
) -> None:
    everyone = json.loads(run("search", "--by", "agent", "price", "--json", "--db", db).stdout)
    silent = json.loads(run("search", "--never", "price", "--json", "--db", db).stdout)

    assert [(one["agent"], one["share"]) for one in everyone["groups"]] == [
        ("Jana Kovac", 0.5),
        ("Tom Berg", 0.0),
    ]
    assert everyone["groups"][0]["example"]["link"].endswith("#t=10.5,19")
    assert [one["agent"] for one in silent["groups"]] == ["Tom Berg"]


def test_replies_come_best_received_first_with_the_reaction(run: Run, asked_db: Path) -> None:
    done = run("search", "--answers", "match price", "--mode", "keyword", "--db", asked_db)

    good, bad = done.stdout.strip().split("\n\n")
    assert good.splitlines()[:4] == [
        "1  Well received",
        "   Jana K.: You get the audit trail with us, and the first month is free.",
        "   Customer then: “That sounds great, thanks a lot.”",
        "   Asked: “Can you match their price?”",
    ]
    assert bad.startswith("2  Badly received\n   Tom B.: No, our price is our price.")
    assert "customers asked something like it twice" in done.stderr


def test_a_question_that_nobody_asked_is_told(run: Run, asked_db: Path) -> None:
    done = run("search", "--answers", "giraffe", "--mode", "keyword", "--db", asked_db)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Customers asked nothing like it in 8 turns of 2 calls." in done.stderr


def test_json_of_replies_has_a_link_from_the_question_to_the_reaction(run: Run, asked_db: Path) -> None:
    found = json.loads(
        run("search", "--answers", "match price", "--mode", "keyword", "--json", "--db", asked_db).stdout
    )
    first = found["answers"][0]
    start, end = first["question"]["start"], first["reception"]["end"]
    assert first["link"].endswith(f"#t={start:g},{end:g}")


def test_two_forms_at_once_are_wrong_usage(run: Run, db: Path) -> None:
    done = run("search", "price", "--calls", "--answers", "--db", db)
    assert done.exit_code == 2
    assert "choose one" in done.stderr


def test_calls_of_several_agents_are_found_by_one_search(run: Run, db: Path) -> None:
    found = json.loads(
        run("search", "--calls", "larkfield", "--mode", "keyword", "--json", "--db", db).stdout
    )
    assert {one["call"]["id"] for one in found["groups"]} == {GOOD, BAD, LOST}
