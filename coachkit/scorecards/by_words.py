"""Rules on what one side says: phrases for and against something, and how the customer's words sound."""

from collections.abc import Sequence

from coachkit.languages import is_full
from coachkit.models import Segment
from coachkit.mood import balance_of, segment_mood, segment_weight
from coachkit.scorecards.card import Line
from coachkit.scorecards.evidence import Evidence, Finding, nobody, place_of, unread

CLEAR_MOOD = 0.4
"""Balance of moods (-1 to 1) at which all points are given, or, below zero, none."""
_SIDE = "customer"
"""Whose words count where a line does not say it."""


def balance(line: Line, evidence: Evidence) -> Finding:
    """Weigh cues for and against; a cue at the end of the window counts twice one at its beginning."""
    written = line.written
    spoken = evidence.spoken(written, role=_SIDE)
    if other := unread(spoken):
        return other
    total, weight = 0.0, 0.0
    shown: list[tuple[int, list[str], list[str], Segment]] = []
    for i, segment in enumerate(spoken):
        pros = evidence.cues[written.in_favour].said_in(segment)
        cons = evidence.cues[written.against].said_in(segment)
        if pros or cons:
            late = 1 + (i + 1) / len(spoken)
            total += late * (len(pros) - len(cons))
            weight += late * (len(pros) + len(cons))
            shown.append((len(pros) - len(cons), pros, cons, segment))
    if not weight:
        return Finding(share=None, detail=f"the {written.role or _SIDE} says nothing for or against it")
    share = (total / weight + 1) / 2
    side = 1 if share >= 0.5 else -1
    _, pros, cons, best = max(enumerate(shown), key=lambda item: (side * item[1][0], item[0]))[1]
    return Finding(share=share, detail=quoted(pros if side > 0 else cons), place=place_of(best))


def mood(line: Line, evidence: Evidence) -> Finding:
    """Take the balance of the customer's moods, later ones more; ±`CLEAR_MOOD` is clear."""
    everything = evidence.spoken(line.written, role=_SIDE)
    if other := unread(everything):
        return other
    spoken = [segment for segment in everything if is_full(segment.language)]
    moods = [
        (
            segment_mood(segment, evidence.feelings, evidence.cues),
            segment_weight(segment) * (1 + (i + 1) / len(spoken)),
        )
        for i, segment in enumerate(spoken)
    ]
    if not any(weight for _, weight in moods):
        return Finding(share=None, detail="the customer says nothing in this part of the call")
    share = min(1.0, max(0.0, 0.5 + balance_of(moods) / CLEAR_MOOD / 2))
    side = 1 if share >= 0.5 else -1
    telling = [side * one * weight for one, weight in moods]
    return Finding(share=share, place=place_of(spoken[telling.index(max(telling))]))


def present(line: Line, evidence: Evidence) -> Finding:
    """Give the points where a cue is said."""
    spoken = evidence.spoken(line.written, role=_SIDE)
    if not spoken:
        return nobody(line.written.role or _SIDE)
    if other := unread(spoken):
        return other
    cues = evidence.cues[line.written.in_favour]
    said = [s for s in spoken if cues.said_in(s)]
    if said:
        return Finding(share=1.0, detail=quoted(cues.said_in(said[-1])), place=place_of(said[-1]))
    return Finding(share=0.0, place=place_of(spoken[-1]), is_found=False)


def absent(line: Line, evidence: Evidence) -> Finding:
    """Give the points where no cue is said; each time that one is costs a third."""
    spoken = evidence.spoken(line.written, role=_SIDE)
    if not spoken:
        return nobody(line.written.role or _SIDE)
    if other := unread(spoken):
        return other
    cues = evidence.cues[line.written.against]
    said = [s for s in spoken if cues.said_in(s)]
    if not said:
        return Finding(share=1.0, place=place_of(spoken[-1]), is_found=False)
    share = max(0.0, 1 - len(said) / 3)
    return Finding(share=share, detail=quoted(cues.said_in(said[0])), place=place_of(said[0]))


def quoted(phrases: Sequence[str]) -> str:
    """Return phrases between quotation marks, each once."""
    return ", ".join(f"“{phrase}”" for phrase in dict.fromkeys(phrases))
