"""The lines of a reply as they are read: without the sentences that are left out of it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.conversation import words_of
from coachkit.models import Segment
from coachkit.replies.reply import Reply, ReplySentence, read_lines

ENOUGH_LEFT = 1 / 3
"""A line of which less is left than this share of its words is left out: it means what was cut off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidLine:
    """A line of the agent's, or what is left of it."""

    segment: int
    """`Segment.n`."""
    text: str
    words: int
    seconds: float
    """How long its words take, by their share of the line."""


def lines_said(
    reply: Reply, segments: Mapping[int, Segment], left_out: Collection[ReplySentence]
) -> list[SaidLine]:
    """Return the lines of a reply in order, without some of its sentences; `segments` are by `Segment.n`."""
    found: list[SaidLine] = []
    for place, turn in enumerate(reply.turns):
        cuts = [(one.start, one.start + len(one.text)) for one in left_out if one.turn == place]
        read = [line.n for line in read_lines(turn, segments)] if cuts else []
        at = 0
        for line in (segments[n] for n in turn.segments):
            own = [(a - at, b - at) for a, b in cuts] if line.n in read else []
            at += len(line.text) + 1 if line.n in read else 0
            found += _rest(line, own)
    return found


def _rest(line: Segment, cuts: Sequence[tuple[int, int]]) -> Iterator[SaidLine]:
    """Yield what is left of a line, if that is enough of it."""
    if not cuts:
        words = len(words_of(line.text))
        if words:
            yield SaidLine(segment=line.n, text=line.text, words=words, seconds=line.end - line.start)
        return
    text = " ".join(part for part in _parts(line.text, cuts) if part)
    left, whole = len(words_of(text)), len(words_of(line.text))
    if left and left >= ENOUGH_LEFT * whole:
        seconds = (line.end - line.start) * left / whole
        yield SaidLine(segment=line.n, text=text, words=left, seconds=seconds)


def _parts(text: str, cuts: Sequence[tuple[int, int]]) -> Iterator[str]:
    at = 0
    for start, end in cuts:
        if start < len(text) and end > 0:
            yield text[at : max(start, 0)].strip()
            at = min(end, len(text))
    yield text[at:].strip()
