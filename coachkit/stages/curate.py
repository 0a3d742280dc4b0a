"""Curate: good and bad playlists for every competitor, feature, tracker and topic, filled by themselves.

A clip is a whole exchange on turn bounds, with the reason why it is in the list; a call gives each
list at most two clips, and a list never holds the same words twice.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from coachkit.config import PlaylistSettings
from coachkit.models import (
    Clip,
    Exchange,
    GradeLetter,
    Label,
    Playlist,
    ScorePoint,
    SubjectKind,
    Turn,
    Verdict,
)

PER_CALL = 2
"""A list holds at most this many clips of one call."""
SAME_WORDS = 85
"""Quotes at least this alike (rapidfuzz ratio, 0 to 100) are the same words, as in a second recording."""
LABEL_STRENGTH = 0.3
"""Score of a clip that is good or bad only because its call is."""
Subject = tuple[SubjectKind, str]
Shown = Literal["good", "bad", "mixed"]
SHOWN: Mapping[Verdict, Shown] = {"good": "good", "bad": "bad", "neutral": "mixed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMaterial:
    """What curate needs of one call."""

    call_id: str
    duration: float
    turns: Sequence[Turn]
    exchanges: Sequence[Exchange]
    points: Sequence[ScorePoint]
    label: Label
    topic: str | None
    """Label of the topic that the call is filed under."""
    grade: GradeLetter | None = None
    """How well the call can be heard; None: not graded, as it came as a transcript, and taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A candidate for a clip."""

    subject: Subject
    verdict: Verdict
    call_id: str
    start: float
    end: float
    reason: str
    score: float
    quote: str


def curate_playlists(
    calls: Iterable[CallMaterial], settings: PlaylistSettings
) -> tuple[list[Playlist], list[Clip]]:
    """Return all playlists (by kind, subject, verdict) and their clips (best first).

    Calls graded worse than `settings.min_grade` are left out; a list says how many it would have had.
    """
    by_list: dict[tuple[Subject, Shown], list[Moment]] = defaultdict(list)
    left_out: dict[tuple[Subject, Shown], set[str]] = defaultdict(set)
    for call in sorted(calls, key=lambda c: c.call_id):
        is_clear = call.grade is None or call.grade <= settings.min_grade  # "A" is less than "B"
        for moment in _moments(call, settings):
            place = moment.subject, SHOWN[moment.verdict]
            if is_clear:
                by_list[place].append(moment)
            else:
                left_out[place].add(call.call_id)
    playlists: list[Playlist] = []
    clips: list[Clip] = []
    for (subject, verdict), moments in sorted(by_list.items(), key=lambda item: item[0]):
        playlist = _playlist(subject, verdict, left_out=len(left_out[subject, verdict]))
        playlists.append(playlist)
        clips.extend(_clip(playlist.id, n, m) for n, m in enumerate(_choose(moments, settings.max_clips)))
    return playlists, clips


def _moments(call: CallMaterial, settings: PlaylistSettings) -> Iterable[Moment]:
    for exchange in call.exchanges:
        yield _exchange_moment(call, exchange, settings)
    if call.topic and call.label.label in ("good", "bad"):
        yield from _topic_moments(call, call.topic, call.label.label, settings)


def _exchange_moment(call: CallMaterial, exchange: Exchange, settings: PlaylistSettings) -> Moment:
    start, end = fit_clip(call, exchange.start, exchange.end, settings)
    return Moment(
        subject=(exchange.kind, exchange.name),
        verdict=exchange.verdict,
        call_id=call.call_id,
        start=start,
        end=end,
        reason=exchange.reason,
        score=exchange.strength,
        quote=exchange.quote,
    )


def _topic_moments(
    call: CallMaterial, topic: str, verdict: Verdict, settings: PlaylistSettings
) -> Iterable[Moment]:
    """Yield the places that show best why the call is good or bad: its telling score points."""
    wanted = "met" if verdict == "good" else "missed"
    points = [p for p in call.points if p.verdict == wanted and p.quote and p.start is not None]
    for point in sorted(points, key=lambda p: (-p.max_points, p.criterion))[:PER_CALL]:
        assert point.start is not None and point.end is not None and point.quote is not None  # noqa: S101, PT018
        start, end = fit_clip(call, point.start, point.end, settings)
        yield Moment(
            subject=("topic", topic),
            verdict=verdict,
            call_id=call.call_id,
            start=start,
            end=end,
            reason=f"{point.reason} ({call.label.reason})",
            score=round(LABEL_STRENGTH + point.max_points / 100, 4),
            quote=point.quote,
        )


def fit_clip(call: CallMaterial, start: float, end: float, settings: PlaylistSettings) -> tuple[float, float]:
    """Widen [start, end] to whole turns with the turn that leads in, then keep it within the limits.

    Too short clips take in following and preceding turns; too long ones lose turns at the far end.
    Only a single turn longer than the limit is cut inside.
    """
    touched = [i for i, t in enumerate(call.turns) if t.end > start and t.start < end]
    if not touched:
        return _bounded(start, end, call.duration, settings)
    first, last = touched[0], touched[-1]
    while last > first and _length(call.turns, first, last) > settings.max_seconds:
        last -= 1
    grow_back = True
    while _length(call.turns, first, last) < settings.min_seconds:
        if grow_back and first > 0:
            first -= 1
        elif last + 1 < len(call.turns):
            last += 1
        elif first > 0:
            first -= 1
        else:
            break
        grow_back = not grow_back
    return _bounded(
        call.turns[first].start, max(t.end for t in call.turns[first : last + 1]), call.duration, settings
    )


def _length(turns: Sequence[Turn], first: int, last: int) -> float:
    return max(t.end for t in turns[first : last + 1]) - turns[first].start


def _bounded(start: float, end: float, duration: float, settings: PlaylistSettings) -> tuple[float, float]:
    end = min(end, start + settings.max_seconds)
    if end - start < settings.min_seconds:
        end = min(duration, start + settings.min_seconds)
        start = max(0.0, end - settings.min_seconds)
    return round(start, 3), round(end, 3)


def _choose(moments: Sequence[Moment], most: int) -> list[Moment]:
    """Return the strongest moments: a few of each call, no overlaps, no words twice."""
    chosen: list[Moment] = []
    for moment in sorted(moments, key=lambda m: (-m.score, m.call_id, m.start)):
        own = [m for m in chosen if m.call_id == moment.call_id]
        overlaps = any(moment.start < m.end and m.start < moment.end for m in own)
        repeats = any(fuzz.ratio(moment.quote, m.quote) >= SAME_WORDS for m in chosen)
        if len(chosen) < most and len(own) < PER_CALL and not overlaps and not repeats:
            chosen.append(moment)
    return chosen


TITLES = {
    ("competitor", "good"): "{subject}: replies that customers take well",
    ("competitor", "bad"): "{subject}: replies that do not satisfy",
    ("competitor", "mixed"): "{subject}: no clear reaction",
    ("feature", "good"): "{subject}: it goes well",
    ("feature", "bad"): "{subject}: it goes badly",
    ("feature", "mixed"): "{subject}: no clear reaction",
    ("tracker", "good"): "{subject}: replies that customers take well",
    ("tracker", "bad"): "{subject}: replies that do not satisfy",
    ("tracker", "mixed"): "{subject}: no clear reaction",
    ("topic", "good"): "“{subject}”: calls that go well",
    ("topic", "bad"): "“{subject}”: calls that go badly",
}
DESCRIPTIONS = {
    "competitor": "What customers say about {subject}, what we answer, and how they take it.",
    "feature": "What customers say about {subject}, what we do, and how they take it.",
    "tracker": "What is said where “{subject}” is found, what we answer, and how customers take it.",
    "topic": "The places that show best why these calls went as they did.",
}


def _playlist(subject: Subject, shown: Shown, *, left_out: int) -> Playlist:
    kind, name = subject
    description = DESCRIPTIONS[kind].format(subject=name)
    if left_out:
        description += f" Left out as hard to hear: {left_out} call{'' if left_out == 1 else 's'}."
    title = TITLES[kind, shown].format(subject=name)
    return Playlist(
        id=f"{kind}-{slug(name)}-{shown}",
        kind=kind,
        subject=name,
        verdict=shown,
        title=title[0].upper() + title[1:],
        description=description,
    )


def slug(text: str) -> str:
    """Return `text` as lower-case letters, digits and hyphens, in any script ("Zen Lane" → "zen-lane")."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", "-", plain).strip("-") or "unnamed"


def _clip(playlist_id: str, n: int, moment: Moment) -> Clip:
    return Clip(
        playlist_id=playlist_id,
        n=n,
        call_id=moment.call_id,
        start=moment.start,
        end=moment.end,
        reason=moment.reason,
        score=moment.score,
        quote=moment.quote,
    )
