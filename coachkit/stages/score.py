"""Score: a card's lines applied to one call, each with the place that shows it.

A score is a sum of points; a line without evidence is `not applicable` and leaves the sum.
"""

from collections.abc import Mapping

from coachkit.languages import unread_language
from coachkit.models import PointVerdict, Score, ScorePoint
from coachkit.scorecards import Evidence, Finding, Line, ScoreCard, is_for
from coachkit.scorecards.rules import find

PARTLY = (0.35, 0.67)
"""Shares of a line's points between which it counts as met partly."""


def score_call(
    card: ScoreCard, evidence: Evidence, *, is_main: bool = True
) -> tuple[Score, list[ScorePoint]]:
    """Return the card's percentage for the call and its points.

    The percentage is None where nothing applied or nobody talks (people may still have answered questions),
    or where most of the talk is in another language than English: the few lines that apply in every
    language (who speaks how much) are no judgement of a call.
    It is 0 where a line with `auto_fail` is missed.
    """
    points = _points(card, evidence)
    applied = [point for point in points if point.verdict != "not applicable"]
    possible = sum(point.max_points for point in applied)
    reached = sum(point.points for point in applied)
    is_read = unread_language((s.language, s.text) for s in evidence.segments) is None
    can_be_judged = bool(possible and is_read and evidence.segments)
    value = round(100 * reached / possible, 2) if can_be_judged else None
    failing = {line.id for line in card.lines if line.written.auto_fail}
    failed_by = next((p.criterion for p in points if p.verdict == "missed" and p.criterion in failing), None)
    is_failed = failed_by is not None and value is not None
    score = Score(
        call_id=evidence.call_id,
        card=card.id,
        value=0.0 if is_failed else value,
        points=round(reached, 2),
        max_points=possible,
        is_main=is_main,
        failed_by=failed_by if is_failed else None,
    )
    return score, points


def _points(card: ScoreCard, evidence: Evidence) -> list[ScorePoint]:
    if not is_for(card, evidence):
        away = Finding(share=None, detail=f"the card is for calls with {card.calls_text}")
        return [_point(card, line, evidence, away) for line in card.lines]
    by_id = {line.id: line for line in card.lines}
    points: dict[str, ScorePoint] = {}
    for line in card.lines:
        _judge(card, line, evidence, by_id, points)
    return [points[line.id] for line in card.lines]


def _judge(
    card: ScoreCard,
    line: Line,
    evidence: Evidence,
    by_id: Mapping[str, Line],
    points: dict[str, ScorePoint],
) -> ScorePoint:
    """Judge a line, and before it those that it needs; cards have no circles."""
    if line.id not in points:
        needed = by_id.get(line.written.needs)
        is_met = needed is None or _judge(card, needed, evidence, by_id, points).verdict == "met"
        finding = find(card, line, evidence, is_needed_met=is_met)
        points[line.id] = _point(card, line, evidence, finding)
    return points[line.id]


def _point(card: ScoreCard, line: Line, evidence: Evidence, finding: Finding) -> ScorePoint:
    verdict = _verdict(finding.share)
    start, end, quote = finding.place if finding.place else (None, None, None)
    weight = line.written.weight
    return ScorePoint(
        call_id=evidence.call_id,
        card=card.id,
        criterion=line.id,
        verdict=verdict,
        points=round(weight * (finding.share or 0.0), 2),
        max_points=weight if finding.share is not None else 0.0,
        reason=_reason(line, verdict, finding.detail),
        start=start,
        end=end,
        quote=quote,
        is_found=finding.is_found,
    )


def _verdict(share: float | None) -> PointVerdict:
    if share is None:
        return "not applicable"
    low, high = PARTLY
    return "met" if share > high else "partly" if share >= low else "missed"


def _reason(line: Line, verdict: PointVerdict, detail: str) -> str:
    written = line.written
    met = written.met or written.title
    told = {
        "met": met,
        "partly": f"Partly: {_small(met)}",
        "missed": written.missed or f"Missed: {_small(written.title)}",
        "not applicable": f"Does not apply ({_small(written.title)})",
    }[verdict]
    fails = ", which fails the call" if verdict == "missed" and written.auto_fail else ""
    return f"{told}{fails}: {detail}" if detail else f"{told}{fails}"


def _small(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"
