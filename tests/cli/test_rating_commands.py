"""Rating calls, listing ratings, and how far people agree, as commands."""

import json
import shutil
from pathlib import Path

import pytest

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


def listed(place: Place, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(place.run("ratings", "list", "--json", *words).stdout)
    return found


def test_a_rating_says_what_it_changed_and_how_to_take_it_back(place: Place) -> None:
    done = place.run("calls", "rate", "one", "bad", "--why", "Nobody called back.", "--by", "jana")

    assert done.exit_code == 0
    call = place.id_of("one")
    assert f"{call}  one.wav: rated bad by jana.\n" in done.stdout
    assert "  Bad, score " in done.stdout
    assert "(was: Good, score " in done.stdout
    assert "  jana says bad: “Nobody called back.”\n" in done.stdout
    assert f"  To take it back: coachkit calls rate {call} --withdraw --by jana\n" in done.stdout


def test_a_rating_is_shown_with_the_call_and_in_the_list(place: Place) -> None:
    place.run("calls", "rate", "one", "bad", "--why", "Nobody called back.", "--by", "jana")

    shown = place.run("calls", "show", "one").stdout
    assert "Bad: jana says bad: “Nobody called back.”\n" in shown
    [line] = place.run("ratings").stdout.splitlines()[1:]
    assert line.split("\t")[:5] == [place.id_of("one"), "whole call", "bad", "jana", "Nobody called back."]


def test_taking_a_rating_back_leaves_it_in_the_history(place: Place) -> None:
    place.run("calls", "rate", "one", "bad", "--by", "jana")
    done = place.run("calls", "rate", "one", "--withdraw", "--by", "jana")

    assert "one.wav: rating taken back by jana." in done.stdout
    assert listed(place) == []
    assert [one["verdict"] for one in listed(place, "--history")] == [None, "bad"]


def test_a_part_of_a_call_is_rated_by_a_time_in_it(place: Place) -> None:
    done = place.run("calls", "rate", "one", "bad", "--at", "0:10", "--by", "jana")

    assert "rated bad by jana." in done.stdout
    [line] = listed(place)
    assert line["start"] is not None
    assert "--at" in done.stdout


@pytest.mark.parametrize("words", [(), ("good", "--withdraw")])
def test_neither_a_verdict_nor_both_is_a_usage_error(place: Place, words: tuple[str, ...]) -> None:
    done = place.run("calls", "rate", "one", *words)

    assert done.exit_code == 2
    assert "Say good, bad or neutral, or --withdraw" in done.stderr


def test_the_list_can_be_narrowed_to_calls_and_people(place: Place) -> None:
    place.run("calls", "rate", "one", "bad", "--by", "jana")
    place.run("calls", "rate", "two", "good", "--by", "tom")

    assert [one["author"] for one in listed(place, "--by", "tom")] == ["tom"]
    assert [one["author"] for one in listed(place, "--customer", "Marta")] == ["jana"]
    assert place.run("ratings", "list", "--by", "eva").exit_code == 1


def test_without_ratings_the_commands_say_so(place: Place) -> None:
    done = place.run("ratings", "list")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "No rating fits. Rate a call with: coachkit calls rate CALL good" in done.stderr
    told = place.run("ratings", "agreement").stdout
    assert "People have rated 0 calls." in told
    assert "No two people have rated the same call." in told


def rate_all(place: Place) -> None:
    for name, jana, tom in (("one", "good", "good"), ("two", "bad", "bad"), ("three", "bad", "good")):
        place.run("calls", "rate", name, jana, "--by", "jana")
        place.run("calls", "rate", name, tom, "--by", "tom", "--why", f"As {name} went.")


def test_agreement_compares_people_and_says_that_three_calls_are_too_few(place: Place) -> None:
    rate_all(place)
    told = place.run("ratings", "agreement").stdout

    assert "People have rated 3 calls." in told
    [pair] = [line for line in told.splitlines() if line.startswith("jana\ttom")]
    assert pair.split("\t")[2:] == ["3", "67 % (21 to 94)", "0.40", "fewer than 10: too few to say anything"]
    assert "people\toutcome\t1\t100 % (21 to 100)" in told


def test_agreement_lists_where_people_differ_with_a_link_to_hear(place: Place) -> None:
    rate_all(place)
    told = place.run("ratings", "agreement").stdout

    [differing] = [line for line in told.splitlines() if "jana: bad\ttom: good" in line]
    assert differing.startswith(place.id_of("three"))
    assert differing.endswith("As three went.\t" + (place.folder / "three.wav").as_uri() + "#t=0,30")


def test_agreement_as_data_holds_every_pair_and_place(place: Place) -> None:
    rate_all(place)
    found = json.loads(place.run("ratings", "agreement", "--json").stdout)

    assert (found["rated_calls"], len(found["raters"])) == (3, 1)
    assert found["raters"][0]["agreement"]["agreed"] == 2
    assert [one["call_id"] for one in found["disagreements"] if one["second"] == "tom"] == [
        place.id_of("three")
    ]


def test_agreement_can_be_narrowed_to_some_calls(place: Place) -> None:
    rate_all(place)
    found = json.loads(place.run("ratings", "agreement", "--json", "--customer", "Marta").stdout)
    assert (found["rated_calls"], found["raters"][0]["agreement"]["n"]) == (1, 1)


def test_people_are_compared_by_what_each_said_last(place: Place) -> None:
    rate_all(place)
    place.run("calls", "rate", "three", "good", "--by", "jana")
    found = json.loads(place.run("ratings", "agreement", "--json").stdout)
    assert found["raters"][0]["agreement"]["agreed"] == 3


def test_the_majority_is_compared_with_the_outcome_of_a_call(place: Place) -> None:
    place.run("calls", "rate", "one", "bad", "--by", "jana")
    found = json.loads(place.run("ratings", "agreement", "--json").stdout)

    [pair] = [one for one in found["judges"] if one["second"] == "outcome" and one["first"] == "people"]
    assert (pair["agreement"]["n"], pair["agreement"]["agreed"]) == (1, 0)
    assert found["disagreements"][0]["second_says"] == "good"
