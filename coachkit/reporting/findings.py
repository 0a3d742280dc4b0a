"""What went well and what went badly: what differs most from the period before, or from the others.

What is beyond chance comes first, by the tests and the corrections of `coachkit.trends`; then the largest
differences that may be chance, and are said to be; then what is so on most calls, or on hardly any.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.reporting.cases import Case, Subject
from coachkit.reporting.results import Basis, Claim, Finding
from coachkit.reporting.spots import Spots
from coachkit.reporting.wording import of_units
from coachkit.statistics.shares import Share, fisher, share_of
from coachkit.trends.comparing import Judged, compare_with_others, judge

MOST = 6
"""So many are named of what went well, and of what went badly."""
_ENOUGH = 5
"""Cases on each side, for a difference to be told at all."""
_DIFFERENCE = 0.1
"""Smaller ones that may be chance are not told."""
_CHANCE = 0.25
"""Nor those that chance alone brings about more often than this."""
_MOSTLY = 2 / 3
"""From this share on a thing is so as a rule."""
_LEAST = 3
"""Cases for that; of fewer calls, as many as there are."""
_QUOTED = 3
"""Words; a shorter quote is shown only where there is no longer one."""
_OFTEN = 1 / 3
"""From this share of calls on a moment comes up often."""
_BASES: tuple[Basis, ...] = ("before", "others")
_BESIDE: Mapping[Basis, str] = {"before": "before", "others": "elsewhere"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """The calls of a report and those beside them, by id."""

    here: Collection[str]
    before: Collection[str]
    others: Collection[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ranked:
    """A finding with its place: the lower the rank, the earlier."""

    is_well: bool
    rank: tuple[float, ...]
    finding: Finding
    subject: Subject


def find(
    subjects: Sequence[Subject], sides: Sides, spots: Spots
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Return what went well and what went badly, each with the place that shows it best."""
    counted = [(one, _share(one, sides.here)) for one in subjects]
    counted = [(one, share) for one, share in counted if share.calls]
    pairs = [
        (place, basis, _share(one, getattr(sides, basis)))
        for place, (one, _) in enumerate(counted)
        for basis in _BASES
    ]
    judged = judge(compare_with_others(counted[place][1], there) for place, _, there in pairs)
    beside: dict[int, list[tuple[Basis, Judged]]] = {}
    for (place, basis, _), result in zip(pairs, judged, strict=True):
        beside.setdefault(place, []).append((basis, result))
    ranked = [
        found
        for place, (one, share) in enumerate(counted)
        if (found := _ranked(one, share, beside[place], sides)) is not None
    ]
    ranked = _without_doubles(ranked)
    return (
        tuple(_with_examples([one for one in ranked if one.is_well], sides.here, spots)),
        tuple(_with_examples([one for one in ranked if not one.is_well], sides.here, spots)),
    )


def _without_doubles(ranked: Sequence[_Ranked]) -> list[_Ranked]:
    """Return what was found without moments that a line of the score card tells already, by the same name."""
    told = {one.finding.name for one in ranked if one.finding.kind == "line"}
    return [one for one in ranked if one.finding.kind != "moment" or one.finding.name not in told]


def _ranked(
    subject: Subject, here: Share, beside: Sequence[tuple[Basis, Judged]], sides: Sides
) -> _Ranked | None:
    claims = [(basis, one) for basis, one in beside if one.verdict in ("up", "down")]
    if claims:
        basis, one = min(claims, key=lambda claim: claim[1].of.chance or 0.0)
        is_well = (one.verdict == "up") == subject.is_more_better
        rank = (0.0, one.of.chance or 0.0)
        return _finding(subject, here, is_well, rank, (basis, one.of.there), "beyond chance")
    apart = [
        (*differs, basis, one.of.there) for basis, one in beside if (differs := _apart(here, one.of.there))
    ]
    if apart:
        chance, by, basis, there = min(apart, key=lambda one: one[:2])
        is_well = (by > 0) == subject.is_more_better
        return _finding(subject, here, is_well, (1.0, chance), (basis, there), "may be chance")
    return _as_a_rule(subject, here) if here.calls >= min(_LEAST, len(sides.here)) else None


def _apart(here: Share, there: Share) -> tuple[float, float] | None:
    """Return how likely chance parts two shares so far, and by how much; None: not worth telling."""
    if min(here.calls, there.calls) < _ENOUGH:
        return None
    by = (here.value or 0.0) - (there.value or 0.0)
    chance = fisher(here.held, here.calls, there.held, there.calls)
    return (chance, by) if abs(by) >= _DIFFERENCE and chance <= _CHANCE else None


def _as_a_rule(subject: Subject, here: Share) -> _Ranked | None:
    """Return what is so on most calls, or hardly ever, whatever it is compared with."""
    value, low, high = (part or 0.0 for part in (here.value, here.low, here.high))
    if subject.kind == "moment":
        if value < _OFTEN:
            return None
        return _finding(subject, here, subject.is_more_better, (2.0, -low), None, "not compared")
    weight = 0.5 + subject.importance / 2
    if value >= _MOSTLY:
        return _finding(subject, here, True, (2.0, -low * weight), None, "not compared")
    if value <= 1 - _MOSTLY:
        return _finding(subject, here, False, (2.0, (high - 1) * weight), None, "not compared")
    return None


def _finding(
    subject: Subject,
    here: Share,
    is_well: bool,
    rank: tuple[float, ...],
    beside: tuple[Basis, Share] | None,
    claim: Claim,
) -> _Ranked:
    finding = Finding(
        kind=subject.kind,
        name=subject.name,
        title=subject.well if is_well else subject.badly,
        here=here,
        basis=beside[0] if beside else None,
        there=beside[1] if beside else None,
        claim=claim,
        says=_says(subject, here, beside, claim, is_well=is_well),
        example=None,
    )
    return _Ranked(is_well=is_well, rank=rank, finding=finding, subject=subject)


def _says(
    subject: Subject, here: Share, beside: tuple[Basis, Share] | None, claim: Claim, *, is_well: bool
) -> str:
    if subject.kind != "moment" and not is_well:
        here, beside = _turned(here), beside and (beside[0], _turned(beside[1]))
    said = of_units(here, subject.unit)
    if beside:
        said += f"; {_BESIDE[beside[0]]} {of_units(beside[1], subject.unit)}"
        said += ", beyond chance" if claim == "beyond chance" else ", which may be chance"
    return said


def _turned(share: Share) -> Share:
    return share_of(share.calls - share.held, share.calls)


def _with_examples(ranked: Sequence[_Ranked], here: Collection[str], spots: Spots) -> Iterator[Finding]:
    """Yield the first findings in order, each with a case of another call where there is one."""
    used: set[str] = set()
    for one in sorted(ranked, key=lambda one: (*one.rank, one.finding.name))[:MOST]:
        cases = sorted(_shows(one, here), key=_fitness(used, spots, is_well=one.is_well))
        if cases:
            used.add(cases[0].call_id)
        yield replace(
            one.finding,
            says=one.finding.says + _partly(one, here),
            example=spots.of_case(cases[0]) if cases else None,
        )


def _shows(one: _Ranked, here: Collection[str]) -> list[Case]:
    """Return the cases that show a finding; that a moment is seldom is shown by none."""
    is_moment = one.subject.kind == "moment"
    if is_moment and one.is_well != one.subject.is_more_better:
        return []
    wanted = True if is_moment else one.is_well
    return [case for case in one.subject.cases if case.call_id in here and case.is_held == wanted]


def _partly(one: _Ranked, here: Collection[str]) -> str:
    partly = sum(case.is_partly for case in one.subject.cases if case.call_id in here)
    return f"; {partly:,} of these partly" if partly and not one.is_well else ""


def _fitness(used: Collection[str], spots: Spots, *, is_well: bool) -> Callable[[Case], tuple[object, ...]]:
    """Return what cases are put in order by: quoted at length first, in calls that went so, in new ones."""
    against = "bad" if is_well else "good"

    def fitness(case: Case) -> tuple[object, ...]:
        return (
            case.is_partly,
            not case.quote,
            len((case.quote or "").split()) < _QUOTED,
            spots.label_of(case.call_id) == against,
            case.call_id in used,
            -case.weight,
            case.call_id,
            case.start or 0.0,
        )

    return fitness


def _share(subject: Subject, call_ids: Collection[str]) -> Share:
    cases = [case.is_held for case in subject.cases if case.call_id in call_ids]
    return share_of(sum(cases), len(cases))
