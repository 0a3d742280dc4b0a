import numpy as np

from coachkit.clustering import OUTLIER, filing_centres
from coachkit.clustering.shape import centres, unit_rows


def wide_beside_narrow(count=200, seed=0):
    """Return unit rows of a narrow group and of a wide one that reaches close to it, and which is which."""
    random = np.random.default_rng(seed)
    angles = np.concatenate([random.uniform(0, 0.2, count), random.uniform(0.3, 2.0, count)])
    rows = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    noise = random.normal(0, 0.05, (2 * count, 14))
    return unit_rows(np.hstack([rows, noise]).astype(np.float32)), np.repeat([0, 1], count)


def filed(rows, middles):
    return np.argmax(rows @ middles.T, axis=1)


def test_rows_on_the_edge_of_a_wide_group_are_filed_there():
    rows, labels = wide_beside_narrow()
    assert (filed(rows, centres(rows, labels)) == labels).mean() < 0.92
    assert (filed(rows, filing_centres(rows, labels)) == labels).mean() > 0.97


def test_later_rows_are_filed_better_than_by_the_mean():
    rows, labels = wide_beside_narrow()
    later, truth = wide_beside_narrow(seed=1)
    by_mean = (filed(later, centres(rows, labels)) == truth).mean()
    assert (filed(later, filing_centres(rows, labels)) == truth).mean() > by_mean + 0.05


def test_centres_are_of_unit_length():
    middles = filing_centres(*wide_beside_narrow())
    assert np.allclose(np.linalg.norm(middles, axis=1), 1, atol=1e-5)


def test_one_group_has_its_mean():
    rows, labels = wide_beside_narrow()
    assert np.allclose(filing_centres(rows, labels * 0), centres(rows, labels * 0))


def test_groups_clearly_apart_keep_their_means():
    rows = np.eye(3, dtype=np.float32)[[0, 0, 1, 1, 2, 2]]
    labels = np.array([0, 0, 1, 1, 2, 2])
    assert np.array_equal(filing_centres(rows, labels), centres(rows, labels))


def test_rows_in_no_group_change_nothing():
    rows, labels = wide_beside_narrow()
    more = np.concatenate([rows, np.eye(16, dtype=np.float32)])
    none = np.concatenate([labels, np.full(16, OUTLIER)])
    assert np.allclose(filing_centres(more, none), filing_centres(rows, labels), atol=1e-6)


def test_no_group_has_no_centre():
    assert filing_centres(np.eye(4, dtype=np.float32), np.full(4, OUTLIER)).shape == (0, 4)
    assert filing_centres(np.zeros((0, 4), dtype=np.float32), np.zeros(0, dtype=np.int64)).shape == (0, 4)


def test_copies_of_one_row_have_one_centre():
    rows = np.tile(np.eye(1, 4, dtype=np.float32), (1000, 1))
    assert np.allclose(filing_centres(rows, np.zeros(1000, dtype=np.int64)), rows[:1])


def test_two_groups_of_the_same_rows_do_no_harm():
    rows = np.tile(np.eye(1, 4, dtype=np.float32), (10, 1))
    middles = filing_centres(rows, np.repeat([0, 1], 5))
    assert np.isfinite(middles).all()
