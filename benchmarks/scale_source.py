"""What a library of any size is put together from: the passages of calls that were built already.

A piece is one passage with all that was found in its lines. Pieces are taken apart once and put together
in another order, in as many calls as are wanted (`scale_library.py`).
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from coachkit import models
from coachkit.store.library import Library

InALine = models.Mention | models.TrackerHit
"""What stands in one segment."""
OF_CALL: tuple[type[Any], ...] = (
    models.Hearing,
    models.ChannelSound,
    models.Metric,
    models.Grade,
    models.Score,
    models.LegScore,
    models.ScorePoint,
    models.Label,
    models.Keyword,
    models.Outcome,
)
"""Nouns that a new call takes over from one call as they are."""
VARIED = {"PROPN": 1.0, "NUM": 1.0, "NOUN": 0.1, "VERB": 0.05, "ADJ": 0.1}
"""How often a word of each kind gives way to another, so that the vocabulary grows as real ones do."""
INVENTED = 300_000
"""So many other words there are; the commonest is that often as common as the rarest (Zipf's law)."""
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineOf:
    """A segment with what belongs to it."""

    segment: models.Segment
    annotation: models.Annotation
    words: tuple[models.Word, ...]
    found: tuple[InALine, ...]
    moments: tuple[models.Moment, ...]
    feeling: models.Feeling | None
    may_vary: tuple[tuple[int, float], ...]
    """Which of the annotation's tokens, and how likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A passage, or lines that are in none (a menu), taken from a call."""

    lines: tuple[LineOf, ...]
    passage: models.Passage | None
    vector: models.Vector | None
    topic: models.TopicPassage | None
    exchanges: tuple[models.Exchange, ...]
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A call taken to pieces."""

    call: models.Call
    pieces: tuple[Piece, ...]
    speakers: tuple[models.CallSpeaker, ...]
    rest: tuple[object, ...]
    """Of `OF_CALL`."""


def take_apart(library: Library) -> list[Taken]:
    """Return the calls of a library in pieces, those without a passage left out."""
    taken = [_taken(library, call) for call in library.rows(models.Call)]
    return [one for one in taken if any(piece.passage for piece in one.pieces)]


def other_word(word: str, chance: random.Random) -> str:
    """Return another word of the same length: figures for figures, else one that nobody ever said."""
    if word.isdigit():
        return "".join(chance.choice("0123456789") for _ in word)
    rank = int(INVENTED ** chance.random())
    return _invented(rank, len(word))


@lru_cache(maxsize=500_000)
def _invented(rank: int, length: int) -> str:
    left = rank * 7919 + length
    letters = []
    for place in range(length):
        choice = _VOWELS if place % 2 else _CONSONANTS
        left, index = divmod(left, len(choice))
        letters.append(choice[index])
    return "".join(letters)


def _taken(library: Library, call: models.Call) -> Taken:
    segments = library.rows(models.Segment, call_id=call.id)
    passages = library.rows(models.Passage, call_id=call.id)
    vectors = {one.n: one for one in library.rows(models.Vector, call_id=call.id)}
    topics = {one.n: one for one in library.rows(models.TopicPassage, call_id=call.id)}
    exchanges = library.rows(models.Exchange, call_id=call.id)
    lines = dict(zip([one.n for one in segments], _lines(library, call, segments), strict=True))
    pieces = []
    done = -1
    for passage in [*passages, None]:
        first = passage.first_segment if passage else len(segments)
        if aside := tuple(lines[n] for n in range(done + 1, first) if n in lines):
            pieces.append(_piece(aside))
        if passage:
            inside = [lines[n] for n in range(max(first, done + 1), passage.last_segment + 1) if n in lines]
            done = max(done, passage.last_segment)
            if inside and passage.n in vectors:
                own = [one for one in exchanges if passage.start <= one.start < passage.end]
                pieces.append(
                    _piece(inside, passage, vectors[passage.n], topics.get(passage.n), exchanges=own)
                )
    return Taken(
        call=call,
        pieces=tuple(pieces),
        speakers=tuple(library.rows(models.CallSpeaker, call_id=call.id)),
        rest=tuple(row for noun in OF_CALL for row in library.rows(noun, call_id=call.id)),
    )


def _piece(
    lines: Sequence[LineOf],
    passage: models.Passage | None = None,
    vector: models.Vector | None = None,
    topic: models.TopicPassage | None = None,
    *,
    exchanges: Sequence[models.Exchange] = (),
) -> Piece:
    return Piece(
        lines=tuple(lines),
        passage=passage,
        vector=vector,
        topic=topic,
        exchanges=tuple(exchanges),
        end=max(line.segment.end for line in lines),
    )


def _lines(library: Library, call: models.Call, segments: Sequence[models.Segment]) -> list[LineOf]:
    words = library.rows(models.Word, call_id=call.id)
    annotations = {one.n: one for one in library.rows(models.Annotation, call_id=call.id)}
    feelings = {one.n: one for one in library.rows(models.Feeling, call_id=call.id)}
    found: list[InALine] = [*library.rows(models.Mention, call_id=call.id)]
    found += library.rows(models.TrackerHit, call_id=call.id)
    moments = library.rows(models.Moment, call_id=call.id)
    lines = []
    for segment in segments:
        own = [one for one in words if one.channel == segment.channel and one.n >= segment.first_word]
        here = tuple(one for one in found if one.segment == segment.n)
        annotation = annotations[segment.n]
        lines.append(
            LineOf(
                segment=segment,
                annotation=annotation,
                words=tuple(own[: segment.word_count]),
                found=here,
                moments=tuple(one for one in moments if one.segment == segment.n),
                feeling=feelings.get(segment.n),
                may_vary=_may_vary(annotation, here),
            )
        )
    return lines


def _may_vary(annotation: models.Annotation, found: Sequence[InALine]) -> tuple[tuple[int, float], ...]:
    """Return the tokens that may give way to others: nothing that was found is among them."""
    kept = [(one.start_char, one.end_char) for one in found]
    return tuple(
        (index, VARIED[kind])
        for index, (start, end, _, kind) in enumerate(annotation.tokens)
        if kind in VARIED and end - start > 1 and not any(a < end and start < b for a, b in kept)
    )
