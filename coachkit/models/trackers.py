"""What trackers find, and what people say about it."""

from dataclasses import dataclass

from coachkit.models.kinds import Modality, Role, Tier, TrackerMethod


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerHit:
    """A place where a tracker's words are said."""

    call_id: str
    n: int
    tracker: str
    pack: str
    """The built-in pack that the tracker is from; empty for one of the settings."""
    tier: Tier | None
    """The tier of a customer's relationship that it is a sign of."""
    text: str
    """The exact words that matched."""
    segment: int
    start_char: int
    end_char: int
    start: float
    end: float
    role: Role
    method: TrackerMethod
    confidence: float
    modality: Modality = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVectors:
    """The meaning of a call's lines that say enough: what examples of any kind are compared with."""

    call_id: str
    model: str
    dimensions: int
    lines: tuple[int, ...]
    """`Segment.n` of each row."""
    embedding: bytes
    """Rows of int8: a vector of unit length times 127."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceVectors:
    """The meaning of each sentence of the agents' lines that have several."""

    call_id: str
    model: str
    dimensions: int
    lines: tuple[int, ...]
    """`Segment.n` of each row."""
    marks: tuple[int, ...]
    """Of each row the checksum of the sentence (`coachkit.line_vectors.mark_of`)."""
    embedding: bytes
    """Rows of int8: a vector of unit length times 127."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensedHit:
    """A line that means the same as an example of a tracker."""

    call_id: str
    n: int
    tracker: str
    pack: str
    tier: Tier | None
    text: str
    segment: int
    """`Segment.n` of the line."""
    start: float
    end: float
    role: Role
    similarity: float
    """Cosine of the line's meaning and the example's, up to 1."""
    example: str
    """The example that it is most like."""
    threshold: float
    """From which similarity lines counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedSuggestion:
    """That a person does not want a name or a spelling suggested again."""

    spelling: str
    """In small letters."""
    meant: str
    """The name that it was thought to mean; empty where it was suggested as a new name."""
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerVerdict:
    """That a person accepted or rejected what a tracker found; it lies on the call's time line."""

    tracker: str
    call_id: str
    start: float
    end: float
    accepted: bool
    author: str
    made_at: str
    quote: str = ""
    """What was said there when the verdict was given."""
