"""Whether calls are judged alike, whoever took them and however they can be heard."""

from collections.abc import Iterator, Sequence

import numpy as np

from coachkit.call_copies import note_on_copies, without_copies
from coachkit.counts import format_count
from coachkit.fairness.comparing import MINIMUM, compare_groups
from coachkit.fairness.groups import Told, tell_apart
from coachkit.fairness.results import Fairness, Group, Grouping
from coachkit.statistics.averages import average
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.calls import list_calls
from coachkit.store.reading.judged_calls import JudgedCall, agent_parts, judged_calls

_USUAL = 20.0
"""What scores of single calls vary by as a rule: standard deviation, in points."""
_PAIR = 2
_WITHOUT = {
    "agent": "name nobody who took them",
    "language": "are in no known language",
    "sound": "have no sound or no grade",
    "length": "have no length",
    "kind": "have no kind",
    "time of day": "have no time of day",
}
_SINGULAR = (
    ("name nobody", "names nobody"),
    ("took them", "took it"),
    ("have ", "has "),
    ("are in", "is in"),
)


def fairness(library: Library, filters: CallFilter | None = None) -> Fairness:
    """Compare scores and labels by agent, language, sound, length, kind and time of day.

    Raises:
        NotFoundError: A name in the filters is not in the library, or the text holds no word.
        QueryError: The text cannot be understood as a query.
    """
    listed = sorted(list_calls(library, filters), key=lambda call: call.id)
    once = without_copies(listed)
    calls = judged_calls(library, [call.id for call in once])
    scored = [call for call in calls if call.score is not None]
    parts = agent_parts(library, [call.id for call in scored])
    scores = [call.score for call in scored if call.score is not None]
    spread = max(float(np.std(scores)), _USUAL) if scores else _USUAL
    told = tell_apart(scored, parts)
    agents: dict[str, str] = {}
    for part in parts:
        agents[part.call_id] = part.agent if part.call_id not in agents else ""
    alone = {call_id: agent for call_id, agent in agents.items() if agent}
    groups, looked_at = compare_groups(told, alone, spread=spread)
    groupings = tuple(
        Grouping(by=one.by, groups=tuple(groups[one.by]), note=_note(one, groups[one.by])) for one in told
    )
    return Fairness(
        calls=len(calls),
        scored=len(scored),
        known_ends=sum(call.end is not None for call in scored),
        score=average(scores, spread=spread) if len(scores) >= MINIMUM else None,
        looked_at=looked_at,
        groupings=groupings,
        findings=tuple(_findings(groupings)),
        notes=tuple(_notes(calls, scored, looked_at, copies=len(listed) - len(once))),
    )


def _findings(groupings: Sequence[Grouping]) -> list[str]:
    found = [
        (_chance(group), group.says)
        for of in groupings
        for group in of.groups
        if group.is_news
        if len(of.groups) != _PAIR or not _is_above(group)
    ]
    return [says for _, says in sorted(found)]


def _chance(group: Group) -> float:
    """Return the chance of what is surest of a group."""
    compared = [one.adjusted for one in (group.difference, group.at_same_end) if one]
    return min([*compared, group.good_chance if group.good_chance is not None else 1.0])


def _is_above(group: Group) -> bool:
    """Say whether a group is the upper one of two: what is said of the other says it all."""
    told = group.at_same_end if group.standing == "off" and group.at_same_end else group.difference
    return told is not None and told.by.value > 0


def _note(told: Told, groups: Sequence[Group]) -> str | None:
    if not groups:
        return "Nothing is known of it."
    if len(groups) == 1:
        said = f"All are alike: {groups[0].name}." if told.by != "length" else "All are about equally long."
    elif sum(group.difference is not None for group in groups) == 0:
        said = f"Too few calls to compare: it takes {MINIMUM} in a group and {MINIMUM} others."
    else:
        said = ""
    if told.without:
        calls = format_count(told.without, "call")
        said = f"{said} {calls} {_singular(_WITHOUT[told.by], told.without)}.".strip()
    return said or None


def _singular(what: str, number: int) -> str:
    if number != 1:
        return what
    for many, one in _SINGULAR:
        what = what.replace(many, one)
    return what


def _notes(
    calls: Sequence[JudgedCall], scored: Sequence[JudgedCall], looked_at: int, *, copies: int
) -> Iterator[str]:
    if not calls:
        yield "There are no calls to compare."
        return
    if copies:
        yield note_on_copies(copies)
    if len(scored) < len(calls):
        yield f"Without a score, left out: {format_count(len(calls) - len(scored), 'call')}."
    ends = sum(call.end is not None for call in scored)
    if scored:
        yield f"Of {format_count(len(scored), 'call')}, {ends} have a known end, by a rating or an outcome."
    if looked_at:
        yield (
            f"Looked at {format_count(looked_at, 'comparison')}; the claims are corrected for so many. "
            "Groups overlap: poor sound may be one agent's line. Differences between agents may be true."
        )
    elif scored:
        yield f"There are too few calls to compare: it takes {MINIMUM} in a group and {MINIMUM} others."
