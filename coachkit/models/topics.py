"""What calls are about: why customers call, topics, and what people and refits change about them."""

from dataclasses import dataclass

from coachkit.models.kinds import Purpose, TopicEditKind, TopicMoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePurpose:
    """What a passage is for; only those that hold a reason or a matter are filed under topics."""

    call_id: str
    n: int
    """`Passage.n`."""
    purpose: Purpose
    quote: str | None = None
    """The words that show it; None where it is a matter because nothing else shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why the customer calls, in the words that say so, with their embedding."""

    call_id: str
    n: int
    passage: int
    """`Passage.n` of the passage that holds it."""
    segment: int
    """`Segment.n` of its first segment."""
    start: float
    end: float
    text: str
    model: str
    dimensions: int
    embedding: bytes
    """Little-endian float32, unit length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A group of passages about one thing, as it is in one epoch; `id` stays from epoch to epoch."""

    id: str
    epoch: int
    n: int
    """Place in the epoch, biggest first, from 0."""
    title: str
    """As it was found first; what people call it is a `TopicEdit`."""
    phrases: tuple[str, ...]
    """Its distinguishing key phrases, the most telling first."""
    is_hidden: bool = False
    """True where a person said that this is never a topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCentre:
    """Where a topic is, in one epoch: a passage is filed under the topic with the nearest centre."""

    epoch: int
    n: int
    topic_id: str
    """A topic that people put together of several has several centres."""
    reach: float
    """A passage whose cosine to the centre is less than this waits among the unsorted."""
    centre: bytes
    """Little-endian float32, unit length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicMove:
    """What an epoch changed about a topic, counted on the passages that it was learned from."""

    epoch: int
    n: int
    topic_id: str
    kind: TopicMoveKind
    passages_before: int
    passages_after: int
    stayed: float | None
    """Share of its earlier passages that are still with it; None for a new topic."""
    other_id: str | None = None
    """The topic that most of a new one's passages came from, or that most of a gone one's went to."""
    other_share: float | None = None
    """Share of its passages that did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEdit:
    """What a person changed about a topic; every later epoch keeps to it."""

    n: int
    kind: TopicEditKind
    topic_id: str
    value: str | None
    """`rename`: the name; `merge`: the id of the topic that it joined; `split`: the id of the new topic."""
    author: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPassage:
    """A passage's place among the topics of an epoch."""

    call_id: str
    n: int
    """`Passage.n`."""
    epoch: int
    topic_id: str | None
    """None where it is near no topic: it waits among the unsorted."""
    similarity: float
    """Cosine to the nearest centre."""
    is_main: bool
    """True on the passages of the topic that the call as a whole is filed under."""
