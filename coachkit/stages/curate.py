"""Curate: good and bad playlists for every competitor, feature, tracker and topic, filled by themselves.

A call gives each list at most two clips, and a list never holds the same words twice.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz

from coachkit.config import PlaylistSettings
from coachkit.models import (
    Clip,
    Dispute,
    GradeLetter,
    Highlight,
    Playlist,
    SubjectKind,
    Verdict,
)

PER_CALL = 2
"""A list holds at most this many clips of one call."""
SAME_WORDS = 85
"""Quotes at least this alike (rapidfuzz ratio, 0 to 100) are the same words, as in a second recording."""
Subject = tuple[SubjectKind, str]
Shown = Literal["good", "bad", "mixed"]
SHOWN: Mapping[Verdict, Shown] = {"good": "good", "bad": "bad", "neutral": "mixed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class CallMaterial:
    """What curate needs of one call."""

    call_id: str
    highlights: Sequence[Highlight]
    topic: str | None
    """Title of the topic that the call is filed under."""
    grade: GradeLetter | None = None
    """How well the call can be heard; None: not graded, as it came as a transcript, and taken."""
    disputed: Sequence[Dispute] = ()
    """Objections to the call's score that are open or were granted: nothing is played that rests on them."""


@dataclass(slots=True, kw_only=True)
class _Candidates:
    """What a list may be filled from, and what it may not."""

    highlights: list[Highlight] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)
    """Calls that are hard to hear."""
    disputed: int = 0
    """Places that somebody disputes."""


def curate_playlists(
    calls: Iterable[CallMaterial], settings: PlaylistSettings
) -> tuple[list[Playlist], list[Clip]]:
    """Return all playlists (by kind, subject, verdict) and their clips (best first).

    Calls graded worse than `settings.min_grade` are left out, and places of which the score is disputed; a
    list says how many it would have had.
    """
    lists: dict[tuple[Subject, Shown], _Candidates] = defaultdict(_Candidates)
    for call in sorted(calls, key=lambda c: c.call_id):
        is_clear = call.grade is None or call.grade <= settings.min_grade  # "A" is less than "B"
        for one in call.highlights:
            subject = _subject(call, one)
            if subject is None:
                continue
            candidates = lists[subject, SHOWN[one.verdict]]
            if not is_clear:
                candidates.unclear.add(call.call_id)
            elif any(_rests_on(one, dispute) for dispute in call.disputed):
                candidates.disputed += 1
            else:
                candidates.highlights.append(one)

    playlists: list[Playlist] = []
    clips: list[Clip] = []
    for (subject, verdict), candidates in sorted(lists.items(), key=lambda item: item[0]):
        if candidates.highlights:
            playlist = _playlist(subject, verdict, candidates)
            playlists.append(playlist)
            chosen = _choose(candidates.highlights, settings.max_clips)
            clips.extend(_clip(playlist.id, n, subject[1], one) for n, one in enumerate(chosen))
    return playlists, clips


def _rests_on(highlight: Highlight, dispute: Dispute) -> bool:
    """Say whether a highlight shows a disputed line of a score card, or the place that is its evidence."""
    if (highlight.card, highlight.name) == (dispute.card, dispute.criterion):
        return True
    if dispute.start is None or dispute.end is None:
        return False
    return highlight.quote_start < dispute.end and dispute.start < highlight.quote_end


def _subject(call: CallMaterial, highlight: Highlight) -> Subject | None:
    """Return what a highlight is about; None where its call is under no topic."""
    if highlight.kind != "point":
        return highlight.kind, highlight.name
    return ("topic", call.topic) if call.topic else None


def _choose(highlights: Sequence[Highlight], most: int) -> list[Highlight]:
    """Return the strongest: a few of each call, no overlaps, no words twice."""
    chosen: list[Highlight] = []
    for one in sorted(highlights, key=lambda h: (-h.score, h.call_id, h.start, h.end)):
        if len(chosen) == most:
            break
        own = [h for h in chosen if h.call_id == one.call_id]
        repeats = any(fuzz.ratio(one.quote, h.quote) >= SAME_WORDS for h in chosen)
        overlaps = any(one.start < h.end and h.start < one.end for h in own)
        if len(own) < PER_CALL and not repeats and not overlaps:
            chosen.append(one)
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


def _clip(playlist_id: str, n: int, subject: str, highlight: Highlight) -> Clip:
    return Clip(
        playlist_id=playlist_id,
        n=n,
        call_id=highlight.call_id,
        start=highlight.start,
        end=highlight.end,
        reason=highlight.reason,
        score=highlight.score,
        quote=highlight.quote,
        subject=subject,
        verdict=highlight.verdict,
        quote_start=highlight.quote_start,
        quote_end=highlight.quote_end,
        moments=highlight.moments,
    )
