"""Filing: a passage joins the topic with the nearest centre, or waits among the unsorted.

It takes the epoch's centres alone, so a new call costs the same however many calls there are, and moves none.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from coachkit.clustering.shape import Labels, Matrix
from coachkit.models import Topic, TopicCentre, TopicPassage
from coachkit.topics.matters import Matters

UNSORTED = -1


@dataclass(frozen=True, kw_only=True)
class Epoch:
    """The topics of one epoch and where they are."""

    number: int
    topics: tuple[Topic, ...]
    """In the order of `Topic.n`."""
    centres: tuple[TopicCentre, ...]

    @cached_property
    def matrix(self) -> Matrix:
        """The centres, shape (centres, dimensions)."""
        return np.stack([np.frombuffer(one.centre, dtype="<f4") for one in self.centres]).astype(np.float32)

    @cached_property
    def owners(self) -> Labels:
        """Of each centre the place of its topic in `topics`."""
        place = {topic.id: n for n, topic in enumerate(self.topics)}
        return np.array([place[one.topic_id] for one in self.centres], dtype=np.int64)

    @cached_property
    def reach(self) -> npt.NDArray[np.float64]:
        """Of each centre the least cosine that joins it."""
        return np.array([one.reach for one in self.centres], dtype=np.float64)


def places_of(rows: Matrix, epoch: Epoch) -> tuple[Labels, npt.NDArray[np.float64]]:
    """Return of each row the place of its topic in `epoch.topics`, or `UNSORTED`, and the nearest cosine."""
    if not len(rows) or not epoch.centres:
        return np.full(len(rows), UNSORTED, dtype=np.int64), np.zeros(len(rows))
    cosines = rows @ epoch.matrix.T
    nearest = np.argmax(cosines, axis=1)
    best = cosines[np.arange(len(rows)), nearest].astype(np.float64)
    return np.where(best >= epoch.reach[nearest], epoch.owners[nearest], UNSORTED), best


def main_place(
    places: Labels, cosines: npt.NDArray[np.float64], weights: npt.NDArray[np.float64]
) -> int | None:
    """Return the topic that a call is filed under: that of most of its weighted, similar words.

    All of one call's passages; None where all are unsorted.
    """
    sums: dict[int, float] = defaultdict(float)
    for place, cosine, weight in zip(places, cosines, weights, strict=True):
        if place != UNSORTED:
            sums[int(place)] += float(weight) * max(float(cosine), 0.0)
    return min(sums, key=lambda place: (-sums[place], place)) if sums else None


def file_call(matters: Matters, epoch: Epoch) -> list[TopicPassage]:
    """Return where one call's passages belong.

    Those of topics that people said are none get no row: they count as little as a greeting.
    """
    places, cosines = places_of(matters.rows, epoch)
    shown = np.array([place == UNSORTED or not epoch.topics[place].is_hidden for place in places], dtype=bool)
    main = main_place(places[shown], cosines[shown], matters.weights[shown])
    return [
        TopicPassage(
            call_id=passage.call_id,
            n=passage.n,
            epoch=epoch.number,
            topic_id=None if place == UNSORTED else epoch.topics[place].id,
            similarity=round(float(cosine), 5),
            is_main=main is not None and place == main,
        )
        for passage, place, cosine, is_shown in zip(matters.passages, places, cosines, shown, strict=True)
        if is_shown
    ]


def as_epoch(number: int, topics: Sequence[Topic], centres: Sequence[TopicCentre]) -> Epoch:
    """Return an epoch of stored rows, those of other epochs left out."""
    return Epoch(
        number=number,
        topics=tuple(sorted((one for one in topics if one.epoch == number), key=lambda one: one.n)),
        centres=tuple(sorted((one for one in centres if one.epoch == number), key=lambda one: one.n)),
    )
