"""One HTML file in which the playlists can be heard, read and sent on: nothing is loaded from anywhere.

The sound is inside as MP3, once for each stretch however many lists hold it. A content security
policy in the page allows only its own script and style, so text from calls can never run.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from markupsafe import Markup

from coachkit.call_files import CallFile
from coachkit.errors import RecordingError
from coachkit.export.clock import format_clock, format_day, format_minutes
from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.models import Call
from coachkit.store.library import Library
from coachkit.store.reading import LibrarySummary

if TYPE_CHECKING:
    from jinja2 import Template

_KINDS = {
    "competitor": "Competitors",
    "feature": "Features",
    "tracker": "Trackers",
    "moment": "Moments",
    "topic": "Topics",
}
_VERDICTS = ("good", "mixed", "bad")


class CutClips(Protocol):
    """Cuts stretches (start, end, in seconds) out of a call, an MP3 each."""

    def __call__(self, files: Sequence[CallFile], spans: Sequence[tuple[float, float]]) -> list[bytes]:
        """Raise RecordingError if the recording cannot be read, ValueError for a wrong stretch."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A stretch of sound in the page; `data` is None, with a `note`, where there is none."""

    id: str
    data: str | None
    """MP3, base64."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The playlists about one competitor, feature or topic: what went well first."""

    id: str
    name: str
    playlists: tuple[PlaylistContents, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """All subjects of one kind."""

    id: str
    name: str
    subjects: tuple[Subject, ...]


def format_page(
    playlists: Sequence[PlaylistContents],
    summary: LibrarySummary,
    *,
    cut: CutClips,
    days: tuple[str, str] | None = None,
    title: str = "Moments worth hearing",
) -> str:
    """Return the page; a call whose recording is gone is there as text, with a note for a player.

    A call that came as a transcript is there to be read, with the time of each line.
    `days` are the first and the last day on which the library's calls were recorded, as ISO dates.
    """
    sounds = cut_sounds(playlists, cut)
    style, script = _read("page.css"), _read("page.js")
    return _template().render(
        title=title,
        summary=summary,
        days=days,
        chapters=arrange(playlists),
        playlists=playlists,
        sounds=sounds,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        policy=(
            "default-src 'none'; img-src data:; media-src blob:; base-uri 'none'; form-action 'none';"
            f" style-src '{_digest(style)}'; script-src '{_digest(script)}'"
        ),
    )


def recorded_days(library: Library) -> tuple[str, str] | None:
    """Return the ISO dates of the first and the last call, where any call has one."""
    days = sorted(call.started_at[:10] for call in library.rows(Call) if call.started_at)
    return (days[0], days[-1]) if days else None


def arrange(playlists: Sequence[PlaylistContents]) -> list[Chapter]:
    """Put playlists under their subjects and kinds, keeping the order of subjects."""
    order = {kind: place for place, kind in enumerate(_KINDS)}
    subjects = {of.playlist.subject: place for place, of in reversed(list(enumerate(playlists)))}

    def place_of(of: PlaylistContents) -> tuple[int, int, int]:
        playlist = of.playlist
        return order[playlist.kind], subjects[playlist.subject], _VERDICTS.index(playlist.verdict)

    chapters = []
    for kind, in_kind in groupby(sorted(playlists, key=place_of), key=lambda of: of.playlist.kind):
        by_subject = groupby(in_kind, key=lambda of: of.playlist.subject)
        found = [(name, tuple(lists)) for name, lists in by_subject]
        subjects_of_kind = tuple(
            Subject(id=f"{kind}-{n}", name=name, playlists=lists) for n, (name, lists) in enumerate(found, 1)
        )
        chapters.append(Chapter(id=kind, name=_KINDS[kind], subjects=subjects_of_kind))
    return chapters


def cut_sounds(playlists: Sequence[PlaylistContents], cut: CutClips) -> dict[tuple[str, float, float], Sound]:
    """Return the sound of every stretch that has any, by its key; each recording is decoded once."""
    distinct = {clip.key: clip for contents in playlists for clip in contents.playable}
    by_call: dict[str, list[ClipContents]] = {}
    for clip in distinct.values():
        by_call.setdefault(clip.call.id, []).append(clip)
    sounds: dict[tuple[str, float, float], Sound] = {}
    for clips in by_call.values():
        data, note = _cut_call(clips[0].files, [(of.clip.start, of.clip.end) for of in clips], cut)
        for place, of in enumerate(clips):
            text = base64.b64encode(data[place]).decode("ascii") if data else None
            sounds[of.key] = Sound(id=f"sound-{len(sounds) + 1}", data=text, note=note)
    return sounds


def _cut_call(
    files: Sequence[CallFile], spans: Sequence[tuple[float, float]], cut: CutClips
) -> tuple[list[bytes], str | None]:
    gone = next((file.path.name for file in files if not file.path.is_file()), None)
    if gone:
        return [], f"The recording {gone} is no longer where it was, so this clip is text only."
    try:
        return cut(files, spans), None
    except (RecordingError, ValueError):
        return [], f"The recording {files[0].path.name} could not be read, so this clip is text only."


@cache
def _read(name: str) -> str:
    return (files("coachkit.export") / "templates" / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "beneath": shorten_title,
        "calls": name_calls,
        "clock": format_clock,
        "day": format_day,
        "minutes": format_minutes,
    }
    return environment.from_string(_read("page.html.j2"))


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
