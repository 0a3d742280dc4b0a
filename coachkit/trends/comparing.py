"""Two shares side by side: whether the difference is beyond chance, and worth naming.

Nothing is claimed of fewer calls than `LEAST_CALLS` on either side, nor of what hardly anybody speaks of. How
many calls there are, and how many of both sides together hold a subject, says nothing about which side has
more of them: leaving the small ones out does not bend the exact test, which takes both for given.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from coachkit.statistics.many import adjusted
from coachkit.statistics.shares import Share, fisher, share_of, steady_change

LEAST_CALLS = 20
"""On each side."""
LEAST_HELD = 5
"""Of both sides together."""
LEAST_PERIODS = 4
"""Weeks or months with calls before the newest, for a course."""
MOST_FALSE = 0.05
"""Of what is claimed (Benjamini and Hochberg 1995); of tables without any change, so many claim one."""
LEAST_DIFFERENCE = 0.03
LEAST_RATIO = 1.3
"""A difference in shares that is beyond chance and smaller than both is too small to act on."""

Kind = Literal["newest", "course", "group"]
Verdict = Literal["up", "down", "unclear", "too few"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two shares, and how likely chance alone parts them so far.

    `newest`: the newest weeks against those before. `course`: of those before, the later half against the
    earlier, tested over all of them. `group`: one team or agent against all others.
    """

    kind: Kind
    here: Share
    there: Share
    chance: float | None
    """None where there are too few calls to tell."""
    periods_here: int = 0
    periods_there: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a comparison comes to, among all that were looked at with it."""

    of: Comparison
    adjusted: float | None
    """The chance, corrected for looking at many; None where there are too few calls, or judged again."""
    verdict: Verdict


def newest_periods(calls: Sequence[int]) -> int:
    """Return how many of the newest weeks are compared with those before, by the calls of each week.

    It is the last one, or as many as it takes to have `LEAST_CALLS`, up to half of them.
    """
    count = 1
    while count < len(calls) // 2 and sum(calls[-count:]) < LEAST_CALLS:
        count += 1
    return count


def compare_newest(held: Sequence[int], calls: Sequence[int]) -> Comparison:
    """Compare the newest of complete weeks with all before; `held` and `calls` are those of each week."""
    newest = newest_periods(calls)
    here = share_of(sum(held[-newest:]), sum(calls[-newest:]))
    there = share_of(sum(held[:-newest]), sum(calls[:-newest]))
    return Comparison(
        kind="newest",
        here=here,
        there=there,
        chance=_chance(here, there),
        periods_here=newest,
        periods_there=len(calls) - newest,
    )


def compare_course(held: Sequence[int], calls: Sequence[int]) -> Comparison:
    """Compare the later half of the weeks before the newest with the earlier one.

    The newest are left out, so that a leap in them is not told as a rise of many weeks as well.
    """
    newest = newest_periods(calls)
    held, calls = held[:-newest], calls[:-newest]
    begin = len(calls) - len(calls) // 2
    here = share_of(sum(held[begin:]), sum(calls[begin:]))
    there = share_of(sum(held[:begin]), sum(calls[:begin]))
    is_enough = _is_enough(here, there) and sum(count > 0 for count in calls) >= LEAST_PERIODS
    return Comparison(
        kind="course",
        here=here,
        there=there,
        chance=steady_change(held, calls) if is_enough else None,
        periods_here=len(calls) - begin,
        periods_there=begin,
    )


def compare_with_others(here: Share, there: Share) -> Comparison:
    """Compare one team or agent with all others."""
    return Comparison(kind="group", here=here, there=there, chance=_chance(here, there))


def judge(comparisons: Iterable[Comparison]) -> list[Judged]:
    """Return what each comparison comes to, corrected for looking at all of them."""
    every = list(comparisons)
    tested = [place for place, one in enumerate(every) if one.chance is not None]
    corrected = dict(zip(tested, adjusted([every[place].chance or 0.0 for place in tested]), strict=True))
    return [
        Judged(of=one, adjusted=corrected.get(place), verdict=_verdict(one, corrected.get(place)))
        for place, one in enumerate(every)
    ]


def standing_out(judged: Sequence[Judged]) -> int | None:
    """Return the place of the claim that is least likely by chance; None where nothing is claimed."""
    claims = [place for place, one in enumerate(judged) if one.verdict in ("up", "down")]
    return min(claims, key=lambda place: judged[place].of.chance or 0.0, default=None)


def without(one: Judged, leader: Judged) -> Judged:
    """Judge again a team or agent who differs from the others the other way than `leader` does.

    Where one agent has far more of something, all others have less than “the others”, which says nothing
    new. So the claim must hold against the others without the leader, too: else it is taken back, and the
    shares are those without the leader. Where nobody else is left, it stands. As claims are only taken
    back, no more of them are false than before.
    """
    if one.verdict not in ("up", "down") or one.verdict == leader.verdict:
        return one
    there = one.of.there
    left = share_of(there.held - leader.of.here.held, there.calls - leader.of.here.calls)
    if left.calls < LEAST_CALLS:
        return one
    chance = fisher(one.of.here.held, one.of.here.calls, left.held, left.calls)
    again = replace(one.of, there=left, chance=chance)
    if _verdict(again, chance) == one.verdict:
        return one
    return Judged(of=again, adjusted=None, verdict="unclear")


def _verdict(one: Comparison, corrected: float | None) -> Verdict:
    if corrected is None or one.here.value is None or one.there.value is None:
        return "too few"
    less, more = sorted((one.here.value, one.there.value))
    if corrected > MOST_FALSE or more - less < LEAST_DIFFERENCE or more < LEAST_RATIO * less:
        return "unclear"
    return "up" if one.here.value > one.there.value else "down"


def _chance(here: Share, there: Share) -> float | None:
    return fisher(here.held, here.calls, there.held, there.calls) if _is_enough(here, there) else None


def _is_enough(here: Share, there: Share) -> bool:
    return min(here.calls, there.calls) >= LEAST_CALLS and here.held + there.held >= LEAST_HELD
