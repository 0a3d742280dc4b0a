"""Which passages come nearest, from packed vectors."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import PackedVectors, Passage, Vector
from coachkit.searching.meaning import Meanings, NearPassage
from coachkit.stages.pack import pack_vectors

Matrix = npt.NDArray[np.float32]


def unit(*rows: Sequence[float]) -> Matrix:
    matrix = np.array(rows, np.float32)
    found: Matrix = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return found


def nearest(
    meanings: Meanings, query: list[float], *, most: int, among: set[str] | None = None
) -> list[NearPassage]:
    return meanings.nearest(meanings.cosines(unit(query)[0]), most=most, among=among)


def call(call_id: str, matrix: Matrix) -> PackedVectors:
    passages = [
        Passage(
            call_id=call_id, n=n, start=0.0, end=1.0, first_segment=10 * n, last_segment=10 * n + 9, text="…"
        )
        for n in range(len(matrix))
    ]
    vectors = [
        Vector(call_id=call_id, n=n, model="m", dimensions=matrix.shape[1], embedding=row.tobytes())
        for n, row in enumerate(matrix.astype("<f4"))
    ]
    [packed] = pack_vectors(passages, vectors)
    return packed


@pytest.fixture
def meanings() -> Meanings:
    return Meanings([call("a", unit([1, 0, 0], [0, 1, 0])), call("b", unit([1, 1, 0]))])


def test_the_nearest_passage_comes_first_with_its_place(meanings: Meanings) -> None:
    first, second = nearest(meanings, [0, 1, 0], most=2)

    assert (first.call_id, first.n, first.first_segment, first.last_segment) == ("a", 1, 10, 19)
    assert (second.call_id, second.n) == ("b", 0)
    assert first.cosine == pytest.approx(1.0, abs=0.01)


def test_only_the_calls_that_were_asked_for_are_compared(meanings: Meanings) -> None:
    assert [one.call_id for one in nearest(meanings, [0, 1, 0], most=5, among={"b"})] == ["b"]


def test_a_passage_without_a_vector_has_no_cosine(meanings: Meanings) -> None:
    cosines = meanings.cosines(unit([0, 1, 0])[0])

    assert meanings.cosine_of(cosines, "a", 1) == pytest.approx(1.0, abs=0.01)
    assert meanings.cosine_of(cosines, "a", 2) is None
    assert meanings.cosine_of(cosines, "z", 0) is None


def test_asking_for_more_passages_than_there_are_gives_all(meanings: Meanings) -> None:
    assert len(nearest(meanings, [1, 0, 0], most=100)) == 3


def test_a_library_without_vectors_has_nothing_near() -> None:
    assert nearest(Meanings([]), [1, 0, 0], most=5) == []


def test_passages_with_the_same_meaning_stay_in_order() -> None:
    same = Meanings([call(one, unit(*[[1, 1, 0]] * 40)) for one in "abc"])

    found = nearest(same, [1, 1, 0], most=7)

    assert [(one.call_id, one.n) for one in found] == [("a", n) for n in range(7)]


@given(st.integers(1, 1100), st.integers(0, 2**32 - 1))
def test_cosines_are_right_whatever_the_number_of_passages(passages: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    matrix = unit(*random.normal(size=(passages, 12)).tolist())
    query = unit(random.normal(size=12).tolist())[0]

    found = Meanings([call("a", matrix)]).cosines(query)

    assert np.abs(found - matrix @ query).max() < 0.02
