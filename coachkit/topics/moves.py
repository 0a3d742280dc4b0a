"""Which topic is which after a refit, and what it changed."""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from coachkit.clustering.shape import Labels
from coachkit.models import TopicMove
from coachkit.topics.filing import UNSORTED, Epoch

LEAST_OVERLAP = 0.25
"""A new group that shares less than this with a topic of before is not that topic (shared ÷ all of both)."""


def same_topics(old: Labels, new: Labels) -> dict[int, int]:
    """Return, for each new group that is a topic of before, which one: the assignment that shares most.

    `old` and `new` give the same passages' groups, below 0 for none. The Hungarian method (Kuhn 1955) on the
    Jaccard index.
    """
    from scipy.optimize import linear_sum_assignment

    if not len(old) or old.max() < 0 or new.max() < 0:
        return {}
    shared = np.zeros((int(old.max()) + 1, int(new.max()) + 1))
    both = (old >= 0) & (new >= 0)
    np.add.at(shared, (old[both], new[both]), 1)
    sizes_old = np.bincount(old[old >= 0], minlength=shared.shape[0])
    # passages that were in no topic say nothing about which one a group is
    all_of_both = sizes_old[:, None] + shared.sum(axis=0)[None, :] - shared
    overlap = shared / np.maximum(all_of_both, 1)
    rows, columns = linear_sum_assignment(-overlap)
    pairs = zip(rows, columns, strict=True)
    return {int(column): int(row) for row, column in pairs if overlap[row, column] >= LEAST_OVERLAP}


def moves_between(last: Epoch, old: Labels, now: Epoch, new: Labels) -> Iterator[TopicMove]:
    """Yield what changed from epoch to epoch; `old` and `new` are the same passages' places in the two."""
    was = [last.topics[place].id if place != UNSORTED else None for place in old]
    is_now = [now.topics[place].id if place != UNSORTED else None for place in new]
    before, after = Counter(was), Counter(is_now)
    pairs = Counter(zip(was, is_now, strict=True))
    ids = [topic.id for topic in now.topics]
    gone = [topic.id for topic in last.topics if topic.id not in ids]
    for n, topic_id in enumerate((*ids, *gone)):
        is_known = any(topic.id == topic_id for topic in last.topics)
        stayed = pairs[topic_id, topic_id] / before[topic_id] if before[topic_id] else None
        other_id, count, of = None, 0, 1
        if topic_id in gone:
            other_id, count = _most({b: c for (a, b), c in pairs.items() if a == topic_id and b})
            of = before[topic_id]
        elif not is_known:
            other_id, count = _most({a: c for (a, b), c in pairs.items() if b == topic_id and a})
            of = after[topic_id]
        yield TopicMove(
            epoch=now.number,
            n=n,
            topic_id=topic_id,
            kind="gone" if topic_id in gone else "kept" if is_known else "new",
            passages_before=before[topic_id],
            passages_after=after[topic_id],
            stayed=None if stayed is None else round(stayed, 4),
            other_id=other_id,
            other_share=round(count / of, 4) if other_id and of else None,
        )


def _most(counts: dict[str, int]) -> tuple[str | None, int]:
    best = min(counts, key=lambda key: (-counts[key], key), default=None)
    return best, counts[best] if best else 0
