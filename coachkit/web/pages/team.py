"""The agents by team: how their calls go beside calls like theirs, and how they talk. No ranking."""

from dataclasses import dataclass
from itertools import groupby

from coachkit.errors import NotFoundError
from coachkit.figures.averages import NO_TEAM, find_figure
from coachkit.measuring.showing import title_of
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.trends.question import Question
from coachkit.trends.trends import trends
from coachkit.web.library_pool import Opened
from coachkit.web.pages.paging import PageNumber, count_pages, page_within
from coachkit.web.pages.team_figures import Figure, Went, figure_of, first_figures, ranges, table, went

NEWS = 5
PAGE_LENGTH = 40
"""Agents on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPart:
    """A team, by name, with its agents by name."""

    name: str | None
    """None: in no team."""
    agents: tuple[Went, ...]
    calls: int
    good: int
    between: int
    bad: int
    figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A figure that can be looked at."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPage:
    """Everybody who takes calls."""

    parts: tuple[TeamPart, ...]
    chosen: Choice | None
    """The figure that is looked at; None where nothing is measured yet."""
    choices: tuple[Choice, ...]
    figures: dict[str, Figure]
    """By agent."""
    least: float
    """Of the figure's scale."""
    most: float
    usual: str | None
    """The figure's usual range, in words."""
    news: tuple[str, ...]
    """What one agent's calls hold more or less often than the others', beyond chance."""
    notes: tuple[str, ...]
    number: int
    """Of this page, from one."""
    pages: int


def read_team(
    opened: Opened,
    team: str | None = None,
    figure: str | None = None,
    page: PageNumber = 1,
) -> TeamPage:
    """Return everybody by team, or one team, some on a page.

    Raises:
        NotFoundError: There is no such team or figure; says what comes near.
    """
    agents = [one for one in went(opened) if one.calls or one.team]
    if team is not None:
        names = sorted({one.team for one in agents if one.team})
        wanted = pick(team, [(name, name) for name in names], what="team")
        agents = [one for one in agents if one.team == wanted]
    agents.sort(key=lambda one: (one.team is None, one.team or ""))
    pages = count_pages(len(agents), PAGE_LENGTH)
    number = page_within(page, pages)
    agents = agents[(number - 1) * PAGE_LENGTH :][:PAGE_LENGTH]
    measured = table(opened)
    known = {row.name for row in measured.by_agent}
    choices = tuple(Choice(name=name, title=title_of(name)) for name in first_figures() if name in known)
    name = find_figure(figure) if figure else next((one.name for one in choices), None)
    if figure and name not in known and known:
        raise NotFoundError(f"there are no figures “{figure}” here; choose one of those on the page")
    rows = [figure_of(row) for row in measured.by_agent if row.name == name]
    teams = {row.group: figure_of(row) for row in measured.by_team if row.name == name}
    shown = [one for one in rows if one.group in {agent.agent for agent in agents}]
    ends = [end for one in shown for end in (one.low, one.mean, one.high) if end is not None]
    return TeamPage(
        parts=tuple(_parts(agents, teams)),
        chosen=next((one for one in choices if one.name == name), None),
        choices=choices,
        figures={str(one.group): one for one in shown},
        least=min(ends, default=0.0),
        most=max(ends, default=1.0),
        usual=ranges(opened).get(name or ""),
        news=opened.kept("team.news", _news),
        notes=measured.notes,
        number=number,
        pages=pages,
    )


def _parts(agents: list[Went], figures: dict[str | None, Figure]) -> list[TeamPart]:
    found = []
    for name, own in groupby(agents, key=lambda one: one.team):
        those = tuple(own)
        found.append(
            TeamPart(
                name=name,
                agents=those,
                calls=sum(one.calls for one in those),
                good=sum(one.good for one in those),
                between=sum(one.between for one in those),
                bad=sum(one.bad for one in those),
                figure=figures.get(name or NO_TEAM),
            )
        )
    return found


def _news(library: Library) -> tuple[str, ...]:
    return tuple(one.sentence for one in trends(library, Question(by="agent")).news[:NEWS])
