import numpy as np

from coachkit.clustering import OUTLIER, cluster_texts
from coachkit.clustering.hold import continued, held, nearest_group
from tests.clustering.subjects import spoken


def renamed(labels, kept):
    """Return `labels` as the last fit would have numbered them, `OUTLIER` where `kept` is false."""
    return np.where(kept & (labels >= 0), 7 - labels, OUTLIER)


def partition(labels):
    return labels[:, None] == labels[None]


def test_a_few_new_texts_move_no_old_one():
    texts, vectors, _ = spoken(each=60, noise=0.3)
    kept = np.arange(len(texts)) % 50 > 0
    first = cluster_texts([t for t, k in zip(texts, kept, strict=True) if k], vectors[kept])
    before = np.full(len(texts), OUTLIER)
    before[kept] = first.labels
    again = cluster_texts(texts, vectors, before=before)
    old = before >= 0
    assert np.array_equal(partition(before[old]), partition(again.labels[old]))


def test_new_texts_join_the_group_of_their_subject():
    texts, vectors, subjects = spoken(each=60)
    subjects = np.array(subjects)
    kept = np.arange(len(texts)) % 10 > 0
    numbers = np.unique(subjects, return_inverse=True)[1]
    found = cluster_texts(texts, vectors, before=np.where(kept, numbers, OUTLIER)).labels
    of_subject = {s: found[kept & (subjects == s)][0] for s in set(subjects)}
    assert np.mean([found[i] == of_subject[subjects[i]] for i in np.flatnonzero(~kept)]) > 0.9


def test_a_new_subject_becomes_a_group_and_the_others_stay():
    texts, vectors, subjects = spoken(each=60)
    new = np.array(subjects) == "card"
    before = np.unique(subjects, return_inverse=True)[1]
    before[new] = OUTLIER
    found = cluster_texts(texts, vectors, before=before).labels
    assert np.array_equal(partition(before[~new]), partition(found[~new]))
    of_new = np.bincount(found[new][found[new] >= 0]).argmax()
    assert (found[new] == of_new).mean() > 0.9
    assert of_new not in found[~new]


def test_groups_that_fit_badly_are_given_up():
    texts, vectors, _ = spoken(each=60)
    before = np.random.default_rng(0).integers(0, 4, len(texts))
    fresh = cluster_texts(texts, vectors)
    assert np.array_equal(cluster_texts(texts, vectors, before=before).labels, fresh.labels)


def test_a_last_fit_that_found_nothing_changes_nothing():
    texts, vectors, _ = spoken()
    before = np.full(len(texts), OUTLIER)
    assert np.array_equal(
        cluster_texts(texts, vectors, before=before).labels, cluster_texts(texts, vectors).labels
    )


def test_texts_beyond_the_sample_keep_their_group_too():
    texts, vectors, subjects = spoken(each=80)
    before = np.unique(subjects, return_inverse=True)[1]
    before[::40] = OUTLIER
    found = cluster_texts(texts, vectors, sample=120, before=before).labels
    old = before >= 0
    assert np.array_equal(partition(before[old]), partition(found[old]))


def test_copies_of_a_text_follow_most_of_them():
    texts, vectors, subjects = spoken(each=60)
    numbers = np.unique(subjects, return_inverse=True)[1]
    copies = 5
    before = np.concatenate([numbers, [(numbers[0] + 1) % 4], [numbers[0]] * (copies - 1)])
    found = cluster_texts(
        [*texts, *[texts[0]] * copies],
        np.concatenate([vectors, np.tile(vectors[:1], (copies, 1))]),
        before=before,
    ).labels
    assert len({*found[len(texts) :], found[0]}) == 1
    assert np.array_equal(partition(found[: len(texts)]), partition(numbers))


def test_the_order_of_texts_changes_no_held_group():
    texts, vectors, subjects = spoken(each=60, noise=0.3)
    before = np.where(np.arange(len(texts)) % 9 > 0, np.unique(subjects, return_inverse=True)[1], OUTLIER)
    order = np.random.default_rng(0).permutation(len(texts))
    one = cluster_texts(texts, vectors, before=before)
    two = cluster_texts([texts[i] for i in order], vectors[order], before=before[order])
    assert np.array_equal(one.labels[order], two.labels)


def test_with_a_number_given_old_groups_stay_only_if_they_are_as_many():
    texts, vectors, subjects = spoken(each=60)
    before = np.unique(subjects, return_inverse=True)[1]
    assert cluster_texts(texts, vectors, groups=3, before=before).groups == 3


def test_a_few_stray_rows_make_no_group_of_their_own():
    rows = np.eye(3, dtype=np.float32)[[0, 0, 0, 1, 1, 1, 2, 2]]
    before = np.array([0, 0, 0, 1, 1, 1, OUTLIER, OUTLIER])
    fresh = np.array([0, 0, 0, 1, 1, 1, 2, 2])
    assert set(continued(rows, fresh, before)) == {0, 1}


def test_nothing_is_held_without_old_groups():
    rows = np.eye(3, dtype=np.float32)
    assert held(rows, np.array([0, 1, 2]), np.full(3, OUTLIER)) is None


def test_numbers_with_gaps_are_kept():
    rows = np.eye(2, dtype=np.float32)
    assert nearest_group(rows, rows, np.array([9, 4])).tolist() == [9, 4]
