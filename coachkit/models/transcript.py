"""The transcript that everybody reads: segments, speakers, legs, and people's changes."""

from dataclasses import dataclass

from coachkit.models.kinds import Part, Role, SpeechEngine, TimesFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechChoice:
    """That a person wants a call heard in another way than the settings say."""

    call_id: str
    engine: SpeechEngine
    model: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A person's change to what was heard; undone by removing the row.

    It lies on a stretch of the call's time line, not on a segment, so it holds when the call is heard again.
    """

    call_id: str
    n: int
    """In the order in which they were made; a number is not used twice while a later one is there."""
    field: str
    """`text`, `speaker` or `role` of a line, or `roles` for the exchange of agent and customer."""
    start: float
    end: float
    old: str
    new: str
    author: str
    made_at: str
    channel: int | None = None
    """The line's channel; None where the edit is of the whole call, or made before channels were kept."""
    everywhere: bool = False
    """True where it holds for all lines of the line's speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One utterance: the words of one speaker without a long pause, in time order over the call."""

    call_id: str
    n: int
    channel: int
    role: Role
    speaker: str
    start: float
    end: float
    text: str
    confidence: float
    """Mean word probability, 0 to 1; 1 where a transcript was given."""
    first_word: int
    """`words.n` of the first word; the segment's words are those of its channel that follow.

    A given transcript may have no words with times: then none of them is in `words`.
    """
    word_count: int
    part: Part = "talk"
    """What part of the call it belongs to; only `talk` is conversation."""
    language: str | None = None
    """Code of the language it is in, such as `tr`; None where it is not known."""
    times_from: TimesFrom = "sound"


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What was left out of a call because there is no model for its language."""

    call_id: str
    n: int
    language: str
    segments: int
    """How many segments are in that language."""
    what: str
    """What was left out, or done in a simpler way, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSpeaker:
    """A voice on a call: who that is, and how surely."""

    call_id: str
    n: int
    channel: int
    voice: int | None
    """`VoiceSpan.voice`; None where the channel, or a given transcript, tells who speaks."""
    role: Role
    name: str
    confidence: float
    """Of the role, 0 to 1."""
    reason: str
    doubt: str | None = None
    """What speaks against it, where something does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """The part of a call that one agent takes: a transfer begins another."""

    call_id: str
    n: int
    agent: str | None
    """None where the name is not known."""
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Consecutive segments of one speaker, merged. Not stored: made from segments when needed."""

    role: Role
    speaker: str
    start: float
    end: float
    text: str
    segments: tuple[int, ...]
    """`Segment.n` of its segments, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    """What one speaker says in one go, cut after about 120 words: the unit of searching by words.

    `words`, `lemmas` and `speaker_words` are what the full-text index is made of: words without case and
    accents, parted by one space (see `coachkit.query.words`).
    """

    id: int
    """Newer calls have higher numbers, those of a call are consecutive (see `coachkit.store.turn_ids`)."""
    call_id: str
    n: int
    """Number in the call, from 0, in the order in which turns begin."""
    first_segment: int
    last_segment: int
    segments: tuple[int, ...]
    """`Segment.n` of its segments: where another speaker only shows to be listening, some are left out."""
    role: Role
    speaker: str
    part: Part
    start: float
    end: float
    questions: int
    """How many question marks are in it."""
    words: str
    lemmas: str
    """The base form of each word, or its stem in languages without a model: as many as there are words."""
    speaker_words: str
    """The words of the speaker's name."""
