"""Mining: every behaviour of every subject is compared, and what is more than chance is claimed."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.claims import Claims
from coachkit.mining.family import corrected, nearly, testable
from coachkit.mining.finding import Finding, Subject
from coachkit.mining.hypotheses import Hypothesis, hypotheses_of
from coachkit.mining.units import units_of
from coachkit.mining.withheld import MOST_WITHHELD, WORTH_SHOWING, could_be_chance, just_missed
from coachkit.statistics.averages import Estimate
from coachkit.statistics.stratified import common_difference, common_odds


def mine(subjects: Sequence[Subject], settings: PlaybookSettings) -> list[Finding]:
    """Return what was found, by subject; of each the claimed first, then the withheld, strongest first.

    Everything that is compared in a library is one family: a chance is corrected for all of it. Of what is
    withheld only what nearly stands is there, at most `MOST_WITHHELD` of a subject.
    """
    every = [
        one
        for place, subject in enumerate(subjects)
        for one in hypotheses_of(place, units_of(subject), settings)
    ]
    family = testable([one for one in every if one.support.missing is None], settings.max_false)
    ranked = nearly(family, WORTH_SHOWING)
    everything = next((n for n, one in enumerate(subjects) if one.kind == "everything"), None)
    left = _counted(ranked, everything)
    rates = corrected([one.chance for one in ranked], left, len(family))
    standing = [one for one, rate in zip(ranked, rates, strict=True) if rate <= settings.max_false]
    claims = Claims(everything=everything)
    for one in standing:
        claims.take(one)
    by_rate = {id(one): rate for one, rate in zip(ranked, rates, strict=True)}
    found = [
        _finding(replace(claim.one, also=(*claim.one.also, *claim.also)), by_rate[id(claim.one)])
        for some in claims.standing.values()
        for claim in some
    ]
    waiting = [_finding(one, by_rate[id(one)], withheld=why) for one, why in claims.refused]
    waiting += [
        _finding(one, by_rate[id(one)], withheld=could_be_chance(by_rate[id(one)]))
        for one in ranked[len(standing) :]
        if by_rate[id(one)] <= WORTH_SHOWING and not claims.explains(one)
    ]
    waiting += [_finding(one, 1.0, withheld=one.support.missing) for one in just_missed(every)]
    return _by_subject(subjects, found, waiting)


def _counted(ranked: Sequence[Hypothesis], everything: int | None) -> list[int]:
    """Return after each line, strongest first, how many are left once they are folded."""
    claims, left = Claims(everything=everything), []
    for one in ranked:
        claims.take(one)
        left.append(len(claims))
    return left


def _by_subject(
    subjects: Sequence[Subject], found: Sequence[Finding], waiting: Sequence[Finding]
) -> list[Finding]:
    ordered = []
    for subject in subjects:
        ordered += sorted((one for one in found if one.subject is subject), key=_strength)
        ordered += sorted((one for one in waiting if one.subject is subject), key=_strength)[:MOST_WITHHELD]
    return ordered


def _strength(finding: Finding) -> tuple[float, float, str]:
    return finding.adjusted, finding.chance, finding.observed.behaviour.key


def _finding(one: Hypothesis, rate: float, *, withheld: str | None = None) -> Finding:
    tables = one.tables
    return Finding(
        subject=one.units.subject,
        observed=one.observed,
        done_good=int(tables.done_good.sum()),
        done_bad=int(tables.done_bad.sum()),
        not_done_good=int(tables.other_good.sum()),
        not_done_bad=int(tables.other_bad.sum()),
        calls=one.support.calls,
        agents=one.support.agents,
        effect=common_difference(tables, 0) or Estimate(value=0.0, low=-1.0, high=1.0),
        odds=common_odds(tables, 0),
        chance=one.chance,
        adjusted=min(1.0, max(rate, one.chance)),
        withheld=withheld,
        also=one.also,
    )
