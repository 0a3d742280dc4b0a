"""A transcript that somebody else made, as every format is read into: who said what, from when to when."""

import hashlib
import unicodedata
from dataclasses import dataclass

from coachkit.models import CallDetails, Hearing, RawSegment, Role, StageRows, Word

UNKNOWN_LANGUAGE = "und"
"""ISO 639's code for a language that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenWord:
    """A word with its time, where a format has that; `text` keeps the space before it."""

    start: float
    end: float
    text: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """One stretch of talk by one speaker. Times are seconds, to the millisecond, in order of `start`."""

    start: float
    end: float
    text: str
    """One line, without spaces at its ends, never empty (see `coachkit.text_files.clean_text`)."""
    speaker: str | None = None
    role: Role | None = None
    language: str | None = None
    is_estimated: bool = False
    """True where the format lacks a time of it, so that it was worked out."""
    words: tuple[GivenWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenTranscript:
    """A whole transcript."""

    format: str
    """Its name in front of people, such as `WebVTT`."""
    lines: tuple[GivenLine, ...]
    is_ours: bool = False
    """True where coachkit wrote it: its lines are segments already, and are neither joined nor cut."""
    details: CallDetails | None = None
    """What the file itself says of the call."""

    @property
    def duration(self) -> float:
        """When the last line ends, in seconds."""
        return max((line.end for line in self.lines), default=0.0)

    @property
    def content_hash(self) -> str:
        """SHA-256 (hex) of the normalised text, the speakers and the times to the millisecond.

        The same talk in another format, or with other line ends, has the same hash.
        """
        digest = hashlib.sha256()
        for line in self.lines:
            times = f"{round(1000 * line.start)} {round(1000 * line.end)}"
            said = unicodedata.normalize("NFC", f"{line.speaker or ''}\x1f{line.text}")
            digest.update(f"{times}\x1f{said}\x1e".encode())
        return digest.hexdigest()

    def rows(self, call_id: str, *, language: str | None = None) -> StageRows:
        """Return what is stored of it, as the stage `transcribe` writes it.

        Every speaker has a channel, in the order in which they begin to speak; lines that name nobody go by
        their role. `language` is that of lines which do not say their own.
        """
        channels: dict[str | None, int] = {}
        segments: list[RawSegment] = []
        words: list[Word] = []
        for n, line in enumerate(self.lines):
            channel = channels.setdefault((line.speaker or "").strip() or line.role, len(channels))
            segments.append(
                RawSegment(
                    call_id=call_id,
                    n=n,
                    channel=channel,
                    start=line.start,
                    end=line.end,
                    text=line.text,
                    language=line.language or language or UNKNOWN_LANGUAGE,
                    avg_logprob=0.0,
                    no_speech_prob=0.0,
                    compression_ratio=0.0,
                    speaker=line.speaker,
                    role=line.role,
                    is_estimated=line.is_estimated,
                )
            )
            first = len(words)
            words.extend(
                Word(
                    call_id=call_id,
                    n=first + k,
                    raw_segment=n,
                    channel=channel,
                    start=word.start,
                    end=word.end,
                    text=word.text,
                    probability=word.probability,
                )
                for k, word in enumerate(line.words)
            )
        hearing = Hearing(
            call_id=call_id,
            model=f"transcript: {self.format}{' (coachkit)' if self.is_ours else ''}",
            language=language,
            windows=0,
            fewest_windows=0,
        )
        return {"raw_segments": [*segments], "words": [*words], "hearings": [hearing]}
