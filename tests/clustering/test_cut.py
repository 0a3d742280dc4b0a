import numpy as np
from sklearn.metrics import silhouette_score

from coachkit.clustering.cut import cut_rows, silhouette
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
