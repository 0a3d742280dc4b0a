"""Groups of passages, where they are and how far they reach, before they have names."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.clustering import OUTLIER, cluster_texts, filing_centres
from coachkit.clustering.shape import Labels, Matrix
from coachkit.topics.filing import main_place
from coachkit.topics.matters import Matters

SPREAD = 2.0
"""Standard deviations below the mean cosine of a group's passages, from which on a passage is not near it."""
CLOSE = 0.05
"""A passage that is only so much less near than the mean is not far: where all is alike, little is much."""
BORROWED = 10
"""A small group's spread is mixed with that of all groups, which counts as so many passages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Groups of passages: each one's group or `OUTLIER`, and of each group its centre and reach."""

    labels: Labels
    centres: Matrix
    """Groups × dimensions, of unit length."""
    reach: npt.NDArray[np.float64]


def find_groups(matters: Matters, before: Labels) -> Groups:
    """Return the groups of `matters`, those left out under which no call would be filed.

    What no call is mainly about is no topic. `before`: the group each passage was in, or `OUTLIER`.
    """
    if not matters.passages:
        return Groups(labels=before, centres=matters.rows, reach=np.zeros(0))
    found = cluster_texts(matters.texts(), matters.rows, before=before)
    return settle_groups(matters, found.labels)


def settle_groups(matters: Matters, labels: Labels) -> Groups:
    """Return groups with each passage under the nearest centre that reaches it."""
    centres = filing_centres(matters.rows, labels)
    while True:
        cosines = matters.rows @ centres.T
        nearest = np.argmax(cosines, axis=1)
        best = cosines[np.arange(len(cosines)), nearest].astype(np.float64)
        reach = reaches(nearest, best, len(centres))
        labels = np.where(best >= reach[nearest], nearest, OUTLIER)
        # Where one goes, its passages go elsewhere, and other calls may be filed elsewhere too.
        mains = {main_place(labels[a:b], best[a:b], matters.weights[a:b]) for a, b in matters.calls()}
        kept = sorted(main for main in mains if main is not None)
        if len(kept) in (0, len(centres)):
            return Groups(labels=labels, centres=centres, reach=reach)
        centres = centres[kept]


def reaches(nearest: Labels, cosines: npt.NDArray[np.float64], groups: int) -> npt.NDArray[np.float64]:
    """Return of each group the least cosine that a passage of it has, but for stray ones.

    `nearest` is the group of each passage, of so many `groups`; `cosines` are those to its centre.
    """
    sizes = np.bincount(nearest, minlength=groups)
    means = np.bincount(nearest, weights=cosines, minlength=groups) / np.maximum(sizes, 1)
    squares = (cosines - means[nearest]) ** 2
    own = np.bincount(nearest, weights=squares, minlength=groups)
    spread = np.sqrt((own + BORROWED * float(squares.mean())) / (sizes + BORROWED))
    return np.asarray(means - np.maximum(SPREAD * spread, CLOSE), dtype=np.float64)
