"""Transcripts of the parts of one call, put together with continuous time."""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.transcripts.given import GivenLine, GivenTranscript


def join_parts(parts: Sequence[tuple[float, GivenTranscript]]) -> GivenTranscript:
    """Return one transcript of (start, transcript), at least one; `start` is in seconds of the call.

    Who is called the same in two parts is the same speaker.
    """
    (start, first), *later = parts
    if not later and start == 0:
        return first
    lines = [shift_line(line, start) for start, part in parts for line in part.lines]
    return replace(
        first,
        lines=tuple(sorted(lines, key=lambda line: line.start)),
        is_ours=all(part.is_ours for _, part in parts),
    )


def shift_line(line: GivenLine, seconds: float) -> GivenLine:
    """Return a line with its words so many seconds later, to the millisecond."""
    return replace(
        line,
        start=round(line.start + seconds, 3),
        end=round(line.end + seconds, 3),
        words=tuple(
            replace(word, start=round(word.start + seconds, 3), end=round(word.end + seconds, 3))
            for word in line.words
        ),
    )
