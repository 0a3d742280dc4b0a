"""Score each leg of a call by what is said in it, so that an agent answers for nobody else's part.

A leg is judged as if it were a call of its own: its figures are measured anew, from its beginning to its end.
What people answered is about the whole call, so manual questions do not count for one leg of several.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from coachkit.measuring.legs import segments_of_leg, sounds_of_leg
from coachkit.models import Call, Leg, LegScore, Score, SoundSpan
from coachkit.query.call_view import CallView
from coachkit.ranges import Ranges
from coachkit.scorecards import Evidence, ScoreCard
from coachkit.stages.measure import measure_call
from coachkit.stages.score import score_call


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the figures of a leg are measured from, besides what is said in it."""

    call: Call
    sounds: Sequence[SoundSpan] = ()
    by_voice: bool = False
    """Whether voices on one channel were told apart: who talks over whom is not known then."""
    ranges: Ranges = field(default_factory=lambda: Ranges.for_kind(None))


def score_legs(
    card: ScoreCard, evidence: Evidence, whole: Score, legs: Sequence[Leg], measured: Measured
) -> list[LegScore]:
    """Return a score for each leg; `whole` is the call's own, and a single leg has the same."""
    scores = [whole] if len(legs) == 1 else [_score_leg(card, evidence, leg, measured) for leg in legs]
    return [
        LegScore(
            call_id=evidence.call_id,
            n=leg.n,
            card=card.id,
            value=score.value,
            points=score.points,
            max_points=score.max_points,
        )
        for leg, score in zip(legs, scores, strict=True)
    ]


def _score_leg(card: ScoreCard, evidence: Evidence, leg: Leg, measured: Measured) -> Score:
    segments = segments_of_leg(leg, evidence.segments)
    inside = {s.n for s in segments}
    feelings = {n: feeling for n, feeling in evidence.feelings.items() if n in inside}
    sounds = sounds_of_leg(leg, measured.sounds)
    alone = replace(measured.call, duration=leg.end - leg.start)
    metrics = measure_call(
        alone,
        segments,
        [*feelings.values()],
        sounds,
        by_voice=measured.by_voice,
        ranges=measured.ranges,
    )
    score, _ = score_call(
        card,
        replace(
            evidence,
            segments=segments,
            metrics={metric.name: metric for metric in metrics},
            exchanges=[e for e in evidence.exchanges if leg.start <= e.start < leg.end],
            feelings=feelings,
            moments=[
                replace(m, start=m.start - leg.start, end=m.end - leg.start)
                for m in evidence.moments
                if leg.start <= m.start < leg.end
            ],
            view=_part_of(evidence.view, leg),
            answers={},
        ),
    )
    return score


def _part_of(view: CallView, leg: Leg) -> CallView:
    """Return what a query sees of a leg: its turns, and of the call what is found in them."""
    turns = tuple(
        replace(t, start=t.start - leg.start, end=t.end - leg.start)
        for t in view.turns
        if leg.start <= t.start < leg.end
    )
    return replace(
        view,
        turns=turns,
        duration=leg.end - leg.start,
        trackers=frozenset(name for turn in turns for name in turn.trackers),
        competitors=frozenset(name for turn in turns for name in turn.competitors),
        features=frozenset(name for turn in turns for name in turn.features),
    )
