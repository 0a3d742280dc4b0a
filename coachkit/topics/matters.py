"""What topics are made of: passages that hold a reason for calling or another matter, as rows of numbers."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from coachkit.clustering.shape import Matrix, unit_rows
from coachkit.models import Passage, PassagePurpose, Reason, Vector

ABOUT_NOTHING = frozenset({"greeting", "verification", "small_talk", "goodbye"})
"""Purposes of passages that every call has: they are kept out of topics."""
REASON_SHARE = 0.3
"""Weight of the reason's own vector beside that of the passage that holds it."""
REASON_WEIGHT = 3.0
"""How much more a word counts in a passage with the reason for calling, when a call is filed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matters:
    """Passages that count, in the order of their calls and within them; a row and a weight for each."""

    passages: tuple[Passage, ...]
    reasons: tuple[str, ...]
    """The customer's own words in the passage that say why they call; empty where there are none."""
    rows: Matrix
    """Passages × dimensions, of unit length."""
    weights: npt.NDArray[np.float64]

    def calls(self) -> Iterator[tuple[int, int]]:
        """Yield where each call's passages begin and end."""
        first = 0
        for _, own in groupby(self.passages, key=lambda passage: passage.call_id):
            last = first + sum(1 for _ in own)
            yield first, last
            first = last

    def texts(self) -> list[str]:
        """Return what is said, reasons for calling twice: they tell most."""
        pairs = zip(self.reasons, self.passages, strict=True)
        return [f"{why}\n{one.text}" if why else one.text for why, one in pairs]

    def part(self, first: int, last: int) -> "Matters":
        """Return those from place `first` to before `last`."""
        return Matters(
            passages=self.passages[first:last],
            reasons=self.reasons[first:last],
            rows=self.rows[first:last],
            weights=self.weights[first:last],
        )

    def some(self, chosen: npt.NDArray[np.bool_]) -> "Matters":
        """Return those that are chosen; shape of `chosen`: (passages,)."""
        kept = np.flatnonzero(chosen)
        return Matters(
            passages=tuple(self.passages[i] for i in kept),
            reasons=tuple(self.reasons[i] for i in kept),
            rows=self.rows[kept],
            weights=self.weights[kept],
        )


def matters_of(
    passages: Sequence[Passage],
    vectors: Sequence[Vector],
    purposes: Sequence[PassagePurpose],
    reasons: Sequence[Reason],
) -> Matters:
    """Return what counts of some calls' passages, in any order; `vectors` are one a passage."""
    aside = {(one.call_id, one.n) for one in purposes if one.purpose in ABOUT_NOTHING}
    vector_of = {(one.call_id, one.n): one.embedding for one in vectors}
    why: dict[tuple[str, int], list[Reason]] = defaultdict(list)
    for reason in reasons:
        why[reason.call_id, reason.passage].append(reason)
    kept = sorted(
        (one for one in passages if (one.call_id, one.n) not in aside), key=lambda one: (one.call_id, one.n)
    )
    rows = [_row(vector_of[one.call_id, one.n], why[one.call_id, one.n]) for one in kept]
    return Matters(
        passages=tuple(kept),
        reasons=tuple("\n".join(reason.text for reason in why[one.call_id, one.n]) for one in kept),
        rows=unit_rows(np.stack(rows)) if rows else np.zeros((0, 0), dtype=np.float32),
        weights=np.array(
            [_words(one) * (REASON_WEIGHT if why[one.call_id, one.n] else 1) for one in kept],
            dtype=np.float64,
        ),
    )


def _row(embedding: bytes, reasons: Sequence[Reason]) -> Matrix:
    row = np.frombuffer(embedding, dtype="<f4").astype(np.float32)
    if not reasons:
        return row
    said = np.stack([np.frombuffer(reason.embedding, dtype="<f4") for reason in reasons]).mean(axis=0)
    return np.asarray(row + np.float32(REASON_SHARE) * said, dtype=np.float32)


def _words(passage: Passage) -> int:
    return max(len(passage.text.split()), 1)
