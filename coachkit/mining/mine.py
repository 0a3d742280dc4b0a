"""Mining: every behaviour of every subject is compared, and what is more than chance is claimed."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.claims import Claims
from coachkit.mining.family import Family, rates_of
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
    everything = next((n for n, one in enumerate(subjects) if one.kind == "everything"), None)
    found = judge(every, everything, settings.max_false)
    ordered = []
    for subject in subjects:
        own = sorted((one for one in found if one.subject is subject), key=_strength)
        ordered += [one for one in own if one.withheld is None]
        ordered += [one for one in own if one.withheld is not None][:MOST_WITHHELD]
    return ordered


def judge(every: Sequence[Hypothesis], everything: int | None, max_false: float) -> list[Finding]:
    """Return the hypotheses that are claimed, and those that are withheld but worth showing.

    `everything` is the place of the subject about everything, if there is one.
    """
    family = Family(hypotheses=[one for one in every if one.support.missing is None])
    nearly = family.nearly(WORTH_SHOWING)
    ranked = [one for one, _ in nearly]
    rates = rates_of([by_chance for _, by_chance in nearly], _counted(ranked, everything))
    claims, found = Claims(everything=everything), []
    for one, rate in zip(ranked, rates, strict=True):
        if rate <= max_false:
            claims.take(one)
        elif rate <= WORTH_SHOWING and not claims.explains(one):
            found.append(_finding(one, rate, withheld=could_be_chance(rate, max_false)))
    by_rate = dict(zip(ranked, rates, strict=True))
    for claim in claims.all:
        one = replace(claim.one, also=(*claim.one.also, *claim.also))
        found.append(_finding(one, by_rate[claim.one]))
    found += [_finding(one, by_rate[one], withheld=why) for one, why in claims.withheld]
    found += [_finding(one, 1.0, withheld=one.support.missing) for one in just_missed(every)]
    return found


def _counted(ranked: Sequence[Hypothesis], everything: int | None) -> list[int]:
    """Return after each line, strongest first, how many are left once they are folded."""
    claims, left = Claims(everything=everything), []
    for one in ranked:
        claims.take(one)
        left.append(len(claims))
    return left


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
