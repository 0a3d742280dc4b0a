"""Passages: turns grouped into pieces of about a hundred words, the unit of search and topics.

A passage ends where it has enough words and the turn is over, or where nobody speaks for long. A turn that
would be too long for one passage is cut between segments, a long segment between sentences: the model reads
256 tokens, and what stands beyond them in a passage could not be found by its meaning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from coachkit.conversation import turns_of, words_of
from coachkit.models import Passage, Segment, Turn
from coachkit.sentences import sentences_of

WORDS = 80
"""A passage is closed at the end of the turn in which it reaches this many words."""
MOST_WORDS = 160
"""A turn that would make a passage longer than this begins a new one, and a longer turn is cut."""
LONG_PAUSE = 8.0
"""Seconds of silence after which a new passage begins."""
_SPACED = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A turn, or a part of one that is too long for a passage."""

    start: float
    end: float
    text: str
    first: int
    last: int
    """Numbers of its segments."""
    words: int


def cut_passages(segments: Sequence[Segment]) -> list[Passage]:
    """Return the call's passages in time order, numbered from 0.

    Two passages share a segment only where it alone is too long for one.
    """
    by_number = {segment.n: segment for segment in segments}
    groups: list[list[_Piece]] = []
    for turn in turns_of(segments):
        for piece in _pieces(turn, by_number):
            if not groups or _begins_anew(groups[-1], piece):
                groups.append([])
            groups[-1].append(piece)
    if len(groups) > 1 and _count(groups[-1]) < WORDS / 3:
        groups[-2:] = [groups[-2] + groups[-1]]
    return [_passage(segments[0].call_id, n, group) for n, group in enumerate(groups)]


def _begins_anew(group: Sequence[_Piece], piece: _Piece) -> bool:
    said = _count(group)
    if piece.start - group[-1].end > LONG_PAUSE:
        return said > 0
    return said >= WORDS or (said > 0 and said + piece.words > MOST_WORDS)


def _count(group: Sequence[_Piece]) -> int:
    return sum(piece.words for piece in group)


def _pieces(turn: Turn, by_number: Mapping[int, Segment]) -> list[_Piece]:
    """Return a turn in pieces of `MOST_WORDS` at most; most turns are one piece."""
    numbers = turn.segments
    words = len(words_of(turn.text))
    if words <= MOST_WORDS:
        whole = _Piece(
            start=turn.start, end=turn.end, text=turn.text, first=min(numbers), last=max(numbers), words=words
        )
        return [whole]
    # about equally long: a remainder of a few words tells nothing
    aim = words / ceil(words / MOST_WORDS)
    cut: list[_Piece] = []
    for part in (part for number in numbers for part in _parts(by_number[number])):
        if cut and cut[-1].words < aim and cut[-1].words + part.words <= MOST_WORDS:
            cut[-1] = _joined(cut[-1], part)
        else:
            cut.append(part)
    return cut


def _parts(segment: Segment) -> Iterator[_Piece]:
    """Yield a segment, or the sentences of one that is too long, or stretches of too long a sentence."""
    if len(words_of(segment.text)) <= MOST_WORDS:
        yield _part(segment, 0, len(segment.text))
        return
    for start, end in sentences_of(segment.text):
        words = [(match.start(), match.end()) for match in _SPACED.finditer(segment.text, start, end)]
        size = ceil(len(words) / ceil(len(words) / MOST_WORDS))
        for i in range(0, len(words), size):
            stretch = words[i : i + size]
            yield _part(segment, stretch[0][0], stretch[-1][1])


def _part(segment: Segment, start: int, end: int) -> _Piece:
    """Return a stretch of a segment's text; its times are where it would stand were all said evenly."""
    pace = (segment.end - segment.start) / max(len(segment.text), 1)
    text = segment.text[start:end]
    return _Piece(
        start=segment.start + start * pace,
        end=segment.end if end == len(segment.text) else segment.start + end * pace,
        text=text,
        first=segment.n,
        last=segment.n,
        words=len(words_of(text)),
    )


def _joined(first: _Piece, second: _Piece) -> _Piece:
    return _Piece(
        start=first.start,
        end=max(first.end, second.end),
        text=f"{first.text} {second.text}",
        first=min(first.first, second.first),
        last=max(first.last, second.last),
        words=first.words + second.words,
    )


def _passage(call_id: str, n: int, group: Sequence[_Piece]) -> Passage:
    return Passage(
        call_id=call_id,
        n=n,
        start=group[0].start,
        end=max(piece.end for piece in group),
        first_segment=min(piece.first for piece in group),
        last_segment=max(piece.last for piece in group),
        text="\n".join(piece.text for piece in group),
    )
