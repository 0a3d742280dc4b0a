"""What is new: how the calls of the newest week went, which to hear first, and what else a lead should know.

All of it is about the seven days up to the newest call, as the lists of the week are. What takes longer to
find (what comes up more, or less) is a part of its own, which the page asks for when it is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import dropwhile
from typing import Any

from fastapi import Request

from coachkit.call_copies import without_copies
from coachkit.following.lines import AssignmentLine, line_of
from coachkit.following.standing import standings
from coachkit.hearing_first import calls_worth_hearing
from coachkit.models import Verdict
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.call_pages import page_of_calls
from coachkit.store.reading.calls import CallSummary
from coachkit.store.reading.curating import newest_call_day
from coachkit.store.reading.failed_work import FailedFile, failed_files
from coachkit.store.reading.newest_weeks import WeekWent, newest_weeks
from coachkit.store.reading.playlists import ClipDetail, clips_of, list_playlists
from coachkit.trends.comparing import Verdict as Direction
from coachkit.trends.comparing import compare_newest, judge
from coachkit.trends.rising_phrases import RisingPhrase
from coachkit.trends.wording import day_span
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.pages.courses import Change, of_hundred, read_courses
from coachkit.web.pages.home_lists import ListsAbout, lists_about
from coachkit.web.pages.names import UnknownName, read_rising, read_unknown
from coachkit.web.pages.waiting import Waiting, has_failed_build, read_waiting

WEEKS = 8
LOOKED_AT = 400
"""So many of the week's calls, the newest, are looked at for those to hear first."""
FIRST = 6
"""Calls to hear first."""
BEST = 4
LISTS = 6
CHANGES = 6
FAILED = 5
_BEST, _FIRST = "week-best", "week-first"
"""The lists of the week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HearFirst:
    """A call to hear first: why, and where it shows."""

    call: CallSummary
    reasons: tuple[str, ...]
    start: float
    end: float
    quote: str | None
    """What is said there; None where the whole call is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekMove:
    """Whether more or fewer of the newest week's calls went so than of the week before's."""

    label: Verdict
    direction: Direction
    """`unclear`: no more than chance would have it."""
    likely: str
    """In which range the share is now, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """What a lead should know first."""

    has_calls: bool
    days: str
    """The days of the newest week, in words; empty where no call has a day."""
    weeks: tuple[WeekWent, ...]
    """The oldest first; empty where no call has a day."""
    moves: tuple[WeekMove, ...]
    """How the newest week differs from the one before; empty where one of them has no judged call."""
    first: tuple[HearFirst, ...]
    first_list: str | None
    """The id of the list that holds them; None where there is none."""
    best: tuple[ClipDetail, ...]
    """What went best in the week."""
    best_list: str | None
    lists: tuple[ListsAbout, ...]
    all_lists: int
    asked: tuple[AssignmentLine, ...]
    """What somebody was asked to hear and has not, overdue first."""
    waiting: Waiting
    """What a lead should decide or answer."""
    has_failed_build: bool
    """Whether the last build from the page did not get done."""
    failed: tuple[FailedFile, ...]
    failed_in_all: int

    @property
    def newest(self) -> WeekWent | None:
        """The newest week."""
        return self.weeks[-1] if self.weeks else None

    @property
    def since_first(self) -> tuple[WeekWent, ...]:
        """The weeks from the first one with a call on."""
        return tuple(dropwhile(lambda week: not week.calls, self.weeks))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPart:
    """What comes up more, or less, than chance would have it."""

    changes: tuple[Change, ...]
    more: int
    """So many others are not listed."""
    phrases: tuple[RisingPhrase, ...]
    names: tuple[UnknownName, ...]
    """Names that nobody has listed, and that come up more."""
    unknown: int
    """All names that nobody has listed."""


def read_whole_home(opened: OpenedLibrary) -> HomePage:
    """Return what is new, with what is for leads alone."""
    today = date.today()
    return opened.kept(f"home {today}", lambda library: _read(library, today), tells_notes=True)


def read_home(request: Request, opened: Opened) -> HomePage:
    """Return what is new."""
    whole = read_whole_home(opened)
    # lists are made for leads; what agents are asked to hear has a page of its own
    if opened.viewer is not None:
        return replace(whole, **_OF_LEADS)
    # builds are kept beside the library, and change without it
    return replace(whole, has_failed_build=has_failed_build(request.app))


_OF_LEADS: Mapping[str, Any] = {
    "first_list": None,
    "best": (),
    "best_list": None,
    "lists": (),
    "all_lists": 0,
    "asked": (),
    "waiting": Waiting(),
    "failed": (),
    "failed_in_all": 0,
}
"""What of the page is empty for an agent."""


def read_changes(opened: Opened) -> ChangesPart:
    """Return what comes up more or less than before."""
    changes = read_courses(opened).changes("topic", "competitor", "feature", "tracker")
    unknown = read_unknown(opened)
    return ChangesPart(
        changes=tuple(changes[:CHANGES]),
        more=max(0, len(changes) - CHANGES),
        phrases=tuple(read_rising(opened)),
        names=tuple(one for one in unknown.names if one.is_rising),
        unknown=unknown.total,
    )


def _read(library: Library, today: date) -> HomePage:
    newest = newest_call_day(library)
    weeks = newest_weeks(library, newest=date.fromisoformat(newest), weeks=WEEKS) if newest else []
    last = weeks[-1] if weeks else None
    of_week = CallFilter(since=last.first, until=last.last) if last else CallFilter()
    found = page_of_calls(library, of_week, limit=LOOKED_AT)
    playlists = list_playlists(library)
    filled = {one.id for one in playlists if one.clips}
    going_on = [one for one in standings(library, today=today) if one.is_going_on]
    failed, failed_in_all = failed_files(library, most=FAILED)
    return HomePage(
        has_calls=found.total > 0,
        days=day_span(last.first, last.last) if last else "",
        weeks=tuple(weeks),
        moves=_moves(*weeks[-2:]) if weeks else (),
        first=tuple(_first(library, found.calls)),
        first_list=_FIRST if _FIRST in filled else None,
        best=tuple(clips_of(library, _BEST)[:BEST]) if _BEST in filled else (),
        best_list=_BEST if _BEST in filled else None,
        lists=tuple(lists_about(library, playlists, most=LISTS)),
        all_lists=len(playlists),
        asked=tuple(one for one in map(line_of, going_on) if one.state in ("open", "overdue")),
        waiting=read_waiting(library, going_on),
        has_failed_build=False,
        failed=tuple(failed),
        failed_in_all=failed_in_all,
    )


def _first(library: Library, calls: Sequence[CallSummary]) -> Iterator[HearFirst]:
    once = without_copies(calls)
    by_id = {one.id: one for one in once}
    for one in calls_worth_hearing(library, once)[:FIRST]:
        call = by_id[one.call_id]
        is_place = one.start is not None and one.end is not None
        yield HearFirst(
            call=call,
            reasons=one.reasons,
            start=one.start or 0.0,
            end=one.end if is_place and one.end is not None else call.duration,
            quote=one.quote if is_place else None,
        )


def _moves(before: WeekWent, now: WeekWent) -> tuple[WeekMove, ...]:
    """Return what changed beyond chance from a week to the next."""
    labels: tuple[tuple[Verdict, int, int], ...] = (
        ("good", before.good, now.good),
        ("bad", before.bad, now.bad),
    )
    judged = judge(
        [compare_newest((then, held), (before.judged, now.judged)) for _, then, held in labels]
        if before.judged and now.judged
        else []
    )
    return tuple(
        WeekMove(label=label, direction=one.verdict, likely=of_hundred(one.of.here))
        for (label, _, _), one in zip(labels, judged, strict=False)
    )
