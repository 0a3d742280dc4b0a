"""The moments of a call that a lead wants to hear: which kinds, and what they are called in a word or two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from coachkit.briefs.quoting import cut_quote
from coachkit.models import Moment, MomentKind, Role, Verdict
from coachkit.store.library import Library

TELLING: Mapping[MomentKind, str] = {
    "reason": "why they call",
    "objection": "objection",
    "competitor": "competitor",
    "feature_asked": "asks about a feature",
    "feature_failing": "something fails",
    "price": "price",
    "frustration": "annoyed",
    "praise": "praise",
    "empathy": "understanding",
    "apology": "apology",
    "hold": "on hold",
    "dead_air": "silence",
    "overtalk": "talks over",
    "monologue": "long monologue",
    "promise": "promise",
    "next_step": "next step",
    "escalation": "escalation",
    "resolution": "settled",
}
"""Greetings and the like are in every call, so they are left out."""
GOOD: frozenset[MomentKind] = frozenset({"praise", "resolution", "promise", "next_step", "empathy"})
BAD: frozenset[MomentKind] = frozenset(
    {"objection", "feature_failing", "frustration", "escalation", "dead_air", "overtalk", "monologue"}
)
MOST = 40
"""Moments that are listed, the surest; all are marked in the transcript."""
SHOWN_WORDS = 14
LEAD_IN = 1.0
"""Seconds that a moment plays before it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingMoment:
    """A moment as it is listed and drawn beside the sound."""

    kinds: tuple[MomentKind, ...]
    """Several where they are in the same words."""
    called: str
    """What they are called on the page, with the name where one is named."""
    role: Role
    start: float
    end: float
    plays_from: float
    quote: str
    rated_at: str
    """The time that is rated, for the form that rates it: what comes up there, or else the turn."""
    leans: Verdict
    """What such a moment is a sign of."""


def read_moments(library: Library, call_id: str) -> tuple[tuple[TellingMoment, ...], int]:
    """Return the moments of a call that are worth hearing, in order, and how many more there are.

    Those in the same words are told as one.
    """
    found = [one for one in library.rows(Moment, call_id=call_id) if one.kind in TELLING]
    ordered = sorted(found, key=lambda one: (one.start, one.n))
    grouped = groupby(ordered, key=lambda one: (one.segment, one.role, round(one.start)))
    places = [list(same) for _, same in grouped]
    surest = sorted(places, key=lambda same: -max(one.strength for one in same))[:MOST]
    shown = sorted(surest, key=lambda same: (same[0].start, same[0].n))
    return tuple(map(_told, shown)), len(places) - len(shown)


def _told(same: Sequence[Moment]) -> TellingMoment:
    longest = max(same, key=lambda one: (one.end, -one.n))
    kinds = [one.kind for one in same]
    called = (f"{TELLING[one.kind]}{f': {one.name}' if one.name else ''}" for one in same)
    start = same[0].start
    return TellingMoment(
        kinds=tuple(dict.fromkeys(kinds)),
        called=", ".join(dict.fromkeys(called)),
        role=longest.role,
        start=start,
        end=longest.end,
        plays_from=max(0.0, start - LEAD_IN),
        rated_at=f"{start:.2f}",
        quote=cut_quote(longest.quote, SHOWN_WORDS),
        leans="bad" if BAD.intersection(kinds) else "good" if GOOD.intersection(kinds) else "neutral",
    )
