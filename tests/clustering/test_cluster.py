import numpy as np
import pytest

from coachkit.clustering import OUTLIER, cluster_texts
from tests.clustering.subjects import spoken


def groups_of(labels, subjects):
    """Return the group that most texts of each subject are in, and the share of all texts that are there."""
    subjects = np.array(subjects)
    most = {s: int(np.bincount(labels[(subjects == s) & (labels >= 0)]).argmax()) for s in set(subjects)}
    return most, np.mean([labels[i] == most[s] for i, s in enumerate(subjects)])


def test_subjects_are_found_without_being_told_how_many():
    texts, vectors, subjects = spoken()
    found = cluster_texts(texts, vectors)
    most, share = groups_of(found.labels, subjects)
    assert len(set(most.values())) == 4
    assert share > 0.9


def test_words_part_what_vectors_cannot():
    texts, vectors, subjects = spoken(noise=0.05)
    own = np.array([subject in ("wire", "branch") for subject in subjects])
    one = np.tile(vectors[own][:1], (own.sum(), 1)) + np.random.default_rng(1).normal(
        0, 0.02, (own.sum(), 32)
    )
    vectors[own] = (one / np.linalg.norm(one, axis=1, keepdims=True)).astype(np.float32)
    found = cluster_texts(texts, vectors)
    most, _ = groups_of(found.labels, subjects)
    assert most["wire"] != most["branch"]


def test_the_number_of_groups_may_be_given():
    texts, vectors, _ = spoken()
    assert cluster_texts(texts, vectors, groups=3).groups == 3


def test_the_order_of_texts_changes_no_group():
    texts, vectors, _ = spoken()
    order = np.random.default_rng(0).permutation(len(texts))
    one = cluster_texts(texts, vectors)
    two = cluster_texts([texts[i] for i in order], vectors[order])
    assert np.array_equal(one.labels[order], two.labels)


def test_groups_are_numbered_by_size():
    texts, vectors, subjects = spoken()
    kept = [i for i, s in enumerate(subjects) if s != "card" or i % 3 == 0]
    sizes = np.bincount(cluster_texts([texts[i] for i in kept], vectors[kept]).labels)
    assert sizes.tolist() == sorted(sizes, reverse=True)


def test_a_copied_text_counts_once():
    texts, vectors, _ = spoken()
    many = [*texts, *[texts[0]] * 2000]
    found = cluster_texts(many, np.concatenate([vectors, np.tile(vectors[:1], (2000, 1))]))
    alone = cluster_texts(texts, vectors)
    assert found.groups == alone.groups
    assert set(found.labels[len(texts) :]) == {found.labels[0]}
    same = alone.labels[:, None] == alone.labels[None]
    assert np.array_equal(found.labels[: len(texts), None] == found.labels[None, : len(texts)], same)


def test_texts_beyond_the_sample_join_the_groups_of_their_subject():
    texts, vectors, subjects = spoken(each=80)
    found = cluster_texts(texts, vectors, sample=120)
    most, share = groups_of(found.labels, subjects)
    assert len(set(most.values())) == 4
    assert share > 0.9


@pytest.mark.parametrize("count", [0, 1, 3])
def test_too_few_texts_are_one_group_at_most(count):
    texts, vectors, _ = spoken()
    found = cluster_texts(texts[:count], vectors[:count])
    assert found.labels.tolist() == [0] * count
    assert found.groups == min(count, 1)


def test_texts_that_say_the_same_are_one_group():
    _, vectors, _ = spoken()
    near = vectors[:1] + np.random.default_rng(0).normal(0, 0.001, (50, 32)).astype(np.float32)
    near /= np.linalg.norm(near, axis=1, keepdims=True)
    found = cluster_texts([f"my card is lost {n}" for n in range(50)], near)
    assert found.groups == 1
    assert set(found.labels) == {0}


def test_ten_thousand_copies_of_one_text_are_one_group():
    found = cluster_texts(
        ["where is my card"] * 10_000, np.tile(np.eye(1, 32, dtype=np.float32), (10_000, 1))
    )
    assert found.groups == 1


def test_texts_without_words_are_grouped_by_meaning():
    _, vectors, subjects = spoken()
    found = cluster_texts([""] * len(vectors), vectors)
    most, _ = groups_of(found.labels, subjects)
    assert len(set(most.values())) == 4


def test_a_text_like_no_other_is_in_no_group():
    texts, vectors, subjects = spoken(each=60, noise=0.05)
    middles = np.array([vectors[np.array(subjects) == s].mean(axis=0) for s in sorted(set(subjects))])
    strange = np.random.default_rng(9).normal(size=32)
    strange -= np.linalg.pinv(middles) @ (middles @ strange)
    alone = (strange / np.linalg.norm(strange))[None].astype(np.float32)
    found = cluster_texts([*texts, "zebra quartz"], np.concatenate([vectors, alone]))
    assert found.labels[-1] == OUTLIER
    assert (found.labels == OUTLIER).mean() < 0.05
