"""Competitors, features and the phrases that are listened for; and names that nobody has listed."""

from dataclasses import dataclass, replace
from datetime import date

from coachkit.languages import loose
from coachkit.models import RejectedSuggestion
from coachkit.store.reading.curating import newest_call_day
from coachkit.store.reading.known_names import names_of_settings
from coachkit.store.reading.people import list_teams
from coachkit.store.reading.said_names import (
    NamePlace,
    NameSize,
    SaidKind,
    calls_naming,
    name_places,
    name_sizes,
)
from coachkit.trends.rising_names import NameWeeks, unknown_by_week
from coachkit.trends.rising_phrases import RisingPhrase, rising_phrases
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.pages.courses import Change, Course, Period, chosen_team, read_courses
from coachkit.web.pages.listing import ListedNow
from coachkit.web.pages.paging import PageNumber, count_pages, page_within

UNKNOWN_LENGTH = 20
"""Unknown names on a page."""
_LISTED = 200
"""Of each kind so many are listed."""
_RISING = 5
_NAMED: tuple[SaidKind, ...] = ("competitor", "feature", "tracker")


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLine:
    """A name in the list."""

    size: NameSize
    course: Course | None

    @property
    def has_course(self) -> bool:
        """Whether there is a course to draw: two weeks or more that are over."""
        return self.course is not None and len(self.course.over) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGroup:
    """The names of one kind, those in most calls first."""

    kind: SaidKind
    names: tuple[NameLine, ...]
    more: int
    """So many others are not listed."""
    most: int
    """Calls of the first."""
    silent: tuple[str, ...]
    """Names of the settings that nobody has said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPage:
    """All names and phrases."""

    groups: tuple[NameGroup, ...]
    changes: tuple[Change, ...]
    rising: tuple[RisingPhrase, ...]
    """Key phrases said on more calls of the newest week than before."""
    unknown: int
    """Names that the settings do not know."""
    by: Period
    team: str | None
    teams: tuple[str, ...]
    why_not_listed: str | None = None
    """Why no name can be listed from the page; None where one can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """A name that the settings do not know."""

    name: str
    places: int
    calls: int
    weeks: tuple[int, ...]
    """Calls of each of the last weeks, the oldest first; empty where no call has a date."""
    is_rising: bool
    said: NamePlace | None
    """Where it was said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownPage:
    """Some of the names that the settings do not know: those that rise, then those in most calls."""

    names: tuple[UnknownName, ...]
    total: int
    number: int
    pages: int
    why_not_listed: str | None = None
    """Why no name can be listed from the page; None where one can."""


def read_names(opened: Opened, by: Period = "week", team: str | None = None) -> NamesPage:
    """Return the names and phrases with how they change.

    Raises:
        NotFoundError: There is no such team.
    """
    chosen = chosen_team(opened, team)
    courses = read_courses(opened, by=by, team=chosen)
    groups = []
    for kind in _NAMED:
        sizes = _sizes(opened, kind, chosen)
        by_name = courses.by_id(kind)  # type: ignore[arg-type]  # all of them are kinds of subjects
        groups.append(
            NameGroup(
                kind=kind,
                names=tuple(NameLine(size=one, course=by_name.get(one.name)) for one in sizes[:_LISTED]),
                more=max(0, len(sizes) - _LISTED),
                most=max((one.calls for one in sizes), default=0),
                silent=() if chosen else _silent(opened, kind, sizes),
            )
        )
    return NamesPage(
        groups=tuple(groups),
        changes=tuple(courses.changes("competitor", "feature", "tracker")),
        rising=() if chosen else tuple(read_rising(opened)),
        unknown=len(_unknown(opened)),
        by=by,
        team=chosen,
        teams=tuple(list_teams(opened.library)),
    )


def read_unknown(opened: Opened, page: PageNumber = 1) -> UnknownPage:
    """Return one page of the names that the settings do not know and nobody has turned down."""
    every = _unknown(opened)
    pages = count_pages(len(every), UNKNOWN_LENGTH)
    number = page_within(page, pages)
    begin = (number - 1) * UNKNOWN_LENGTH
    weeks = _weeks(opened)
    every = sorted(every, key=lambda one: not _is_rising(weeks, one.name))
    found = []
    for one in every[begin : begin + UNKNOWN_LENGTH]:
        said = name_places(opened.library, "candidate", one.name, _newest_call(opened, one.name))
        found.append(
            UnknownName(
                name=one.name,
                places=one.places,
                calls=one.calls,
                weeks=weeks[one.name].calls if one.name in weeks else (),
                is_rising=_is_rising(weeks, one.name),
                said=said[0] if said else None,
            )
        )
    return UnknownPage(names=tuple(found), total=len(every), number=number, pages=pages)


def show_names(opened: Opened, listing: ListedNow, by: Period = "week", team: str | None = None) -> NamesPage:
    """Return the names and phrases with how they change, and whether more can be listed.

    Raises:
        NotFoundError: There is no such team.
    """
    return replace(read_names(opened, by, team), why_not_listed=listing.why_not)


def show_unknown(opened: Opened, listing: ListedNow, page: PageNumber = 1) -> UnknownPage:
    """Return one page of the names that the settings do not know, and whether they can be listed."""
    return replace(read_unknown(opened, page), why_not_listed=listing.why_not)


def read_rising(opened: OpenedLibrary) -> list[RisingPhrase]:
    """Return the key phrases that rise, kept until the file changes."""
    newest = newest_call_day(opened.library)
    if newest is None:
        return []
    day = date.fromisoformat(newest)
    return opened.kept("rising phrases", lambda library: rising_phrases(library, newest=day, most=_RISING))


def _sizes(opened: OpenedLibrary, kind: SaidKind, team: str | None = None) -> list[NameSize]:
    return opened.kept(f"names {kind} {team or ''}", lambda library: name_sizes(library, kind, team=team))


def _silent(opened: OpenedLibrary, kind: SaidKind, sizes: list[NameSize]) -> tuple[str, ...]:
    known = opened.kept(f"settings {kind}", lambda library: names_of_settings(library, kind))
    return tuple(sorted({*known} - {one.name for one in sizes}, key=str.casefold))


def _unknown(opened: OpenedLibrary) -> list[NameSize]:
    rejected = {one.spelling for one in opened.library.rows(RejectedSuggestion) if not one.meant}
    return [one for one in _sizes(opened, "candidate") if loose(one.name) not in rejected]


def _weeks(opened: OpenedLibrary) -> dict[str, NameWeeks]:
    newest = newest_call_day(opened.library)
    if newest is None:
        return {}
    day = date.fromisoformat(newest)
    return opened.kept("unknown names by week", lambda library: unknown_by_week(library, newest=day))


def _newest_call(opened: OpenedLibrary, name: str) -> list[str]:
    calls = opened.kept(f"newest call {name}", lambda library: calls_naming(library, "candidate", name)[:1])
    return [call_id for call_id, _ in calls]


def _is_rising(weeks: dict[str, NameWeeks], name: str) -> bool:
    return name in weeks and weeks[name].is_rising
