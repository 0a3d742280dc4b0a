"""Transcripts as captions for players: SRT, and WebVTT that can be imported again as it was."""

import html

from coachkit.export.transcript import CallTranscript
from coachkit.models import Segment
from coachkit.transcripts.clock import format_time
from coachkit.transcripts.our_facts import call_facts, write_note
from coachkit.transcripts.srt_file import STYLES
from coachkit.transcripts.vtt_file import ESTIMATED


def format_srt(transcript: CallTranscript) -> str:
    """Return a transcript as SRT, with the speaker's name before the words."""
    return "".join(
        f"{n}\n{_times(segment, ',')}\n{_srt_text(segment)}\n\n"
        for n, segment in enumerate(transcript.segments, 1)
    )


def format_vtt(transcript: CallTranscript) -> str:
    """Return a transcript as WebVTT with voices; roles are classes, and a note marks it as ours."""
    facts = call_facts(transcript.call, transcript.agents)
    cues = [f"{_times(segment, '.')}\n{_cue(segment)}\n" for segment in transcript.segments]
    return "\n".join(["WEBVTT\n", f"NOTE {write_note(facts)}\n", *cues])


def _srt_text(segment: Segment) -> str:
    """Return the words after the name; SRT knows no way to write `<b>` as such, so a space parts it."""
    text = f"{segment.speaker}: {segment.text}" if segment.speaker else segment.text
    return STYLES.sub(lambda tag: f"{tag[0][0]} {tag[0][1:]}", text)


def _times(segment: Segment, mark: str) -> str:
    return f"{format_time(segment.start, mark=mark)} --> {format_time(segment.end, mark=mark)}"


def _cue(segment: Segment) -> str:
    classes = f".{segment.role}" + (f".{ESTIMATED}" if segment.times_from == "estimate" else "")
    name = f" {_escaped(segment.speaker)}" if segment.speaker else ""
    text = _escaped(segment.text)
    if segment.language:
        text = f"<lang {_escaped(segment.language)}>{text}</lang>"
    return f"<v{classes}{name}>{text}</v>"


def _escaped(text: str) -> str:
    """Return text as WebVTT takes it; without `>` there is no arrow that would begin another caption."""
    return html.escape(text, quote=False)
