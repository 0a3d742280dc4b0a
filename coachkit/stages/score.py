"""Score: a card's criteria applied to one call, each with the place that shows it.

A score is a sum of points; a criterion without evidence is `not applicable` and leaves the sum.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.cues import CueList
from coachkit.models import Exchange, Metric, Score, ScorePoint, Segment
from coachkit.scorecards import Criterion, ScoreCard

PARTLY = (0.35, 0.65)
"""Shares of a criterion's points between which it counts as met partly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a card may look at in one call."""

    call_id: str
    segments: Sequence[Segment]
    metrics: Mapping[str, Metric]
    exchanges: Sequence[Exchange]
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
    reason: str
    place: tuple[float, float, str] | None = None
    """(start, end, quote)."""


def _place(segment: Segment) -> tuple[float, float, str]:
    return (segment.start, segment.end, segment.text)


def _balance(criterion: Criterion, evidence: Evidence) -> Finding:
    """Weigh cues for and against; a cue at the end of the window counts twice one at its beginning."""
    spoken = evidence.said_by(criterion)
    balance, weight, shown = 0.0, 0.0, []
    for i, segment in enumerate(spoken):
        pros = evidence.cues[criterion.in_favour].found_in(segment.text)
        cons = evidence.cues[criterion.against].found_in(segment.text)
        if pros or cons:
            late = 1 + (i + 1) / len(spoken)
            balance += late * (len(pros) - len(cons))
            weight += late * (len(pros) + len(cons))
            shown.append((len(pros) - len(cons), segment))
    if not weight:
        return Finding(share=None, reason=f"nothing the {criterion.role} said speaks for or against it")
    share = (balance / weight + 1) / 2
    side = 1 if share >= 0.5 else -1
    best = max(enumerate(shown), key=lambda item: (side * item[1][0], item[0]))[1][1]
    words = "speaks for it" if side > 0 else "speaks against it"
    return Finding(share=share, reason=f"what the {criterion.role} said {words}", place=_place(best))


def _present(criterion: Criterion, evidence: Evidence) -> Finding:
    spoken = evidence.said_by(criterion)
    if not spoken:
        return Finding(share=None, reason=f"the {criterion.role} says nothing in this part of the call")
    said = [s for s in spoken if evidence.cues[criterion.in_favour].found_in(s.text)]
    if said:
        return Finding(share=1.0, reason=f"the {criterion.role} says so", place=_place(said[-1]))
    return Finding(
        share=0.0, reason=f"the {criterion.role} says nothing of the kind", place=_place(spoken[-1])
    )


def _absent(criterion: Criterion, evidence: Evidence) -> Finding:
    spoken = evidence.said_by(criterion)
    if not spoken:
        return Finding(share=None, reason=f"the {criterion.role} says nothing in this part of the call")
    said = [s for s in spoken if evidence.cues[criterion.against].found_in(s.text)]
    if not said:
        return Finding(share=1.0, reason="nothing of the kind is said", place=_place(spoken[-1]))
    times = "once" if len(said) == 1 else f"{len(said)} times"
    return Finding(share=max(0.0, 1 - len(said) / 3), reason=f"it is said {times}", place=_place(said[0]))


def _metric(criterion: Criterion, evidence: Evidence) -> Finding:
    metric = evidence.metrics.get(criterion.metric)
    if metric is None or metric.value is None:
        return Finding(share=None, reason=metric.reason or "not measured" if metric else "not measured")
    value = metric.value
    inside = [low <= value <= high for low, high in (criterion.good, criterion.fair)]
    share = 1.0 if inside[0] else 0.5 if inside[1] else 0.0
    low, high = criterion.good
    reason = f"{metric.name} is {value:.2f} ({metric.unit}); good is {low:g} to {high:g}"
    return Finding(share=share, reason=reason, place=_metric_place(metric, criterion, evidence))


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
        return Finding(share=None, reason=what)
    good = sum(e.strength for e in clear if e.verdict == "good")
    share = good / sum(e.strength for e in clear)
    wanted = "good" if share >= 0.5 else "bad"
    shown = max((e for e in clear if e.verdict == wanted), key=lambda e: (e.strength, -e.n))
    return Finding(share=share, reason=shown.reason, place=(shown.quote_start, shown.quote_end, shown.quote))


RULES: Mapping[str, Callable[[Criterion, Evidence], Finding]] = {
    "balance": _balance,
    "present": _present,
    "absent": _absent,
    "metric": _metric,
    "exchanges": _exchanges,
}


def score_call(card: ScoreCard, evidence: Evidence) -> tuple[Score, list[ScorePoint]]:
    """Return the card's percentage for the call (None where nothing applied) and its points."""
    points = [_point(card.id, criterion, evidence) for criterion in card.criteria]
    applied = [point for point in points if point.verdict != "not applicable"]
    possible = sum(point.max_points for point in applied)
    reached = sum(point.points for point in applied)
    value = round(100 * reached / possible, 2) if possible else None
    score = Score(
        call_id=evidence.call_id, card=card.id, value=value, points=round(reached, 4), max_points=possible
    )
    return score, points


def _point(card: str, criterion: Criterion, evidence: Evidence) -> ScorePoint:
    finding = RULES[criterion.rule](criterion, evidence)
    share = finding.share
    start, end, quote = finding.place if finding.place else (None, None, None)
    low, high = PARTLY
    return ScorePoint(
        call_id=evidence.call_id,
        card=card,
        criterion=criterion.id,
        verdict=(
            "not applicable"
            if share is None
            else "met" if share > high else "partly" if share >= low else "missed"
        ),
        points=round(criterion.weight * (share or 0.0), 4),
        max_points=criterion.weight if share is not None else 0.0,
        reason=f"{criterion.title}: {finding.reason}",
        start=start,
        end=end,
        quote=quote,
    )  # fmt: skip
