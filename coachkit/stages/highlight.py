"""Highlight: the stretches of a call that are worth playing, on the bounds that a clip of them has.

Every playlist is filled from these, so what a clip shows is worked out once, when its call changes, and
filling a list never reads a transcript.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from coachkit.clipping import Stretch, TimedTalk, cut_clip, stretch_around
from coachkit.config import PlaylistSettings
from coachkit.models import Exchange, Highlight, Label, Moment, Passage, ScorePoint, TopicPassage

POINTS = 2
"""At most this many lines of the score card show why a call went as it did."""
LABEL_STRENGTH = 0.3
"""Score of a highlight that is good or bad only because its call is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the highlights of a call are worked out from."""

    talk: TimedTalk
    """Who speaks when; menus and the like are in it as well."""
    exchanges: Sequence[Exchange]
    points: Sequence[ScorePoint]
    """Of the card that labels calls."""
    label: Label | None
    moments: Sequence[Moment]
    topics: Sequence[TopicPassage]
    passages: Sequence[Passage] = ()
    """Where what is filed under topics lies."""


def highlights_of(heard: Heard, settings: PlaylistSettings) -> list[Highlight]:
    """Return the highlights of a call: its exchanges in order, then the telling lines of its score."""
    found = [_exchange(one, heard, settings) for one in heard.exchanges]
    found += [_point(one, heard, settings) for one in _telling(heard)]
    return [replace(one, n=n) for n, one in enumerate(found)]


def _exchange(exchange: Exchange, heard: Heard, settings: PlaylistSettings) -> Highlight:
    clip = cut_clip(heard.talk, Stretch.of_exchange(exchange), settings)
    return Highlight(
        call_id=exchange.call_id,
        n=0,
        kind=exchange.kind,
        name=exchange.name,
        verdict=exchange.verdict,
        start=clip.start,
        end=clip.end,
        reason=exchange.reason,
        score=exchange.strength,
        quote=clip.quote,
        quote_start=clip.quote_start,
        quote_end=clip.quote_end,
        prompt=exchange.prompt,
        exchange=exchange.n,
        topic=_topic(heard, exchange.start, exchange.end),
        moments=_within(heard.moments, clip.start, clip.end),
    )


def _telling(heard: Heard) -> list[ScorePoint]:
    """Return the lines that show best why the call is good or bad: those of most points.

    Only those that can be heard: that nobody was angry is at no place of a call.
    """
    if heard.label is None or heard.label.label not in ("good", "bad"):
        return []
    wanted = "met" if heard.label.label == "good" else "missed"
    points = [
        p for p in heard.points if p.verdict == wanted and p.is_found and p.quote and p.start is not None
    ]
    return sorted(points, key=lambda p: (-p.max_points, p.criterion))[:POINTS]


def _point(point: ScorePoint, heard: Heard, settings: PlaylistSettings) -> Highlight:
    label = heard.label
    if label is None or label.label is None or point.start is None or point.end is None or not point.quote:
        raise ValueError(f"the line {point.criterion} of call {point.call_id} has no evidence to play")
    clip = cut_clip(heard.talk, stretch_around(heard.talk, point.quote, point.start, point.end), settings)
    return Highlight(
        call_id=point.call_id,
        n=0,
        kind="point",
        name=point.criterion,
        verdict=label.label,
        start=clip.start,
        end=clip.end,
        reason=f"{point.reason} ({label.reason})",
        score=round(LABEL_STRENGTH + point.max_points / 100, 4),
        quote=clip.quote,
        quote_start=clip.quote_start,
        quote_end=clip.quote_end,
        card=point.card,
        topic=_topic(heard, clip.quote_start, clip.quote_end),
        moments=_within(heard.moments, clip.start, clip.end),
    )


def _topic(heard: Heard, start: float, end: float) -> str | None:
    """Return the topic of the passage that has most of that stretch; else the one the call is filed under."""
    filed = {one.n: one.topic_id for one in heard.topics if one.topic_id is not None}
    shared = {one.n: min(one.end, end) - max(one.start, start) for one in heard.passages if one.n in filed}
    there = max(shared, key=lambda n: (shared[n], -n), default=None)
    if there is not None and shared[there] > 0:
        return filed[there]
    return next((one.topic_id for one in heard.topics if one.is_main), None)


def _within(moments: Iterable[Moment], start: float, end: float) -> tuple[str, ...]:
    held = sorted((one.start, one.kind) for one in moments if start <= (one.start + one.end) / 2 <= end)
    return tuple(dict.fromkeys(kind for _, kind in held))
