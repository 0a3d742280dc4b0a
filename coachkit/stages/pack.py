"""Pack: the vectors of a call in one row of small numbers, so that a search reads all calls at once.

A whole library's vectors as they are stored take a second to read at ten thousand calls; packed, a tenth
of that. Eight bits choose what is near, and the whole numbers then say how near.
"""

from collections.abc import Sequence

import numpy as np

from coachkit.models import PackedVectors, Passage, Vector

STEPS = 127
"""A vector's largest number becomes this; the error of a cosine is then about 0.002."""


def pack_vectors(passages: Sequence[Passage], vectors: Sequence[Vector]) -> list[PackedVectors]:
    """Return the one row of a call, or none of a call without passages; both are in the order of `n`."""
    if not vectors:
        return []
    matrix = np.stack([np.frombuffer(vector.embedding, "<f4") for vector in vectors])
    scales = np.maximum(np.abs(matrix).max(axis=1), np.finfo(np.float32).tiny) / STEPS
    spans = [(passage.first_segment, passage.last_segment) for passage in passages]
    return [
        PackedVectors(
            call_id=vectors[0].call_id,
            model=vectors[0].model,
            dimensions=vectors[0].dimensions,
            passages=len(vectors),
            spans=np.array(spans, "<i4").tobytes(),
            scales=scales.astype("<f4").tobytes(),
            codes=np.rint(matrix / scales[:, None]).astype(np.int8).tobytes(),
        )
    ]
