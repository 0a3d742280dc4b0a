"""Which topics cost most: how often each comes up, how badly its calls go, and what could be won.

The cost is one figure: what its calls lose, added up, a week (or in a hundred calls where too many have
no date). By outcome a bad call loses one call and a neutral one half; by score a call loses the points
that it is below the good mark; by time the minutes that it lasts beyond the median of all calls.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from coachkit.dates import on_one_clock
from coachkit.priorities.handlers import best_of
from coachkit.priorities.measures import GOOD_SCORE, By, value_of_call
from coachkit.priorities.results import Priorities, TopicPriority, Won
from coachkit.priorities.team import MINIMUM, Team
from coachkit.statistics.averages import Estimate, Numbers, average, total
from coachkit.statistics.shares import share_of
from coachkit.store.library import Library
from coachkit.store.reading.priorities import KnownCall
from coachkit.store.reading.topic_titles import topic_titles

_DATED = 0.8
"""From this share of calls with a date on, costs are given a week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """How calls that go badly are counted."""

    by: By
    mark: float
    factor: float
    """From all calls to a week, or to a hundred calls."""
    largest: float
    """What one call can lose."""
    spreads: dict[By, float]

    def losses(self, values: Numbers) -> Numbers:
        """Return what calls lose, from their values."""
        if self.by == "outcome":
            return (self.mark - values) / 100
        return np.maximum(0.0, values - self.mark if self.by == "time" else self.mark - values)


def priorities(
    library: Library,
    *,
    by: By = "outcome",
    where: str | None = None,
    good_from: float = GOOD_SCORE,
    minimum: int = MINIMUM,
    today: date | None = None,
) -> Priorities:
    """Return the topics of the newest epoch, those that cost most first.

    `where` is a query that says which calls count; `good_from` is the score from which a call is good.

    Raises:
        QueryError: `where` cannot be understood, or a name in it is not in the library.
    """
    team = Team.read(library, by, where, today=today)
    weeks = _weeks(team.calls)
    scale = _scale(team.calls, by, good_from, weeks)
    titles = topic_titles(library)
    by_topic: dict[str, list[KnownCall]] = {}
    for call in team.calls:
        if call.topic_id is not None:
            by_topic.setdefault(call.topic_id, []).append(call)
    rows = [
        _row(team, topic_id, titles[topic_id], calls, scale, minimum) for topic_id, calls in by_topic.items()
    ]
    rows.sort(key=lambda one: (-(one.cost.value if one.cost else -1.0), -one.calls, one.title, one.topic_id))
    return Priorities(
        by=by,
        unit=f"{team.measure.lost} {'a week' if weeks else 'in 100 calls'}",
        mark=scale.mark,
        calls=len(team.calls),
        unsorted=sum(call.topic_id is None for call in team.calls),
        unknown=sum(value_of_call(call, by) is None for call in team.calls),
        copies=team.copies,
        by_outcome=sum(call.is_by_outcome and call.label is not None for call in team.calls),
        weeks=weeks,
        minimum=minimum,
        rows=tuple(rows),
    )


def _row(
    team: Team, topic_id: str, title: str, calls: Sequence[KnownCall], scale: _Scale, minimum: int
) -> TopicPriority:
    labels = [call.label for call in calls if call.label]
    values = _values(calls, scale.by)
    cost = won = None
    if len(values) >= minimum:
        # calls whose figure is not known are taken to lose as much as the others
        rate = scale.factor * len(calls) / len(values)
        cost = total(scale.losses(values), largest=scale.largest).times(rate)
        won = _won(team, team.on_topic(topic_id), scale, len(calls), minimum)
    return TopicPriority(
        topic_id=topic_id,
        title=title,
        calls=len(calls),
        share=share_of(len(calls), len(team.calls)),
        bad=share_of(labels.count("bad"), len(labels)),
        score=_average(calls, "score", scale, minimum, most=100.0),
        minutes=_average(calls, "time", scale, minimum),
        cost=cost,
        won=won,
    )


def _won(team: Team, chosen: Sequence[int], scale: _Scale, calls: int, minimum: int) -> Won | None:
    """Return how much better the calls go with those who handle them best than on average."""
    known = [one for one in team.handlers(chosen) if one.calls >= minimum]
    if len(known) < 2:
        return None
    best, per_call = best_of(known)
    return Won(
        agents=tuple(one.agent for one in best),
        calls=sum(one.calls for one in best),
        per_call=per_call,
        in_all=per_call.times(scale.factor * calls / (100 if scale.by == "outcome" else 1)),
        is_clear=per_call.low > 0,
    )


def _scale(calls: Sequence[KnownCall], by: By, good_from: float, weeks: float | None) -> _Scale:
    values = _values(calls, by)
    marks: dict[By, float] = {
        "outcome": 100.0,
        "score": good_from,
        "time": float(np.median(values)) if by == "time" and len(values) else 0.0,
    }
    largest = {"outcome": 1.0, "score": good_from, "time": float(values.max(initial=0.0))}
    return _Scale(
        by=by,
        mark=marks[by],
        factor=1 / weeks if weeks else 100 / max(len(calls), 1),
        largest=largest[by],
        spreads={one: _spread(_values(calls, one)) for one in marks},
    )


def _average(
    calls: Sequence[KnownCall], by: By, scale: _Scale, minimum: int, *, most: float = np.inf
) -> Estimate | None:
    values = _values(calls, by)
    if len(values) < minimum:
        return None
    found = average(values, spread=scale.spreads[by])
    return Estimate(value=found.value, low=max(0.0, found.low), high=min(most, found.high))


def _values(calls: Sequence[KnownCall], by: By) -> Numbers:
    return np.array([value for call in calls if (value := value_of_call(call, by)) is not None], float)


def _spread(values: Numbers) -> float:
    return float(values.std()) if len(values) else 0.0


def _weeks(calls: Sequence[KnownCall]) -> float | None:
    """Return how long calls cover, from the first day to the last; None where that cannot be said."""
    dated = [call.started_at for call in calls if call.started_at]
    if not dated or len(dated) < _DATED * len(calls):
        return None
    moments = on_one_clock(datetime.fromisoformat(at) for at in dated)
    days = (max(moments).date() - min(moments).date()).days + 1
    return days / 7 if days >= 7 else None
