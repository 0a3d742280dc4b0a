"""What evidence a playbook still needs, in a sentence: said instead of filling it with what is not known."""

from collections.abc import Mapping, Sequence
from math import ceil
from statistics import NormalDist

from coachkit.config.playbooks import PlaybookSettings
from coachkit.counts import format_count
from coachkit.mining.finding import Finding
from coachkit.models import Case, Verdict
from coachkit.playbooks.sentences import bare, kind_of, sentence_of

_NEAR = 4.0
"""What would need more than so many times as many cases as there are is not said to be near."""
_HALF = 0.5
_WENT: Mapping[Verdict, str] = {"good": "well", "bad": "badly"}
_BOTH: tuple[tuple[Verdict, Verdict], ...] = (("good", "bad"), ("bad", "good"))


def missing_of(
    cases: Sequence[Case], findings: Sequence[Finding], settings: PlaybookSettings, *, looked_at: int
) -> str | None:
    """Return what evidence is missing; None where lines stand and none is near to it.

    `findings` are those of this playbook; `looked_at` is how many comparisons were made in the library.
    """
    standing = [one for one in findings if one.withheld is None]
    if standing:
        return _next(cases, findings, settings, looked_at=looked_at)
    too_little = _too_little(cases, settings)
    if too_little:
        return too_little
    near = _next(cases, findings, settings, looked_at=looked_at)
    parted = "Nothing that agents do parts what went well from what went badly by more than chance yet"
    return f"{parted}. {near}" if near else f"{parted}: more calls, outcomes or ratings may."


def _too_little(cases: Sequence[Case], settings: PlaybookSettings) -> str | None:
    """Return what is missing before anything can be compared; None where there is enough."""
    told = [one for one in cases if one.verdict != "neutral"]
    if not told:
        return (
            f"Of {format_count(len(cases), 'case')} none tells how it went: rate calls (coachkit calls "
            "rate), or import how they ended (coachkit outcomes import)."
        )
    for verdict, other in _BOTH:
        if all(one.verdict == verdict for one in told):
            all_of = "The one case that is told" if len(told) == 1 else f"All {len(told)} cases that are told"
            return f"{all_of} went {_WENT[verdict]}: to compare, some are missing that went {_WENT[other]}."
    agents = {one.agent for one in told if one.agent}
    if not agents:
        return (
            "Who dealt with it is not known, and agents are compared with themselves only: say who took the "
            "calls (coachkit agents)."
        )
    if len(agents) < settings.min_agents:
        who = min(agents) if len(agents) == 1 else f"{len(agents)} agents"
        return (
            f"Only {who} dealt with it: a line needs {settings.min_agents} agents, as what one person does "
            "is a habit."
        )
    return _too_few_calls(told, settings)


def _too_few_calls(told: Sequence[Case], settings: PlaybookSettings) -> str | None:
    calls = len({one.call_id for one in told})
    least = 2 * settings.min_calls
    if calls >= least:
        return None
    tell = "tells" if calls == 1 else "tell"
    return (
        f"Only {format_count(calls, 'call')} {tell} how it went: at least {least - calls} more are missing, "
        f"as a line needs {settings.min_calls} in which it is done and {settings.min_calls} others."
    )


def _next(
    cases: Sequence[Case], findings: Sequence[Finding], settings: PlaybookSettings, *, looked_at: int
) -> str | None:
    """Return how many more cases the clearest line that waits would need, if it is as clear in those."""
    waiting = [one for one in findings if one.withheld is not None and one.chance < _HALF]
    if not waiting:
        return None
    best = min(waiting, key=lambda one: (one.chance, one.observed.behaviour.key))
    told = sum(one.verdict != "neutral" for one in cases)
    wanted = settings.max_false / max(1, looked_at)
    more = ceil(told * ((_deviate(wanted) / _deviate(best.chance)) ** 2 - 1))
    if not 0 < more <= _NEAR * told:
        return None
    line, needed = sentence_of(best, kind_of(best)), format_count(_rounded(more), "more case")
    return f"The clearest that waits, “{bare(line)}”, would need about {needed}."


def _deviate(chance: float) -> float:
    """Return by how many standard deviations a probability of both sides is off."""
    return -NormalDist().inv_cdf(max(chance, 1e-300) / 2)


def _rounded(number: int) -> int:
    step: int = 10 ** max(0, len(str(number)) - 2)
    return -(-number // step) * step
