"""What was heard in a recording, as it was heard."""

from dataclasses import dataclass

from coachkit.models.kinds import Role, SoundKind


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
    """One stretch of text as the recogniser heard it on one channel, or as a given transcript has it.

    Never changed afterwards. In a given transcript the recogniser's measures are 0.
    """

    call_id: str
    n: int
    channel: int
    start: float
    end: float
    text: str
    language: str
    """Code of the language, such as `en`; `und` where it is not known."""
    avg_logprob: float
    no_speech_prob: float
    compression_ratio: float
    speaker: str | None = None
    """Who speaks, as a given transcript names them."""
    role: Role | None = None
    """What the speaker is, where a given transcript says so."""
    is_estimated: bool = False
    """True where a given transcript lacks its times, or some of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """How a call was heard, or which kind of transcript it came as: one row a call."""

    call_id: str
    model: str
    """Engine, weights and the way of decoding; or the format of a given transcript."""
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
