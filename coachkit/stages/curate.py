"""Curate: good and bad playlists for every competitor, feature, tracker and topic, filled by themselves.

A clip is a whole exchange on turn bounds, with the reason why it is in the list; a call gives each
list at most two clips, and a list never holds the same words twice. Turns are read only of calls that may
give a clip: a change to one call must not cost a reading of all transcripts.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from rapidfuzz import fuzz

from coachkit.clip_bounds import fit_clip
from coachkit.config import PlaylistSettings
from coachkit.models import (
    Clip,
    Dispute,
    GradeLetter,
    Label,
    Playlist,
    ScorePoint,
    ShownExchange,
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
    exchanges: Sequence[ShownExchange]
    points: Sequence[ScorePoint]
    label: Label
    topic: str | None
    """Label of the topic that the call is filed under."""
    grade: GradeLetter | None = None
    """How well the call can be heard; None: not graded, as it came as a transcript, and taken."""
    disputed: Sequence[Dispute] = ()
    """Objections to the call's score that are open or were granted: nothing is played that rests on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A candidate for a clip; `start` and `end` are those of what it shows, before it is fitted to turns."""

    subject: Subject
    verdict: Verdict
    call_id: str
    start: float
    end: float
    reason: str
    score: float
    quote: str
    point: tuple[str, str] | None = None
    """Card and criterion of the score point that it shows, where it shows one."""


@dataclass(slots=True, kw_only=True)
class _Candidates:
    """What a list may be filled from, and what it may not."""

    moments: list[Moment] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)
    """Calls that are hard to hear."""
    disputed: int = 0
    """Places that somebody disputes."""


TurnsOf = Callable[[str], Sequence[Turn]]
"""Gives the turns of a call by its id."""


def curate_playlists(
    calls: Iterable[CallMaterial], settings: PlaylistSettings, *, turns_of: TurnsOf
) -> tuple[list[Playlist], list[Clip]]:
    """Return all playlists (by kind, subject, verdict) and their clips (best first).

    Calls graded worse than `settings.min_grade` are left out, and places of which the score is disputed; a
    list says how many it would have had.
    """
    lists: dict[tuple[Subject, Shown], _Candidates] = defaultdict(_Candidates)
    durations: dict[str, float] = {}
    for call in sorted(calls, key=lambda c: c.call_id):
        durations[call.call_id] = call.duration
        is_clear = call.grade is None or call.grade <= settings.min_grade  # "A" is less than "B"
        for moment in _moments(call, settings.max_seconds):
            candidates = lists[moment.subject, SHOWN[moment.verdict]]
            if not is_clear:
                candidates.unclear.add(call.call_id)
            elif any(_rests_on(moment, one) for one in call.disputed):
                candidates.disputed += 1
            else:
                candidates.moments.append(moment)

    def fit(moment: Moment) -> Moment:
        duration, turns = durations[moment.call_id], turns_of(moment.call_id)
        start, end = fit_clip(turns, moment.start, moment.end, settings, duration=duration)
        return replace(moment, start=start, end=end)

    playlists: list[Playlist] = []
    clips: list[Clip] = []
    for (subject, verdict), candidates in sorted(lists.items(), key=lambda item: item[0]):
        if candidates.moments:
            playlist = _playlist(subject, verdict, candidates)
            playlists.append(playlist)
            chosen = _choose(candidates.moments, settings.max_clips, fit)
            clips.extend(_clip(playlist.id, n, m) for n, m in enumerate(chosen))
    return playlists, clips


def _rests_on(moment: Moment, dispute: Dispute) -> bool:
    """Say whether a moment shows a disputed line of a score card, or the place that is its evidence."""
    if moment.point == (dispute.card, dispute.criterion):
        return True
    if dispute.start is None or dispute.end is None:
        return False
    return moment.start < dispute.end and dispute.start < moment.end


def _moments(call: CallMaterial, longest: float) -> Iterable[Moment]:
    for exchange in call.exchanges:
        yield _exchange_moment(call, exchange, longest)
    if call.topic and call.label.label in ("good", "bad"):
        yield from _topic_moments(call, call.topic, call.label.label)


def _exchange_moment(call: CallMaterial, exchange: ShownExchange, longest: float) -> Moment:
    start, end = _stretch(exchange, longest)
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


def _stretch(exchange: ShownExchange, longest: float) -> tuple[float, float]:
    """Return what a clip shows of an exchange: all; else to the reaction; else the reply and the reaction.

    A clip without the reaction would not show why it is in its list.
    """
    if exchange.end - exchange.start <= longest:
        return exchange.start, exchange.end
    reply = exchange.reply_start
    if exchange.quote_end - exchange.start > longest and reply is not None and reply < exchange.quote_start:
        return reply, exchange.quote_end
    return exchange.start, max(exchange.quote_end, exchange.prompt_end)


def _topic_moments(call: CallMaterial, topic: str, verdict: Verdict) -> Iterable[Moment]:
    """Yield the places that show best why the call is good or bad: its telling score points."""
    wanted = "met" if verdict == "good" else "missed"
    points = [p for p in call.points if p.verdict == wanted and p.quote and p.start is not None]
    for point in sorted(points, key=lambda p: (-p.max_points, p.criterion))[:PER_CALL]:
        assert point.start is not None and point.end is not None and point.quote is not None  # noqa: S101, PT018
        yield Moment(
            subject=("topic", topic),
            verdict=verdict,
            call_id=call.call_id,
            start=point.start,
            end=point.end,
            reason=f"{point.reason} ({call.label.reason})",
            score=round(LABEL_STRENGTH + point.max_points / 100, 4),
            quote=point.quote,
            point=(point.card, point.criterion),
        )


def _choose(moments: Sequence[Moment], most: int, fit: Callable[[Moment], Moment]) -> list[Moment]:
    """Return the strongest moments, fitted to turns: a few of each call, no overlaps, no words twice."""
    chosen: list[Moment] = []
    for moment in sorted(moments, key=lambda m: (-m.score, m.call_id, m.start, m.end)):
        if len(chosen) == most:
            break
        own = [m for m in chosen if m.call_id == moment.call_id]
        repeats = any(fuzz.ratio(moment.quote, m.quote) >= SAME_WORDS for m in chosen)
        if len(own) == PER_CALL or repeats:
            continue
        fitted = fit(moment)
        if not any(fitted.start < m.end and m.start < fitted.end for m in own):
            chosen.append(fitted)
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
    ("moment", "good"): "{subject}: replies that customers take well",
    ("moment", "bad"): "{subject}: replies that do not satisfy",
    ("moment", "mixed"): "{subject}: no clear reaction",
    ("topic", "good"): "“{subject}”: calls that go well",
    ("topic", "bad"): "“{subject}”: calls that go badly",
}
DESCRIPTIONS = {
    "competitor": "What customers say about {subject}, what we answer, and how they take it.",
    "feature": "What customers say about {subject}, what we do, and how they take it.",
    "tracker": "What is said where “{subject}” is found, what we answer, and how customers take it.",
    "moment": "{moment}, what we answer, and how they take it.",
    "topic": "The places that show best why these calls went as they did.",
}

MOMENTS = {
    "escalation": "Customers ask for somebody else",
    "objection": "Customers object",
    "feature_failing": "Customers say that something does not work",
    "feature_asked": "Customers ask for something that they miss",
    "price": "Customers speak of the price",
    "frustration": "Customers are frustrated",
    "question": "Customers ask a question",
}


def _playlist(subject: Subject, shown: Shown, candidates: _Candidates) -> Playlist:
    kind, name = subject
    description = DESCRIPTIONS[kind].format(subject=name, moment=MOMENTS.get(name))
    name = name.replace("_", " ") if kind == "moment" else name
    unclear, disputed = len(candidates.unclear), candidates.disputed
    if unclear:
        description += f" Left out as hard to hear: {unclear} call{'' if unclear == 1 else 's'}."
    if disputed:
        description += f" Left out as disputed: {disputed} place{'' if disputed == 1 else 's'}."
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
