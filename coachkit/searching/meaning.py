"""The meaning of all passages in memory, and which of them come nearest to a question.

The vectors stay in eight bits: a library of ten thousand calls takes 40 MB, and turning them into
numbers block by block in the processor's cache is faster than reading four times as much memory.
Nothing is left out or approximated beyond that: every passage is compared.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.models import PackedVectors

_BLOCK = 512
Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPassage:
    """A passage, and how near it comes."""

    call_id: str
    n: int
    first_segment: int
    last_segment: int
    cosine: float


class Meanings:
    """The vectors of the passages of many calls."""

    def __init__(self, calls: Sequence[PackedVectors]) -> None:
        """Take the packed vectors of calls, all of one model."""
        self.call_ids = [call.call_id for call in calls]
        self._place = {call_id: place for place, call_id in enumerate(self.call_ids)}
        sizes = [call.passages for call in calls]
        self._first = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        dimensions = calls[0].dimensions if calls else 0
        self._codes = np.frombuffer(b"".join(call.codes for call in calls), np.int8).reshape(
            -1, dimensions or 1
        )
        self._scales = np.frombuffer(b"".join(call.scales for call in calls), "<f4")
        self._spans = np.frombuffer(b"".join(call.spans for call in calls), "<i4").reshape(-1, 2)

    def __len__(self) -> int:
        return len(self._scales)

    def cosines(self, query: Vector) -> Vector:
        """Return the cosine of each passage to `query` (unit length), in the order of calls and passages."""
        # BLAS multiplies what is there before it writes, so there must be numbers
        found = np.zeros(len(self), np.float32)
        numbers = np.zeros((_BLOCK, len(query)), np.float32)
        for start in range(0, len(self), _BLOCK):
            codes = self._codes[start : start + _BLOCK]
            np.copyto(numbers[: len(codes)], codes)
            np.dot(numbers[: len(codes)], query, out=found[start : start + len(codes)])
        found *= self._scales
        return found

    @property
    def bounds(self) -> npt.NDArray[np.int64]:
        """Where the passages of each call begin, and where the last call's end."""
        return self._first

    def cosines_to_each(self, queries: Vector) -> Vector:
        """Return the cosines to several queries (one a row), shape (passages, queries)."""
        found = np.zeros((len(self), len(queries)), np.float32)
        numbers = np.zeros((_BLOCK, queries.shape[1]), np.float32)
        across = np.ascontiguousarray(queries.T)
        for start in range(0, len(self), _BLOCK):
            codes = self._codes[start : start + _BLOCK]
            np.copyto(numbers[: len(codes)], codes)
            np.dot(numbers[: len(codes)], across, out=found[start : start + len(codes)])
        found *= self._scales[:, None]
        return found

    def nearest(
        self, cosines: Vector, *, most: int, among: Collection[str] | None = None
    ) -> list[NearPassage]:
        """Return the passages with the highest `cosines`, the nearest first.

        `among` are the ids of the calls that count; None: all.
        """
        if not len(self) or most < 1:
            return []
        if among is not None:
            wanted = np.array([call_id in among for call_id in self.call_ids])
            cosines = np.where(np.repeat(wanted, np.diff(self._first)), cosines, -np.inf)
        most = min(most, len(cosines))
        least = np.partition(cosines, -most)[-most]
        # among equals the first ones, whatever the partition did
        best = np.flatnonzero((cosines >= least) & np.isfinite(cosines))
        order = np.lexsort((best, -cosines[best]))[:most]
        return [self._passage(int(i), float(cosines[i])) for i in best[order]]

    def cosine_of(self, cosines: Vector, call_id: str, n: int) -> float | None:
        """Return a passage's cosine; None where it has no vector."""
        call = self._place.get(call_id)
        if call is None or not 0 <= n < self._first[call + 1] - self._first[call]:
            return None
        return float(cosines[self._first[call] + n])

    def _passage(self, index: int, cosine: float) -> NearPassage:
        call = int(np.searchsorted(self._first, index, side="right")) - 1
        first, last = self._spans[index]
        return NearPassage(
            call_id=self.call_ids[call],
            n=index - int(self._first[call]),
            first_segment=int(first),
            last_segment=int(last),
            cosine=cosine,
        )
