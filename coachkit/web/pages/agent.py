"""One agent: how the calls go, how they talk, what comes up, places to hear, lists to hear."""

from dataclasses import dataclass
from datetime import date

from coachkit.figures.averages import NO_TEAM, AverageFigure
from coachkit.metric_definitions import metric_definitions
from coachkit.models import Medium, Verdict
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.disputed import rests_on
from coachkit.playlists.wanted import quoted
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import call_heads
from coachkit.store.reading.curating import Choice, candidates_of
from coachkit.store.reading.newest_calls import newest_calls_of
from coachkit.store.reading.opinions import standing_disputes
from coachkit.store.reading.people import agent_named
from coachkit.store.reading.preparing import Assigned, agents_of, assigned_to
from coachkit.trends.question import Question
from coachkit.trends.trends import trends
from coachkit.web.library_pool import Opened
from coachkit.web.pages.own_name import own_name
from coachkit.web.pages.team_figures import FEW, Figure, Went, figure_of, halves, ranges, table, went
from coachkit.web.person import NotAllowedError

LOOKED_AT = 150
"""Of so many of the newest calls the places to hear are."""
PLACES = 5
"""Places to hear of each kind."""
SUBJECTS = 8
_TRIED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """A figure of the agent, beside the team's and the agent's own before."""

    now: Figure
    usual: str | None
    team: Figure | None
    newest: Figure | None
    before: Figure | None
    is_mood: bool
    """Whether it is about the customers, and not about how the agent talks."""
    change: str
    """What the newest calls come to beside those before, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A place to hear."""

    call_id: str
    start: float
    end: float
    medium: Medium
    customer: str | None
    started_at: str | None
    why: str
    prompt: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What comes up in the agent's calls."""

    kind: str
    id: str
    name: str
    held: int
    calls: int
    weeks: tuple[float, ...]
    """Its share of each week's calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPage:
    """An agent."""

    went: Went
    figures: tuple[OwnFigure, ...]
    newest_since: date | None
    """From this day on calls are among the newest."""
    subjects: tuple[Subject, ...]
    news: tuple[str, ...]
    """What has come up more or less lately, beyond chance."""
    well: tuple[Heard, ...]
    badly: tuple[Heard, ...]
    lists: tuple[Assigned, ...]
    """Empty on the agent's own page: they have a page for these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Comes:
    subjects: tuple[Subject, ...]
    news: tuple[str, ...]


def read_agent(opened: Opened, name: str) -> AgentPage:
    """Return one agent's page.

    Raises:
        NotFoundError: No agent, or more than one, is called so; says what comes near.
        NotAllowedError: It is somebody else's, and an agent asks.
    """
    library = opened.library
    agent = agent_named(library, name)
    is_own = opened.viewer is not None
    if is_own and agent != own_name(opened):
        raise NotAllowedError("only a team lead may see the pages of others")
    own = next(one for one in went(opened) if one.agent == agent)
    comes = opened.kept(f"agent.comes {agent}", lambda kept: _comes_up(kept, agent))
    well, badly = opened.kept(f"agent.heard {agent}", lambda kept: _heard(kept, agent))
    split = halves(opened)
    return AgentPage(
        went=own,
        figures=tuple(_figures(opened, own)),
        newest_since=split.since if split else None,
        subjects=comes.subjects,
        news=comes.news,
        well=well,
        badly=badly,
        lists=() if is_own else tuple(assigned_to(library, agent)),
    )


def _figures(opened: Opened, agent: Went) -> list[OwnFigure]:
    measured, split = table(opened), halves(opened)
    teams = {row.name: row for row in measured.by_team if row.group == (agent.team or NO_TEAM)}
    newest = {row.name: row for row in split.newest if row.group == agent.agent} if split else {}
    before = {row.name: row for row in split.before if row.group == agent.agent} if split else {}
    spans = ranges(opened)
    return [
        OwnFigure(
            now=figure_of(row),
            usual=spans.get(row.name),
            team=figure_of(teams[row.name]) if row.name in teams and not opened.viewer else None,
            newest=figure_of(newest[row.name]) if row.name in newest else None,
            before=figure_of(before[row.name]) if row.name in before else None,
            is_mood=metric_definitions()[row.name].group == "mood",
            change=_change(newest.get(row.name), before.get(row.name)),
        )
        for row in measured.by_agent
        if row.group == agent.agent
    ]


def _change(newest: AverageFigure | None, before: AverageFigure | None) -> str:
    """Return how the newest mean differs; only where the ranges of both do not touch is it a change."""
    if before is None or not before.calls:
        return "no calls before"
    if newest is None or min(newest.calls, before.calls) < FEW:
        return "too few calls to tell"
    if None in (newest.low, newest.high, before.low, before.high):
        return "no clear change"
    if (newest.low or 0.0) > (before.high or 0.0):
        return "higher than before"
    return "lower than before" if (newest.high or 0.0) < (before.low or 0.0) else "no clear change"


def _comes_up(library: Library, agent: str) -> _Comes:
    found = trends(library, Question(by="week", where=f"agent:{quoted(agent)}"))
    rows = sorted(found.rows, key=lambda row: (-row.share.held, row.kind, row.id))[:SUBJECTS]
    return _Comes(
        subjects=tuple(
            Subject(
                kind=row.kind,
                id=row.id,
                name=row.name,
                held=row.share.held,
                calls=row.share.calls,
                weeks=tuple(cell.share.value or 0.0 for cell in row.cells),
            )
            for row in rows
        ),
        news=tuple(one.sentence for one in found.news),
    )


def _heard(library: Library, agent: str) -> tuple[tuple[Heard, ...], tuple[Heard, ...]]:
    """Return what went well and what went badly in the newest calls, clearest first, of a call each."""
    calls = newest_calls_of(library, agent, most=LOOKED_AT)
    return _places(library, agent, calls, "good"), _places(library, agent, calls, "bad")


def _places(library: Library, agent: str, calls: list[str], verdict: Verdict) -> tuple[Heard, ...]:
    choice = Choice(min_grade="C", verdict=verdict, call_ids=frozenset(calls))
    found = candidates_of(library, choice, "clearest", most=_TRIED)
    ids = {one.call_id for one in found}
    disputes = standing_disputes(library, ids)
    parts = [one for one in agents_of(library, ids) if one.agent == agent]
    kept: dict[tuple[str, ...], Candidate] = {}
    for one in found:
        is_own = any(
            part.call_id == one.call_id and part.start <= one.quote_end and one.quote_start <= part.end
            for part in parts
        )
        if is_own and not any(rests_on(one, dispute) for dispute in disputes):
            kept.setdefault(one.talk, one)
    heads = call_heads(library, ids)
    return tuple(
        Heard(
            call_id=one.call_id,
            start=one.start,
            end=one.end,
            medium=heads[one.call_id].medium,
            customer=one.customer,
            started_at=one.started_at,
            why=one.reason,
            prompt=one.prompt,
            quote=one.quote,
        )
        for one in list(kept.values())[:PLACES]
    )
