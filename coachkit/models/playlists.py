"""Highlights, and the playlists and clips that are filled from them."""

from dataclasses import dataclass

from coachkit.models.kinds import (
    HighlightKind,
    PlaylistKind,
    PlaylistOrigin,
    PlaylistVerdict,
    Verdict,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A stretch of a call that is worth playing, on the bounds that a clip of it has.

    Either a whole exchange (what the customer says, the reply, the reaction), or the place of a line of the
    score card that shows why the call went as it did.
    """

    call_id: str
    n: int
    kind: HighlightKind
    name: str
    """Of an exchange what comes up in it; of a point the line of the score card."""
    verdict: Verdict
    start: float
    end: float
    reason: str
    """Why it is worth hearing, in a sentence."""
    score: float
    """How clearly it went so, 0 to 1."""
    quote: str
    quote_start: float
    quote_end: float
    prompt: str = ""
    """What the customer says first; empty where it is no exchange."""
    exchange: int | None = None
    """`Exchange.n`; None where it is no exchange."""
    card: str | None = None
    """The score card whose line it shows; None where it is an exchange."""
    topic: str | None = None
    """Id of the topic that is talked about there, else the one that the call is filed under."""
    moments: tuple[str, ...] = ()
    """Kinds of the moments within, in order of time, each once."""
    traits: tuple[str, ...] = ()
    """What the agent does in the reply: `refuses: we can't refund it`, or a name alone where no words show it
    (see `coachkit.replies.traits`). None where it is no exchange, or its words are not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptVector:
    """What a highlight's prompt means, for finding exchanges that begin alike."""

    call_id: str
    n: int
    """`Highlight.n`."""
    vector: bytes
    """int8, 127 times the unit vector."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """A list of clips worth hearing together. `id` is readable: `competitor-zenlane-good`."""

    id: str
    kind: PlaylistKind
    subject: str
    verdict: PlaylistVerdict
    title: str
    description: str
    origin: PlaylistOrigin = "built-in"
    query: str | None = None
    """What it is filled by, in the language of search; None where it is filled by hand alone."""
    sort: str | None = None
    """In which order; None where it is by hand."""
    trains: str | None = None
    """What hearing it should change: `metric:patience`, `moment:objection` or `tracker:price objection`."""
    note: str | None = None
    """Why it is empty, or has few clips, where that needs saying."""


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
    """0 to 1."""
    quote: str
    subject: str = ""
    """What it is about: a name, a tracker, a kind of moment, a topic."""
    verdict: Verdict = "neutral"
    """How this stretch went, whatever the list is."""
    quote_start: float | None = None
    quote_end: float | None = None
    moments: tuple[str, ...] = ()
    """Kinds of the moments within."""
    pair: int | None = None
    """In a contrast list, the number from 1 of the pair of a good and a bad clip that it is of."""
    difference: str | None = None
    """In a contrast list, what made the difference within the pair."""
    is_pinned: bool = False
    note: str | None = None
    """What a person wrote beside it."""
    added_by: str | None = None
    """Who put it there by hand; None: the list filled itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A clip that was in a list and left it: its place, and why."""

    playlist_id: str
    n: int
    place: int
    """Where it stood, `Clip.n`."""
    call_id: str
    """Of a call that may be gone."""
    start: float
    end: float
    reason: str
    left_at: str
