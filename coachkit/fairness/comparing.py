"""Each group beside all other calls: scores, labels, ends, and scores among calls that ended alike.

All that is looked at is corrected together (Benjamini and Hochberg 1995). Whether a score is off for a group
is asked of calls that ended the same way, as a person or an outcome says: a fair score is the same for them,
whatever the circumstances (“separation” in Barocas, Hardt and Narayanan, Fairness and Machine Learning).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from coachkit.fairness.groups import Member, Told
from coachkit.fairness.results import By, Compared, Group, Standing, Verdict
from coachkit.fairness.wording import say
from coachkit.models import Verdict as Label
from coachkit.statistics.averages import Estimate, average
from coachkit.statistics.differences import Difference, difference, difference_within
from coachkit.statistics.many import adjusted
from coachkit.statistics.shares import Share, fisher, share_of

MINIMUM = 5
"""With fewer calls on either side nothing is compared."""
_WORTH: Mapping[Label, float] = {"good": 100.0, "neutral": 50.0, "bad": 0.0}


@dataclass(slots=True, kw_only=True)
class _Raw:
    """A group before anything is corrected: each difference with its chance."""

    by: By
    name: str
    here: Sequence[Member]
    there: Sequence[Member]
    found: dict[str, Difference] = field(default_factory=dict)
    good_chance: float | None = None
    same_agents: float | None = None


def compare_groups(
    told: Sequence[Told], agents: Mapping[str, str], *, spread: float
) -> tuple[dict[By, list[Group]], int]:
    """Return the groups of each way to tell calls apart, and how many comparisons were made.

    `agents` names who took each call, for calls with one agent; `spread` is the standard deviation of all
    scores.
    """
    raws = [_look(one.by, name, one.members, agents, spread) for one in told for name in one.order]
    chances = [chance for raw in raws for chance in _chances(raw)]
    corrected = iter(adjusted(chances))
    groups: dict[By, list[Group]] = {one.by: [] for one in told}
    for raw in raws:
        groups[raw.by].append(_group(raw, [next(corrected) for _ in _chances(raw)], spread))
    return groups, len(chances)


def _look(by: By, name: str, members: Sequence[Member], agents: Mapping[str, str], spread: float) -> _Raw:
    here = [one for one in members if one.group == name]
    ids = {one.call.id for one in here}
    there = [one for one in members if one.group != name and one.call.id not in ids]
    raw = _Raw(by=by, name=name, here=here, there=there)
    if min(len(here), len(there)) < MINIMUM:
        return raw
    raw.found["score"] = difference(_scores(here), _scores(there), spread=spread)
    good, other = _labelled(here), _labelled(there)
    if min(good.calls, other.calls) >= MINIMUM:
        raw.good_chance = fisher(good.held, good.calls, other.held, other.calls)
    ends, other_ends = _worths(here), _worths(there)
    if min(len(ends), len(other_ends)) >= MINIMUM:
        usual = float(np.std([*ends, *other_ends]))
        raw.found["ends"] = difference(ends, other_ends, spread=usual)
    alike = difference_within(_by_end(here), _by_end(there), spread=spread)
    if alike and min(alike[1:]) >= MINIMUM:
        raw.found["same end"] = alike[0]
    if by != "agent":
        same = difference_within(_by_agent(here, agents), _by_agent(there, agents), spread=spread)
        raw.same_agents = same[0].by.value if same and min(same[1:]) >= MINIMUM else None
    return raw


def _chances(raw: _Raw) -> list[float]:
    chances = [one.chance for one in raw.found.values()]
    return chances if raw.good_chance is None else [*chances, raw.good_chance]


def _group(raw: _Raw, corrected: Sequence[float], spread: float) -> Group:
    compared = {
        what: Compared(by=one.by, chance=one.chance, adjusted=chance)
        for (what, one), chance in zip(raw.found.items(), corrected, strict=False)
    }
    score, ends, same = (compared.get(what) for what in ("score", "ends", "same end"))
    scores = _scores(raw.here)
    enough = len(scores) >= MINIMUM
    verdict = _verdict(score)
    standing = _standing(score, ends, same)
    known = [one.call.end for one in raw.here if one.call.end]
    made = Group(
        name=raw.name,
        calls=len(scores),
        score=_within_100(average(scores, spread=spread)) if enough else None,
        difference=score,
        good=_labelled(raw.here),
        good_chance=None if raw.good_chance is None else corrected[-1],
        ends=share_of(known.count("good"), len(known)),
        ends_difference=ends,
        at_same_end=same,
        same_agents=raw.same_agents,
        verdict=verdict,
        standing=standing,
        says="",
    )
    return say(raw.by, made, others=_labelled(raw.there), other_ends=_ended_well(raw.there))


def _verdict(score: Compared | None) -> Verdict:
    if score is None:
        return "too few calls"
    if not score.is_clear:
        return "no clear difference"
    return "higher" if score.by.value > 0 else "lower"


def _standing(score: Compared | None, ends: Compared | None, same: Compared | None) -> Standing:
    if same and same.is_clear:
        return "off"
    if score is None or not score.is_clear:
        return "not compared"
    if ends and ends.is_clear and (ends.by.value > 0) == (score.by.value > 0):
        return "borne out"
    return "cannot tell"


def _scores(members: Sequence[Member]) -> list[float]:
    return [one.score for one in members]


def _labelled(members: Sequence[Member]) -> Share:
    labels = [one.call.label for one in members if one.call.label]
    return share_of(labels.count("good"), len(labels))


def _ended_well(members: Sequence[Member]) -> Share:
    ends = [one.call.end for one in members if one.call.end]
    return share_of(ends.count("good"), len(ends))


def _worths(members: Sequence[Member]) -> list[float]:
    return [_WORTH[one.call.end] for one in members if one.call.end]


def _by_end(members: Sequence[Member]) -> list[tuple[str, float]]:
    return [(one.call.end, one.score) for one in members if one.call.end]


def _by_agent(members: Sequence[Member], agents: Mapping[str, str]) -> list[tuple[str, float]]:
    return [(agents[one.call.id], one.score) for one in members if one.call.id in agents]


def _within_100(one: Estimate) -> Estimate:
    return Estimate(value=one.value, low=max(0.0, one.low), high=min(100.0, one.high))
