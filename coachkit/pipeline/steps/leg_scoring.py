"""Score each leg of a call by what is said in it, so that an agent answers for nobody else's part.

A leg is judged as if it were a call of its own: its figures are measured anew, from its beginning to its end.
"""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.models import Call, Leg, LegScore, Score, SoundSpan
from coachkit.scorecards import ScoreCard
from coachkit.stages.measure import measure_call
from coachkit.stages.score import Evidence, score_call


def score_legs(
    card: ScoreCard,
    evidence: Evidence,
    whole: Score,
    legs: Sequence[Leg],
    *,
    call: Call,
    sounds: Sequence[SoundSpan],
) -> list[LegScore]:
    """Return a score for each leg; `whole` is the call's own, and a single leg has the same."""
    scores = [whole] if len(legs) == 1 else [_score_leg(card, evidence, leg, call, sounds) for leg in legs]
    return [
        LegScore(
            call_id=call.id,
            n=leg.n,
            card=card.id,
            value=score.value,
            points=score.points,
            max_points=score.max_points,
        )
        for leg, score in zip(legs, scores, strict=True)
    ]


def _score_leg(
    card: ScoreCard, evidence: Evidence, leg: Leg, call: Call, sounds: Sequence[SoundSpan]
) -> Score:
    segments = [
        replace(s, start=s.start - leg.start, end=s.end - leg.start)
        for s in evidence.segments
        if leg.start <= s.start < leg.end
    ]
    inside = {s.n for s in segments}
    feelings = {n: feeling for n, feeling in evidence.feelings.items() if n in inside}
    own_sounds = [
        replace(s, start=max(s.start - leg.start, 0.0), end=s.end - leg.start)
        for s in sounds
        if s.start < leg.end and s.end > leg.start
    ]
    alone = replace(call, duration=leg.end - leg.start)
    metrics = measure_call(alone, segments, [*feelings.values()], own_sounds)
    score, _ = score_call(
        card,
        replace(
            evidence,
            segments=segments,
            metrics={metric.name: metric for metric in metrics},
            exchanges=[e for e in evidence.exchanges if leg.start <= e.start < leg.end],
            feelings=feelings,
        ),
    )
    return score
