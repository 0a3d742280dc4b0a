"""Rules on what happens in a call: moments of some kind, and what a tracker finds."""

from coachkit.models import Moment
from coachkit.scorecards.card import Line
from coachkit.scorecards.evidence import Evidence, Finding, Place, nobody, place_of, share_for, unread

_IN_ANY_LANGUAGE = frozenset({"hold", "dead_air", "overtalk", "monologue"})
"""Kinds of moments that are found by who speaks when."""


def moments(line: Line, evidence: Evidence) -> Finding:
    """Give the points where moments of a kind happen as often as asked, in a part of the call."""
    written = line.written
    low, high = evidence.stretch(written)
    found = [
        m
        for m in evidence.moments
        if m.kind in written.kinds
        and written.role in (None, m.role)
        and m.strength >= written.strength
        and low <= (m.start + m.end) / 2 <= high
    ]
    best = max(found, key=lambda m: (m.strength, -m.n), default=None)
    is_heard = _IN_ANY_LANGUAGE.issuperset(written.kinds)
    return _judged(line, evidence, len(found), _place(best) if best else None, is_heard=is_heard)


def tracker(line: Line, evidence: Evidence) -> Finding:
    """Give the points where a tracker finds something in as many turns as asked, in a part of the call."""
    written = line.written
    low, high = evidence.stretch(written)
    found = [
        turn
        for turn in evidence.view.turns
        if written.tracker in turn.trackers
        and written.role in (None, turn.role)
        and low <= (turn.start + turn.end) / 2 <= high
    ]
    return _judged(line, evidence, len(found), evidence.words_of(found[0]) if found else None)


def _judged(
    line: Line, evidence: Evidence, count: int, place: Place | None, *, is_heard: bool = False
) -> Finding:
    """Return what so many finds are worth; without one the place is where it could have been."""
    spoken = evidence.spoken(line.written)
    if not spoken:
        return nobody(line.written.role)
    if not count and not is_heard and (other := unread(spoken)):
        return other
    share = share_for(count, line.written)
    times = "" if count < 2 else f"{count} times"
    return Finding(share=share, detail=times, place=place or place_of(spoken[-1]), is_found=bool(place))


def _place(moment: Moment) -> Place:
    return (moment.start, moment.end, moment.quote)
