import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.metrics import adjusted_rand_score, silhouette_score

from coachkit.clustering.cut import _distances, cut_rows, silhouette
from coachkit.clustering.shape import centres, unit_rows
from tests.clustering.subjects import spoken


def test_the_silhouette_is_that_of_all_pairs():
    _, vectors, subjects = spoken(each=20, noise=0.3)
    labels = np.unique(subjects, return_inverse=True)[1]
    labels[0] = 4  # a group of one
    assert abs(silhouette(vectors, labels) - silhouette_score(vectors, labels, metric="cosine")) < 1e-5


def test_one_group_has_no_silhouette():
    assert silhouette(np.eye(3, dtype=np.float32), np.zeros(3, dtype=np.int64)) == 0.0


def test_every_row_ends_in_the_group_whose_centre_is_nearest():
    _, vectors, _ = spoken(noise=0.1)
    labels = cut_rows(vectors)
    assert np.array_equal(np.argmax(vectors @ centres(vectors, labels).T, axis=1), labels)


def test_more_groups_than_rows_are_as_many_as_rows():
    rows = unit_rows(np.eye(3, dtype=np.float32))
    assert sorted(cut_rows(rows, groups=10)) == [0, 1, 2]


def test_a_tree_of_products_is_that_of_distances():
    _, vectors, _ = spoken(each=300, noise=0.3)
    tree = linkage(vectors.astype(np.float64), method="average")
    expected = fcluster(tree, 4, criterion="maxclust")
    found = fcluster(linkage(_distances(vectors), method="average"), 4, criterion="maxclust")
    assert adjusted_rand_score(expected, found) == 1


def test_the_same_rows_are_no_distance_apart():
    assert not _distances(np.tile(np.eye(1, 4, dtype=np.float32), (3, 1))).any()


def test_what_is_rarely_asked_is_a_group_beside_what_is_asked_often():
    rows, subjects = uneven()
    labels = cut_rows(rows, groups=3)
    assert [len(set(labels[subjects == subject])) for subject in range(3)] == [1, 1, 1]
    assert len(set(labels)) == 3


def test_a_stray_row_is_no_group():
    rows, subjects = uneven()
    rows, subjects = rows[subjects != 2], subjects[subjects != 2]
    stray = unit_rows(np.random.default_rng(1).normal(size=(1, rows.shape[1])).astype(np.float32))
    labels = cut_rows(np.concatenate([rows, stray]))
    assert np.bincount(labels).min() >= 3


def uneven():
    """Return rows of a wide group of 800, one of 60, and a close one of 4, and which is which."""
    random = np.random.default_rng(0)
    middles = np.eye(3, 24, dtype=np.float32)
    middles[2] += 0.7 * middles[1]
    subjects = np.repeat([0, 1, 2], [800, 60, 4])
    noise = random.normal(size=(len(subjects), 24)) * np.array([0.12, 0.08, 0.02])[subjects][:, None]
    return unit_rows((middles[subjects] + noise).astype(np.float32)), subjects
