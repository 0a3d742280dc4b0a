"""Judged calls by hand: a score, how the call ended, and one circumstance."""

from collections.abc import Sequence

import numpy as np

from coachkit.models import GradeLetter, Verdict
from coachkit.store.reading.judged_calls import JudgedCall

ENDS: tuple[Verdict, ...] = ("good", "bad")


def judged(
    number: int,
    *,
    grade: GradeLetter = "A",
    score: float | None = 60.0,
    end: Verdict | None = None,
    **changes: object,
) -> JudgedCall:
    """Return a call; `end` is what an outcome says of it."""
    fields: dict[str, object] = {
        "id": f"c{number:04}", "started_at": None, "duration": 100.0, "language": None, "kind": None,
        "medium": "recording", "grade": grade, "score": score, "label": end or "neutral",
        "end": end,
    }  # fmt: skip
    return JudgedCall(**(fields | changes))  # type: ignore[arg-type]


def scattered(
    count: int,
    *,
    mean: float,
    first: int = 0,
    grade: GradeLetter = "A",
    good: float | None = None,
    ends: Sequence[Verdict | None] | None = None,
) -> list[JudgedCall]:
    """Return calls whose scores scatter about a mean; `good` is the share that ended well (None: unknown)."""
    chance = np.random.default_rng(first + count)
    scores = np.clip(chance.normal(mean, 12, count), 0, 100)
    known = ends or [None if good is None else ENDS[int(n >= good * count)] for n in range(count)]
    return [judged(first + n, grade=grade, score=float(scores[n]), end=known[n]) for n in range(count)]
