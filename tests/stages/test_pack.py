"""Vectors packed into eight bits stay where they were, as good as exactly."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import Passage, Vector
from coachkit.stages.pack import pack_vectors


def passage(n: int, first: int, last: int) -> Passage:
    return Passage(call_id="c", n=n, start=0.0, end=1.0, first_segment=first, last_segment=last, text="…")


def vector(n: int, values: list[float]) -> Vector:
    row = np.array(values, "<f4")
    return Vector(call_id="c", n=n, model="fake", dimensions=len(values), embedding=row.tobytes())


def test_a_call_without_passages_has_no_row() -> None:
    assert pack_vectors([], []) == []


def test_each_passage_keeps_its_place_in_the_transcript() -> None:
    [packed] = pack_vectors([passage(0, 0, 4), passage(1, 3, 9)], [vector(0, [1, 0]), vector(1, [0, 1])])

    assert (packed.passages, packed.dimensions, packed.model) == (2, 2, "fake")
    assert np.frombuffer(packed.spans, "<i4").tolist() == [0, 4, 3, 9]


def test_a_vector_of_nothing_is_packed_as_nothing() -> None:
    [packed] = pack_vectors([passage(0, 0, 1)], [vector(0, [0.0, 0.0])])

    assert packed.codes == bytes(2)


@given(st.lists(st.floats(-1, 1, width=32), min_size=8, max_size=8))
def test_a_number_moves_by_half_a_step_at_most(values: list[float]) -> None:
    [packed] = pack_vectors([passage(0, 0, 1)], [vector(0, values)])

    [scale] = np.frombuffer(packed.scales, "<f4")
    unpacked = np.frombuffer(packed.codes, np.int8) * scale
    assert np.abs(unpacked - np.array(values, np.float32)).max() <= 0.51 * scale
