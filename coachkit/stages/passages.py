"""Passages: turns grouped into pieces of about a hundred words, the unit of search and topics.

A passage ends where the talk turns: where the words change, nobody speaks for long, or a question is not
being answered, as long as it has a fit length. All cuts of a call are chosen together, so that none is bad
for the sake of the one before. A turn that would be too long for one passage is cut between segments, a long
segment between sentences: the model reads 256 tokens, and what stands beyond them in a passage could not be
found by its meaning.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf, log

from coachkit.cohesion import cohesion_between, drops_of
from coachkit.conversation import QUESTION_MARKS, turns_of, words_of
from coachkit.languages import is_full
from coachkit.models import Passage, Segment, Turn
from coachkit.purposes import Cues, Told, told_in
from coachkit.sentences import sentences_of

AIM = 100
"""Words of a passage that has a fit length; half and twice as many are equally far from it."""
LEAST_WORDS = 30
"""A passage has fewer words only where a call has, or where its neighbours leave no room."""
MOST_WORDS = 160
"""A longer turn is cut; no passage has more."""
LONG_PAUSE = 8.0
"""Seconds of silence after which a new passage begins, if it gets its `LEAST_WORDS`."""
PAUSE, SAME_WORDS, DROP, ANSWER = 3.0, -2.0, 1.0, -0.4
"""What a cut is worth at a long pause, and for each 1.0 of cohesion and of its drop, and before an answer.
A passage of half or twice its fit length costs 0.48. Set on written service talks joined end to end."""
TOO_SHORT = 10.0
LEAST_ASIDE = 10
"""So many words of nothing but greetings, questions of identity or small talk are a passage of their own."""
ASIDE = 0.25
"""What such a passage costs, however long it is: less than words that belong to two things together."""
_UNREAD = Told(telling=MOST_WORDS)
"""What is said in a turn that is not looked at: it may be about anything."""
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
    told: Told


def cut_passages(segments: Sequence[Segment], cues: Cues | None = None) -> list[Passage]:
    """Return the call's passages in time order, numbered from 0.

    Two passages share a segment only where it alone is too long for one. With `cues`, greetings, questions of
    identity and small talk do not share one with what the call is about, where there are enough of them.
    """
    by_number = {segment.n: segment for segment in segments}
    turns = turns_of(segments)
    is_read = cues is not None and all(is_full(segment.language) for segment in segments)
    told = told_in(turns, cues) if cues and is_read else [_UNREAD] * len(turns)
    pieces = [piece for turn, own in zip(turns, told, strict=True) for piece in _pieces(turn, by_number, own)]
    cuts = _best_cuts(pieces, _worth_of_cuts(pieces))
    return [
        _passage(segments[0].call_id, n, pieces[first:end])
        for n, (first, end) in enumerate(pairwise([*cuts, len(pieces)]))
    ]


def _worth_of_cuts(pieces: Sequence[_Piece]) -> list[float]:
    """Return what it is worth to begin a passage with each piece, in the unit of `_cost`."""
    cohesion = cohesion_between([words_of(piece.text) for piece in pieces])
    worth = [SAME_WORDS * same + DROP * drop for same, drop in zip(cohesion, drops_of(cohesion), strict=True)]
    for place, (before, piece) in enumerate(pairwise(pieces), start=1):
        worth[place] += PAUSE * (piece.start - before.end > LONG_PAUSE)
        worth[place] += ANSWER * before.text.rstrip().endswith(QUESTION_MARKS)
    return worth


def _best_cuts(pieces: Sequence[_Piece], worth: Sequence[float]) -> list[int]:
    """Return the places at which passages begin, chosen so that all together are worth the most."""
    best, came_from = [0.0], [0]
    for end in range(1, len(pieces) + 1):
        least, begin, size, told = inf, end - 1, 0, Told()
        for place in range(end - 1, -1, -1):
            size += max(pieces[place].words, 1)
            told = told.and_also(pieces[place].told)
            if size > MOST_WORDS and place < end - 1:
                break
            cost = best[place] + _cost(size, told) - (worth[place] if place else 0.0)
            if cost < least:
                least, begin = cost, place
        best.append(least)
        came_from.append(begin)
    cuts: list[int] = []
    at = len(pieces)
    while at:
        at = came_from[at]
        cuts.append(at)
    return cuts[::-1]


def _cost(words: int, told: Told) -> float:
    """Return how far from fit a passage of so many words is."""
    if words >= LEAST_ASIDE and told.is_aside(words):
        return ASIDE
    return log(words / AIM) ** 2 + (TOO_SHORT if words < LEAST_WORDS else 0.0)


def _pieces(turn: Turn, by_number: Mapping[int, Segment], told: Told) -> list[_Piece]:
    """Return a turn in pieces of `MOST_WORDS` at most; most turns are one piece."""
    numbers = turn.segments
    words = len(words_of(turn.text))
    if words <= MOST_WORDS:
        whole = _Piece(
            start=turn.start,
            end=turn.end,
            text=turn.text,
            first=min(numbers),
            last=max(numbers),
            words=words,
            told=told,
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
        told=_UNREAD,
    )


def _joined(first: _Piece, second: _Piece) -> _Piece:
    return _Piece(
        start=first.start,
        end=max(first.end, second.end),
        text=f"{first.text} {second.text}",
        first=min(first.first, second.first),
        last=max(first.last, second.last),
        words=first.words + second.words,
        told=_UNREAD,
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
