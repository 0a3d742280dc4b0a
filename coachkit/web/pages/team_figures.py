"""How agents' calls go, and the figures of how they talk: read once, kept until the library changes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coachkit.figures.averages import AverageFigure, PeoplesFigures
from coachkit.measuring.showing import format_number, format_range, format_value, title_of
from coachkit.metric_definitions import metric_definitions
from coachkit.priorities.team import MINIMUM, Team
from coachkit.statistics.averages import Estimate
from coachkit.store.library import Library
from coachkit.store.reading.figures import UsualRange, usual_ranges
from coachkit.store.reading.people import list_agents
from coachkit.store.reading.trends import newest_day
from coachkit.web.library_pool import OpenedLibrary

NEWEST = timedelta(days=28)
"""The newest calls, which are held against those before."""
FEW = MINIMUM
"""With fewer calls than this nothing is said of an agent."""
_BETTER, _WORSE = "better than such calls usually go", "less well than such calls usually go"
_USUAL = "about as such calls usually go"


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """How an agent's calls went."""

    agent: str
    team: str | None
    started: date | None
    calls: int
    good: int
    between: int
    bad: int
    effect: Estimate | None
    """How much better than such calls with everybody, in points of 100; None where too few calls tell."""
    says: str
    """The same in words."""

    @property
    def judged(self) -> int:
        """Calls of which it is known how they went."""
        return self.good + self.between + self.bad


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure of an agent, a team or everybody, in words."""

    name: str
    title: str
    group: str | None
    value: str
    """The mean; a dash where none is known."""
    likely: str
    """Where the true mean lies; empty where that is not known."""
    calls: int
    in_range: str
    """`38 of 51`; empty where there is no range."""
    mean: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures by agent, and what one must know to read them."""

    by_agent: tuple[AverageFigure, ...]
    by_team: tuple[AverageFigure, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """Figures by agent of the newest calls, and of those before."""

    since: date
    newest: tuple[AverageFigure, ...]
    before: tuple[AverageFigure, ...]


def went(opened: OpenedLibrary) -> tuple[Went, ...]:
    """Return how everybody's calls went, by name."""
    return opened.kept("team.went", _went)


def table(opened: OpenedLibrary) -> Table:
    """Return the figures that help most."""
    return opened.kept("team.figures", _read)[0]


def halves(opened: OpenedLibrary) -> Halves | None:
    """Return the figures of the newest calls and of those before; None where no call has a day."""
    return opened.kept("team.figures", _read)[1]


def ranges(opened: OpenedLibrary) -> dict[str, str]:
    """Return the usual range of each figure, in words; absent where there is none."""
    return opened.kept("team.ranges", _ranges)


def first_figures() -> list[str]:
    """Return the names of the figures that help most."""
    return [one.name for one in metric_definitions().values() if one.is_first]


def figure_of(row: AverageFigure) -> Figure:
    """Return a figure in words."""
    likely = ""
    if row.low is not None and row.high is not None:
        likely = f"{format_number(row.low, row.unit)} to {format_number(row.high, row.unit)}"
    judged = row.in_range + row.near + row.out_of_range
    return Figure(
        name=row.name,
        title=title_of(row.name),
        group=row.group,
        value="–" if row.mean is None else format_value(row.mean, row.unit),
        likely=likely,
        calls=row.calls,
        in_range=f"{row.in_range} of {judged}" if judged else "",
        mean=row.mean,
        low=row.low,
        high=row.high,
    )


def _went(library: Library) -> tuple[Went, ...]:
    team = Team.read(library, "outcome")
    values: dict[str, Counter[float]] = {}
    for one in team.handled:
        values.setdefault(one.agent, Counter())[one.value] += 1
    effects = {one.agent: one.effect for one in team.handlers(range(len(team.handled)))}
    enough = [agent for agent, own in values.items() if own.total() >= FEW]
    found = []
    for agent in list_agents(library):
        own = values.get(agent.name, Counter())
        is_told = agent.name in enough and len(enough) > 1
        effect = effects.get(agent.name) if is_told else None
        found.append(
            Went(
                agent=agent.name,
                team=agent.team,
                started=agent.started,
                calls=agent.calls,
                good=own[100.0],
                between=own[50.0],
                bad=own[0.0],
                effect=effect,
                says=_says(effect, own.total()),
            )
        )
    return tuple(found)


def _says(effect: Estimate | None, judged: int) -> str:
    if effect is None:
        if not judged:
            return "no call judged yet"
        return "too few calls to tell" if judged < FEW else "nobody else has enough calls to compare with"
    if effect.low > 0:
        return _BETTER
    return _WORSE if effect.high < 0 else _USUAL


def _read(library: Library) -> tuple[Table, Halves | None]:
    """Return all figures of one reading: of the whole time, and of its newest part beside the rest."""
    figures = PeoplesFigures.read(library)
    measured = Table(by_agent=figures.rows(by="agent"), by_team=figures.rows(by="team"), notes=figures.notes)
    newest = newest_day(library, None, last=date.today() + timedelta(days=1))
    if newest is None:
        return measured, None
    since = newest - NEWEST + timedelta(days=1)
    split = Halves(
        since=since,
        newest=figures.rows(by="agent", since=since),
        before=figures.rows(by="agent", until=since - timedelta(days=1)),
    )
    return measured, split


def _ranges(library: Library) -> dict[str, str]:
    found: dict[str, list[UsualRange]] = {}
    for one in usual_ranges(library, first_figures()):
        found.setdefault(one.name, []).append(one)
    return {name: _range_in_words(own) for name, own in found.items()}


def _range_in_words(own: Sequence[UsualRange]) -> str:
    if len(own) > 1:
        return "what is usual depends on the kind of call"
    [one] = own
    span = format_range(one.low, one.high, metric_definitions()[one.name].unit)
    return f"usual is {span} ({one.source})" if one.source else f"usual is {span}"
