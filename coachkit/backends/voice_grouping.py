"""How many voices there are: group vectors of speech until all groups sound different.

Measured with this encoder on single voices and on known mixes of telephone and synthetic speech: the
middles of two halves of one voice have a cosine of 0.89 to 0.97, those of two voices 0.55 to 0.85, save
synthetic voices made to sound alike. So one threshold finds the number, whatever it is.
"""

import numpy as np
import numpy.typing as npt

from coachkit.backends.voice_encoder import Vectors

SAME_VOICE = 0.88
"""Groups whose middles have at least this cosine are one voice."""
_MOST_GROUPS = 10
_FEWEST_VECTORS = 8
"""A group begins with this many vectors on average."""
_FEW = 1.2
_SHORTEST_VOICE = 3
"""Vectors: what is nobody else's but shorter than that is noise."""
_MOST_COMPARED = 3000


def find_voices(vectors: Vectors, long_enough: npt.NDArray[np.bool_]) -> Vectors:
    """Return the middle of each voice, shape (voices, dimensions), at least one.

    Only vectors that are `long_enough` are looked at, as long as there are some.
    """
    kept = vectors[long_enough] if long_enough.sum() >= _SHORTEST_VOICE else vectors
    if len(kept) > _MOST_COMPARED:
        kept = kept[np.linspace(0, len(kept) - 1, _MOST_COMPARED).astype(int)]
    groups = _small_groups(kept)
    while len(groups) > 1:
        pair = _most_alike(kept, groups)
        if pair is None:
            break
        first, second = pair
        groups[first] = np.sort(np.concatenate([groups[first], groups.pop(second)]))
    return _unit(np.stack([kept[group].mean(axis=0) for group in groups]))


def _small_groups(vectors: Vectors) -> list[npt.NDArray[np.int64]]:
    count = min(_MOST_GROUPS, len(vectors) // _FEWEST_VECTORS)
    if count < 2:
        return [np.arange(len(vectors))]
    from sklearn.cluster import KMeans

    labels = KMeans(count, n_init=10, random_state=0).fit(vectors).labels_
    return [np.flatnonzero(labels == n) for n in range(count) if (labels == n).any()]


def _most_alike(vectors: Vectors, groups: list[npt.NDArray[np.int64]]) -> tuple[int, int] | None:
    """Return two groups to join, the earlier first: the most alike, else one that is no voice of its own."""
    middles: Vectors = np.stack([vectors[group].mean(axis=0) for group in groups]).astype(np.float32)
    sizes = np.array([len(group) for group in groups])
    # A small group is tight by chance, so all are measured by how tight groups are on the whole.
    tight = float(np.average(np.square(middles).sum(axis=1), weights=sizes))
    alike = middles @ middles.T / tight
    np.fill_diagonal(alike, -1)
    # What few windows have in common may be a sound or a word; the fewer, the more they must differ.
    fewest = np.minimum(sizes[:, None], sizes)
    alike += _FEW / np.square(fewest)
    first, second = sorted(divmod(int(alike.argmax()), len(groups)))
    if alike[first, second] >= SAME_VOICE:
        return first, second
    for n in sorted(range(len(groups)), key=lambda n: (sizes[n], n)):
        if sizes[n] < _SHORTEST_VOICE or _is_two_at_once(n, _unit(middles)):
            first, second = sorted((n, int(alike[n].argmax())))
            return first, second
    return None


def _is_two_at_once(n: int, middles: Vectors) -> bool:
    """Say whether a group's middle lies between two others: people who speak at the same time."""
    others = [m for k, m in enumerate(middles) if k != n]
    return any(
        _between(middles[n], a, b) >= SAME_VOICE for k, a in enumerate(others) for b in others[k + 1 :]
    )


def _between(vector: Vectors, a: Vectors, b: Vectors) -> float:
    """Return the greatest cosine of `vector` with a mixture of `a` and `b` (tried in tenths)."""
    shares = np.linspace(0, 1, 11, dtype=np.float32)[:, None]
    return float((_unit(shares * a + (1 - shares) * b) @ vector).max())


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit
