"""How long something takes that was done many times."""

from collections.abc import Sequence

import numpy as np


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Return the middle and the slow end of times, in milliseconds."""
    if not seconds:
        return {}
    middle, slow = np.percentile(seconds, [50, 95]) * 1000
    return {"p50 ms": round(float(middle), 1), "p95 ms": round(float(slow), 1)}
