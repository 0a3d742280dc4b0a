"""Before and after: what a list trains, in the calls of those who heard it and of those who were not asked.

Every agent is compared with themselves, in the days before they were asked and the days after they had
heard it; the others are compared with themselves over the same days. The others say what those weeks
changed for everybody. None of it says why.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import pstdev

from coachkit.following.changes import Cell, Change, beyond, reckon
from coachkit.following.course import Course
from coachkit.following.observing import Observation
from coachkit.statistics.differences import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentEffect:
    """What changed for one agent, and for the others in the same days."""

    course: Course
    own: Change
    others: Change
    beyond: Difference | None
    """By how much more than the others; None where either cannot be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What changed for all who were asked, together and one by one."""

    own: Change
    others: Change
    beyond: Difference | None
    agents: tuple[AgentEffect, ...]


_Row = tuple[Cell, list[Cell]]
"""An agent's own calls, and those of each other in the same days."""


def effect_of(courses: Sequence[Course], seen: Iterable[Observation], *, asked: Iterable[str]) -> Effect:
    """Return what changed. `asked` are all who were ever asked to hear the list: nobody of them is an other.

    Agents count by their calls, n m / (n + m) with n before and m after; so do the others within the days
    of each course. A call that is compared several times is not counted as several.
    """
    observed: dict[str, list[Observation]] = defaultdict(list)
    for one in seen:
        observed[one.agent].append(one)
    out = set(asked) | {course.agent for course in courses}
    others = {agent: some for agent, some in sorted(observed.items()) if agent not in out}
    rows = [_compared(course, observed[course.agent], others) for course in courses]
    spread = _spread(rows)
    own = reckon([([cell], cell.weight) for cell, _ in rows], spread)
    beside = reckon([(cells, cell.weight) for cell, cells in rows], spread)
    agents = []
    for course, (cell, cells) in zip(courses, rows, strict=True):
        alone, around = reckon([([cell], 1.0)], spread), reckon([(cells, 1.0)], spread)
        found = AgentEffect(
            course=course, own=alone.change, others=around.change, beyond=beyond(alone, around)
        )
        agents.append(found)
    return Effect(own=own.change, others=beside.change, beyond=beyond(own, beside), agents=tuple(agents))


def _compared(course: Course, own: Sequence[Observation], others: Mapping[str, list[Observation]]) -> _Row:
    return _cell(course, own), [_cell(course, some) for some in others.values()]


def _cell(course: Course, calls: Sequence[Observation]) -> Cell:
    (first, last), (since, until) = course.before, course.after
    return Cell(
        before=tuple(one for one in calls if first <= one.day <= last),
        after=tuple(one for one in calls if since <= one.day <= until),
    )


def _spread(rows: Sequence[_Row]) -> float:
    values = {
        (one.call_id, one.agent): one.value
        for own, others in rows
        for cell in (own, *others)
        for one in (*cell.before, *cell.after)
    }
    return pstdev(values.values()) if len(values) > 1 else 0.0
