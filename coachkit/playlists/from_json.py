"""Playlists read from JSON, as `coachkit playlists export --format json` writes it.

Only what a clip is and why it is there is read: what belongs to the other library, such as its files and
transcripts, is passed over.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from coachkit.errors import InputError
from coachkit.models import Verdict
from coachkit.text_files import clean_text

VERSION = 1
"""Of the format; a file without one is of the first."""
_VERDICTS: tuple[Verdict, ...] = ("good", "bad", "neutral")
_MOST_PAIRS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenClip:
    """A clip of a file."""

    call_id: str
    start: float
    end: float
    reason: str
    score: float
    quote: str
    subject: str
    verdict: Verdict
    quote_start: float | None
    quote_end: float | None
    moments: tuple[str, ...]
    pair: int | None
    difference: str | None
    note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenPlaylist:
    """A list of a file, with its clips in order."""

    title: str
    description: str
    clips: tuple[GivenClip, ...]


def read_playlists(text: str, *, name: str) -> list[GivenPlaylist]:
    """Return the lists in a file's text; `name` is the file's, for messages.

    Raises:
        InputError: It is not JSON, is only a part of it, is of a newer version, or holds no playlists.
    """
    try:
        values = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(_not_json(text, error, name)) from None
    except RecursionError:
        raise InputError(f"{name}: it is nested too deeply to be a file of playlists") from None
    if not isinstance(values, dict) or not isinstance(values.get("playlists"), list):
        raise InputError(
            f"{name}: there are no playlists in it; coachkit playlists export --format json writes some"
        )
    version = values.get("version", VERSION)
    if not isinstance(version, int) or version > VERSION:
        raise InputError(
            f"{name}: a newer coachkit wrote it (format {version}); update this one to import it"
        )
    return [
        _playlist(one, f"{name}, playlist {n}")
        for n, one in enumerate(cast(list[object], values["playlists"]), 1)
    ]


def _not_json(text: str, error: json.JSONDecodeError, name: str) -> str:
    if not text.lstrip().startswith("{"):
        return f"{name}: it is not JSON; coachkit playlists export --format json writes what can be imported"
    if error.pos >= len(text.rstrip()) - 1 or error.msg.startswith("Unterminated"):
        return f"{name}: it ends in the middle, at line {error.lineno}; export it again, or copy it again"
    return f"{name}: it is not JSON from line {error.lineno} on ({error.msg}); export it again"


def _playlist(value: object, where: str) -> GivenPlaylist:
    fields = _Fields.of(value, where)
    clips = fields.values.get("clips")
    if not isinstance(clips, list):
        raise InputError(f"{where}: its clips are missing; export it again")
    return GivenPlaylist(
        title=fields.text("title"),
        description=fields.text("description", ""),
        clips=tuple(_clip(one, f"{where}, clip {n}") for n, one in enumerate(clips, 1)),
    )


def _clip(value: object, where: str) -> GivenClip:
    fields = _Fields.of(value, where)
    start, end = fields.number("start"), fields.number("end")
    if start is None or end is None:
        raise InputError(f"{where}: “start” and “end” must be seconds of the call")
    if not 0 <= start < end:
        raise InputError(f"{where}: it ends before it begins ({start:g} to {end:g})")
    verdict = fields.text("verdict", "neutral")
    score, pair = fields.number("score"), fields.number("pair")
    if pair is not None and not 1 <= pair <= _MOST_PAIRS:
        raise InputError(f"{where}: “pair” must be the number of a pair, from 1")
    return GivenClip(
        call_id=fields.text("call_id"),
        start=start,
        end=end,
        reason=fields.text("reason"),
        score=0.5 if score is None else min(1.0, max(0.0, score)),
        quote=fields.text("quote", ""),
        subject=fields.text("subject", ""),
        verdict=next((one for one in _VERDICTS if one == verdict), "neutral"),
        quote_start=fields.number("quote_start"),
        quote_end=fields.number("quote_end"),
        moments=fields.texts("moments"),
        pair=None if pair is None else int(pair),
        difference=fields.text("difference", "") or None,
        note=fields.text("note", "") or None,
    )


@dataclass(frozen=True, slots=True)
class _Fields:
    values: Mapping[str, object]
    where: str

    @classmethod
    def of(cls, value: object, where: str) -> "_Fields":
        if not isinstance(value, dict):
            raise InputError(f"{where}: it must be an object with named values; export it again")
        return cls(value, where)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or (default is None and not clean_text(value)):
            raise InputError(f"{self.where}: “{key}” must be a text")
        return clean_text(value)

    def number(self, key: str) -> float | None:
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise InputError(f"{self.where}: “{key}” must be a number")
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise InputError(f"{self.where}: “{key}” must be a list of texts")
        return tuple(clean_text(one) for one in value if isinstance(one, str))
