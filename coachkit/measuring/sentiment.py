"""How the customer feels over the call: by thirds, turn by turn, and the lowest and highest point.

Only the customer's words count; an agent's tone is not judged. A mood is what the words and the stored
feeling of a line say together (`coachkit.mood`); lines count by their words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal

from coachkit.conversation import words_of
from coachkit.cues import built_in_cues
from coachkit.measuring.figure import Figure, Figures
from coachkit.measuring.talk import Talk
from coachkit.models import Feeling, Segment
from coachkit.mood import segment_mood

Trend = Literal["improving", "worsening", "steady"]
TREND = 0.15
"""From this change of mood on (of -2 to 2) the trend is named; less is steady."""
POINT_WORDS = 3
"""A line of fewer words ("No.", "Okay then") is no lowest or highest point."""
THIRDS = ("start", "middle", "end")
TOO_SHORT = f"the customer says no line of {POINT_WORDS} words or more"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeltLine:
    """A line of the customer's with its mood, -1 to 1."""

    segment: Segment
    mood: float
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeltTurn:
    """A turn of the customer's with its mood, -1 to 1."""

    start: float
    end: float
    mood: float
    text: str


def sentiment_figures(talk: Talk, feelings: Sequence[Feeling]) -> Figures:
    """Return the customer's mood by thirds of the conversation, its change, and its extremes."""
    felt = felt_lines(talk, feelings)
    length = talk.end - talk.start
    found: dict[str, Figure] = {}
    for place, third in enumerate(THIRDS):
        low = talk.start + length * place / 3
        high = talk.start + length * (place + 1) / 3 if place < 2 else float("inf")
        inside = [
            one
            for one in felt
            if (low if place else float("-inf")) <= (one.segment.start + one.segment.end) / 2 < high
        ]
        found[f"sentiment_{third}"] = _mean(inside, third)
    return {**found, "sentiment_change": _change(found), **_points(felt)}


def felt_lines(talk: Talk, feelings: Sequence[Feeling]) -> list[FeltLine]:
    """Return the customer's lines that have a feeling and any words, in order."""
    by_number = {feeling.n: feeling for feeling in feelings}
    lines = [(s, len(words_of(s.text))) for s in talk.segments if s.role == "customer" and s.n in by_number]
    cues = built_in_cues()
    return [
        FeltLine(segment=s, mood=segment_mood(s, by_number, cues), words=words) for s, words in lines if words
    ]


def felt_turns(talk: Talk, feelings: Sequence[Feeling]) -> list[FeltTurn]:
    """Return the customer's turns with their moods, in order; turns without a feeling are left out."""
    lines = {one.segment.n: one for one in felt_lines(talk, feelings)}
    found = []
    for turn in talk.turns_by("customer"):
        own = [lines[n] for n in turn.segments if n in lines]
        if own:
            mood = fmean([one.mood for one in own], weights=[one.words for one in own])
            found.append(FeltTurn(start=turn.start, end=turn.end, mood=mood, text=turn.text))
    return found


def trend_of(change: float) -> Trend:
    """Name a change of mood from the first third to the last (labels as in Medallia)."""
    return "improving" if change >= TREND else "worsening" if change <= -TREND else "steady"


def _mean(lines: Sequence[FeltLine], third: str) -> Figure:
    if not lines:
        where = "in the middle" if third == "middle" else f"at the {third}"
        return Figure(value=None, reason=f"the customer says nothing {where}")
    return Figure(value=fmean([one.mood for one in lines], weights=[one.words for one in lines]))


def _change(thirds: Mapping[str, Figure]) -> Figure:
    start, end = thirds["sentiment_start"], thirds["sentiment_end"]
    if start.value is None or end.value is None:
        return Figure(value=None, reason=start.reason or end.reason)
    return Figure(value=end.value - start.value)


def _points(felt: Sequence[FeltLine]) -> Figures:
    lines = [one for one in felt if one.words >= POINT_WORDS]
    if not lines:
        return dict.fromkeys(("sentiment_lowest", "sentiment_highest"), Figure(value=None, reason=TOO_SHORT))
    return {
        "sentiment_lowest": _point(min(lines, key=lambda one: (one.mood, one.segment.n))),
        "sentiment_highest": _point(max(lines, key=lambda one: (one.mood, -one.segment.n))),
    }


def _point(line: FeltLine) -> Figure:
    segment = line.segment
    return Figure(value=line.mood, start=segment.start, end=segment.end, quote=segment.text)
