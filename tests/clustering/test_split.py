import numpy as np
import pytest

from coachkit.clustering import split_group
from tests.clustering.subjects import spoken


def two_subjects():
    texts, vectors, subjects = spoken(each=40)
    kept = [i for i, subject in enumerate(subjects) if subject in ("card", "wire")]
    return [texts[i] for i in kept], vectors[kept], [subjects[i] for i in kept]


def test_a_group_of_two_subjects_is_cut_between_them():
    texts, vectors, subjects = two_subjects()
    parts = split_group(texts, vectors)
    agree = np.mean(parts == (np.array(subjects) == subjects[int(np.flatnonzero(parts)[0])]))
    assert set(parts) == {0, 1}
    assert agree > 0.9


def test_a_group_is_cut_the_same_in_any_order():
    texts, vectors, _ = two_subjects()
    order = np.random.default_rng(0).permutation(len(texts))
    assert np.array_equal(
        split_group(texts, vectors)[order], split_group([texts[i] for i in order], vectors[order])
    )


def test_a_group_may_be_cut_in_more_parts():
    texts, vectors, _ = spoken()
    assert set(split_group(texts, vectors, groups=4)) == {0, 1, 2, 3}


@pytest.mark.parametrize("count", [2, 3, 5])
def test_a_few_different_texts_are_cut(count):
    texts, vectors, _ = spoken()
    assert set(split_group(texts[:count], vectors[:count])) == {0, 1}


@pytest.mark.parametrize("count", [0, 1, 10_000])
def test_nothing_or_copies_of_one_text_stay_together(count):
    vectors = np.tile(np.eye(1, 32, dtype=np.float32), (count, 1))
    assert split_group(["where is my card"] * count, vectors).tolist() == [0] * count


def test_texts_that_nothing_tells_apart_stay_together():
    vectors = np.tile(np.eye(1, 32, dtype=np.float32), (8, 1))
    assert set(split_group([f"word{n}" for n in range(8)], vectors)) == {0}


def test_a_group_beyond_the_sample_is_cut_too():
    texts, vectors, subjects = two_subjects()
    parts = split_group(texts, vectors, sample=30)
    own = np.array(subjects) == subjects[0]
    assert abs(parts[own].mean() - parts[~own].mean()) > 0.8


def test_texts_that_differ_in_a_number_alone_stay_together():
    near = np.tile(np.eye(1, 32, dtype=np.float32), (12, 1))
    near[np.arange(12), np.arange(1, 13)] = 0.01
    vectors = near / np.linalg.norm(near, axis=1, keepdims=True)
    assert set(split_group([f"my export is empty reference {n}" for n in range(12)], vectors)) == {0}
