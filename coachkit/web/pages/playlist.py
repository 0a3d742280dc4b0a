"""A playlist to be heard: each clip with why it is there and what is said in it, as much as a page holds.

Names are shown as a lead sees them, or, with `for=peers`, as the export for peers shows them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import Path, Query, Request

from coachkit.export.anonymous import without_names
from coachkit.export.contents import ClipContents, PlaylistContents, gather_clips
from coachkit.export.offers import Audience
from coachkit.following.lines import AssignmentLine, CommentLine, line_of
from coachkit.following.standing import standings
from coachkit.models import Clip, Departure, Medium, Playlist, PlaylistKind, PlaylistVerdict, Segment, Verdict
from coachkit.store.library import Library
from coachkit.store.reading.by_hand import clips_of_list, find_list
from coachkit.store.reading.call_facts import stored_calls
from coachkit.store.reading.playlists import departures_of
from coachkit.web.library_pool import Opened
from coachkit.web.pages.playlist_arranging import Arranging, read_arranging
from coachkit.web.pages.said_turns import SaidTurn, turns_of
from coachkit.web.pages.threads import Thread, threads_of
from coachkit.web.person import Who

PAGE_LENGTH = 20
"""Clips on a page; a pair is never parted."""
AROUND = 2
"""Lines before and after a clip that are shown with it."""
MOST_LEFT = 50
"""Clips that left the list and are told, the newest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPart:
    """A clip, ready to be heard or read."""

    place: int
    """From 1."""
    call_id: str
    start: float
    end: float
    medium: Medium
    can_play: bool
    sound_note: str | None
    """Why it cannot be played."""
    verdict: Verdict
    reason: str
    quote: str
    agents: tuple[str, ...]
    customer: str | None
    started_at: str | None
    is_nameless: bool
    """Whether it must not be told whose it is; then `muted` are the times that are not to be heard."""
    muted: tuple[tuple[float, float], ...]
    turns: tuple[SaidTurn, ...]
    note: str | None
    """What a person wrote beside it."""
    added_by: str | None
    is_pinned: bool
    threads: tuple[Thread, ...]
    """What agents wrote to it, with answers."""

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start

    @property
    def title(self) -> str:
        """Whose call it is, in short."""
        return ", ".join([*self.agents, *([self.customer] if self.customer else [])]) or "A call"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipGroup:
    """A clip, or the two of a pair with what differs between them."""

    clips: tuple[ClipPart, ...]
    pair: int | None
    difference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaylistPage:
    """A playlist and some of its clips."""

    id: str
    title: str
    kind: PlaylistKind
    verdict: PlaylistVerdict
    description: str
    note: str | None
    """Why it is empty, or has few clips."""
    query: str | None
    """What fills it; a search for it shows the same."""
    is_by_hand: bool
    """Whether people alone put clips into it."""
    audience: Audience
    has_bad: bool
    """Whether a clip went badly, so that peers hear it without a name."""
    total: int
    """Clips in the list."""
    seconds: float
    """Of all that can be played."""
    to_read: int
    """Clips without sound, to be read."""
    groups: tuple[ClipGroup, ...]
    shown: int
    """The number of the clip to begin with."""
    number: int
    """Of this page, from 1."""
    pages: int
    seconds_after: float
    """Of the clips on later pages."""
    departures: tuple[Departure, ...]
    asked: tuple[AssignmentLine, ...]
    threads: tuple[Thread, ...]
    """To the list, and to clips that left it."""
    arranging: Arranging | None
    """What may be done to it; None for those who only hear it."""


def read_playlist(
    request: Request,
    opened: Opened,
    person: Who,
    wanted: Annotated[str, Path(alias="playlist", max_length=300)],
    clip: Annotated[int | None, Query(ge=1)] = None,
    page: Annotated[int, Query(ge=1)] = 1,
    audience: Annotated[Audience, Query(alias="for")] = "lead",
) -> PlaylistPage:
    """Return a playlist, named by its id or title, and the clips of a page, which may be that of one clip.

    Raises:
        NotFoundError: There is no such list; says what comes near.
    """
    library = opened.library
    playlist = find_list(library, wanted)
    clips = clips_of_list(library, playlist.id)
    pages = _pages(clips)
    number = _page_of(clip, pages) if clip else min(page, len(pages))
    begin, end = pages[number - 1]
    contents = _contents(library, playlist, clips, (begin, end), audience)
    arranging = None
    if audience == "lead" and person.is_lead:
        config = request.app.state.acts.config
        arranging = read_arranging(library, config, playlist, clips, (begin, end))
    asked = _asked(library, playlist) if audience == "lead" else []
    comments = [said for one in asked for said in one.comments]
    to_read = {
        one.id for one in stored_calls(library, {of.call_id for of in clips}) if one.medium != "recording"
    }
    return PlaylistPage(
        id=playlist.id,
        title=contents.playlist.title,
        kind=playlist.kind,
        verdict=playlist.verdict,
        description=contents.playlist.description,
        note=contents.playlist.note,
        query=contents.playlist.query,
        is_by_hand=playlist.origin == "made",
        audience=audience,
        has_bad=any(_went_badly(playlist, one) for one in clips),
        total=len(clips),
        seconds=_seconds(clips, to_read),
        to_read=sum(one.call_id in to_read for one in clips),
        groups=tuple(_groups(_parts(library, contents, begin, comments), contents)),
        shown=min(clip or begin + 1, len(clips)),
        number=number,
        pages=len(pages),
        seconds_after=_seconds(clips[end:], to_read),
        departures=tuple(departures_of(library, playlist.id)[-MOST_LEFT:]) if audience == "lead" else (),
        asked=tuple(one for one in asked if one.state != "withdrawn"),
        threads=threads_of(said for said in comments if said.clip is None),
        arranging=arranging,
    )


def _asked(library: Library, playlist: Playlist) -> list[AssignmentLine]:
    return [line_of(one) for one in standings(library, today=date.today(), playlist_id=playlist.id)]


def _pages(clips: Sequence[Clip]) -> list[tuple[int, int]]:
    """Return where each page begins and ends, as places from 0; a pair is never parted."""
    bounds, begin = [], 0
    while begin < len(clips):
        end = min(begin + PAGE_LENGTH, len(clips))
        while end < len(clips) and clips[end].pair is not None and clips[end].pair == clips[end - 1].pair:
            end += 1
        bounds.append((begin, end))
        begin = end
    return bounds or [(0, 0)]


def _page_of(number: int, pages: Sequence[tuple[int, int]]) -> int:
    """Return the page, from 1, of the clip with this number, else the last."""
    return next((n for n, (_, end) in enumerate(pages, 1) if number <= end), len(pages))


def _contents(
    library: Library, playlist: Playlist, clips: Sequence[Clip], page: tuple[int, int], audience: Audience
) -> PlaylistContents:
    """Return the clips of a page with all that is told of them; for peers, without the names of the list."""
    begin, end = page
    if audience == "lead":
        return PlaylistContents(playlist=playlist, clips=tuple(gather_clips(library, clips[begin:end])))
    whole = PlaylistContents(playlist=playlist, clips=tuple(gather_clips(library, clips)))
    [nameless] = without_names([whole])
    return replace(nameless, clips=nameless.clips[begin:end])


def _went_badly(playlist: Playlist, clip: Clip) -> bool:
    return clip.verdict == "bad" or (clip.verdict == "neutral" and playlist.verdict == "bad")


def _seconds(clips: Iterable[Clip], to_read: Collection[str]) -> float:
    return sum(one.end - one.start for one in clips if one.call_id not in to_read)


def _parts(
    library: Library, contents: PlaylistContents, begin: int, comments: Sequence[CommentLine]
) -> list[ClipPart]:
    around = _Around(library, contents.clips)
    return [
        _part(place, of, around, threads_of(said for said in comments if said.clip == place))
        for place, of in enumerate(contents.clips, begin + 1)
    ]


def _part(place: int, of: ClipContents, around: "_Around", threads: tuple[Thread, ...]) -> ClipPart:
    clip = of.clip
    quoted = None
    if clip.quote_start is not None and clip.quote_end is not None:
        quoted = (clip.quote_start, clip.quote_end)
    return ClipPart(
        place=place,
        call_id="" if of.is_nameless and not of.can_play else clip.call_id,
        start=clip.start,
        end=clip.end,
        medium=of.call.medium,
        can_play=of.can_play,
        sound_note=of.sound_note,
        verdict=clip.verdict,
        reason=clip.reason,
        quote=clip.quote,
        agents=of.agents,
        customer=None if of.is_nameless else of.call.customer,
        started_at=None if of.is_nameless else of.call.started_at,
        is_nameless=of.is_nameless,
        muted=of.muted,
        turns=(
            *around.before(of),
            *turns_of(of.lines, quoted=quoted, is_named=not of.is_nameless),
            *around.after(of),
        ),
        note=clip.note,
        added_by=clip.added_by,
        is_pinned=clip.is_pinned,
        threads=threads,
    )


class _Around:
    """Reads what was said shortly before and after clips, each call once; nothing of those without a name."""

    def __init__(self, library: Library, clips: Iterable[ClipContents]) -> None:
        self._lines: dict[str, list[Segment]] = {}
        calls = {of.call.id for of in clips if not of.is_nameless}
        for line in library.rows_of(Segment, sorted(calls)):
            if line.part == "talk":
                self._lines.setdefault(line.call_id, []).append(line)

    def before(self, of: ClipContents) -> tuple[SaidTurn, ...]:
        lines = [one for one in self._of(of) if (one.start + one.end) / 2 < of.clip.start]
        return turns_of(lines[-AROUND:], is_outside=True)

    def after(self, of: ClipContents) -> tuple[SaidTurn, ...]:
        lines = [one for one in self._of(of) if (one.start + one.end) / 2 > of.clip.end]
        return turns_of(lines[:AROUND], is_outside=True)

    def _of(self, of: ClipContents) -> list[Segment]:
        return [] if of.is_nameless else self._lines.get(of.call.id, [])


def _groups(parts: Sequence[ClipPart], contents: PlaylistContents) -> Iterator[ClipGroup]:
    """Yield the clips one by one, those of a pair together."""
    clips = [of.clip for of in contents.clips]
    both = zip(parts, clips, strict=True)
    for _, of in groupby(both, key=lambda one: one[1].pair or -one[0].place):
        members = [*of]
        first = members[0][1]
        yield ClipGroup(
            clips=tuple(part for part, _ in members), pair=first.pair, difference=first.difference
        )
