"""The step that says whether a call is good, bad or neutral, and who says so."""

from coachkit.conversation import why_no_talk, why_one_sided
from coachkit.models import (
    Call,
    LearnedModel,
    Outcome,
    Prediction,
    PredictionReason,
    Rating,
    Score,
    Segment,
    StageRows,
)
from coachkit.pipeline.steps.bench import Bench
from coachkit.stages.label import Known, LabelRules, label_call
from coachkit.store.library import Library


def label(bench: Bench, call: Call) -> StageRows:
    """Say whether the call is good, bad or neutral, and who says so."""
    [score] = [one for one in bench.library.rows(Score, call_id=call.id) if one.is_main]
    return {"labels": [label_call(known_on(bench, call, score), label_rules(bench))]}


def known_on(bench: Bench, call: Call, score: Score) -> Known:
    """Return what is known of how a call went, with the score that a card gives."""
    library = bench.library
    prediction = _in_use(bench, call)
    segments = library.rows(Segment, call_id=call.id)
    return Known(
        score=score,
        outcomes=library.rows(Outcome, call_id=call.id),
        ratings=library.rows(Rating, call_id=call.id),
        prediction=prediction,
        why_likely=_why(bench, call, prediction) if prediction else None,
        no_talk=why_no_talk(segments),
        one_sided=why_one_sided(segments),
    )


def label_rules(bench: Bench) -> LabelRules:
    """Return what counts as good and bad by the settings."""
    scoring = bench.settings.scoring
    return LabelRules(
        meanings=bench.settings.outcomes,
        good_from=scoring.good_from,
        bad_below=scoring.bad_below,
        learned_good_from=scoring.learned_good_from,
        learned_bad_below=scoring.learned_bad_below,
    )


def learned_in_use(bench: Bench) -> int | None:
    """Return the epoch of the learned score that labels calls; None where none is good enough."""
    newest = newest_model(bench.library)
    return newest.epoch if newest and newest.is_used else None


def newest_model(library: Library) -> LearnedModel | None:
    """Return what was learned last; None where nothing was."""
    return max(library.rows(LearnedModel), key=lambda one: one.epoch, default=None)


def _in_use(bench: Bench, call: Call) -> Prediction | None:
    epoch = learned_in_use(bench)
    if epoch is None:
        return None
    found = bench.library.rows(Prediction, call_id=call.id)
    return next((one for one in found if one.epoch == epoch), None)


def _why(bench: Bench, call: Call, prediction: Prediction) -> str | None:
    """Return what spoke most for the side that the prediction is on."""
    sign = 1 if prediction.value >= 0.5 else -1
    reasons = bench.library.rows(PredictionReason, call_id=call.id)
    return next((one.text for one in reasons if one.effect * sign > 0), None)


def facts_of(bench: Bench, call: Call) -> object:
    """Return what people and other systems say of a call; nothing but outcomes where nobody rated it."""
    ratings = bench.library.rows(Rating, call_id=call.id)
    return (bench.library.rows(Outcome, call_id=call.id), [one for one in ratings if one.start is None])
