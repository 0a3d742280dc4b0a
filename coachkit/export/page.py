"""One HTML file in which the playlists can be heard, read and sent on: nothing is loaded from anywhere.

The sound is inside as MP3, once for each stretch however many lists hold it. A content security
policy in the page allows only its own script and style, so text from calls can never run.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from coachkit.call_files import AudioFormat
from coachkit.export.chapters import arrange, pair_up
from coachkit.export.clock import format_clock, format_day, format_minutes
from coachkit.export.contents import PlaylistContents, SoundKey
from coachkit.export.cutting import CutClips, cut_sounds
from coachkit.export.one_file import read_part, source_of, template_of
from coachkit.models import Call
from coachkit.store.library import Library
from coachkit.store.reading import LibrarySummary

if TYPE_CHECKING:
    from jinja2 import Template

_MANY = 12
"""From so many entries on the contents can be searched."""
_TYPES: Mapping[AudioFormat, str] = {"mp3": "audio/mpeg", "opus": "audio/ogg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A stretch of sound in the page; `data` is None, with a `note`, where there is none."""

    id: str
    data: str | None
    """A file, base64."""
    note: str | None = None


def format_page(
    playlists: Sequence[PlaylistContents],
    summary: LibrarySummary,
    *,
    cut: CutClips,
    days: tuple[str, str] | None = None,
    form: AudioFormat = "mp3",
) -> str:
    """Return the page; a call whose recording is gone is there as text, with a note for a player.

    A call that came as a transcript is there to be read, with the time of each line.
    `days` are the first and the last day on which the library's calls were recorded, as ISO dates.
    """
    chapters = arrange(playlists)
    style, script = read_part("coachkit.export", "page.css"), read_part("coachkit.export", "page.js")
    return _template().render(
        title="Moments worth hearing" if len(playlists) != 1 else playlists[0].playlist.title,
        summary=summary,
        heard=len({of.call.id for contents in playlists for of in contents.clips}),
        days=days,
        chapters=chapters,
        has_search=sum(len(chapter.subjects) for chapter in chapters) >= _MANY,
        is_nameless=any(of.is_nameless for contents in playlists for of in contents.clips),
        playlists=playlists,
        sounds=_sounds(playlists, cut, form),
        sound_type=_TYPES[form],
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=(
            "default-src 'none'; img-src data:; media-src blob:; base-uri 'none'; form-action 'none';"
            f" style-src '{source_of(style)}'; script-src '{source_of(script)}'"
        ),
    )


def recorded_days(library: Library) -> tuple[str, str] | None:
    """Return the ISO dates of the first and the last call, where any call has one."""
    days = sorted(call.started_at[:10] for call in library.rows(Call) if call.started_at)
    return (days[0], days[-1]) if days else None


def _sounds(playlists: Sequence[PlaylistContents], cut: CutClips, form: AudioFormat) -> dict[SoundKey, Sound]:
    """Return the sound of every stretch that has any, by its key."""
    return {
        key: Sound(
            id=f"sound-{n}",
            data=base64.b64encode(sound.data).decode("ascii") if sound.data else None,
            note=sound.note,
        )
        for n, (key, sound) in enumerate(cut_sounds(playlists, cut, form=form), 1)
    }


@cache
def _template() -> "Template":
    filters: dict[str, Callable[..., object]] = {
        "beneath": shorten_title,
        "calls": name_calls,
        "clock": format_clock,
        "day": format_day,
        "minutes": format_minutes,
        "pairs": pair_up,
    }
    return template_of("coachkit.export", "page.html.j2", filters)


def name_calls(summary: LibrarySummary) -> str:
    """Return `15 recorded calls and 3 transcripts`, or whichever of both there are."""
    recorded = summary.calls - summary.transcripts
    parts = []
    if recorded or not summary.transcripts:
        parts.append(f"{recorded} recorded call{'' if recorded == 1 else 's'}")
    if summary.transcripts:
        parts.append(f"{summary.transcripts} transcript{'' if summary.transcripts == 1 else 's'}")
    return " and ".join(parts)


def shorten_title(title: str, heading: str) -> str:
    """Return `title` without a beginning that the heading above it says already."""
    said = f"{heading}: "
    if not title.casefold().startswith(said.casefold()):
        return title
    rest = title[len(said) :]
    return rest[:1].upper() + rest[1:]
