"""Playlists and their clips."""

from dataclasses import dataclass
from typing import Literal

from coachkit.models.kinds import ExchangeKind, SubjectKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """A list of clips worth hearing together. `id` is readable: `competitor-zenlane-good`."""

    id: str
    kind: SubjectKind
    subject: str
    verdict: Literal["good", "bad", "mixed"]
    title: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """A stretch of one call, on turn bounds, and why it is in the list."""

    playlist_id: str
    n: int
    call_id: str
    start: float
    end: float
    reason: str
    score: float
    """0 to 1; the list is in falling order."""
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExchange:
    """What a clip shows of an exchange. Not stored: the fields are those of `Exchange`."""

    call_id: str
    kind: ExchangeKind
    name: str
    start: float
    end: float
    verdict: Verdict
    reason: str
    strength: float
    quote: str
    quote_start: float
    quote_end: float
    prompt_end: float
    reply_start: float | None
