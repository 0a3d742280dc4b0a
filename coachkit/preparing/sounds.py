"""The sound and the words of the places on a page, so that both can be heard and read where the page is."""

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coachkit.call_files import files_of, pieces_between
from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.export.cutting import CutClips, cut_sounds
from coachkit.models import Clip, Playlist, Segment
from coachkit.preparing.results import TalkPage
from coachkit.reporting.results import Spot
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import recordings_of, stored_call

LONGEST = 600.0
"""Seconds: of a longer call picked by chance, the beginning is heard."""
_SHOWN = 90.0
"""Seconds: of a place that lasts longer the words are not shown, unless they are all there is."""
_EDGE = 0.01
Key = tuple[str, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is heard and said at a place."""

    data: str | None
    """MP3, base64; None, with a `note` why, where there is no sound."""
    note: str | None
    lines: tuple[Segment, ...]
    is_cut: bool
    """True where the call is longer than what is heard of it."""


def heard_on(library: Library, page: TalkPage, cut: CutClips) -> dict[Key, Heard]:
    """Return the sound of every place on a page, each recording decoded once."""
    spots = {key_of(spot): spot for spot in spots_in(page)}
    clips = {key: _contents(library, spot) for key, spot in spots.items()}
    sounds = dict(cut_sounds([PlaylistContents(playlist=_LIST, clips=tuple(clips.values()))], cut))
    found = {}
    for key, of in clips.items():
        sound = sounds.get(of.key)
        data = base64.b64encode(sound.data).decode("ascii") if sound and sound.data else None
        note = None if data else (sound.note if sound else of.sound_note)
        found[key] = Heard(
            data=data,
            note=note,
            lines=of.lines if key[2] - key[1] <= _SHOWN or not of.has_sound else (),
            is_cut=of.clip.end < key[2] - _EDGE,
        )
    return found


def spots_in(page: TalkPage) -> Iterator[Spot]:
    """Yield every place that a page names."""
    yield from (one.example for one in page.strengths if one.example)
    yield from (one.spot for one in page.went_well)
    if page.focus and page.focus.example:
        yield page.focus.example
    if page.beside:
        yield from (page.beside.own.spot, page.beside.better.spot)
    yield from (one.spot for one in page.drawn)


def key_of(spot: Spot) -> Key:
    """Return what a place is known by: its call, and from when to when."""
    return spot.call.id, spot.start, spot.end


_LIST = Playlist(id="talk", kind="made", subject="", verdict="mixed", title="", description="")


def _contents(library: Library, spot: Spot) -> ClipContents:
    call = stored_call(library, spot.call.id)
    files = files_of(call, recordings_of(library, call.id))
    end = min(spot.end, spot.start + LONGEST)
    gone = (one.path.name for one in pieces_between(files, spot.start, end) if not one.path.is_file())
    clip = Clip(
        playlist_id=_LIST.id,
        n=0,
        call_id=call.id,
        start=spot.start,
        end=end,
        reason=spot.why,
        score=0.0,
        quote=spot.quote or "",
    )
    return ClipContents(
        clip=clip,
        call=call,
        agents=spot.call.agents,
        lines=tuple(_lines(library.rows(Segment, call_id=call.id), spot)),
        files=files,
        missing=next(gone, None),
    )


def _lines(lines: Sequence[Segment], spot: Spot) -> Iterator[Segment]:
    for line in lines:
        if spot.start <= (line.start + line.end) / 2 <= spot.end:
            yield line
