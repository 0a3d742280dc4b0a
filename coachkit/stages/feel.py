"""Feel: how the customer's words sound, segment by segment, kept so that judging needs no model again.

Sentiment is a lexicon's: right about "awful" and blind to "there is the zero". Acceptance compares the
meaning with examples of satisfied and dissatisfied customers. Together they rank annoyed customers
better than either alone. The agent's words are not looked at: an agent's tone is not scored.
"""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

import numpy as np

from coachkit.languages import is_full
from coachkit.line_vectors import LineMeanings, Matrix
from coachkit.models import Feeling, LineVectors, Segment

NEAREST = 3
"""A text is compared with the mean of this many nearest examples of each kind."""
SPREAD = 3.0
"""Stretches the difference of two mean cosines, seldom over a third, to -1 to 1."""


@cache
def example_sentences() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what satisfied and what dissatisfied customers say, from the built-in pack."""
    text = resources.files("coachkit.packs").joinpath("examples.toml").read_text(encoding="utf-8")
    pack = tomllib.loads(text)
    return tuple(pack["satisfied"]), tuple(pack["dissatisfied"])


def feel_segments(
    segments: Sequence[Segment],
    *,
    sentiment: Callable[[str], float],
    vectors: Sequence[LineVectors],
    examples: tuple[Matrix, Matrix],
) -> list[Feeling]:
    """Return a feeling for each of the customer's segments that says enough and is in English.

    `vectors` is the call's row of line vectors: lines that say too little are not among them. `examples` are
    the vectors of `example_sentences`, which are the same for every call.
    """
    own = [s for s in segments if s.role == "customer" and is_full(s.language)]
    said, rows = LineMeanings.of(vectors).among(own)
    if not said:
        return []
    accepted = acceptance(rows, *examples)
    return [
        Feeling(
            call_id=segment.call_id,
            n=segment.n,
            sentiment=round(sentiment(segment.text), 4),
            acceptance=round(float(value), 4),
        )
        for segment, value in zip(said, accepted, strict=True)
    ]


def acceptance(texts: Matrix, satisfied: Matrix, dissatisfied: Matrix) -> Matrix:
    """Return -1 to 1 for each text: nearness to the satisfied examples less that to the others.

    All arguments have rows of unit length; a row's product with an example is their cosine.
    """
    difference = _nearness(texts @ satisfied.T) - _nearness(texts @ dissatisfied.T)
    clipped: Matrix = np.clip(SPREAD * difference, -1, 1)
    return clipped


def _nearness(cosines: Matrix) -> Matrix:
    nearest: Matrix = np.sort(cosines, axis=1)[:, -NEAREST:].mean(axis=1)
    return nearest
