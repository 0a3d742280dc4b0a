"""Label: good, bad or neutral, from an outcome where somebody recorded one, else from the score."""

from collections.abc import Sequence

from coachkit.config import OutcomeMeaning
from coachkit.models import Label, Origin, Outcome, Score, Verdict

NOT_READ = "most of the talk is in another language, and score cards are made for English"
"""Why there is no label from a card of which only lines apply that fit every language."""
_RANK: dict[Origin, int] = {"import": 0, "details": 1, "calls": 2}


def label_call(
    score: Score,
    outcomes: Sequence[Outcome],
    *,
    meanings: Sequence[OutcomeMeaning],
    good_from: float,
    bad_below: float,
    no_talk: str | None = None,
) -> Label:
    """Return the call's label with its source; the first outcome with a meaning decides.

    What was imported goes before what the call's sidecar says, and that before what other calls show.
    `no_talk` says why there is no conversation to judge: then there is no label, whatever the outcome.
    Without an outcome there is none either where points were given and no score (see `score_call`).
    """
    if no_talk:
        return Label(call_id=score.call_id, label=None, source="none", reason=no_talk, score_label=None)
    by_score = _label_of_score(score, good_from=good_from, bad_below=bad_below)
    for outcome in sorted(outcomes, key=lambda o: (_RANK[o.origin], o.n)):
        verdict = meaning_of(outcome, meanings)
        if verdict:
            return Label(
                call_id=score.call_id,
                label=verdict,
                source=f"outcome:{outcome.kind}",
                reason=_reason(outcome),
                score_label=by_score,
            )
    if score.value is None and score.max_points:
        return Label(call_id=score.call_id, label=None, source="none", reason=NOT_READ, score_label=None)
    shown = "there is nothing to score" if score.value is None else f"the score is {score.value:.0f} of 100"
    return Label(
        call_id=score.call_id,
        label=by_score or "neutral",
        source=f"score:{score.card}",
        reason=shown,
        score_label=by_score,
    )


def _reason(outcome: Outcome) -> str:
    if outcome.kind == "repeat_contact" and outcome.origin == "calls" and outcome.recorded_at:
        return f"the customer called again on {outcome.recorded_at[:16].replace('T', ' ')}"
    return f"{outcome.kind} is {outcome.value} ({outcome.source})"


def _label_of_score(score: Score, *, good_from: float, bad_below: float) -> Verdict | None:
    if score.value is None:
        return None
    return "good" if score.value >= good_from else "bad" if score.value < bad_below else "neutral"


def meaning_of(outcome: Outcome, meanings: Sequence[OutcomeMeaning]) -> Verdict | None:
    """Return what an outcome says of the call, None where the settings give its value no meaning."""
    for meaning in meanings:
        if meaning.kind.casefold() != outcome.kind.casefold():
            continue
        value = outcome.value.strip().casefold()
        if value in (word.casefold() for word in meaning.good):
            return "good"
        if value in (word.casefold() for word in meaning.bad):
            return "bad"
        number = _number(value)
        if number is None:
            continue
        if meaning.good_from is not None and number >= meaning.good_from:
            return "good"
        if meaning.bad_to is not None and number <= meaning.bad_to:
            return "bad"
        if meaning.good_from is not None or meaning.bad_to is not None:
            return "neutral"
    return None


def _number(value: str) -> float | None:
    try:
        return float(value.replace(",", "."))
    except ValueError:
        return None
