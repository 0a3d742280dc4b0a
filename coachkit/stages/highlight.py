"""Highlight: the stretches of a call that are worth playing, on the bounds that a clip of them has.

Every playlist is filled from these, so what a clip shows is worked out once, when its call changes, and
filling a list never reads a transcript.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coachkit.clip_bounds import fit_clip
from coachkit.config import PlaylistSettings
from coachkit.models import Exchange, Highlight, Label, Moment, ScorePoint, TopicPassage, Turn, Word

POINTS = 2
"""At most this many lines of the score card show why a call went as it did."""
LABEL_STRENGTH = 0.3
"""Score of a highlight that is good or bad only because its call is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the highlights of a call are worked out from."""

    duration: float
    turns: Sequence[Turn]
    """Of the conversation, in order."""
    words: Sequence[Word]
    """Of all channels; none where the call came as a transcript."""
    exchanges: Sequence[Exchange]
    points: Sequence[ScorePoint]
    """Of the card that labels calls."""
    label: Label | None
    moments: Sequence[Moment]
    topics: Sequence[TopicPassage]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    start: float
    end: float


def highlights_of(heard: Heard, settings: PlaylistSettings) -> list[Highlight]:
    """Return the highlights of a call: its exchanges in order, then the telling lines of its score."""
    found = [_exchange(one, heard, settings) for one in heard.exchanges]
    found += [_point(one, heard, settings) for one in _telling(heard)]
    return [replace(one, n=n) for n, one in enumerate(found)]


def _exchange(exchange: Exchange, heard: Heard, settings: PlaylistSettings) -> Highlight:
    shown = _stretch(exchange, settings.max_seconds)
    start, end = fit_clip(heard.turns, shown.start, shown.end, settings, duration=heard.duration)
    return Highlight(
        call_id=exchange.call_id,
        n=0,
        kind=exchange.kind,
        name=exchange.name,
        verdict=exchange.verdict,
        start=start,
        end=end,
        reason=exchange.reason,
        score=exchange.strength,
        quote=exchange.quote,
        quote_start=exchange.quote_start,
        quote_end=exchange.quote_end,
        prompt=exchange.prompt,
        exchange=exchange.n,
        topic=_topic(heard.topics, exchange.start, exchange.end),
        moments=_within(heard.moments, start, end),
    )


def _stretch(exchange: Exchange, longest: float) -> _Span:
    """Return what a clip shows of an exchange: all; else to the reaction; else the reply and the reaction.

    A clip without the reaction would not show why it is in its list.
    """
    if exchange.end - exchange.start <= longest:
        return _Span(start=exchange.start, end=exchange.end)
    reply = exchange.reply_start
    if exchange.quote_end - exchange.start > longest and reply is not None and reply < exchange.quote_start:
        return _Span(start=reply, end=exchange.quote_end)
    return _Span(start=exchange.start, end=max(exchange.quote_end, exchange.prompt_end))


def _telling(heard: Heard) -> list[ScorePoint]:
    """Return the lines that show best why the call is good or bad: those of most points, with evidence."""
    if heard.label is None or heard.label.label not in ("good", "bad"):
        return []
    wanted = "met" if heard.label.label == "good" else "missed"
    points = [p for p in heard.points if p.verdict == wanted and p.quote and p.start is not None]
    return sorted(points, key=lambda p: (-p.max_points, p.criterion))[:POINTS]


def _point(point: ScorePoint, heard: Heard, settings: PlaylistSettings) -> Highlight:
    label = heard.label
    if label is None or label.label is None or point.start is None or point.end is None or not point.quote:
        raise ValueError(f"the line {point.criterion} of call {point.call_id} has no evidence to play")
    start, end = fit_clip(heard.turns, point.start, point.end, settings, duration=heard.duration)
    return Highlight(
        call_id=point.call_id,
        n=0,
        kind="point",
        name=point.criterion,
        verdict=label.label,
        start=start,
        end=end,
        reason=f"{point.reason} ({label.reason})",
        score=round(LABEL_STRENGTH + point.max_points / 100, 4),
        quote=point.quote,
        quote_start=point.start,
        quote_end=point.end,
        card=point.card,
        topic=next((one.topic_id for one in heard.topics if one.is_main), None),
        moments=_within(heard.moments, start, end),
    )


def _topic(topics: Iterable[TopicPassage], start: float, end: float) -> str | None:
    """Return the topic that is talked about there, else that of the call."""
    del start, end
    return next((one.topic_id for one in topics if one.is_main), None)


def _within(moments: Iterable[Moment], start: float, end: float) -> tuple[str, ...]:
    held = sorted((one.start, one.kind) for one in moments if start <= (one.start + one.end) / 2 <= end)
    return tuple(dict.fromkeys(kind for _, kind in held))
