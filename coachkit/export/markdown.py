"""Playlists to read: Markdown for a wiki, a ticket or a chat, with what is said in every clip."""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day, format_minutes
from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.markdown_text import plain_markdown as _plain
from coachkit.models import Segment

_VERDICTS = {"good": "went well", "bad": "went badly"}


def format_markdown(playlists: Sequence[PlaylistContents], *, files: Mapping[int, str] | None = None) -> str:
    """Return a chapter for each list, and a section for each clip with its reason, quote and lines.

    `files` are the names of clips that lie beside the text, by `Clip.n` of the one list: each is linked.
    """
    return "\n".join(line for contents in playlists for line in _list_lines(contents, files or {}))


def _list_lines(contents: PlaylistContents, files: Mapping[int, str]) -> list[str]:
    playlist = contents.playlist
    size = f"{format_count(len(contents.clips), 'clip')}, {format_minutes(contents.duration)}"
    lines = [f"# {_plain(playlist.title)}", "", _plain(playlist.description), "", f"{size}.", ""]
    if playlist.note:
        lines += [_plain(playlist.note), ""]
    for place, of in enumerate(contents.clips, 1):
        lines += _clip_lines(place, of, files.get(of.clip.n))
    return lines


def _clip_lines(place: int, of: ClipContents, file: str | None) -> list[str]:
    clip = of.clip
    lines = [f"## {place}. {_plain(clip.reason)}", ""]
    if clip.pair is not None:
        lines += [f"Pair {clip.pair}, {_VERDICTS.get(clip.verdict, 'mixed')}.", ""]
    if clip.difference:
        lines += [f"What differs: {_plain(clip.difference)}", ""]
    if clip.quote:
        lines += [f"> {_plain(clip.quote)}", ""]
    lines += [" · ".join(_facts(of)), ""]
    if clip.note:
        lines += [f"**Note:** {_plain(clip.note)}", ""]
    if file:
        lines += [f"[Play {_plain(file)}]({quote(file)})", ""]
    if of.sound_note:
        lines += [f"*{_plain(of.sound_note)}*", ""]
    return [*lines, *map(_line, of.lines), *([""] if of.lines else [])]


def _line(line: Segment) -> str:
    who = _plain(line.speaker or line.role.capitalize())
    return f"- {format_clock(line.start)} **{who}:** {_plain(line.text)}"


def _facts(of: ClipContents) -> list[str]:
    clip, call = of.clip, of.call
    facts = (
        _plain(", ".join(of.agents)),
        _plain(call.customer or ""),
        format_day(call.started_at) if call.started_at else "",
        f"{format_clock(clip.start)} to {format_clock(clip.end)}",
        "" if of.is_nameless else f"call {call.id}",
        ", ".join(of.tags),
        "pinned" if clip.is_pinned else "",
    )
    return [fact for fact in facts if fact]
