"""The list of playlists: by what they are about, what went well beside what went badly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import Query

from coachkit.following.lines import AssignmentLine, line_of
from coachkit.following.standing import Standing, standings
from coachkit.models import PlaylistKind, PlaylistVerdict
from coachkit.store.reading.playlists import PlaylistDates, PlaylistSummary, list_dates, list_playlists
from coachkit.web.library_pool import Opened

KINDS: Mapping[PlaylistKind, str] = {
    "week": "This week",
    "made": "Lists of your own",
    "smart": "Lists that fill themselves as you set",
    "starter": "For new colleagues",
    "competitor": "Competitors",
    "feature": "Features",
    "moment": "Moments",
    "tracker": "Phrases we listen for",
    "topic": "Topics",
    "phrase": "Phrases on the rise",
}
"""The kinds of lists in the order in which they are shown, with their headings."""
_BY_SUBJECT = frozenset({"competitor", "feature", "moment", "tracker", "topic"})
"""Kinds with several lists about one thing: what went well, what went badly, both in pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One playlist."""

    id: str
    title: str
    verdict: PlaylistVerdict
    clips: int
    seconds: float
    note: str | None
    """Why it is empty, or has few clips."""
    newest_call: str | None
    changed_at: str | None
    asked: int
    """So many agents are asked to hear it, …"""
    heard: int
    """… and so many of them have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLists:
    """The lists about one thing; only one where a list stands for itself."""

    name: str
    lists: tuple[ListLine, ...]

    @property
    def newest_call(self) -> str | None:
        """When the newest call of its clips was recorded."""
        return max((one.newest_call for one in self.lists if one.newest_call), default=None)

    def that(self, verdict: PlaylistVerdict) -> ListLine | None:
        """Return the list with this verdict."""
        return next((one for one in self.lists if one.verdict == verdict), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListGroup:
    """The lists of a kind."""

    kind: PlaylistKind
    name: str
    by_subject: bool
    subjects: tuple[SubjectLists, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistsPage:
    """All playlists, and who is asked to hear which."""

    q: str
    total: int
    """Lists in the library, found or not."""
    found: int
    groups: tuple[ListGroup, ...]
    asked: tuple[AssignmentLine, ...]
    """What is not heard to the end, overdue first."""


def read_playlists(opened: Opened, q: Annotated[str, Query(max_length=200)] = "") -> PlaylistsPage:
    """Return the playlists whose title or subject has all words of `q`."""
    there = list_playlists(opened.library)
    wanted = q.casefold().split()
    found = [one for one in there if all(word in _words(one) for word in wanted)]
    dates = {one.id: one for one in list_dates(opened.library)}
    waiting = standings(opened.library, today=date.today())
    return PlaylistsPage(
        q=q,
        total=len(there),
        found=len(found),
        groups=tuple(_groups(found, dates, [one for one in waiting if one.is_going_on])),
        asked=tuple(line_of(one) for one in waiting if one.progress.state in ("open", "overdue")),
    )


def _words(one: PlaylistSummary) -> str:
    return f"{one.title} {one.subject} {KINDS[one.kind]}".casefold()


def _groups(
    found: Sequence[PlaylistSummary], dates: Mapping[str, PlaylistDates], asked: Sequence[Standing]
) -> Iterable[ListGroup]:
    for kind, name in KINDS.items():
        lines = [(one.subject, _line(one, dates[one.id], asked)) for one in found if one.kind == kind]
        if not lines:
            continue
        if kind in _BY_SUBJECT:
            together = [
                SubjectLists(name=_begun(subject), lists=tuple(line for _, line in of))
                for subject, of in groupby(lines, key=lambda one: one[0])
            ]
        else:
            together = [SubjectLists(name=line.title, lists=(line,)) for _, line in lines]
        yield ListGroup(kind=kind, name=name, by_subject=kind in _BY_SUBJECT, subjects=tuple(together))


def _line(one: PlaylistSummary, dates: PlaylistDates, asked: Sequence[Standing]) -> ListLine:
    of_list = [standing for standing in asked if standing.playlist.id == one.id]
    return ListLine(
        id=one.id,
        title=one.title,
        verdict=one.verdict,
        clips=one.clips,
        seconds=60 * one.minutes,
        note=one.note,
        newest_call=dates.newest_call,
        changed_at=dates.changed_at,
        asked=len(of_list),
        heard=sum(standing.progress.is_done for standing in of_list),
    )


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
