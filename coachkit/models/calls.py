"""What ingest knows of calls: recordings, people, and how calls ended."""

from dataclasses import dataclass
from datetime import date, datetime

from coachkit.models.kinds import Medium, Origin


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
    """A file that was read, as it stood on disk; several files may hold the same call, or parts of one."""

    path: str
    size: int
    modified_ns: int
    audio_hash: str
    """Of this file alone: of its sound, or of its text and times."""
    call_id: str
    part: int = 0
    """Number of the part that it is, from 0; 0 where the call is in one piece."""
    start: float = 0.0
    """When the file begins, in seconds of the call."""
    duration: float = 0.0
    """Length of the file in seconds."""
    details: str | None = None
    """What a transcript itself says of the call, as JSON, so that it need not be opened again."""
    reader: str | None = None
    """What a transcript was read with; it is read again by another. None for sound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """A person who takes calls. `aliases` are other spellings (extension, log-in, file-name form)."""

    name: str
    aliases: tuple[str, ...] = ()
    team: str | None = None
    started: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A person or company that calls. `aliases` are other spellings, as the settings name them."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a call ended, said by somebody outside the call: a survey, a CRM, a lead."""

    call_id: str
    n: int
    kind: str
    value: str
    source: str
    recorded_at: str | None = None
    origin: Origin = "details"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastOutcome:
    """An outcome that a later report of the same kind and source has replaced."""

    call_id: str
    n: int
    kind: str
    value: str
    source: str
    recorded_at: str | None
    origin: Origin
    replaced_at: str


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
    """`sidecar`, `manifest`, `file name`, several of them joined by commas, or `none`."""


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
    medium: Medium = "recording"
    """A call that came as a transcript has no sound: `channels` and `sample_rate` are 0."""
    customer_named: str | None = None
    """The customer as the call's source says it, which may be an alias."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallAgent:
    """An agent on a call, from `start` to `end`; a transfer gives a call several."""

    call_id: str
    n: int
    agent: str
    start: float
    end: float
    named: str = ""
    """The agent as the call's source says it, which may be an alias; empty: as in `agent`."""
