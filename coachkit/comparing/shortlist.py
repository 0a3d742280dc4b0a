"""Which calls of a whole library are worth comparing exactly with one: by vectors in eight bits.

Ten thousand calls are looked at in a tenth of a second; the errors of eight bits are far smaller than what
parts the calls at the end of the shortlist from those that are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from coachkit.comparing.likeness import REASON_SHARE, Matrix, Meaning, nearness_of_calls, twins, weights_of
from coachkit.searching.meaning import Meanings
from coachkit.store.library import Library
from coachkit.store.reading.similar import (
    StoredPassage,
    StoredReason,
    passages_with_vectors,
    reasons_of,
)

Stored = TypeVar("Stored", StoredPassage, StoredReason)
TWIN = 0.985
"""Where all passages of two calls have a match of this cosine, they are copies; eight bits err by 0.004."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is stored of a call's meaning."""

    passages: tuple[StoredPassage, ...]
    reasons: tuple[StoredReason, ...]

    @property
    def meaning(self) -> Meaning:
        """The same as vectors."""
        return Meaning(
            passages=rows_of([one.embedding for one in self.passages]),
            weights=weights_of([one.purpose for one in self.passages]),
            reasons=rows_of([one.embedding for one in self.reasons]),
        )


def rows_of(embeddings: Sequence[bytes]) -> Matrix:
    """Return stored vectors as rows."""
    return np.frombuffer(b"".join(embeddings), "<f4").reshape(len(embeddings), -1) if embeddings else _NONE


_NONE: Matrix = np.zeros((0, 0), np.float32)


def read_known(library: Library, call_ids: Sequence[str], model: str) -> dict[str, Known]:
    """Return what is stored of these calls' meaning; calls without a vector are left out."""
    reasons = _by_call(reasons_of(library, call_ids, model))
    passages = _by_call(passages_with_vectors(library, call_ids, model))
    return {
        call_id: Known(passages=tuple(found), reasons=tuple(reasons.get(call_id, ())))
        for call_id, found in passages.items()
    }


def _by_call(rows: Sequence[Stored]) -> dict[str, list[Stored]]:
    found: dict[str, list[Stored]] = {}
    for row in rows:
        found.setdefault(row.call_id, []).append(row)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """All calls of a library in the order in which they come near one."""

    call_ids: tuple[str, ...]
    """The nearest first, copies left out."""
    twins: tuple[str, ...]
    """Calls that hold the same throughout."""


def rank_calls(
    meanings: Meanings, asked: Meaning, reasons: Sequence[tuple[str, bytes]], *, leave_out: str
) -> Ranked:
    """Return the calls of a library, but `leave_out`, by how near they come to `asked`.

    `reasons` are (call id, vector) of all calls, ordered by call.
    """
    queries = np.concatenate([asked.passages, asked.reasons]) if len(asked.reasons) else asked.passages
    cosines = meanings.cosines_to_each(queries)
    own, to_reasons = np.split(cosines, [len(asked.passages)], axis=1)
    near = nearness_of_calls(own, asked.weights, meanings.bounds)
    if len(asked.reasons):
        ones = np.ones(1, np.float32)
        fallback = nearness_of_calls(to_reasons.max(axis=1, keepdims=True), ones, meanings.bounds)
        nearest = _nearest_reasons(meanings.call_ids, reasons, asked.reasons, fallback)
        near = REASON_SHARE * nearest + (1 - REASON_SHARE) * near
    same = twins(own, meanings.bounds, least=TWIN)
    order = [int(n) for n in np.argsort(-near, kind="stable") if meanings.call_ids[n] != leave_out]
    return Ranked(
        call_ids=tuple(meanings.call_ids[n] for n in order if not same[n]),
        twins=tuple(meanings.call_ids[n] for n in order if same[n]),
    )


def _nearest_reasons(
    call_ids: Sequence[str], reasons: Sequence[tuple[str, bytes]], asked: Matrix, fallback: Matrix
) -> Matrix:
    """Return for each call the cosine of the two reasons that come nearest, or `fallback` without any."""
    if not reasons:
        return fallback
    place = {call_id: n for n, call_id in enumerate(call_ids)}
    own = np.array([place.get(call_id, -1) for call_id, _ in reasons])
    cosines = (rows_of([vector for _, vector in reasons]) @ asked.T).max(axis=1)
    found = np.full(len(call_ids), -np.inf, np.float32)
    np.maximum.at(found, own[own >= 0], cosines[own >= 0])
    return np.where(np.isfinite(found), found, fallback)
