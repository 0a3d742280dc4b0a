"""How well a call went, as one figure: by how it ended, by its score, or by the minutes it took."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coachkit.models import Verdict
from coachkit.store.reading.priorities import KnownCall, Part

By = Literal["outcome", "score", "time"]
GOOD_SCORE = 75.0
"""From here on a score counts as good, where the settings do not say otherwise (`scoring.good_from`)."""
_WORTH: Mapping[Verdict, float] = {"good": 100.0, "neutral": 50.0, "bad": 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a figure means."""

    by: By
    lost: str
    """What calls that go badly cost."""
    usual: float
    """What single calls vary by as a rule: standard deviation, in points or minutes."""
    is_less_better: bool = False


MEASURES: Mapping[By, Measure] = {
    "outcome": Measure(by="outcome", lost="lost calls", usual=40.0),
    "score": Measure(by="score", lost="lost points", usual=20.0),
    "time": Measure(by="time", lost="extra minutes", usual=2.0, is_less_better=True),
}


def value_of_call(call: KnownCall, by: By) -> float | None:
    """Return the figure of a call, None where it is not known.

    By outcome: 100 for a good call, 50 for a neutral and 0 for a bad one, as its label says: from what
    somebody recorded, else from the score. By score: 0 to 100. By time: minutes.
    """
    if by == "time":
        return call.duration / 60 if call.duration > 0 else None
    if by == "score":
        return call.score
    return _WORTH[call.label] if call.label else None


def value_of_part(call: KnownCall, part: Part, by: By, *, is_alone: bool) -> float | None:
    """Return the figure of an agent's part of a call; `is_alone`: nobody else was on it.

    A score is that of the agent's own part, and so are the minutes. How the call ended counts for everybody
    who was on it.
    """
    if is_alone or by == "outcome":
        return value_of_call(call, by) if by != "score" or part.score is None else part.score
    if by == "score":
        return part.score
    return part.seconds / 60 if part.seconds > 0 else None
