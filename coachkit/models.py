"""Every noun of coachkit, in the order in which the pipeline makes them.

All are frozen values. A noun that is stored has exactly the columns of its table (see
`coachkit.store.tables`), so a reader of the database and a reader of the code see the same names.
Times named `start`, `end` and `duration` are seconds from the beginning of the recording.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Role = Literal["agent", "customer", "other", "unknown"]
"""`other` is a voice that is nobody's: a menu, an announcement, a third party."""
Part = Literal["talk", "ivr", "voicemail", "ringing", "hold"]
"""Of a call: only `talk` is conversation, and only it counts in metrics, topics and playlists."""
SoundKind = Literal["ringing", "tones", "music"]
SpeechEngine = Literal["faster-whisper", "openai-whisper"]
GradeLetter = Literal["A", "B", "C", "D"]
Verdict = Literal["good", "bad", "neutral"]
MentionKind = Literal["competitor", "feature", "candidate"]
PointVerdict = Literal["met", "partly", "missed", "not applicable"]
StageName = Literal[
    "transcribe",
    "compose",
    "annotate",
    "match",
    "feel",
    "measure",
    "grade",
    "embed",
    "fit",
    "assign",
    "score",
    "curate",
]

# ingest


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioStream:
    """What a recording's first audio stream is, without decoding it."""

    audio_hash: str
    """SHA-256 (hex) of codec, rate, channels and the coded packets: tags and file name do not count."""
    codec: str
    sample_rate: int
    channels: int
    duration: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """A file that was read, as it stood on disk; several files may hold the same call."""

    path: str
    size: int
    modified_ns: int
    audio_hash: str
    call_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person who takes calls. `aliases` are other spellings (extension, log-in, file-name form)."""

    name: str
    aliases: tuple[str, ...] = ()
    team: str | None = None
    started: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A person or company that calls."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a call ended, said by somebody outside the call: a survey, a CRM, a lead."""

    call_id: str
    n: int
    kind: str
    value: str
    source: str
    recorded_at: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDetails:
    """What is known of a call from its sidecar or its file name, before it is heard."""

    agent: str | None = None
    customer: str | None = None
    started_at: datetime | None = None
    kind: str | None = None
    language: str | None = None
    agent_channel: int | None = None
    outcomes: tuple[tuple[str, str, str, str | None], ...] = ()
    """(kind, value, source, recorded_at) each."""
    source: str = "none"
    """`sidecar`, `file name` or `none`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One conversation. `id` is the beginning of the hash of its first audio and never changes."""

    id: str
    path: str
    audio_hash: str
    duration: float
    channels: int
    sample_rate: int
    codec: str
    started_at: str | None = None
    kind: str | None = None
    language: str | None = None
    customer: str | None = None
    agent_channel: int | None = None
    details_from: str = "none"
    heard_channels: tuple[int, ...] | None = None
    """Channels that are heard, where the settings pick some; empty: all of them mixed into one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAgent:
    """An agent on a call, from `start` to `end`; a transfer gives a call several."""

    call_id: str
    n: int
    agent: str
    start: float
    end: float


# transcribe


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as the recogniser heard it; `text` keeps the recogniser's leading space."""

    call_id: str
    n: int
    raw_segment: int
    channel: int
    start: float
    end: float
    text: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSegment:
    """One stretch of text as the recogniser heard it on one channel. Never changed afterwards."""

    call_id: str
    n: int
    channel: int
    start: float
    end: float
    text: str
    language: str
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """How a call was heard: one row a call."""

    call_id: str
    model: str
    """Engine, weights and the way of decoding."""
    language: str | None
    """The language heard; None where nothing was said."""
    windows: int
    """How many 30-second windows were encoded."""
    fewest_windows: int
    """How many the speech would fill without any gap: its seconds ÷ 30, rounded up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSound:
    """What one channel of a recording sounds like."""

    call_id: str
    n: int
    """The channel, from 0."""
    speech: float
    """Seconds in which somebody speaks."""
    unheard: float
    """Seconds of that speech of which no words came out, even in a second, careful try."""
    level: float | None
    """Loudness of the loudest second, in dB below full scale (negative); None where it is silent."""
    clipped: float
    """Share of the samples that are cut off at the top, 0 to 1."""
    same_as: int | None = None
    """An earlier channel that carries the same sound; this one is then not heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """Text that the recogniser wrote and a guard took for invented; never shown as said, never lost."""

    call_id: str
    n: int
    channel: int
    start: float
    end: float
    text: str
    rule: str
    """The guard that rejected it, such as `silence` or `stock phrase`."""
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundSpan:
    """A stretch of a channel that is no speech but no silence either."""

    call_id: str
    n: int
    channel: int
    kind: SoundKind
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSpan:
    """A stretch of a channel that one voice speaks; several voices on a channel are told apart by sound."""

    call_id: str
    n: int
    channel: int
    voice: int
    """Number of the voice within the call, from 0, in the order in which they begin to speak."""
    start: float
    end: float


# compose


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechChoice:
    """That a person wants a call heard in another way than the settings say."""

    call_id: str
    engine: SpeechEngine
    model: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A person's change to what was heard; undone by removing the row."""

    call_id: str
    n: int
    field: str
    start: float
    end: float
    old: str
    new: str
    author: str
    made_at: str


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
    """Mean word probability, 0 to 1."""
    first_word: int
    """`words.n` of the first word; the segment's words are those of its channel that follow."""
    word_count: int
    part: Part = "talk"
    """What part of the call it belongs to; only `talk` is conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSpeaker:
    """A voice on a call: who that is, and how surely."""

    call_id: str
    n: int
    channel: int
    voice: int | None
    """`VoiceSpan.voice`; None where the channel alone tells who speaks."""
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


# annotate


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What spaCy saw in one segment, and its text made ready for the full-text index.

    Offsets are characters of `Segment.text`, end exclusive.
    """

    call_id: str
    n: int
    """`Segment.n`."""
    folded: str
    """The text with case folded."""
    lemmas: str
    """The lemmas of its words, folded, separated by spaces."""
    tokens: tuple[tuple[int, int, str, str], ...]
    """(start, end, lemma, part of speech) of each word."""
    entities: tuple[tuple[int, int, str], ...]
    """(start, end, label) of each named entity."""
    chunks: tuple[tuple[int, int], ...]
    """(start, end) of each noun chunk."""


# match


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
    """`exact`, `lemma`, `fuzzy`, `sound` or `ner`."""
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """A key phrase of a call; `rank` 1 is the most telling."""

    call_id: str
    rank: int
    phrase: str
    weight: float
    count: int


# feel


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """How one of the customer's segments sounds, from two models that err in different places."""

    call_id: str
    n: int
    """`Segment.n`."""
    sentiment: float
    """-1 to 1, from a lexicon (VADER)."""
    acceptance: float
    """-1 to 1: nearer in meaning to what satisfied customers say, or to what dissatisfied ones say."""

    @property
    def mood(self) -> float:
        """Both together, -1 to 1."""
        return (self.sentiment + self.acceptance) / 2


# measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One figure of a call. `value` is null with a `reason` where it cannot honestly be known."""

    call_id: str
    name: str
    value: float | None
    unit: str
    source: str
    """Where the speakers came from: `channel`, `voice` (told apart and guessed), or `none`."""
    reason: str | None = None
    start: float | None = None
    """Where to listen, for figures that stand for a moment (a monologue, the longest silence)."""
    end: float | None = None


# grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How far a recording and its transcript can be trusted: A is clear, D is not fit to judge by."""

    call_id: str
    grade: GradeLetter
    coverage: float
    """Share of the speech that has words, 0 to 1."""
    confidence: float
    """Mean word probability, 0 to 1."""
    clipped: float
    """Share of the speech that is cut off at the top on the worst channel, 0 to 1."""
    level: float | None
    """Loudness of the softest channel that speaks, in dB below full scale."""
    speech_share: float
    """Share of the conversation in which somebody speaks, 0 to 1: hold and menus do not count."""
    roles: float
    """How surely agent and customer are told apart, 0 to 1."""
    reasons: tuple[str, ...]
    """What keeps it from an A, in sentences."""


# embed, fit, assign


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
class CorpusModel:
    """Something learned from the whole library, versioned by `epoch`; rows are never changed."""

    kind: str
    epoch: int
    fingerprint: str
    """Of the settings, stage version and embedding model it was fitted with."""
    calls: int
    """How many calls it was fitted on."""
    centroids: bytes
    """Topics × dimensions, little-endian float32, in the order of the epoch's `topics`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A group of passages about one thing, found in one epoch."""

    id: str
    epoch: int
    n: int
    label: str
    phrases: tuple[str, ...]
    example_call_id: str
    example_passage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPassage:
    """A passage's place in a topic; `similarity` is the cosine to the topic's centroid."""

    call_id: str
    n: int
    """`Passage.n`."""
    topic_id: str
    similarity: float
    is_main: bool
    """True on the passages of the topic that the call as a whole is filed under."""


# score


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorePoint:
    """One line of a score card on one call, with the place that shows it."""

    call_id: str
    card: str
    criterion: str
    verdict: PointVerdict
    points: float
    max_points: float
    reason: str
    start: float | None = None
    end: float | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The sum of a card's points on one call, as a percentage of the points that applied."""

    call_id: str
    card: str
    value: float | None
    points: float
    max_points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LegScore:
    """The result of a card on one leg of a call: what its own agent is judged by."""

    call_id: str
    n: int
    """`Leg.n`."""
    card: str
    value: float | None
    points: float
    max_points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Good, bad or neutral, and who says so: `outcome:csat`, `score:service`, or `none`."""

    call_id: str
    label: Verdict | None
    """None where nobody talks with the customer (a message on a voicemail); the reason says so."""
    source: str
    reason: str
    score_label: Verdict | None
    """What the score alone would say, kept so that people can compare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What the customer said about a competitor or feature, the agent's reply, and the reaction."""

    call_id: str
    n: int
    kind: MentionKind
    name: str
    start: float
    end: float
    verdict: Verdict
    reason: str
    strength: float
    """How clear the verdict is, 0 to 1."""
    quote: str
    quote_start: float
    quote_end: float


# curate


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """A list of clips worth hearing together. `id` is readable: `competitor-zenlane-good`."""

    id: str
    kind: Literal["competitor", "feature", "topic"]
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


# the build's own records


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file, or a stage on a call, that could not be done; removed when it later succeeds."""

    subject: str
    """The file's path, or the call's id."""
    stage: str
    reason: str
    failed_at: str
    tried: str | None = None
    """Hash of what it was tried with; a build tries again once that differs. None: at every build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltFolder:
    """A folder that was built into the library, and the settings that it was last built with."""

    path: str
    settings: str | None
    """Path of the settings file; None where there was none."""
    built_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRun:
    """That a stage was run on a call (or, with an empty `call_id`, on the library), and from what."""

    call_id: str
    stage: StageName
    fingerprint: str
    output: str
    """Hash of the rows written; stages that read them depend on this."""
    finished_at: str
    seconds: float


StageRows = dict[str, list[object]]
"""What a stage returns: rows (dataclasses of this module) by table name."""
