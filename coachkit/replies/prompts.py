"""What a prompt means: one vector for all that a customer says when something comes up.

Each of its lines counts by the words in it that tell something: else two customers who greet alike and
complain of different things would seem to say the same.
"""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from coachkit.line_vectors import SCALE, LineMeanings
from coachkit.models import Segment
from coachkit.purposes import telling_words

COURTESY = 0.1
"""What a line counts that tells nothing: so much that a prompt of courtesies has a meaning too."""


def prompt_vector(lines: Iterable[Segment], meanings: LineMeanings) -> bytes | None:
    """Return the vector of a prompt, int8, 127 times the unit vector; None where no line has a meaning.

    `meanings` are those of the call.
    """
    known, rows = meanings.among([*lines])
    if not known:
        return None
    weights = np.array([telling_words(line.text) + COURTESY for line in known], np.float32)
    mean = weights @ rows
    length = float(np.linalg.norm(mean))
    return np.rint(mean / length * SCALE).astype(np.int8).tobytes() if length else None


def unit_rows(vectors: Iterable[bytes]) -> npt.NDArray[np.float32]:
    """Return stored vectors as rows of unit length, so that products of rows are cosines."""
    rows = np.stack([np.frombuffer(one, np.int8) for one in vectors]).astype(np.float32)
    unit: npt.NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit
