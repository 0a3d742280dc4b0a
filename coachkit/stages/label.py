"""Label: good, bad or neutral, from the surest that is known: a person, an outcome, a score."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.config import OutcomeMeaning
from coachkit.models import Label, Outcome, Prediction, Rating, Score, Verdict
from coachkit.outcome_words import deciding
from coachkit.votes import Majority, majority, of_calls

NOT_READ = "most of the talk is in another language, and score cards are made for English"
"""Why there is no label from a card of which only lines apply that fit every language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRules:
    """What counts as good and bad."""

    meanings: Sequence[OutcomeMeaning]
    good_from: float
    """Of 100, of a score card."""
    bad_below: float
    learned_good_from: float
    """0 to 1, of the learned score."""
    learned_bad_below: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of how a call went."""

    score: Score
    """Of the card that labels calls."""
    outcomes: Sequence[Outcome] = ()
    ratings: Sequence[Rating] = ()
    """Of the call; those of stretches say nothing of the whole."""
    prediction: Prediction | None = None
    """None where no learned score is in use."""
    why_likely: str | None = None
    """What moved the prediction most, in a sentence."""
    no_talk: str | None = None
    """Why there is no conversation to judge, where there is none."""
    one_sided: str | None = None
    """Why a score cannot say how the call went, where not both sides speak."""


def label_call(known: Known, rules: LabelRules) -> Label:
    """Return the call's label with its source: a person's rating, else an outcome, else a score.

    Of several outcomes the first with a meaning decides: what was imported goes before what the call's
    sidecar says, and that before what other calls show. Where nobody talks only a rating gives a label. No
    score does where one side says nothing; nor where the card cannot read the language (see `score_call`).
    """
    is_talk = not (known.no_talk or known.one_sided)
    by_score = _of_score(known.score, rules) if is_talk else None
    by_learned = _of_prediction(known.prediction, rules) if is_talk else None
    verdict, source, reason = (
        _by_people(majority(of_calls(known.ratings)))
        or _without_talk(known)
        or _by_outcome(known, rules)
        or _one_sided(known)
        or _unread(known.score)
        or _by_learned(known, by_learned)
        or _by_card(known.score, by_score)
    )
    return Label(
        call_id=known.score.call_id,
        label=verdict,
        source=source,
        reason=reason,
        score_label=by_score,
        learned_label=by_learned,
    )


Said = tuple[Verdict | None, str, str]
"""Label, source, reason."""


def _by_people(found: Majority | None) -> Said | None:
    if found is None:
        return None
    rating = found.rating
    said = f"{rating.author} says {found.verdict}" + (f": “{rating.why}”" if rating.why else "")
    return found.verdict, f"rating:{rating.author}", said + _others(found)


def _others(found: Majority) -> str:
    if found.people == 1:
        return ""
    tie = "; the newest word decides" if found.is_tie else ""
    return f" ({found.agree} of {found.people} people say so{tie})"


def _without_talk(known: Known) -> Said | None:
    return (None, "none", known.no_talk) if known.no_talk else None


def _by_outcome(known: Known, rules: LabelRules) -> Said | None:
    found = deciding(known.outcomes, rules.meanings)
    return (found[1], f"outcome:{found[0].kind}", _told(found[0])) if found else None


def _one_sided(known: Known) -> Said | None:
    return (None, "none", known.one_sided) if known.one_sided else None


def _told(outcome: Outcome) -> str:
    if outcome.kind == "repeat_contact" and outcome.origin == "calls" and outcome.recorded_at:
        return f"the customer called again on {outcome.recorded_at[:16].replace('T', ' ')}"
    return f"{outcome.kind} is {outcome.value} ({outcome.source})"


def _unread(score: Score) -> Said | None:
    return (None, "none", NOT_READ) if score.value is None and score.max_points else None


def _by_learned(known: Known, verdict: Verdict | None) -> Said | None:
    if known.prediction is None or verdict is None:
        return None
    reason = f"the learned score is {100 * known.prediction.value:.0f} of 100"
    return verdict, "learned", f"{reason}: {known.why_likely}" if known.why_likely else reason


def _by_card(score: Score, verdict: Verdict | None) -> Said:
    if score.value is None or verdict is None:
        return None, "none", f"no line of the score card “{score.card}” applies to this call"
    shown = f"the score is {score.value:.0f} of 100"
    if score.failed_by:
        shown += f", as “{score.failed_by}” alone fails a call"
    return verdict, f"score:{score.card}", shown


def _of_score(score: Score, rules: LabelRules) -> Verdict | None:
    if score.value is None:
        return None
    return _verdict(score.value, good_from=rules.good_from, bad_below=rules.bad_below)


def _of_prediction(prediction: Prediction | None, rules: LabelRules) -> Verdict | None:
    if prediction is None:
        return None
    return _verdict(prediction.value, good_from=rules.learned_good_from, bad_below=rules.learned_bad_below)


def _verdict(value: float, *, good_from: float, bad_below: float) -> Verdict:
    return "good" if value >= good_from else "bad" if value < bad_below else "neutral"
