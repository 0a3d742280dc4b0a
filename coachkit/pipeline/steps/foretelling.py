"""The steps that learn a score from calls of which it is known how they went, and foretell the others."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from coachkit.conversation import talk_of
from coachkit.cues import built_in_cues
from coachkit.learning.deciding import KnownCall, learn, weights_from
from coachkit.learning.explaining import explain
from coachkit.learning.features import CallRows, can_be_read, features_of
from coachkit.learning.fitting import probability
from coachkit.learning.sheet import Features, Sheet
from coachkit.line_vectors import LineMeanings
from coachkit.models import (
    Answer,
    Call,
    CallAgent,
    CorpusModel,
    DisputeDecision,
    Exchange,
    Feeling,
    LearnedWeight,
    LineVectors,
    Metric,
    Moment,
    Outcome,
    Prediction,
    Rating,
    Score,
    Segment,
    StageRows,
    TopicPassage,
)
from coachkit.pipeline.steps.bench import OUTCOMES, Bench
from coachkit.pipeline.steps.labelling import label_rules, newest_model
from coachkit.stages.label import Known, label_call
from coachkit.store.library import Library
from coachkit.store.reading.topic_titles import topic_titles

TOGETHER = 200
"""Calls whose rows are read at once."""
LEARNED_FROM = 4000
"""So many calls at most are learned from: more would cost minutes and hardly change a weight."""
FEWEST = 5
"""With fewer of a kind that can be read, whatever the settings say, nothing can be held out."""


class _OfCall(Protocol):
    @property
    def call_id(self) -> str: ...


Row = TypeVar("Row", bound=_OfCall)


def read_features(library: Library, call_ids: Sequence[str]) -> Iterator[tuple[CallRows, Features]]:
    """Yield those of the calls in which something can be read, with their features."""
    cues = built_in_cues()
    for first in range(0, len(call_ids), TOGETHER):
        for rows in _rows_of(library, call_ids[first : first + TOGETHER]):
            if can_be_read(rows):
                yield rows, features_of(rows, cues)


def _rows_of(library: Library, call_ids: Sequence[str]) -> list[CallRows]:
    segments = _by_call(library.rows_of(Segment, call_ids))
    metrics = _by_call(library.rows_of(Metric, call_ids))
    moments = _by_call(library.rows_of(Moment, call_ids))
    feelings = _by_call(library.rows_of(Feeling, call_ids))
    exchanges = _by_call(library.rows_of(Exchange, call_ids))
    topics = _by_call(library.rows_of(TopicPassage, call_ids))
    lines = _by_call(library.rows_of(LineVectors, call_ids))
    scores = _scores_of(library, call_ids)
    return [
        CallRows(
            call_id=one,
            talk=talk_of(segments.get(one, ())),
            metrics=metrics.get(one, ()),
            moments=moments.get(one, ()),
            feelings=feelings.get(one, ()),
            exchanges=exchanges.get(one, ()),
            topics=topics.get(one, ()),
            lines=LineMeanings.of(lines.get(one, ())),
            score=scores.get(one),
        )
        for one in call_ids
    ]


def _scores_of(library: Library, call_ids: Sequence[str]) -> Mapping[str, float | None]:
    """Return what the main card gives calls, without those of which a person answered or decided a line.

    People may have done so knowing how the call ended, which is what is to be foretold.
    """
    told = {one.call_id for one in library.rows_of(Answer, call_ids)}
    told |= {one.call_id for one in library.rows_of(DisputeDecision, call_ids)}
    scores = library.rows_of(Score, call_ids)
    return {one.call_id: one.value for one in scores if one.is_main and one.call_id not in told}


def _by_call(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.call_id, []).append(row)
    return found


def known_calls(bench: Bench) -> dict[str, bool]:
    """Return the calls of which people or outcomes say that they went well or not, by id.

    What a score says is no knowledge: a score that learned from scores would only repeat them.
    """
    library, rules = bench.library, label_rules(bench)
    outcomes, ratings = _by_call(library.rows(Outcome)), _by_call(library.rows(Rating))
    found = {}
    for call_id in sorted({*outcomes, *ratings}):
        said = label_call(
            Known(
                score=_no_score(call_id), outcomes=outcomes.get(call_id, ()), ratings=ratings.get(call_id, ())
            ),
            rules,
        )
        if said.source.partition(":")[0] in ("rating", "outcome") and said.label in ("good", "bad"):
            found[call_id] = said.label == "good"
    return found


def calls_to_learn_from(bench: Bench) -> int:
    """Return how many calls can be learned from; 0 where there are too few of a kind."""
    went_well = [*known_calls(bench).values()]
    fewest = min(sum(went_well), len(went_well) - sum(went_well))
    return len(went_well) if fewest >= bench.settings.scoring.learn_from else 0


def weigh(bench: Bench, fingerprint: str) -> StageRows:
    """Learn how calls go from those of which it is known, for a new epoch."""
    library = bench.library
    known = known_calls(bench)
    last = library.current_epoch(OUTCOMES)
    epoch = last.epoch + 1 if last else 1
    model = CorpusModel(kind=OUTCOMES, epoch=epoch, fingerprint=fingerprint, calls=len(known))
    # Ids are hashes, so the first are a fair sample.
    read = [*read_features(library, sorted(known)[:LEARNED_FROM])]
    scores = {one.call_id: one.value for one in library.rows(Score) if one.is_main}
    agents = {one.call_id: one.agent for one in reversed(library.rows(CallAgent))}
    calls = [
        KnownCall(
            call_id=rows.call_id,
            went_well=known[rows.call_id],
            rule=scores.get(rows.call_id),
            agent=agents.get(rows.call_id),
        )
        for rows, _ in read
    ]
    good = sum(one.went_well for one in calls)
    if min(good, len(calls) - good) < FEWEST:
        return {"corpus_models": [model], "learned_models": [], "learned_weights": []}
    learned = learn(Sheet.of([features for _, features in read]), calls, epoch=epoch)
    return {
        "corpus_models": [model],
        "learned_models": [learned.model],
        "learned_weights": [*learned.weights],
    }


def predicting(bench: Bench) -> Callable[[Sequence[Call]], Mapping[str, StageRows]]:
    """Read the learned score once, and return the step that foretells calls by it; none is used, no rows."""
    library = bench.library
    newest = newest_model(library)
    weights = weights_from(newest, library.rows(LearnedWeight)) if newest and newest.is_used else None
    topics = topic_titles(library) if weights else {}

    def predict(calls: Sequence[Call]) -> Mapping[str, StageRows]:
        found: dict[str, StageRows] = {
            call.id: {"predictions": [], "prediction_reasons": []} for call in calls
        }
        if newest and weights:
            for rows, features in read_features(library, [*found]):
                value = float(probability(weights.log_odds(Sheet.of([features])))[0])
                found[rows.call_id] = {
                    "predictions": [
                        Prediction(call_id=rows.call_id, epoch=newest.epoch, value=round(value, 4))
                    ],
                    "prediction_reasons": [*explain(rows, features, weights, topics=topics)],
                }
        return found

    return predict


def _no_score(call_id: str) -> Score:
    return Score(call_id=call_id, card="", value=None, points=0.0, max_points=0.0)
