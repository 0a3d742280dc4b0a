"""What some lines of a call mean together, by the words in them that tell something."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from coachkit.conversation import words_of
from coachkit.line_vectors import SCALE, LineMeanings
from coachkit.purposes import is_code, read_purposes

COURTESY = 0.1
"""What a line counts that tells nothing."""


def content_of(text: str, *, besides: frozenset[str] = frozenset()) -> int:
    """Return how many words of a text tell something; those in `besides` do not."""
    return sum(word not in besides and _tells(word) for word in words_of(text))


@lru_cache(maxsize=65536)
def _tells(word: str) -> bool:
    return word not in read_purposes().light and not is_code(word)


def meaning_of(lines: Sequence[tuple[int, str]], meanings: LineMeanings) -> bytes | None:
    """Return what lines, given as (`Segment.n`, text), mean together: 127 times the unit vector, as int8.

    None where no line has a meaning.
    """
    known = [(n, text) for n, text in lines if n in meanings.places]
    if not known:
        return None
    weights = np.array([content_of(text) + COURTESY for _, text in known], np.float32)
    mean = weights @ meanings.rows[[meanings.places[n] for n, _ in known]]
    length = float(np.linalg.norm(mean))
    return np.rint(mean / length * SCALE).astype(np.int8).tobytes() if length else None


def nearness(
    lines: Sequence[tuple[int, str]], meanings: LineMeanings, whole: bytes | None
) -> tuple[float, ...]:
    """Return how near in meaning each line is to all of them together; 0 for a line without a meaning."""
    if whole is None:
        return (0.0,) * len(lines)
    target = np.frombuffer(whole, np.int8).astype(np.float32) / SCALE
    places = meanings.places
    return tuple(float(meanings.rows[places[n]] @ target) if n in places else 0.0 for n, _ in lines)
