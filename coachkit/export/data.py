"""Playlists for other programs: JSON with everything, and CSV with one row a clip."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date

from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.sheets import with_guard

_UNSEEN = re.compile(r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters that JSON allows as they are, and signs that turn the direction of writing."""

VERSION = 1
"""Of the JSON; a higher one can't be read by this version's import."""

CSV_COLUMNS = (
    "playlist", "verdict", "title", "n", "call", "path", "agent", "customer", "started_at",
    "start", "end", "score", "reason", "quote", "medium", "subject", "went", "moments", "pair", "difference",
    "pinned", "note", "added_by", "sound_note",
)  # fmt: skip


def format_json(playlists: Sequence[PlaylistContents]) -> str:
    """Return `{"version": 1, "playlists": […]}` with clips, their calls and transcripts; see docs/export.md.

    Times are seconds of the call; `pieces` say which files play a clip, with times of the file: several where
    a call is in parts.
    """
    return to_json({"version": VERSION, "playlists": [playlist_values(contents) for contents in playlists]})


def to_json(values: object) -> str:
    """Return `values` as indented JSON that is safe to print: control characters are escaped.

    Dates and times are ISO text.
    """
    text = json.dumps(values, ensure_ascii=False, indent=2, default=_date_text)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _date_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")


def playlist_values(contents: PlaylistContents) -> dict[str, object]:
    """Return a playlist as JSON takes it."""
    playlist = contents.playlist
    return {
        "id": playlist.id,
        "kind": playlist.kind,
        "subject": playlist.subject,
        "verdict": playlist.verdict,
        "title": playlist.title,
        "description": playlist.description,
        "origin": playlist.origin,
        "query": playlist.query,
        "sort": playlist.sort,
        "trains": playlist.trains,
        "note": playlist.note,
        "duration": round(contents.duration, 3),
        "clips": [_clip_values(clip) for clip in contents.clips],
    }


def format_csv(playlists: Sequence[PlaylistContents], *, files: Mapping[int, str] | None = None) -> str:
    """Return one row a clip under `CSV_COLUMNS`; text that a spreadsheet would run gets a leading quote.

    `files` are the names of clips that lie beside the table, by `Clip.n` of the one list: a further column.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(CSV_COLUMNS if files is None else ("file", *CSV_COLUMNS))
    for contents in playlists:
        for of in contents.clips:
            row = _row(contents, of)
            named = row if files is None else (files.get(of.clip.n, ""), *row)
            rows.writerow([_harmless(value) for value in named])
    return out.getvalue()


def _clip_values(of: ClipContents) -> dict[str, object]:
    clip, call = of.clip, of.call
    return {
        "n": clip.n,
        "call_id": clip.call_id,
        "path": of.path,
        "pieces": [{"path": str(piece.path), "start": piece.start, "end": piece.end} for piece in of.pieces],
        "medium": call.medium,
        "agents": list(of.agents),
        "customer": call.customer,
        "started_at": call.started_at,
        "start": clip.start,
        "end": clip.end,
        "reason": clip.reason,
        "score": clip.score,
        "quote": clip.quote,
        "quote_start": clip.quote_start,
        "quote_end": clip.quote_end,
        "subject": clip.subject,
        "verdict": clip.verdict,
        "moments": list(clip.moments),
        "pair": clip.pair,
        "difference": clip.difference,
        "pinned": clip.is_pinned,
        "note": clip.note,
        "added_by": clip.added_by,
        "sound_note": of.sound_note,
        "transcript": [
            {
                "start": line.start,
                "end": line.end,
                "role": line.role,
                "speaker": line.speaker,
                "text": line.text,
            }
            for line in of.lines
        ],
    }


def _row(contents: PlaylistContents, of: ClipContents) -> tuple[object, ...]:
    playlist, clip, call = contents.playlist, of.clip, of.call
    return (
        playlist.id, playlist.verdict, playlist.title, clip.n, call.id, of.path, ", ".join(of.agents),
        call.customer, call.started_at, clip.start, clip.end, clip.score, clip.reason, clip.quote,
        call.medium, clip.subject, clip.verdict, ", ".join(clip.moments), clip.pair, clip.difference,
        "yes" if clip.is_pinned else "", clip.note, clip.added_by, of.sound_note,
    )  # fmt: skip


def _harmless(value: object) -> object:
    return with_guard(value) if isinstance(value, str) else value
