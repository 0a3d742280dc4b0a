"""Playlists as podcasts: an RSS 2.0 feed for each list, with its clips cut beside it.

A clip's file is called by what is in it, so the same sound lies there once, a changed one is fetched again
by players that know the feed, and no name tells whose it is.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import quote

from coachkit.call_files import AudioFormat
from coachkit.errors import CoachkitError
from coachkit.export.clock import format_clock
from coachkit.export.contents import ClipContents, PlaylistContents, SoundKey
from coachkit.export.cutting import CutClips, cut_sounds, with_notes
from coachkit.export.m3u8 import one_line, title_of
from coachkit.export.safe_names import safe_names
from coachkit.whole_files import open_whole_folder

if TYPE_CHECKING:
    from feedgen.entry import FeedEntry

_TYPES: Mapping[AudioFormat, str] = {"mp3": "audio/mpeg", "opus": "audio/ogg"}
_CUT = re.compile(r"clip-[0-9a-f]{16}\.(?:mp3|opus)")
"""A file that was written beside a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Enclosure:
    """A cut clip, as a feed names it; `size` in bytes."""

    url: str
    size: int
    type: str


def write_feeds(
    playlists: Sequence[PlaylistContents],
    folder: Path,
    *,
    cut: CutClips,
    form: AudioFormat = "mp3",
    base_url: str | None = None,
) -> list[Path]:
    """Write `LIST.xml` for each list, with the clips, into `folder`; return the feeds' paths.

    `base_url` is where the folder will be found; without it the feeds name their files alone, which readers
    on the same computer take. Feeds and clips of earlier times are replaced; clips that no feed of the folder
    plays any more are removed. Raises CoachkitError, and changes nothing, where that cannot be written.
    """
    base = quote(f"{base_url.rstrip('/')}/", safe="%/:?=&@+,;~") if base_url else ""
    names = [f"{name}.xml" for name in safe_names((of.playlist.id for of in playlists), instead="list")]
    _require_own(folder)
    with open_whole_folder(folder) as staged:
        notes: dict[SoundKey, str | None] = {}
        enclosures: dict[SoundKey, _Enclosure] = {}
        for key, sound in cut_sounds(playlists, cut, form=form):
            notes[key] = sound.note
            if sound.data is not None:
                file = f"clip-{hashlib.sha256(sound.data).hexdigest()[:16]}.{form}"
                (staged / file).write_bytes(sound.data)
                enclosures[key] = _Enclosure(url=base + file, size=len(sound.data), type=_TYPES[form])
        for contents, name in zip(with_notes(playlists, notes), names, strict=True):
            (staged / name).write_bytes(_feed(contents, enclosures, base=base, name=name))
    _remove_unplayed(folder)
    return [folder / name for name in names]


def _require_own(folder: Path) -> None:
    """Refuse a folder with other things in it, which would be mixed with many files of ours."""
    if folder.is_dir() and any(folder.iterdir()) and not any(folder.glob("*.xml")):
        raise CoachkitError(f"{folder}: there are other files in this folder; name a new one with --output")


def _remove_unplayed(folder: Path) -> None:
    feeds = [feed.read_text("utf-8", "replace") for feed in folder.glob("*.xml")]
    played = {name for feed in feeds for name in _CUT.findall(feed)}
    for file in folder.iterdir():
        if _CUT.fullmatch(file.name) and file.name not in played:
            file.unlink()


def _feed(
    contents: PlaylistContents, enclosures: Mapping[SoundKey, _Enclosure], *, base: str, name: str
) -> bytes:
    from feedgen.feed import FeedGenerator

    playlist = contents.playlist
    feed = FeedGenerator()
    feed.load_extension("podcast")
    feed.title(one_line(playlist.title))
    feed.description(one_line(playlist.description) or one_line(playlist.title))
    feed.link(href=base + quote(name), rel="self")
    feed.link(href=base or quote(name), rel="alternate")
    feed.language("en")
    feed.generator("coachkit")
    feed.podcast.itunes_type("serial")
    feed.podcast.itunes_block(True)
    feed.podcast.itunes_explicit("no")
    days = [_moment(of) for of in contents.clips if of.call.started_at]
    feed.lastBuildDate(max(days, default=_NO_DAY))
    for place, of in enumerate(contents.clips, 1):
        entry = feed.add_entry(order="append")
        _describe(entry, contents, of, place)
        enclosure = enclosures.get(of.key)
        if enclosure:
            entry.enclosure(enclosure.url, str(enclosure.size), enclosure.type)
            entry.podcast.itunes_duration(format_clock(of.clip.end - of.clip.start))
    return cast(bytes, feed.rss_str(pretty=True))


_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def _describe(entry: "FeedEntry", contents: PlaylistContents, of: ClipContents, place: int) -> None:
    entry.title(f"{place}. {title_of(of)}")
    place_in_call = f"{of.clip.start:.3f}-{of.clip.end:.3f}"
    entry.guid(f"coachkit:{contents.playlist.id}:{of.call.id}:{place_in_call}", permalink=False)
    entry.podcast.itunes_episode(place)
    entry.description(_text(of))
    if of.call.started_at:
        entry.pubDate(_moment(of))


def _moment(of: ClipContents) -> datetime:
    """Return when the call began; calls do not say in which zone, so it is taken for UTC."""
    moment = datetime.fromisoformat(of.call.started_at or "")
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _text(of: ClipContents) -> str:
    """Return what there is to read of a clip, as plain lines."""
    clip = of.clip
    parts = (
        f"“{one_line(clip.quote)}”" if clip.quote else "",
        f"What differs: {one_line(clip.difference)}" if clip.difference else "",
        f"Note: {one_line(clip.note)}" if clip.note else "",
        of.sound_note or "",
        *(one_line(f"{line.speaker or line.role.capitalize()}: {line.text}") for line in of.lines),
    )
    return "\n".join(part for part in parts if part)
