"""Battle cards from a library."""

from dataclasses import replace
from pathlib import Path

from coachkit.models import BattleCard, CardLine, CardQuote
from tests.battlecards.carded import LEAVES, Talk, build, write_cards


def written(path: Path, *talks: Talk) -> tuple[list[BattleCard], list[CardLine], list[CardQuote]]:
    with build(path / "cards.db", talks) as library:
        write_cards(library)
        return library.rows(BattleCard), library.rows(CardLine), library.rows(CardQuote)


def test_a_card_tells_what_is_said_what_worked_and_what_did_not(tmp_path: Path) -> None:
    doubts = Talk(id="c3", went="bad", replies=LEAVES, takes="I doubt that.")
    talks = Talk(id="c1"), Talk(id="c2", day="2026-11-17"), replace(doubts, day="2026-11-18")
    [card], lines, quotes = written(tmp_path, *talks)
    assert (card.id, card.calls, card.cases, card.good, card.bad) == ("competitor-zenlane", 3, 3, 2, 1)
    told = [(one.section, one.text, one.calls, one.of_calls) for one in lines]
    assert ("said", "Zenlane is cheaper for our small team.", 3, 3) in told
    assert ("worked", "Let me compare both offers line by line with you.", 2, 3) in told
    assert ("failed", LEAVES, 1, 3) in told
    assert ("next", "goes along with it", 2, 3) in told
    [place] = [one for one in quotes if one.reaction == "I doubt that."]
    assert (place.call_id, place.agent, place.start, place.end) == ("c3", "Jana K.", 0.0, 24.0)


def test_a_name_that_never_comes_up_has_no_card(tmp_path: Path) -> None:
    cards, _, _ = written(tmp_path, Talk(id="c1"))
    assert [one.name for one in cards] == ["Zenlane"]


def test_a_name_that_only_agents_say_has_no_card(tmp_path: Path) -> None:
    assert written(tmp_path, Talk(id="c1", by="agent"))[0] == []


def test_calls_that_are_hard_to_hear_are_left_out_and_counted(tmp_path: Path) -> None:
    [card], _, quotes = written(tmp_path, Talk(id="c1"), Talk(id="c2", grade="D"))
    assert (card.calls, card.left_out) == (1, 1)
    assert {one.call_id for one in quotes} == {"c1"}


def test_two_recordings_of_a_call_count_once_and_the_clearer_one_is_quoted(tmp_path: Path) -> None:
    copies = Talk(id="c1", grade="B"), Talk(id="c2", grade="A")
    [card], _, quotes = written(tmp_path, *copies)
    assert card.calls == 1
    assert {one.call_id for one in quotes} == {"c2"}


def test_the_same_calls_make_the_same_rows(tmp_path: Path) -> None:
    with build(
        tmp_path / "cards.db", [Talk(id=f"c{n}", day=f"2026-11-{n + 1:02d}") for n in range(9)]
    ) as one:
        first = write_cards(one)
        assert write_cards(one) == first


def test_a_card_goes_when_its_calls_go(tmp_path: Path) -> None:
    with build(tmp_path / "cards.db", [Talk(id="c1")]) as library:
        write_cards(library)
        library.forget_call("c1")
        assert library.rows(CardQuote) == []
        write_cards(library)
        assert library.rows(BattleCard) == []
