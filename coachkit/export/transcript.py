"""Transcripts as other programs take them: what each format is called and who writes it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Self

from coachkit.export.clock import format_clock, format_day
from coachkit.models import Call, CallAgent, Segment
from coachkit.text_files import clean_text


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTranscript:
    """A call with what was said on it; made with `of_call`, so that no line is empty or holds a line end."""

    call: Call
    agents: tuple[CallAgent, ...]
    segments: tuple[Segment, ...]

    @classmethod
    def of_call(cls, call: Call, agents: Iterable[CallAgent], segments: Iterable[Segment]) -> Self:
        """Return a call's transcript in order of time, its texts and names as single lines."""
        said = [
            replace(segment, text=text, speaker=clean_text(segment.speaker))
            for segment in segments
            if (text := clean_text(segment.text))
        ]
        said.sort(key=lambda segment: (segment.start, segment.n))
        return cls(call=call, agents=tuple(agents), segments=tuple(said))

    def facts(self) -> list[tuple[str, str]]:
        """Return what is known of the call, for people: (`Started`, `16 Nov 2026, 09:15`)."""
        call = self.call
        started = call.started_at
        facts = (
            ("Call", call.id),
            ("File", PurePath(call.path).name),
            ("Started", f"{format_day(started)}, {started[11:16]}" if started else None),
            ("Length", format_clock(call.duration)),
            ("Agent", ", ".join(dict.fromkeys(one.agent for one in self.agents))),
            ("Customer", call.customer),
            ("Kind", call.kind),
            ("Language", call.language),
        )
        return [(name, clean_text(value)) for name, value in facts if value]


def format_transcript(transcript: CallTranscript, form: str) -> bytes:
    """Return a transcript in one of `TRANSCRIPT_FORMATS`, as the bytes of a file."""
    return _WRITERS[form](transcript)


def _txt(transcript: CallTranscript) -> bytes:
    from coachkit.export.transcript_text import format_txt

    return format_txt(transcript).encode()


def _srt(transcript: CallTranscript) -> bytes:
    from coachkit.export.transcript_captions import format_srt

    return format_srt(transcript).encode()


def _vtt(transcript: CallTranscript) -> bytes:
    from coachkit.export.transcript_captions import format_vtt

    return format_vtt(transcript).encode()


def _json(transcript: CallTranscript) -> bytes:
    from coachkit.export.transcript_data import format_transcript_json

    return format_transcript_json(transcript).encode()


def _csv(transcript: CallTranscript) -> bytes:
    from coachkit.export.transcript_data import format_transcript_csv

    return format_transcript_csv(transcript).encode()


def _docx(transcript: CallTranscript) -> bytes:
    from coachkit.export.transcript_docx import format_docx

    return format_docx(transcript)


_WRITERS: Mapping[str, Callable[[CallTranscript], bytes]] = {
    "txt": _txt,
    "srt": _srt,
    "vtt": _vtt,
    "json": _json,
    "csv": _csv,
    "docx": _docx,
}
TRANSCRIPT_FORMATS: Sequence[str] = tuple(_WRITERS)
"""What a transcript can be written as; each is also the end of the file's name."""
