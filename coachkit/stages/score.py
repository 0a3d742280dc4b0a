"""Score: a card's criteria applied to one call, each with the place that shows it.

A score is a sum of points; a criterion without evidence is `not applicable` and leaves the sum.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.cues import CueList
from coachkit.languages import is_full, name_of, unread_language
from coachkit.models import Exchange, Feeling, Metric, PointVerdict, Score, ScorePoint, Segment
from coachkit.mood import balance_of, segment_mood, segment_weight
from coachkit.scorecards import Criterion, ScoreCard

CLEAR_MOOD = 0.4
"""Balance of moods (-1 to 1) at which all points are given, or, below zero, none."""
PARTLY = (0.35, 0.65)
"""Shares of a criterion's points between which it counts as met partly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a card may look at in one call."""

    call_id: str
    segments: Sequence[Segment]
    metrics: Mapping[str, Metric]
    exchanges: Sequence[Exchange]
    feelings: Mapping[int, Feeling]
    """By `Segment.n`."""
    cues: Mapping[str, CueList]

    def said_by(self, criterion: Criterion) -> list[Segment]:
        """Return the criterion's side's segments in its part of the call."""
        last = max((s.end for s in self.segments), default=0.0)
        low, high = criterion.start * last, criterion.end * last
        return [s for s in self.segments if s.role == criterion.role and low <= (s.start + s.end) / 2 <= high]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule found: the share of the points (None: not applicable), why, and where."""

    share: float | None
    detail: str
    """What was found, for the reader: the words, the figure, or why it does not apply."""
    place: tuple[float, float, str] | None = None
    """(start, end, quote)."""


def _unread(spoken: Sequence[Segment]) -> Finding | None:
    """Return that a line does not apply as what it listens to is in another language, else None."""
    language = unread_language((s.language, s.text) for s in spoken)
    return Finding(share=None, detail=f"it is said in {name_of(language)}") if language else None


def _place(segment: Segment) -> tuple[float, float, str]:
    return (segment.start, segment.end, segment.text)


def _balance(criterion: Criterion, evidence: Evidence) -> Finding:
    """Weigh cues for and against; a cue at the end of the window counts twice one at its beginning."""
    spoken = evidence.said_by(criterion)
    if unread := _unread(spoken):
        return unread
    balance, weight = 0.0, 0.0
    shown: list[tuple[int, list[str], list[str], Segment]] = []
    for i, segment in enumerate(spoken):
        pros = evidence.cues[criterion.in_favour].said_in(segment)
        cons = evidence.cues[criterion.against].said_in(segment)
        if pros or cons:
            late = 1 + (i + 1) / len(spoken)
            balance += late * (len(pros) - len(cons))
            weight += late * (len(pros) + len(cons))
            shown.append((len(pros) - len(cons), pros, cons, segment))
    if not weight:
        return Finding(share=None, detail=f"the {criterion.role} says nothing for or against it")
    share = (balance / weight + 1) / 2
    side = 1 if share >= 0.5 else -1
    _, pros, cons, best = max(enumerate(shown), key=lambda item: (side * item[1][0], item[0]))[1]
    return Finding(share=share, detail=_quoted(pros if side > 0 else cons), place=_place(best))


def _mood(criterion: Criterion, evidence: Evidence) -> Finding:
    """Take the balance of the customer's moods, later ones more; ±`CLEAR_MOOD` is clear."""
    everything = evidence.said_by(criterion)
    if unread := _unread(everything):
        return unread
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
    telling = [side * mood * weight for mood, weight in moods]
    return Finding(share=share, detail="", place=_place(spoken[telling.index(max(telling))]))


def _quoted(phrases: Sequence[str]) -> str:
    return ", ".join(f"“{phrase}”" for phrase in dict.fromkeys(phrases))


def _present(criterion: Criterion, evidence: Evidence) -> Finding:
    spoken = evidence.said_by(criterion)
    if not spoken:
        return Finding(share=None, detail=f"the {criterion.role} says nothing in this part of the call")
    if unread := _unread(spoken):
        return unread
    cues = evidence.cues[criterion.in_favour]
    said = [s for s in spoken if cues.said_in(s)]
    if said:
        return Finding(share=1.0, detail=_quoted(cues.said_in(said[-1])), place=_place(said[-1]))
    return Finding(share=0.0, detail="", place=_place(spoken[-1]))


def _absent(criterion: Criterion, evidence: Evidence) -> Finding:
    spoken = evidence.said_by(criterion)
    if not spoken:
        return Finding(share=None, detail=f"the {criterion.role} says nothing in this part of the call")
    if unread := _unread(spoken):
        return unread
    cues = evidence.cues[criterion.against]
    said = [s for s in spoken if cues.said_in(s)]
    if not said:
        return Finding(share=1.0, detail="", place=_place(spoken[-1]))
    share = max(0.0, 1 - len(said) / 3)
    return Finding(share=share, detail=_quoted(cues.said_in(said[0])), place=_place(said[0]))


def _metric(criterion: Criterion, evidence: Evidence) -> Finding:
    metric = evidence.metrics.get(criterion.metric)
    if metric is None or metric.value is None:
        return Finding(share=None, detail=(metric and metric.reason) or "it was not measured")
    value = metric.value
    inside = [low <= value <= high for low, high in (criterion.good, criterion.fair)]
    share = 1.0 if inside[0] else 0.5 if inside[1] else 0.0
    low, high = criterion.good
    detail = (
        f"{_shown(value, metric.unit)}; good is {_shown(low, metric.unit)} to {_shown(high, metric.unit)}"
    )
    return Finding(share=share, detail=detail, place=_metric_place(metric, criterion, evidence))


def _shown(value: float, unit: str) -> str:
    return f"{value:.0%}" if unit == "share" else f"{value:.0f} s" if unit == "s" else f"{value:.2f}"


def _metric_place(
    metric: Metric, criterion: Criterion, evidence: Evidence
) -> tuple[float, float, str] | None:
    """Return where the metric can be heard: its own moment, else the side's last words."""
    if metric.start is not None and metric.end is not None:
        inside = [s for s in evidence.segments if metric.start <= s.start < metric.end]
        return (metric.start, metric.end, inside[0].text if inside else "")
    spoken = [s for s in evidence.segments if s.role == criterion.role]
    return _place(spoken[-1]) if spoken else None


def _exchanges(criterion: Criterion, evidence: Evidence) -> Finding:
    named = [e for e in evidence.exchanges if e.kind == criterion.mention]
    clear = [e for e in named if e.verdict != "neutral"]
    if not clear:
        what = "no clear reaction" if named else f"no {criterion.mention} was named"
        return Finding(share=None, detail=what)
    good = sum(e.strength for e in clear if e.verdict == "good")
    share = good / sum(e.strength for e in clear)
    wanted = "good" if share >= 0.5 else "bad"
    shown = max((e for e in clear if e.verdict == wanted), key=lambda e: (e.strength, -e.n))
    return Finding(share=share, detail=shown.name, place=(shown.quote_start, shown.quote_end, shown.quote))


RULES: Mapping[str, Callable[[Criterion, Evidence], Finding]] = {
    "balance": _balance,
    "mood": _mood,
    "present": _present,
    "absent": _absent,
    "metric": _metric,
    "exchanges": _exchanges,
}


def score_call(card: ScoreCard, evidence: Evidence) -> tuple[Score, list[ScorePoint]]:
    """Return the card's percentage for the call and its points.

    The percentage is None where nothing applied, or where most of the talk is in another language than
    English: the few lines that apply in every language (who speaks how much) are no judgement of a call.
    """
    points = [_point(card.id, criterion, evidence) for criterion in card.criteria]
    applied = [point for point in points if point.verdict != "not applicable"]
    possible = sum(point.max_points for point in applied)
    reached = sum(point.points for point in applied)
    is_read = unread_language((s.language, s.text) for s in evidence.segments) is None
    value = round(100 * reached / possible, 2) if possible and is_read else None
    score = Score(
        call_id=evidence.call_id, card=card.id, value=value, points=round(reached, 2), max_points=possible
    )
    return score, points


def _point(card: str, criterion: Criterion, evidence: Evidence) -> ScorePoint:
    finding = RULES[criterion.rule](criterion, evidence)
    verdict = _verdict(finding.share)
    start, end, quote = finding.place if finding.place else (None, None, None)
    return ScorePoint(
        call_id=evidence.call_id,
        card=card,
        criterion=criterion.id,
        verdict=verdict,
        points=round(criterion.weight * (finding.share or 0.0), 2),
        max_points=criterion.weight if finding.share is not None else 0.0,
        reason=_reason(criterion, verdict, finding.detail),
        start=start,
        end=end,
        quote=quote,
    )


def _verdict(share: float | None) -> PointVerdict:
    if share is None:
        return "not applicable"
    low, high = PARTLY
    return "met" if share > high else "partly" if share >= low else "missed"


def _reason(criterion: Criterion, verdict: PointVerdict, detail: str) -> str:
    told = {
        "met": criterion.met,
        "partly": f"Partly: {criterion.met[0].lower()}{criterion.met[1:]}",
        "missed": criterion.missed,
        "not applicable": f"Does not apply ({criterion.title[0].lower()}{criterion.title[1:]})",
    }[verdict]
    return f"{told}: {detail}" if detail else told
