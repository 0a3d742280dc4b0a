"""Topics: group passages by meaning, once for the whole library, and file each call under one.

Fitting learns an epoch's centroids; assigning compares a passage with them. A new call is assigned,
never refitted, so it moves nobody else. The number of topics is found: Ward's agglomerative clustering
is cut where the mean silhouette (Rousseeuw 1987) is highest, within bounds.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.languages import loose
from coachkit.models import Keyword, Passage, Topic, TopicPassage

Matrix = npt.NDArray[np.float32]
FEWEST_PASSAGES = 6
"""With fewer passages there is one topic: nothing can be told apart."""
MOST_TOPICS = 40
"""However many passages there are; fewer of them give between √n ÷ 2 and √n topics, around the rule of
thumb √(n ÷ 2) (Mardia, Kent and Bibby 1979): one topic for all, or one a call, tells nobody anything."""
ELSEWHERE = 0.3
"""Weight of a call's phrase for a passage of the call that does not hold it."""
EDGE_WEIGHT = 0.35
"""Weight of a call's first and last passage when it is filed: greetings and goodbyes are all alike."""
FIT_SAMPLE = 5000
"""At most this many passages are clustered; the others are assigned to what that finds."""


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
    labels = _cluster(vectors)
    sizes = Counter(labels.tolist())
    ranked = sorted(sizes, key=lambda label: (-sizes[label], label))
    centroids = np.stack([_unit(vectors[labels == label].mean(axis=0)) for label in ranked])
    members = [np.flatnonzero(labels == label) for label in ranked]
    phrases = _distinguishing([[passages[i] for i in own] for own in members], keywords)
    topics = [
        _topic(n, epoch, phrases[n], passages, vectors, own, centroids[n]) for n, own in enumerate(members)
    ]
    return TopicFit(topics=tuple(topics), centroids=centroids.astype(np.float32))


def _cluster(vectors: Matrix) -> npt.NDArray[np.int64]:
    """Return a cluster number for each row; the count with the best silhouette wins, fewest on a tie."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.metrics import silhouette_score

    count = len(vectors)
    if count < FEWEST_PASSAGES:
        return np.zeros(count, dtype=np.int64)
    sample = _spread(count, FIT_SAMPLE)
    own = vectors[sample]
    best, best_score = np.zeros(len(own), dtype=np.int64), -1.0
    most = min(MOST_TOPICS, round(math.sqrt(len(own))))
    for k in range(max(2, most // 2), most + 1):
        labels: npt.NDArray[np.int64] = AgglomerativeClustering(n_clusters=k, linkage="ward").fit_predict(own)
        score = float(silhouette_score(own, labels, metric="cosine"))
        if score > best_score + 1e-6:
            best, best_score = labels.astype(np.int64), score
    if len(sample) == count:
        return best
    centroids = np.stack([_unit(own[best == label].mean(axis=0)) for label in range(best.max() + 1)])
    nearest: npt.NDArray[np.int64] = np.argmax(vectors @ centroids.T, axis=1)
    return nearest


def _spread(count: int, most: int) -> npt.NDArray[np.int64]:
    """Return at most `most` row numbers spread evenly over `count` rows."""
    rows = np.linspace(0, count - 1, min(count, most)).round()
    return np.unique(rows.astype(np.int64))


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
        ranked.append(tuple(_without_parts(best)[:5]))
    return ranked


def _without_parts(phrases: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for phrase in phrases:
        words = set(phrase.split())
        if all(not words & set(other.split()) for other in kept):
            kept.append(phrase)
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
    weights: dict[int, float] = defaultdict(float)
    for i, passage in enumerate(passages):
        edge = EDGE_WEIGHT if len(passages) > 2 and i in (0, len(passages) - 1) else 1.0
        weights[int(nearest[i])] += edge * len(passage.text.split()) * float(similarity[i, nearest[i]])
    main = min(weights, key=lambda topic: (-weights[topic], topic))
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
