"""What calls are about: all topics by size, what costs most, what changed, and what fits no topic yet."""

from dataclasses import dataclass
from datetime import date

from coachkit.priorities.results import Priorities
from coachkit.priorities.topics import priorities
from coachkit.statistics.shares import Share, share_of
from coachkit.store.reading.people import list_teams
from coachkit.store.reading.topic_sizes import (
    SaidOnTopic,
    TopicSize,
    calls_about_something,
    topic_sizes,
    unfiled_calls,
)
from coachkit.store.reading.topics import AwayTopic, list_away
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.pages.courses import Change, Course, Period, chosen_team, read_courses
from coachkit.web.pages.paging import PageNumber, count_pages, page_within

UNFILED_LENGTH = 30
"""Calls that fit no topic, on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A topic in the list."""

    size: TopicSize
    well: Share
    """Good calls among those that are judged."""
    course: Course | None

    @property
    def has_course(self) -> bool:
        """Whether there is a course to draw: two weeks or more that are over."""
        return self.course is not None and len(self.course.over) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage:
    """The topics, those with most calls first."""

    topics: tuple[TopicLine, ...]
    most: int
    """Calls of the biggest."""
    filed: int
    """Calls that are mainly about a topic."""
    unfiled: int
    """Calls that fit none yet."""
    changes: tuple[Change, ...]
    away: tuple[AwayTopic, ...]
    """What people said is no topic."""
    by: Period
    team: str | None
    teams: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrioritiesPage:
    """The topics whose calls cost most."""

    found: Priorities
    team: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfiledPage:
    """Some of the calls that fit no topic yet, the newest first."""

    calls: tuple[SaidOnTopic, ...]
    total: int
    number: int
    pages: int


def read_topics(opened: Opened, by: Period = "week", team: str | None = None) -> TopicsPage:
    """Return the topics with how they go and how they change.

    Raises:
        NotFoundError: There is no such team.
    """
    chosen = chosen_team(opened, team)
    sizes = opened.kept(f"topic sizes {chosen or ''}", lambda library: topic_sizes(library, team=chosen))
    filed, unfiled = calls_about(opened, chosen)
    courses = read_courses(opened, by=by, team=chosen)
    by_id = courses.by_id("topic")
    return TopicsPage(
        topics=tuple(
            TopicLine(size=one, well=well_of(one), course=by_id.get(one.id)) for one in sizes if one.calls
        ),
        most=max((one.calls for one in sizes), default=0),
        filed=filed,
        unfiled=unfiled,
        changes=tuple(courses.changes("topic")),
        away=tuple(list_away(opened.library)),
        by=by,
        team=chosen,
        teams=tuple(list_teams(opened.library)),
    )


def read_priorities(opened: Opened, team: str | None = None) -> PrioritiesPage:
    """Return which topics cost most.

    Raises:
        NotFoundError: There is no such team.
    """
    chosen = chosen_team(opened, team)
    where = f'team:"{chosen}"' if chosen else None
    today = date.today()
    found = opened.kept(
        f"priorities {today} {chosen or ''}", lambda library: priorities(library, where=where, today=today)
    )
    return PrioritiesPage(found=found, team=chosen)


def read_unfiled(opened: Opened, page: PageNumber = 1) -> UnfiledPage:
    """Return one page of the calls that fit no topic yet."""
    _, total = calls_about(opened)
    pages = count_pages(total, UNFILED_LENGTH)
    number = page_within(page, pages)
    calls = unfiled_calls(opened.library, first=(number - 1) * UNFILED_LENGTH, most=UNFILED_LENGTH)
    return UnfiledPage(calls=tuple(calls), total=total, number=number, pages=pages)


def well_of(size: TopicSize) -> Share:
    """Return the share of good calls among those of a topic that are judged."""
    return share_of(size.good, size.good + size.neutral + size.bad)


def calls_about(opened: OpenedLibrary, team: str | None = None) -> tuple[int, int]:
    """Return how many calls are filed under a topic, and how many fit none yet."""
    return opened.kept(
        f"calls about something {team or ''}", lambda library: calls_about_something(library, team=team)
    )
