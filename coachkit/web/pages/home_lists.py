"""The newest lists about one thing each, what went well beside what went badly, to be played on the spot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from coachkit.models import Medium, PlaylistKind, PlaylistVerdict
from coachkit.store.library import Library
from coachkit.store.reading.playlists import PlaylistSummary, clips_of, list_dates

PLAYED = 12
"""So many clips of a list play here; the others on the page of the list."""
_KINDS = frozenset({"competitor", "feature", "moment", "topic", "tracker"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPlay:
    """A stretch that plays."""

    call_id: str
    medium: Medium
    start: float
    end: float
    title: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortList:
    """A list with what of it can be played at once."""

    id: str
    title: str
    clips: int
    seconds: float
    played: tuple[ToPlay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsAbout:
    """What there is to hear about one thing."""

    kind: PlaylistKind
    subject: str
    newest_call: str | None
    good: ShortList | None
    bad: ShortList | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pair:
    kind: PlaylistKind
    subject: str
    newest_call: str | None
    by_verdict: dict[PlaylistVerdict, PlaylistSummary]


def lists_about(library: Library, playlists: Sequence[PlaylistSummary], *, most: int) -> Iterator[ListsAbout]:
    """Yield at most so many things with their lists: first those with both kinds, the newest calls first."""
    newest = {one.id: one.newest_call for one in list_dates(library)}
    pairs = sorted(_pairs(playlists, newest), key=lambda one: one.newest_call or "", reverse=True)
    for one in sorted(pairs, key=lambda one: -len(one.by_verdict))[:most]:
        yield ListsAbout(
            kind=one.kind,
            subject=one.subject[:1].upper() + one.subject[1:],
            newest_call=one.newest_call,
            good=_short(library, one.by_verdict.get("good")),
            bad=_short(library, one.by_verdict.get("bad")),
        )


def _pairs(playlists: Sequence[PlaylistSummary], newest: dict[str, str | None]) -> Iterator[_Pair]:
    told = [one for one in playlists if one.kind in _KINDS and one.clips and one.verdict in ("good", "bad")]
    for (kind, subject), group in groupby(told, key=lambda one: (one.kind, one.subject)):
        own = list(group)
        yield _Pair(
            kind=kind,
            subject=subject,
            newest_call=max((day for one in own if (day := newest.get(one.id))), default=None),
            by_verdict={one.verdict: one for one in own},
        )


def _short(library: Library, one: PlaylistSummary | None) -> ShortList | None:
    if one is None:
        return None
    return ShortList(
        id=one.id,
        title=one.title,
        clips=one.clips,
        seconds=60 * one.minutes,
        played=tuple(
            ToPlay(
                call_id=clip.call_id,
                medium=clip.medium,
                start=clip.start,
                end=clip.end,
                title=" with ".join(filter(None, (", ".join(clip.agents), clip.customer))) or "Call",
                quote=clip.quote,
            )
            for clip in clips_of(library, one.id)[:PLAYED]
        ),
    )
