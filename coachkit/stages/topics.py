"""Topics: group passages by meaning, once for the whole library, and file each call under one.

Fitting learns an epoch's centroids; assigning compares a passage with them. A new call is assigned,
never refitted, so it moves nobody else. The number of topics is found (`coachkit.clustering`). What no call
is mainly about is no topic: such talk is what all calls share, as greetings and the check of who calls.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from coachkit.clustering import OUTLIER, cluster_texts
from coachkit.languages import loose
from coachkit.models import Keyword, Passage, Topic, TopicPassage

Matrix = npt.NDArray[np.float32]
ELSEWHERE = 0.3
"""Weight of a call's phrase for a passage of the call that does not hold it."""
EDGE_WEIGHT = 0.35
"""Weight of a call's first and last passage when it is filed: greetings and goodbyes are all alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicFit:
    """An epoch's topics and their centroids, shape (topics, dimensions), rows of unit length."""

    topics: tuple[Topic, ...]
    centroids: Matrix


def fit_topics(
    passages: Sequence[Passage], vectors: Matrix, keywords: Mapping[str, Sequence[Keyword]], *, epoch: int
) -> TopicFit:
    """Return the topics of `passages` (`vectors`: same order, unit rows), biggest first.

    `keywords` are those of each call; they name the topics. Ties are broken by call and passage, so
    the same library gives the same topics.
    """
    if not passages:
        return TopicFit(topics=(), centroids=np.zeros((0, 0), dtype=np.float32))
    order = sorted(range(len(passages)), key=lambda i: (passages[i].call_id, passages[i].n))
    passages, vectors = [passages[i] for i in order], vectors[order]
    centroids = _centroids(passages, vectors)
    nearest = np.argmax(vectors @ centroids.T, axis=1)
    sizes = np.bincount(nearest, minlength=len(centroids))
    ranked = sorted(range(len(centroids)), key=lambda n: (-int(sizes[n]), n))
    centroids = centroids[ranked]
    members = [np.flatnonzero(nearest == n) for n in ranked]
    phrases = _distinguishing([[passages[i] for i in own] for own in members], keywords)
    topics = [
        _topic(n, epoch, phrases[n], passages, vectors, own, centroids[n]) for n, own in enumerate(members)
    ]
    return TopicFit(topics=tuple(topics), centroids=centroids.astype(np.float32))


def _centroids(passages: Sequence[Passage], vectors: Matrix) -> Matrix:
    """Return the centroids of what is found, without those under which no call would be filed."""
    found = cluster_texts([passage.text for passage in passages], vectors)
    sums = np.zeros((found.groups, vectors.shape[1]))
    kept = found.labels != OUTLIER
    np.add.at(sums, found.labels[kept], vectors[kept])
    centroids = np.stack([_unit(row) for row in sums.astype(np.float32)])
    calls = [*_calls(passages)]
    while True:
        # Where one goes, its passages go elsewhere, and other calls may be filed elsewhere too.
        mains = {_main(passages[a:b], vectors[a:b] @ centroids.T) for a, b in calls}
        if len(mains) == len(centroids):
            return centroids
        centroids = centroids[sorted(mains)]


def _calls(passages: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Yield where each call's passages begin and end; they stand together."""
    first = 0
    for _, own in groupby(passages, key=lambda passage: passage.call_id):
        last = first + sum(1 for _ in own)
        yield first, last
        first = last


def _unit(vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _distinguishing(
    groups: Sequence[Sequence[Passage]], keywords: Mapping[str, Sequence[Keyword]]
) -> list[tuple[str, ...]]:
    """Return each group's phrases, most telling first: weight inside it, times rarity over groups."""
    weights: list[dict[str, float]] = []
    for group in groups:
        own: dict[str, float] = defaultdict(float)
        texts: dict[str, str] = defaultdict(str)
        for passage in group:
            texts[passage.call_id] += f"{loose(passage.text)}\n"
        # Once a call: a long call on the edge of a topic must not name it.
        for call_id, text in texts.items():
            for keyword in keywords.get(call_id, ()):
                is_here = all(word in text for word in loose(keyword.phrase).split())
                own[keyword.phrase] += keyword.weight * (1 if is_here else ELSEWHERE)
        weights.append(own)
    spread = Counter(phrase for own in weights for phrase in own)
    ranked = []
    for own in weights:
        scored = {p: w * math.log(1 + len(groups) / spread[p]) for p, w in own.items()}
        best = sorted(scored, key=lambda phrase: (-scored[phrase], phrase))
        ranked.append(tuple(_without_parts(best, 5)))
    return ranked


def _without_parts(phrases: Sequence[str], most: int) -> list[str]:
    """Return the first `most` phrases that share no word with an earlier one."""
    kept: list[str] = []
    for phrase in phrases:
        words = set(phrase.split())
        if all(not words & set(other.split()) for other in kept):
            kept.append(phrase)
        if len(kept) == most:
            break
    return kept


def _topic(
    n: int,
    epoch: int,
    phrases: tuple[str, ...],
    passages: Sequence[Passage],
    vectors: Matrix,
    members: npt.NDArray[np.int64],
    centroid: npt.NDArray[np.float32],
) -> Topic:
    closest = int(members[int(np.argmax(vectors[members] @ centroid))])
    label = ", ".join(phrases[:3]) or "other talk"
    return Topic(
        id=f"t{epoch}-{n + 1}",
        epoch=epoch,
        n=n,
        label=label,
        phrases=phrases,
        example_call_id=passages[closest].call_id,
        example_passage=passages[closest].n,
    )


def assign_passages(
    passages: Sequence[Passage], vectors: Matrix, topics: Sequence[Topic], centroids: Matrix
) -> list[TopicPassage]:
    """Return the nearest topic of each of one call's passages, and which topic the call is filed under.

    A call is filed under the topic with most similarity-weighted words; `topics` are in the
    centroids' order.
    """
    if not passages or not topics:
        return []
    similarity = vectors @ centroids.T
    nearest = np.argmax(similarity, axis=1)
    main = _main(passages, similarity)
    return [
        TopicPassage(
            call_id=passage.call_id,
            n=passage.n,
            topic_id=topics[int(nearest[i])].id,
            similarity=round(float(similarity[i, nearest[i]]), 5),
            is_main=int(nearest[i]) == main,
        )
        for i, passage in enumerate(passages)
    ]


def _main(passages: Sequence[Passage], similarity: Matrix) -> int:
    """Return the number of the topic that a call is filed under; `similarity`: passages × topics."""
    nearest = np.argmax(similarity, axis=1)
    weights: dict[int, float] = defaultdict(float)
    for i, passage in enumerate(passages):
        edge = EDGE_WEIGHT if len(passages) > 2 and i in (0, len(passages) - 1) else 1.0
        weights[int(nearest[i])] += edge * len(passage.text.split()) * float(similarity[i, nearest[i]])
    return min(weights, key=lambda topic: (-weights[topic], topic))
