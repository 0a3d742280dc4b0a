import numpy as np
import pytest

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.finding import Finding, Subject
from coachkit.mining.mine import mine
from tests.mining.made import Planted, a_library, a_subject, counted

SETTINGS = PlaybookSettings()


def claimed(subjects: list[Subject], settings: PlaybookSettings = SETTINGS) -> list[Finding]:
    return [one for one in mine(subjects, settings) if one.withheld is None]


def test_what_helps_and_what_harms_is_claimed_the_right_way_round() -> None:
    planted = [
        Planted(key="trait:asks_first", effect=0.4),
        Planted(key="trait:blames", effect=-0.4),
        *(Planted(key=f"trait:decoy{n}") for n in range(10)),
    ]
    library = a_library(np.random.default_rng(1), planted, sizes={"zenlane": 200, "acme": 200})

    found = {one.observed.behaviour.key: one.helps for one in claimed(library)}

    assert found == {"trait:asks_first": True, "trait:blames": False}


def test_a_line_holds_all_that_it_rests_on() -> None:
    cases, done = counted([("Jana", 12, 2, 4, 12), ("Ruth", 11, 3, 3, 11)])

    (line,) = claimed([a_subject(cases, trait__asks_first=done)])

    assert (line.done_good, line.done_bad, line.not_done_good, line.not_done_bad) == (23, 5, 7, 23)
    assert (line.calls, line.agents) == (28, 2)
    assert line.effect.value == pytest.approx(23 / 28 - 7 / 30, abs=0.01)
    assert line.effect.low > 0
    assert line.odds is not None
    assert line.odds.low > 1
    assert line.chance <= line.adjusted <= SETTINGS.max_false


def test_a_habit_of_stars_without_effect_is_not_claimed() -> None:
    habit = Planted(key="trait:jokes", share=0.1, stars=0.8)
    for seed in range(10):
        library = a_library(np.random.default_rng(seed), [habit], sizes={"zenlane": 600})
        crude = library[0].observed[0].done == 1
        good = np.array([case.verdict == "good" for case in library[0].cases])

        assert good[crude].mean() > good[~crude].mean()
        assert claimed(library) == []


def test_what_helps_within_agents_but_looks_harmful_across_them_is_said_to_help() -> None:
    # Who is weak asks nearly always: of all cases with a question 42 of 100 go well, of the others 60.
    cases, done = counted([("Weak", 36, 54, 0, 10), ("Weaker", 36, 54, 0, 10), ("Star", 10, 0, 54, 36)])

    (line,) = claimed([a_subject(cases, trait__asks_first=done)])

    assert line.done_good / (line.done_good + line.done_bad) < 0.5
    assert line.not_done_good / (line.not_done_good + line.not_done_bad) > 0.48
    assert line.helps


def test_the_same_comes_out_whatever_the_order_of_cases() -> None:
    planted = [Planted(key="trait:a", effect=0.4), *(Planted(key=f"trait:d{n}") for n in range(8))]
    (subject, _) = a_library(np.random.default_rng(3), planted, sizes={"zenlane": 150})
    order = np.random.default_rng(4).permutation(150)
    moved = a_subject(
        [subject.cases[n] for n in order],
        **{one.behaviour.key.replace(":", "__"): one.done[order] for one in subject.observed},  # type: ignore[arg-type]
    )

    one, other = (
        [(f.observed.behaviour.key, f.chance) for f in mine([s], SETTINGS)] for s in (subject, moved)
    )

    assert [key for key, _ in one] == [key for key, _ in other]
    assert [chance for _, chance in one] == pytest.approx([chance for _, chance in other])
