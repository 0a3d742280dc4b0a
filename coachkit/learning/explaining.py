"""Explain: what moved a call's learned score most, in a sentence each, with the place that shows it.

The score is a sum, so each feature's part in it is known exactly. Features of one matter (how the customer
sounds, what the customer means) are added up and shown as one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.languages import is_full
from coachkit.learning.features import LAST, CallRows
from coachkit.learning.fitting import Weights
from coachkit.learning.sheet import Features, Sheet
from coachkit.learning.wording import (
    BAD_MEANING,
    GOOD_MEANING,
    LATE,
    group_of,
    sentence_of,
    subject_of,
)
from coachkit.models import PredictionReason, Segment

MOST = 5
"""So many reasons are kept for a call."""
LEAST = 0.05
"""What adds less to the log odds is no reason."""
Place = tuple[float, float, str]
"""(start, end, quote)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one matter adds to a call's log odds, and the feature that adds most."""

    feature: str
    effect: float
    is_more: bool


def explain(
    rows: CallRows, features: Features, weights: Weights, *, topics: Mapping[str, str]
) -> list[PredictionReason]:
    """Return the reasons of a call's score, the weightiest first; `topics` are titles by id."""
    parts = _parts(features, weights)
    parts.sort(key=lambda part: (-abs(part.effect), part.feature))
    told = [part for part in parts if abs(part.effect) >= LEAST and _can_be_told(part)][:MOST]
    reasons = []
    for n, part in enumerate(told):
        start, end, quote = _place(part, rows, weights) or (None, None, None)
        reasons.append(
            PredictionReason(
                call_id=rows.call_id,
                n=n,
                feature=subject_of(part.feature),
                effect=round(part.effect, 4),
                text=_text(part, topics),
                start=start,
                end=end,
                quote=quote,
            )
        )
    return reasons


def _parts(features: Features, weights: Weights) -> list[_Part]:
    sheet = Sheet.of([features], weights.names)
    effects = weights.effects(sheet)[0]
    by_subject: dict[str, list[int]] = {}
    for n, name in enumerate(weights.names):
        by_subject.setdefault(subject_of(name), []).append(n)
    parts = []
    for places in by_subject.values():
        total = float(effects[places].sum())
        leading = max(places, key=lambda n: (effects[n] * np.sign(total), -n))
        is_more = bool(sheet.cells[0, leading] > weights.mean[leading])
        parts.append(_Part(feature=weights.names[leading], effect=total, is_more=is_more))
    return parts


def _can_be_told(part: _Part) -> bool:
    """Say whether a part is worth a sentence: that a call is not about one of many topics is not."""
    return part.is_more or group_of(part.feature) != "topic"


def _text(part: _Part, topics: Mapping[str, str]) -> str:
    if group_of(part.feature) == "meaning":
        return GOOD_MEANING if part.effect > 0 else BAD_MEANING
    return sentence_of(part.feature, is_more=part.is_more, topics=topics)


def _place(part: _Part, rows: CallRows, weights: Weights) -> Place | None:
    """Return where a part can be heard; None where it is about the call as a whole or what it lacks."""
    find = _PLACES.get(group_of(part.feature))
    return find(part, rows, weights) if find else None


def _of_metric(part: _Part, rows: CallRows, weights: Weights) -> Place | None:
    name = part.feature.partition(":")[2]
    if name.startswith("sentiment_"):
        return _of_mood(part, rows, weights)
    metric = next((one for one in rows.metrics if one.name == name), None)
    if metric is None or metric.start is None or metric.end is None:
        return None
    inside = [one.text for one in rows.talk if metric.start <= one.start < metric.end]
    return metric.start, metric.end, metric.quote or (inside[0] if inside else "")


def _of_moment(part: _Part, rows: CallRows, weights: Weights) -> Place | None:  # noqa: ARG001 - as the others
    kind, _, rest = part.feature.partition(":")[2].partition(", ")
    own = [one for one in rows.moments if one.kind == kind and (rest in ("", "late") or one.role in rest)]
    if not own or not part.is_more:
        return None
    last = part.feature.endswith(LATE)
    shown = max(own, key=lambda one: (one.start if last else one.strength, -one.n))
    return shown.start, shown.end, shown.quote


def _of_exchange(part: _Part, rows: CallRows, weights: Weights) -> Place | None:  # noqa: ARG001 - as the others
    wanted = "good" if part.effect > 0 else "bad"
    own = [one for one in rows.exchanges if one.verdict == wanted]
    if not own:
        return None
    shown = max(own, key=lambda one: (one.strength, -one.n))
    return shown.quote_start, shown.quote_end, shown.quote


def _of_mood(part: _Part, rows: CallRows, weights: Weights) -> Place | None:  # noqa: ARG001 - as the others
    felt = {one.n: one.mood for one in rows.feelings}
    lines = [one for one in rows.customer if one.n in felt]
    if not lines:
        return None
    side = 1 if part.effect > 0 else -1
    return _of_line(max(lines, key=lambda one: (side * felt[one.n], one.n)))


def _of_talk(part: _Part, rows: CallRows, weights: Weights) -> Place | None:  # noqa: ARG001 - as the others
    role, _, what = part.feature.partition(":")[2].partition(" ")
    if what != "again" or not part.is_more:
        return None
    known, matrix = rows.lines.among([one for one in rows.talk if one.role == role])
    likeness = matrix @ matrix.T
    return _of_line(known[max(range(1, len(known)), key=lambda n: float(likeness[n, :n].max()))])


def _of_meaning(part: _Part, rows: CallRows, weights: Weights) -> Place | None:
    """Return the customer's line that adds most: the middle of lines is a sum of lines as well."""
    known, matrix = rows.lines.among([one for one in rows.customer if is_full(one.language)])
    if not known:
        return None
    first = int(len(known) * LAST)
    worth = np.zeros(len(known))
    for n, name in enumerate(weights.names):
        if group_of(name) != "meaning":
            continue
        dimension, is_late = name.partition(":")[2].removesuffix(LATE), name.endswith(LATE)
        begin = first if is_late else 0
        away = matrix[begin:, int(dimension)] - weights.mean[n]
        worth[begin:] += away * weights.weight[n] / weights.scale[n] / (len(known) - begin)
    return _of_line(known[int(np.argmax(worth if part.effect > 0 else -worth))])


def _of_line(segment: Segment) -> Place:
    return segment.start, segment.end, segment.text


_PLACES: Mapping[str, Callable[[_Part, CallRows, Weights], Place | None]] = {
    "metric": _of_metric,
    "moment": _of_moment,
    "exchange": _of_exchange,
    "mood": _of_mood,
    "talk": _of_talk,
    "meaning": _of_meaning,
}


def shares_of(weights: Weights) -> Sequence[tuple[str, float]]:
    """Return each matter's share of what moves the score, the largest first; they add up to 1."""
    sizes: dict[str, float] = {}
    for name, weight in zip(weights.names, weights.weight, strict=True):
        sizes[subject_of(name)] = sizes.get(subject_of(name), 0.0) + float(weight) ** 2
    total = sum(sizes.values()) or 1.0
    return sorted(((name, size / total) for name, size in sizes.items()), key=lambda one: (-one[1], one[0]))
