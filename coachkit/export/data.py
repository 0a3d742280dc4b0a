"""Playlists for other programs: JSON with everything, CSV with one row a clip."""

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import date

from coachkit.call_files import pieces_between
from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.sheets import with_guard

_UNSEEN = re.compile(r"[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters that JSON allows as they are, and signs that turn the direction of writing."""

CSV_COLUMNS = (
    "playlist", "verdict", "title", "n", "call", "path", "agent", "customer", "started_at",
    "start", "end", "score", "reason", "quote", "medium",
)  # fmt: skip


def format_json(playlists: Sequence[PlaylistContents]) -> str:
    """Return `{"playlists": […]}` with clips, their calls and transcripts; times are seconds of the call.

    `pieces` say which files play a clip, with times of the file: several where a call is in parts.
    """
    return to_json({"playlists": [playlist_values(contents) for contents in playlists]})


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
        "duration": round(contents.duration, 3),
        "clips": [_clip_values(clip) for clip in contents.clips],
    }


def format_csv(playlists: Sequence[PlaylistContents]) -> str:
    """Return one row a clip under `CSV_COLUMNS`; text that a spreadsheet would run gets a leading quote."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(CSV_COLUMNS)
    for contents in playlists:
        for of in contents.clips:
            rows.writerow([_harmless(value) for value in _row(contents, of)])
    return out.getvalue()


def _clip_values(of: ClipContents) -> dict[str, object]:
    clip, call = of.clip, of.call
    return {
        "n": clip.n,
        "call_id": clip.call_id,
        "path": call.path,
        "pieces": [
            {"path": str(piece.path), "start": piece.start, "end": piece.end}
            for piece in pieces_between(of.files, clip.start, clip.end)
        ],
        "medium": call.medium,
        "agents": list(of.agents),
        "customer": call.customer,
        "started_at": call.started_at,
        "start": clip.start,
        "end": clip.end,
        "reason": clip.reason,
        "score": clip.score,
        "quote": clip.quote,
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
        playlist.id, playlist.verdict, playlist.title, clip.n, call.id, call.path, ", ".join(of.agents),
        call.customer, call.started_at, clip.start, clip.end, clip.score, clip.reason, clip.quote,
        call.medium,
    )  # fmt: skip


def _harmless(value: object) -> object:
    return with_guard(value) if isinstance(value, str) else value
