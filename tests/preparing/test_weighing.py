from collections.abc import Sequence
from dataclasses import replace

import pytest

from coachkit.preparing.aspects import Aspect
from coachkit.preparing.choosing import choose_focus, choose_strengths
from coachkit.preparing.weighing import Sides, Weighed, weigh
from tests.preparing.made_aspects import an_aspect, sides_of

WITH_OTHERS = sides_of("Ann", "Ben", "Cem")
ALONE = sides_of("Ann")


def like_all(n: int) -> Aspect:
    """Something that goes well two times of three with everybody."""
    return an_aspect(f"criterion:usual {n}", {"Ann": (20, 30), "Ben": (20, 30), "Cem": (20, 30)})


WORSE = an_aspect("criterion:next_step", {"Ann": (9, 30), "Ben": (27, 30), "Cem": (25, 30)})
BETTER = an_aspect("moment:objection", {"Ann": (28, 30), "Ben": (12, 30), "Cem": (14, 30)}, kind="exchange")
USUAL = [like_all(n) for n in range(10)]


def focus_on(aspects: Sequence[Aspect], sides: Sides = WITH_OTHERS) -> str | None:
    chosen = choose_focus(weigh(aspects, sides))
    return chosen.aspect.on if chosen else None


def strengths_on(aspects: Sequence[Aspect], sides: Sides = WITH_OTHERS) -> list[tuple[str, str]]:
    return [(one.aspect.on, one.basis) for one in choose_strengths(weigh(aspects, sides))]


def test_what_goes_less_well_than_with_colleagues_is_the_focus() -> None:
    assert focus_on([*USUAL, WORSE, BETTER]) == "criterion:next_step"


def test_what_goes_better_than_with_colleagues_is_the_first_strength() -> None:
    assert strengths_on([*USUAL, WORSE, BETTER])[0] == ("moment:objection", "colleagues")


def test_of_an_agent_like_all_others_nothing_stands_out() -> None:
    assert focus_on(USUAL) is None
    assert strengths_on(USUAL) == []


def test_the_focus_is_what_differs_most() -> None:
    less = an_aspect("criterion:ownership", {"Ann": (16, 30), "Ben": (28, 30), "Cem": (28, 30)})
    assert focus_on([less, WORSE]) == "criterion:next_step"


def test_a_line_of_few_points_waits_for_one_of_many() -> None:
    shares = {"Ann": (10, 30), "Ben": (27, 30), "Cem": (27, 30)}
    small = an_aspect("criterion:a small line", shares, importance=0.1)
    assert focus_on([small, an_aspect("criterion:the main line", shares)]) == "criterion:the main line"


def test_what_seldom_goes_badly_is_no_focus_however_well_it_goes_with_others() -> None:
    aspect = an_aspect("criterion:greeting", {"Ann": (160, 200), "Ben": (200, 200), "Cem": (200, 200)})
    assert focus_on([aspect]) is None


@pytest.mark.parametrize("calls", [1, 2, 3, 4])
def test_nothing_is_claimed_of_fewer_than_five_calls(calls: int) -> None:
    others = {"Ben": (200, 200), "Cem": (200, 200)}
    assert focus_on([an_aspect("criterion:next_step", {"Ann": (0, calls), **others})]) is None
    assert strengths_on([an_aspect("criterion:next_step", {"Ann": (calls, calls), "Ben": (0, 200)})]) == []


def test_what_nearly_always_goes_well_is_a_strength_after_what_goes_better_than_with_others() -> None:
    always = an_aspect("criterion:greeting", {"Ann": (29, 30), "Ben": (29, 30), "Cem": (29, 30)})
    assert strengths_on([always, BETTER]) == [
        ("moment:objection", "colleagues"),
        ("criterion:greeting", "target"),
    ]


def test_what_goes_well_as_a_rule_and_better_with_colleagues_is_no_strength() -> None:
    shares = {"Ann": (75, 100), "Ben": (97, 100), "Cem": (98, 100)}
    aspect = an_aspect("criterion:next_step", shares)
    assert strengths_on([aspect]) == []
    assert focus_on([aspect]) == "criterion:next_step"


def test_what_goes_well_on_three_calls_of_five_is_not_so_as_a_rule() -> None:
    assert strengths_on([an_aspect("criterion:greeting", {"Ann": (120, 200)})], ALONE) == []


def test_a_thing_is_a_strength_only_once() -> None:
    best = an_aspect("criterion:next_step", {"Ann": (30, 30), "Ben": (5, 30), "Cem": (5, 30)})
    assert strengths_on([best]) == [("criterion:next_step", "colleagues")]


def test_a_figure_out_of_its_range_as_a_rule_is_a_focus_where_it_is_so_with_others_less_often() -> None:
    shares = {"Ann": (4, 30), "Ben": (9, 30), "Cem": (8, 30)}
    assert focus_on([an_aspect("metric:patience", shares, kind="metric")]) == "metric:patience"


def test_a_figure_that_is_out_of_range_with_everybody_is_a_matter_for_all() -> None:
    shares = {"Ann": (4, 30), "Ben": (3, 30), "Cem": (4, 30)}
    assert focus_on([an_aspect("metric:patience", shares, kind="metric")]) is None


def test_a_line_that_is_missed_as_a_rule_is_no_focus_where_colleagues_miss_it_nearly_as_often() -> None:
    aspect = an_aspect("criterion:next_step", {"Ann": (4, 30), "Ben": (9, 30), "Cem": (8, 30)})
    assert focus_on([aspect]) is None


def test_an_only_agent_is_held_against_what_is_good() -> None:
    missed = an_aspect("criterion:next_step", {"Ann": (4, 30)})
    met = an_aspect("criterion:greeting", {"Ann": (28, 30)})
    assert focus_on([missed, met], ALONE) == "criterion:next_step"
    assert strengths_on([missed, met], ALONE) == [("criterion:greeting", "target")]


def test_an_only_agent_is_compared_with_before() -> None:
    sides = replace(ALONE, here={f"Ann {n}" for n in range(30)}, before={f"Ann {n}" for n in range(30, 60)})
    aspect = an_aspect("criterion:next_step", {"Ann": (20, 60)})
    assert strengths_on([aspect], sides) == [("criterion:next_step", "before")]


def test_what_the_given_calls_explain_is_not_claimed() -> None:
    def explains(aspect: Aspect) -> float:
        return 0.4 if aspect.on == "criterion:next_step" else 0.0

    assert choose_focus(weigh([*USUAL, WORSE], WITH_OTHERS, explains)) is None


def test_that_a_bad_moment_is_missing_on_most_calls_is_no_strength() -> None:
    shares = {"Ann": (30, 30), "Ben": (30, 30)}
    assert strengths_on([an_aspect("moment:overtalk", shares, kind="moment")]) == []


def test_many_comparisons_are_corrected_for_each_other() -> None:
    shares = {"Ann": (14, 30), "Ben": (22, 30), "Cem": (22, 30)}
    one = an_aspect("criterion:next_step", shares)
    assert alone_chance(weigh([one], WITH_OTHERS)) < 0.05
    assert focus_on([one]) == "criterion:next_step"
    assert focus_on([one, *USUAL]) is None


def alone_chance(weighed: Sequence[Weighed]) -> float:
    return next(one.chance or 0.0 for one in weighed if one.basis == "colleagues")
