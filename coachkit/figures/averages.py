"""Figures of an agent, a team or a kind of call: the mean of calls' figures, never without how many.

A mean comes with the interval that the true one is in 95 times of 100. Calls without the figure are counted
apart, with the reasons; a call that is there twice counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, pstdev
from typing import Literal, NamedTuple

from coachkit.call_copies import note_on_copies, without_copies
from coachkit.counts import format_count
from coachkit.figures.legs import figures_of_parts
from coachkit.metric_definitions import metric_definitions
from coachkit.models import Agent, Call
from coachkit.near import pick
from coachkit.statistics.averages import average
from coachkit.store.library import Library
from coachkit.store.reading import CallFilter, CallSummary, list_calls
from coachkit.store.reading.call_facts import CallHead
from coachkit.store.reading.figures import StoredFigure, heads_of_all, stored_figures
from coachkit.store.reading.people import agent_named, team_named

By = Literal["agent", "team", "kind"]
NO_AGENT, NO_TEAM, NO_KIND = "agent not known", "no team", "kind not known"
UNNAMED = (NO_AGENT, NO_TEAM, NO_KIND)
RELATIVE = ("fillers",)
"""Figures that say something only beside the median of the team's own calls."""
_DAY = len("2026-11-17")
NOT_MEASURED = "it is not measured yet; `coachkit build` does"


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageFigure:
    """One figure of a group of calls."""

    name: str
    unit: str
    group: str | None
    """The agent, team or kind; None where all calls are together."""
    calls: int
    """With the figure: what the mean is of."""
    mean: float | None
    low: float | None
    """From here to `high` the true mean is, 95 times of 100.

    None with fewer than two calls, and where all calls there are have the same figure.
    """
    high: float | None
    in_range: int
    near: int
    out_of_range: int
    """Of whole calls that have a range; parts of calls have none."""
    unknown: Mapping[str, int]
    """Calls without the figure, by reason."""
    team_median: float | None = None
    """For figures that are only compared within a team: the median of its calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageTable:
    """Averages by group and figure."""

    by: By | None
    calls: int
    rows: tuple[AverageFigure, ...]
    notes: tuple[str, ...]
    """What one must know to read it, in sentences."""


class _Value(NamedTuple):  # a tuple: there are hundreds of thousands
    group: str | None
    team: str | None
    figure: StoredFigure


def average_figures(
    library: Library,
    *,
    by: By | None = None,
    filters: CallFilter | None = None,
    names: Sequence[str] = (),
) -> AverageTable:
    """Return the averages of these figures (none named: those that help most) over the calls that fit.

    Asked for an agent or a team, only their own parts of calls count. `names` are `Metric.name`.

    Raises:
        NotFoundError: A name in the filters is not in the library.
    """
    asked = filters or CallFilter()
    by = by or ("agent" if asked.agent else "team" if asked.team else None)
    chosen = list(names) or [one.name for one in metric_definitions().values() if one.is_first]
    listed = list_calls(library, asked)
    calls = {call.id: call for call in without_copies(sorted(listed, key=lambda call: call.id))}
    left = len(listed) - len(calls)
    copies = (note_on_copies(left),) if left else ()
    stored = stored_figures(library, chosen, calls)
    if by in (None, "kind"):
        values = [
            _Value(group=calls[one.call_id].kind or NO_KIND if by else None, team=None, figure=one)
            for one in stored
        ]
        return AverageTable(
            by=by,
            calls=len(calls),
            rows=_rows(values, chosen),
            notes=(*copies, *_notes_on_whole(calls, asked)),
        )
    values, notes = _by_people(library, calls, stored, chosen)
    if asked.agent:
        agent = agent_named(library, asked.agent)
        values = [one for one in values if one.group == agent]
    if asked.team:
        team = team_named(library, asked.team)
        values = [one for one in values if one.team == team]
    if by == "team":
        values = [one._replace(group=one.team or NO_TEAM) for one in values]
    return AverageTable(by=by, calls=len(calls), rows=_rows(values, chosen), notes=(*copies, *notes))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplesFigures:
    """The figures of everybody's calls, read once to be averaged over several spans of days."""

    names: Sequence[str]
    days: Mapping[str, str]
    """Of calls that have one, by call, as `2026-11-16`."""
    notes: tuple[str, ...]
    _values: Sequence[_Value]

    @classmethod
    def read(cls, library: Library, names: Sequence[str] = ()) -> "PeoplesFigures":
        """Read these figures (none named: those that help most) of all calls."""
        chosen = list(names) or [one.name for one in metric_definitions().values() if one.is_first]
        heads = heads_of_all(library)
        calls = {call.id: call for call in without_copies(heads)}
        left = len(heads) - len(calls)
        values, notes = _by_people(library, calls, stored_figures(library, chosen, calls), chosen)
        return cls(
            names=chosen,
            days={call.id: call.started_at[:_DAY] for call in calls.values() if call.started_at},
            notes=(*((note_on_copies(left),) if left else ()), *notes),
            _values=values,
        )

    def rows(
        self, *, by: Literal["agent", "team"], since: date | None = None, until: date | None = None
    ) -> tuple[AverageFigure, ...]:
        """Return the averages as `average_figures` does; with `since` or `until` only of calls with a day."""
        first, last = since.isoformat() if since else "", until.isoformat() if until else "~"
        everything = since is None and until is None
        days = {call_id for call_id, day in self.days.items() if first <= day <= last}
        fits = [one for one in self._values if everything or one.figure.call_id in days]
        if by == "team":
            fits = [one._replace(group=one.team or NO_TEAM) for one in fits]
        return _rows(fits, self.names)


def _by_people(
    library: Library,
    calls: Mapping[str, CallSummary] | Mapping[str, CallHead],
    stored: Sequence[StoredFigure],
    names: Sequence[str],
) -> tuple[list[_Value], tuple[str, ...]]:
    """Return the figures of each agent, and what is to be said of calls of several."""
    teams = {one.name: one.team for one in library.rows(Agent)}
    shared = {call.id for call in calls.values() if len(call.agents) > 1}
    values = []
    for one in stored:
        if one.call_id not in shared:
            agent = next(iter(calls[one.call_id].agents), None)
            values.append(_Value(group=agent or NO_AGENT, team=teams.get(agent or ""), figure=one))
    wanted = {call.id: call for call in library.rows(Call) if call.id in shared} if shared else {}
    parts = figures_of_parts(library, wanted, names)
    values += [_Value(group=one.agent, team=teams.get(one.agent), figure=one.figure) for one in parts]
    measured = {one.figure.call_id for one in parts}
    notes = []
    if measured:
        several = f"{format_count(len(measured), 'call')} of several agents"
        notes.append(f"{several}: each agent's own part is measured.")
    if left := len(shared - measured):
        several = f"{format_count(left, 'call')} of several agents"
        notes.append(f"{several}: nobody's, as it is not known who took which part.")
    return values, tuple(notes)


def _notes_on_whole(calls: Mapping[str, CallSummary], asked: CallFilter) -> tuple[str, ...]:
    shared = sum(len(call.agents) > 1 for call in calls.values())
    if not shared or not (asked.agent or asked.team):
        return ()
    return (f"{format_count(shared, 'call')} of several agents count whole, with the parts of the others.",)


def _rows(values: Sequence[_Value], names: Sequence[str]) -> tuple[AverageFigure, ...]:
    by_name: dict[str, dict[str | None, list[_Value]]] = defaultdict(lambda: defaultdict(list))
    for one in values:
        by_name[one.figure.name][one.group].append(one)
    order = [name for name in metric_definitions() if name in names]
    return tuple(row for name in order for row in _rows_of(name, by_name[name]))


def _rows_of(name: str, groups: Mapping[str | None, Sequence[_Value]]) -> list[AverageFigure]:
    """Return a row for each group, by name; groups without a name of their own come last."""
    everything = [one for some in groups.values() for one in some]
    known = [one.figure.value for one in everything if one.figure.value is not None]
    spread = pstdev(known) if len(known) > 1 else None
    medians = _team_medians(everything) if name in RELATIVE else {}
    ordered = sorted(groups.items(), key=lambda item: (item[0] in UNNAMED, item[0] or ""))
    return [_row(name, group, some, spread, medians) for group, some in ordered]


def _row(
    name: str,
    group: str | None,
    values: Sequence[_Value],
    spread: float | None,
    medians: Mapping[str | None, float],
) -> AverageFigure:
    definition = metric_definitions()[name]
    known = [one.figure.value for one in values if one.figure.value is not None]
    mean = low = high = None
    if known:
        least, most = definition.limits
        estimate = average(known, spread=spread or 0.0)
        mean = round(estimate.value, 4)
        if len(known) > 1 and spread:
            low, high = round(max(estimate.low, least), 4), round(min(estimate.high, most), 4)
    verdicts = Counter(one.figure.verdict for one in values)
    reasons = Counter(one.figure.reason or NOT_MEASURED for one in values if one.figure.value is None)
    teams = {one.team for one in values}
    return AverageFigure(
        name=name,
        unit=definition.unit,
        group=group,
        calls=len(known),
        mean=mean,
        low=low,
        high=high,
        in_range=verdicts["in range"],
        near=verdicts["near"],
        out_of_range=verdicts["out of range"],
        unknown=dict(reasons.most_common()),
        team_median=medians.get(teams.pop()) if len(teams) == 1 else None,
    )


def _team_medians(values: Sequence[_Value]) -> dict[str | None, float]:
    found: dict[str | None, list[float]] = defaultdict(list)
    for one in values:
        if one.figure.value is not None and one.team is not None:
            found[one.team].append(one.figure.value)
    return {team: round(median(some), 4) for team, some in found.items()}


def find_figure(wanted: str) -> str:
    """Return the name of the figure that `wanted` names: its name, its title, or the beginning of one.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    forms = [(form, one.name) for one in metric_definitions().values() for form in (one.name, one.title)]
    return pick(wanted, forms, what="figure")
