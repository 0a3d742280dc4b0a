"""A transcript to read: plain text with what is known of the call above it."""

from itertools import groupby

from coachkit.conversation import PART_NAMES
from coachkit.export.clock import format_clock
from coachkit.export.transcript import CallTranscript
from coachkit.models import Part, Segment


def format_txt(transcript: CallTranscript) -> str:
    """Return a transcript as plain text: one line for each that is said, with its time and speaker."""
    facts = transcript.facts()
    width = max(len(name) for name, _ in facts)
    head = [f"{name + ':':<{width + 1}} {value}" for name, value in facts]
    lines = [
        f"{format_clock(segment.start):>7}  {who_says(segment)}: {part_mark(segment.part)}{segment.text}"
        for segment in transcript.segments
    ]
    return "\n".join([*head, "", *lines, ""])


def who_says(segment: Segment) -> str:
    """Return a segment's speaker, by role where no name is known."""
    return segment.speaker or segment.role.capitalize()


def part_mark(part: Part) -> str:
    """Return `[menu] ` and the like before words that are no conversation, else nothing."""
    return f"[{PART_NAMES[part]}] " if part in PART_NAMES else ""


def turns(transcript: CallTranscript) -> list[tuple[Segment, str]]:
    """Return each turn's first segment and all that its speaker says before another one does."""
    grouped = groupby(transcript.segments, key=lambda segment: (who_says(segment), segment.part))
    pieces = [list(segments) for _, segments in grouped]
    return [(said[0], " ".join(segment.text for segment in said)) for said in pieces]
