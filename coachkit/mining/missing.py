"""What evidence a playbook still needs, as a lead would say it."""

from collections.abc import Sequence
from math import ceil
from statistics import NormalDist

from coachkit.config.playbooks import PlaybookSettings
from coachkit.counts import format_count
from coachkit.mining.finding import Finding, Subject
from coachkit.mining.units import units_of

DIFFERENCE = 0.3
"""Such a difference, 30 in 100, is worth waiting for."""
_POWER = 0.8
_DONE_IN = 1 / 3
"""Share of cases in which a behaviour is done that is neither rare nor the rule."""
_COMPARED = 20
"""So many behaviours, at least, are compared of any subject."""


def missing_evidence(subject: Subject, findings: Sequence[Finding], settings: PlaybookSettings) -> str | None:
    """Return what a subject's playbook still lacks, in a sentence; None where a line of it stands."""
    if any(one.subject is subject and one.withheld is None for one in findings):
        return None
    units = units_of(subject)
    good = int(units.good.sum())
    bad = len(units) - good
    if not subject.cases:
        return "It has not come up in any call yet."
    if not len(units):
        return (
            f"It came up {_times(len(subject.cases))}, but nothing says how it went: "
            "import outcomes, rate some of these calls, or wait for calls with a clearer reaction."
        )
    if not bad or not good:
        went = "went badly" if bad else "went well"
        if len(units) == 1:
            return f"The only clear one {went}: there is nothing to compare it with."
        return f"All {len(units):,} clear ones {went}: there is nothing to compare them with."
    agents = {case.agent for case in units.cases}
    if settings.min_agents > 1 and agents == {None}:
        return (
            "Nobody knows which agents took these calls: name them, so that each is compared with themselves."
        )
    if settings.min_agents > 1 and len(agents - {None}) < settings.min_agents:
        return _one_agent(sorted(name for name in agents if name), settings.min_agents)
    needed = needed_cases(good / len(units), max(len(subject.observed), _COMPARED), settings.max_false)
    if len(units) < needed:
        return (
            f"About {needed:,} clear cases are needed; so far there are {len(units):,}, {good:,} went well "
            f"and {bad:,} badly. Then a difference of 30 in 100 shows."
        )
    beyond = "for it alone " if any(one.withheld is None for one in findings if _is_wide(one)) else ""
    return (
        f"Nothing that agents do makes a difference {beyond}that is more than chance; "
        f"cases there are enough ({good:,} went well, {bad:,} badly)."
    )


def needed_cases(share: float, compared: int, max_false: float) -> int:
    """Return about how many cases show a difference of 30 in 100 in four of five libraries.

    A plain calculation for one behaviour that is done in a third of the cases, of `compared` ones, where
    `share` of all goes well (two shares, both sides; Fleiss, Statistical Methods for Rates and Proportions).
    """
    normal = NormalDist()
    reach = normal.inv_cdf(1 - max_false / compared / 2) + normal.inv_cdf(_POWER)
    middle = min(max(share, 0.2), 0.8)
    needed = reach**2 * middle * (1 - middle) / (DIFFERENCE**2 * _DONE_IN * (1 - _DONE_IN))
    return 10 * ceil(needed / 10)


def _is_wide(finding: Finding) -> bool:
    return finding.subject.kind == "everything"


def _one_agent(names: Sequence[str], wanted: int) -> str:
    who = names[0] if len(names) == 1 else format_count(len(names), "agent")
    return (
        f"So far only {who} dealt with it; {wanted} agents are needed, "
        "so that a person's habit is not taken for what works."
    )


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")
