"""Before and after: what changed for those who heard a list, and for the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.following.course import Course
from coachkit.following.effect import Effect, effect_of
from coachkit.following.effect_words import change_sentence, format_change, others_sentence
from coachkit.following.observing import Observation
from made_listeners import Made, hear_and_compare

ASKED = date(2026, 10, 1)


def course(agent: str, *, asked: date = ASKED, heard_after: int = 3) -> Course:
    return Course(
        agent=agent,
        asked=asked,
        since=asked + timedelta(days=heard_after),
        since_what="heard to the end",
        days=28,
        today=date(2027, 1, 1),
    )


def calls(agent: str, day: date, *values: float) -> list[Observation]:
    return [
        Observation(call_id=f"{agent} {day} {n}", agent=agent, day=day, value=value)
        for n, value in enumerate(values)
    ]


BEFORE, BETWEEN, AFTER = ASKED - timedelta(days=5), ASKED + timedelta(days=1), ASKED + timedelta(days=9)


def found(*seen: list[Observation], of: tuple[str, ...] = ("Jana",)) -> Effect:
    every = [one for some in seen for one in some]
    return effect_of([course(agent) for agent in of], every, asked=of)


def test_the_days_before_are_compared_with_those_after_it_was_heard() -> None:
    effect = found(
        calls("Jana", BEFORE, 1, 2, 3, 2, 2),
        calls("Jana", BETWEEN, 99, 99),
        calls("Jana", ASKED - timedelta(days=29), 99),
        calls("Jana", AFTER, 4, 5, 6, 5, 5),
        calls("Jana", ASKED + timedelta(days=3 + 29), 99),
    )
    assert (effect.own.before.calls, effect.own.before.mean) == (5, 2.0)
    assert (effect.own.after.calls, effect.own.after.mean) == (5, 5.0)
    assert effect.own.difference is not None
    assert effect.own.difference.by.value == pytest.approx(3.0)


def test_the_others_are_compared_in_the_same_days() -> None:
    effect = found(
        calls("Jana", BEFORE, 1, 2, 3, 2, 2),
        calls("Jana", AFTER, 4, 5, 6, 5, 5),
        calls("Tom", BEFORE, 1, 1, 1, 2, 0),
        calls("Tom", AFTER, 2, 2, 2, 3, 1),
    )
    assert [effect.others.before.mean, effect.others.after.mean] == pytest.approx([1.0, 2.0])
    assert effect.beyond is not None
    assert effect.beyond.by.value == pytest.approx(2.0)


def test_whoever_was_asked_once_is_no_other() -> None:
    every = [*calls("Jana", BEFORE, 1, 2), *calls("Tom", BEFORE, 5, 5), *calls("Tom", AFTER, 9, 9)]
    effect = effect_of([course("Jana")], every, asked=["Jana", "Tom"])
    assert effect.others.before.calls == effect.others.after.calls == 0


def test_agents_are_compared_with_themselves() -> None:
    # Jana has most calls before and Tom most after: taken together it would seem to fall
    effect = found(
        calls("Jana", BEFORE, *[10.0] * 20),
        calls("Jana", AFTER, *[11.0] * 5),
        calls("Tom", BEFORE, *[0.0] * 5),
        calls("Tom", AFTER, *[1.0] * 20),
        of=("Jana", "Tom"),
    )
    assert effect.own.difference is not None
    assert effect.own.difference.by.value == pytest.approx(1.0)


def test_a_call_of_the_others_that_stands_beside_two_agents_is_one_call() -> None:
    own = [calls(who, day, 1, 2, 3, 4, 5) for who in ("Jana", "Ann") for day in (BEFORE, AFTER)]
    tom = [calls("Tom", BEFORE, 1, 2, 3, 2, 1), calls("Tom", AFTER, 2, 3, 4, 3, 2)]
    one, two = found(*own[:2], *tom), found(*own, *tom, of=("Jana", "Ann"))
    assert two.others.before.calls == one.others.before.calls == 5
    assert one.others.difference is not None
    assert two.others.difference is not None
    assert two.others.difference.by.value == pytest.approx(one.others.difference.by.value)
    width = two.others.difference.by.high - two.others.difference.by.low
    assert width > 0.9 * (one.others.difference.by.high - one.others.difference.by.low)


def test_of_few_calls_the_figures_are_told_and_nothing_is_concluded() -> None:
    effect = found(calls("Jana", BEFORE, 1, 2, 3), calls("Jana", AFTER, 4, 5))
    assert effect.own.difference is None
    assert (effect.own.before.mean, effect.own.after.mean) == (2.0, 4.5)
    assert change_sentence(effect.own, "s") == (
        "from 3 calls before and 2 after nothing can be concluded; it takes 5 on each side."
    )


def test_without_calls_on_one_side_that_is_said() -> None:
    effect = found(calls("Jana", BEFORE, 1, 2, 3))
    assert change_sentence(effect.own, "s") == (
        "3 calls with it before and none after, so nothing can be concluded."
    )
    assert others_sentence(effect, "s").startswith("There is nobody to compare with")


def test_a_change_is_told_with_its_interval_and_no_word_of_cause() -> None:
    effect = found(calls("Jana", BEFORE, *[0.0, 1.0] * 20), calls("Jana", AFTER, *[1.0, 1.0, 1.0, 0.0] * 10))
    assert change_sentence(effect.own, "share") == (
        "50 % in 40 calls before, 75 % in 40 calls after: +25 points (+4 to +46). "
        "That is more than chance alone makes of so many calls."
    )


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (-0.3, "s", "−0.3 s"),
        (0.0, "s", "0 s"),
        (0.124, "share", "+12 points"),
        (-2.5, "count", "−2.5"),
        (-0.31, "-1 to 1", "−0.31"),
        (12.4, "words per minute", "+12 words/min"),
    ],
)
def test_a_difference_has_its_sign_and_unit(value: float, unit: str, told: str) -> None:
    assert format_change(value, unit) == told


values = st.lists(st.integers(0, 10).map(float), min_size=0, max_size=8)


@given(values, values, values, values)
def test_turning_a_figure_round_turns_the_change_round(
    before: list[float], after: list[float], tom_before: list[float], tom_after: list[float]
) -> None:
    def effect(sign: float) -> Effect:
        return found(
            calls("Jana", BEFORE, *[sign * one for one in before]),
            calls("Jana", AFTER, *[sign * one for one in after]),
            calls("Tom", BEFORE, *[sign * one for one in tom_before]),
            calls("Tom", AFTER, *[sign * one for one in tom_after]),
        )

    up, down = effect(1.0), effect(-1.0)
    for one, other in ((up.own.difference, down.own.difference), (up.beyond, down.beyond)):
        assert (one is None) == (other is None)
        if one and other:
            assert one.by.value == pytest.approx(-other.by.value, abs=1e-9)
            assert one.by.low == pytest.approx(-other.by.high, abs=1e-9)
            assert one.by.low <= one.by.value <= one.by.high


def test_no_change_is_claimed_much_more_often_than_five_times_of_a_hundred() -> None:
    claims = [_claims(hear_and_compare(seed, Made(agents=6))) for seed in range(500, 600)]
    assert sum(claims) <= 11


def test_a_large_change_is_found() -> None:
    made = Made(agents=6, planted=1.5, season=0.5)
    assert sum(_claims(hear_and_compare(seed, made)) for seed in range(500, 520)) >= 18


def test_what_changes_for_everybody_is_not_beyond_the_others() -> None:
    made = Made(agents=6, season=1.5)
    assert sum(_claims(hear_and_compare(seed, made)) for seed in range(500, 560)) <= 7


def _claims(effect: Effect) -> bool:
    return effect.beyond is not None and not effect.beyond.by.low <= 0 <= effect.beyond.by.high
