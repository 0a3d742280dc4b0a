"""Where in other calls customers say what one says: by passages first, then by what they say themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from coachkit.comparing.copies import find_copies
from coachkit.comparing.moves import Move, asked_text, moves_of, text_of
from coachkit.comparing.wording import ByWords, EachOnce, Matrix
from coachkit.conversation import turns_of
from coachkit.searching.meaning import Meanings, NearPassage
from coachkit.store.library import Library
from coachkit.store.reading.similar import model_of, passages_with_vectors, talk_of_calls, words_of_calls

MOST_PASSAGES = 60
"""So many passages are looked at, the nearest."""
MOST_ENCODED = 30
"""So many customers' moves in them are encoded: ten milliseconds each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A customer's move in a call."""

    call_id: str
    moves: Sequence[Move]
    n: int

    @property
    def move(self) -> Move:
        """The move itself."""
        return self.moves[self.n]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPlace:
    """A place with the cosine of what is said there."""

    place: Place
    similarity: float


def place_at(moves: Sequence[Move], at: float) -> int:
    """Return the last move that has begun by then; before the customer's first words that one."""
    return max((n for n, move in enumerate(moves) if move.customer[0].start <= at), default=0)


def nearest_places(
    library: Library, meanings: Meanings, asked: Place, allowed: frozenset[str], encoder: EachOnce
) -> list[NearPlace]:
    """Return the moments most alike, the most alike first, one a call."""
    passages = meanings.nearest(
        meanings.cosines(_vector(library, asked, encoder)), most=MOST_PASSAGES, among=allowed
    )
    copies = _copies(library, asked.call_id, {one.call_id for one in passages})
    places = [*_places(library, [one for one in passages if one.call_id not in copies])]
    if not places:
        return []
    wanted = asked_text(asked.moves, asked.n)
    texts = [asked_text(place.moves, place.n) for place in places]
    shared = ByWords().embed(texts) @ ByWords().embed([wanted])[0]
    chosen = sorted(np.argsort(-shared, kind="stable")[:MOST_ENCODED].tolist())
    cosines = encoder.embed([texts[n] for n in chosen]) @ encoder.embed([wanted])[0]
    near = [NearPlace(place=places[n], similarity=float(c)) for n, c in zip(chosen, cosines, strict=True)]
    near.sort(key=lambda one: (-one.similarity, one.place.call_id, one.place.n))
    best: dict[str, NearPlace] = {}
    for one in near:
        best.setdefault(one.place.call_id, one)
    return [*best.values()]


def _vector(library: Library, asked: Place, encoder: EachOnce) -> Matrix:
    """Return what is meant at the moment; without the stored vectors' model, what its passage means."""
    if encoder.compares:
        text = f"{asked_text(asked.moves, asked.n)} {text_of(asked.move.reply)}".strip()
        return np.asarray(encoder.embed([text])[0])
    model = model_of(library, asked.call_id) or ""
    start = asked.move.customer[0].start
    passages = passages_with_vectors(library, [asked.call_id], model)
    held = max((one for one in passages if one.start <= start), key=lambda one: one.n, default=passages[0])
    return np.frombuffer(held.embedding, "<f4")


def _copies(library: Library, call_id: str, others: set[str]) -> Mapping[str, float]:
    words = {one.call_id: one.words.split() for one in words_of_calls(library, [call_id, *others])}
    return find_copies(words, call_id)


def _places(library: Library, passages: Sequence[NearPassage]) -> Iterator[Place]:
    """Yield the customers' moves that lie in these passages."""
    segments = talk_of_calls(library, {one.call_id for one in passages})
    for call_id, own in groupby(segments, key=lambda one: one.call_id):
        moves = moves_of(turns_of(own))
        spans = [(one.first_segment, one.last_segment) for one in passages if one.call_id == call_id]
        for n, move in enumerate(moves):
            first = move.customer[0].segments[0]
            if any(low <= first <= high for low, high in spans):
                yield Place(call_id=call_id, moves=moves, n=n)
