"""What is found in transcripts: names, key phrases and passages."""

from dataclasses import dataclass

from coachkit.models.kinds import MentionKind, Modality, Role, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What spaCy saw in one segment.

    Offsets are characters of `Segment.text`, end exclusive.
    """

    call_id: str
    n: int
    """`Segment.n`."""
    lemmas: str
    """The lemmas of its words, or their stems in languages without a model; folded, separated by spaces."""
    tokens: tuple[tuple[int, int, str, str], ...]
    """(start, end, lemma, part of speech) of each word."""
    entities: tuple[tuple[int, int, str], ...]
    """(start, end, label) of each named entity."""
    chunks: tuple[tuple[int, int], ...]
    """(start, end) of each noun chunk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A competitor or feature named, or a name that NER found and the settings do not know."""

    call_id: str
    n: int
    kind: MentionKind
    name: str
    text: str
    """The exact words that matched."""
    segment: int
    start_char: int
    end_char: int
    start: float
    end: float
    role: Role
    method: str
    """`exact`, `lemma`, `fuzzy` or `sound`; of a candidate `list`, `shape` or `ner`."""
    confidence: float
    modality: Modality = "plain"
    stance: Stance | None = None
    """What the customer thinks of it; None where nothing is said for or against, or the agent speaks."""
    stance_quote: str | None = None
    """The words that show the stance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A key phrase of a call; `rank` 1 is the most telling."""

    call_id: str
    rank: int
    phrase: str
    weight: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Consecutive turns on one matter, about a hundred words: the unit of meaning search and topics."""

    call_id: str
    n: int
    start: float
    end: float
    first_segment: int
    last_segment: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vector:
    """A passage's embedding: little-endian float32, unit length."""

    call_id: str
    n: int
    """`Passage.n`."""
    model: str
    dimensions: int
    embedding: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedVectors:
    """The vectors of all passages of a call in eight bits, so that a search reads whole libraries at once."""

    call_id: str
    model: str
    dimensions: int
    passages: int
    """How many; row i of what follows is `Passage.n` i."""
    spans: bytes
    """Each passage's first and last segment: little-endian int32."""
    scales: bytes
    """Of each passage, float32: codes times this are the numbers of its vector."""
    codes: bytes
    """Passages × dimensions, int8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusModel:
    """Something learned from the whole library, versioned by `epoch`; rows are never changed."""

    kind: str
    epoch: int
    fingerprint: str
    """Of the settings, stage version and embedding model it was fitted with."""
    calls: int
    """How many calls it was fitted on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseCount:
    """In how many calls of the archive a phrase is said, as learned in an epoch."""

    epoch: int
    phrase: str
    """Language code and stems of the phrase, such as `en account number`."""
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyWord:
    """In how many turns of the archive a word is said; kept by the file itself as turns come and go."""

    term: str
    """Without case and accents."""
    turns: int
