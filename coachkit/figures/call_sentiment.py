"""How the customer felt over one call, turn by turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from coachkit.measuring.sentiment import FeltTurn, Trend, felt_turns, trend_of
from coachkit.measuring.talk import talk_in
from coachkit.models import Call, Feeling, Metric, Segment, SoundSpan
from coachkit.store.library import Library

WIDEST = 60
"""Bars of a picture at most; more turns are joined."""
_BARS = "▁▂▃▄▅▆▇█"
_REACH = 0.6
"""Moods beyond this, either way, are drawn as far as it goes: most of a talk is within ±0.3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSentiment:
    """The customer's mood by turns and thirds, with its lowest and highest line. Moods are -1 to 1."""

    call_id: str
    start: float | None
    middle: float | None
    end: float | None
    change: float | None
    trend: Trend | None
    reason: str | None
    """Why there is no trend."""
    lowest: Metric | None
    """With place and quote; None where no line is long enough."""
    highest: Metric | None
    turns: tuple[FeltTurn, ...]


def call_sentiment(library: Library, call: Call) -> CallSentiment:
    """Return how the customer felt over a call, from what is stored."""
    metrics = {one.name: one for one in library.rows(Metric, call_id=call.id)}
    segments = library.rows(Segment, call_id=call.id)
    talk = talk_in(segments, library.rows(SoundSpan, call_id=call.id), duration=call.duration)
    turns = felt_turns(talk, library.rows(Feeling, call_id=call.id))
    values = {name: one.value for name, one in metrics.items()}
    change = metrics.get("sentiment_change")
    known = change is not None and change.value is not None
    return CallSentiment(
        call_id=call.id,
        start=values.get("sentiment_start"),
        middle=values.get("sentiment_middle"),
        end=values.get("sentiment_end"),
        change=values.get("sentiment_change"),
        trend=trend_of(change.value) if change and change.value is not None else None,
        reason=None
        if known
        else (change and change.reason) or "it is not measured yet; `coachkit build` does",
        lowest=_point(metrics.get("sentiment_lowest")),
        highest=_point(metrics.get("sentiment_highest")),
        turns=tuple(turns) if _is_read(metrics) else (),
    )


def _point(metric: Metric | None) -> Metric | None:
    return metric if metric is not None and metric.value is not None else None


def _is_read(metrics: dict[str, Metric]) -> bool:
    """Say whether the customer's words are listened to: no third is known of a language that is not."""
    return any(
        metrics[name].value is not None
        for name in ("sentiment_start", "sentiment_middle", "sentiment_end")
        if name in metrics
    )


def picture(moods: Sequence[float]) -> str:
    """Return moods as a line of bars, one a turn; ▁ is displeased and █ pleased."""
    edges = [round(place * len(moods) / WIDEST) for place in range(WIDEST + 1)]
    joined = [sum(moods[a:b]) / (b - a) for a, b in pairwise(edges)] if len(moods) > WIDEST else list(moods)
    top = len(_BARS) - 1
    return "".join(
        _BARS[round(top * (min(max(mood, -_REACH), _REACH) + _REACH) / 2 / _REACH)] for mood in joined
    )
