"""Why a call is like another, in the words of both, and where they part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from coachkit.comparing.moves import moves_of
from coachkit.comparing.parting import Strand, find_parting
from coachkit.comparing.quotes import most_alike, quote
from coachkit.comparing.results import Pair, Parting, Said
from coachkit.comparing.shortlist import Known, rows_of
from coachkit.comparing.wording import Embedding
from coachkit.conversation import turns_of
from coachkit.models import Segment, Turn
from coachkit.store.library import Library
from coachkit.store.reading.similar import StoredPassage, StoredReason, talk_of_calls

MOST_PAIRS = 3
LEAST_SIMILARITY = 0.45
"""Passages, and turns in them, whose cosine is less are not shown as shared."""
NO_REASON = "it is not known why the customer calls in one of the two calls"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A call with what is said in it and what that means."""

    known: Known
    turns: tuple[Turn, ...]

    def turns_in(self, passage: StoredPassage) -> list[Turn]:
        """Return the turns that lie in a passage, or reach into it."""
        low, high = passage.first_segment, passage.last_segment
        return [turn for turn in self.turns if any(low <= number <= high for number in turn.segments)]


def read_told(library: Library, known: Mapping[str, Known]) -> dict[str, Told]:
    """Return these calls with what is said in them."""
    talk = _by_call(talk_of_calls(library, [*known]))
    return {
        call_id: Told(known=one, turns=tuple(turns_of(talk.get(call_id, ()))))
        for call_id, one in known.items()
    }


def _by_call(segments: Iterable[Segment]) -> dict[str, list[Segment]]:
    return {call_id: [*own] for call_id, own in groupby(segments, key=lambda one: one.call_id)}


def shared_passages(mine: Told, theirs: Told, *, encoder: Embedding) -> list[Pair]:
    """Return what is alike in two calls: the reasons for calling, then the passages most alike."""
    pairs = _reasons(mine, theirs)
    for ours, others in _passages(mine.known, theirs.known):
        if len(pairs) == MOST_PAIRS:
            break
        alike = most_alike(mine.turns_in(ours), theirs.turns_in(others), encoder=encoder)
        if alike is None or alike.similarity < LEAST_SIMILARITY:
            continue
        pair = Pair(
            mine=quote(alike.mine, beside=alike.theirs.text),
            theirs=quote(alike.theirs, beside=alike.mine.text),
            similarity=round(alike.similarity, 3),
            is_reason=False,
        )
        if not any(_overlap(pair.mine, one.mine) and _overlap(pair.theirs, one.theirs) for one in pairs):
            pairs.append(pair)
    return pairs


def _overlap(one: Said, other: Said) -> bool:
    return one.start < other.end and other.start < one.end


def _reasons(mine: Told, theirs: Told) -> list[Pair]:
    found = nearest_reasons(mine.known, theirs.known)
    if found is None or found[2] < LEAST_SIMILARITY:
        return []
    one, other, similarity = found
    return [
        Pair(
            mine=_said(mine, one),
            theirs=_said(theirs, other),
            similarity=round(similarity, 3),
            is_reason=True,
        )
    ]


def nearest_reasons(mine: Known, theirs: Known) -> tuple[StoredReason, StoredReason, float] | None:
    """Return the reasons of two calls that come nearest, and their cosine; None where one has none."""
    if not mine.reasons or not theirs.reasons:
        return None
    cosines = (
        rows_of([one.embedding for one in mine.reasons])
        @ rows_of([one.embedding for one in theirs.reasons]).T
    )
    i, j = np.unravel_index(int(cosines.argmax()), cosines.shape)
    return mine.reasons[i], theirs.reasons[j], float(cosines[i, j])


def _said(told: Told, reason: StoredReason) -> Said:
    turn = next((one for one in told.turns if reason.segment in one.segments), None)
    return Said(
        start=reason.start,
        end=reason.end,
        role="customer",
        speaker=turn.speaker if turn else "Customer",
        text=reason.text,
    )


def _passages(mine: Known, theirs: Known) -> list[tuple[StoredPassage, StoredPassage]]:
    """Return pairs of passages that come near, the nearest first, each passage once."""
    one, other = mine.meaning, theirs.meaning
    cosines = one.passages @ other.passages.T
    cosines[one.weights == 0] = -1.0
    cosines[:, other.weights == 0] = -1.0
    pairs = []
    while cosines.size and cosines.max() >= LEAST_SIMILARITY:
        i, j = np.unravel_index(int(cosines.argmax()), cosines.shape)
        pairs.append((mine.passages[i], theirs.passages[j]))
        cosines[i], cosines[:, j] = -1.0, -1.0
    return pairs


def part(mine: Told, theirs: Told, pairs: Sequence[Pair], *, encoder: Embedding) -> Parting | str:
    """Return where two calls part after the reason for calling, or why that cannot be told."""
    starts = _where_reasons_are(mine, theirs, pairs)
    if starts is None:
        return NO_REASON
    strands = []
    for told, start in zip((mine, theirs), starts, strict=True):
        moves = moves_of(told.turns)
        place = max((n for n, move in enumerate(moves) if move.customer[0].start <= start), default=0)
        strands.append(Strand(moves=moves, reason=place))
    return find_parting(*strands, embed=encoder.embed)


def _where_reasons_are(mine: Told, theirs: Told, pairs: Sequence[Pair]) -> tuple[float, float] | None:
    """Return when the reason is given in each call; where none is known, what customers say alike first."""
    found = nearest_reasons(mine.known, theirs.known)
    if found is not None:
        return found[0].start, found[1].start
    of_customers = [pair for pair in pairs if pair.mine.role == pair.theirs.role == "customer"]
    first = min(of_customers, key=lambda pair: pair.mine.start, default=None)
    return (first.mine.start, first.theirs.start) if first else None
