import numpy as np

from coachkit.clustering.neighbours import drawn_together, nearest_among, nearest_rows
from tests.clustering.subjects import spoken


def test_the_nearest_rows_are_those_with_the_smallest_angle():
    _, vectors, _ = spoken(each=10)
    nearest, distances = nearest_rows(vectors)
    for i, row in enumerate(vectors):
        away = 1 - vectors @ row
        away[i] = np.inf
        assert np.allclose(distances[i], np.sort(away)[: nearest.shape[1]], atol=1e-5)
        assert i not in nearest[i]


def test_rows_of_one_subject_close_up():
    _, vectors, subjects = spoken(noise=0.2)
    drawn = drawn_together(vectors, *nearest_rows(vectors))
    own = np.array(subjects) == "card"

    def spread(rows):
        return float((1 - rows[own] @ rows[own].T).mean())

    assert spread(drawn) < spread(vectors) / 2


def test_a_known_row_is_its_own_nearest():
    _, vectors, _ = spoken(each=10)
    assert nearest_among(vectors, vectors)[:, 0].tolist() == [*range(len(vectors))]


def test_rows_that_are_all_the_same_stay():
    rows = np.tile(np.eye(1, 4, dtype=np.float32), (10, 1))
    assert np.allclose(drawn_together(rows, *nearest_rows(rows)), rows)
