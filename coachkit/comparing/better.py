"""Which of two calls went better, and how that is known.

A label that somebody's outcome gives counts first; scores count where labels say the same or come from
scores themselves, and only a difference that is worth a word: a score of 46 is no better than one of 44.
"""

from coachkit.comparing.results import Better
from coachkit.models import Verdict
from coachkit.store.reading.similar import Standing

MARGIN = 15.0
"""Points of 100 by which a score must be higher to be better."""
_RANK: dict[Verdict, int] = {"bad": 0, "neutral": 1, "good": 2}


def is_better(other: Standing, than: Standing) -> bool:
    """Say whether `other` went better `than` a call, as far as anybody can tell."""
    _, score, other_score = scores_of_both(other, than)
    return _is_better(other, than, score, other_score)


def went_better(other: Standing, than: Standing) -> Better | None:
    """Return why `other` went better `than` a call; None where it did not, or nobody can tell."""
    card, score, other_score = scores_of_both(other, than)
    if not _is_better(other, than, score, other_score):
        return None
    is_higher, step = _is_higher(score, other_score), _step(other, than)
    reasons = []
    if step > 0 and _has_outcome(other, than):
        reasons.append(_labels(other, than))
    if score is not None and other_score is not None and (is_higher or reasons):
        reasons.append(f"score {score:.0f} against {other_score:.0f}")
    return Better(
        reasons=tuple(reasons),
        label=other.label,
        other_label=than.label,
        card=card,
        score=score,
        other_score=other_score,
    )


def can_be_judged(standing: Standing) -> bool:
    """Say whether anything is known of how a call went."""
    return standing.label is not None or bool(standing.scores)


def _is_better(other: Standing, than: Standing, score: float | None, other_score: float | None) -> bool:
    step = _step(other, than)
    return step >= 0 and (_is_higher(score, other_score) or (step > 0 and _has_outcome(other, than)))


def _is_higher(score: float | None, other_score: float | None) -> bool:
    return score is not None and other_score is not None and score - other_score >= MARGIN


def _step(other: Standing, than: Standing) -> int:
    """Return by how much the label is better; 0 where one is missing."""
    if other.label is None or than.label is None:
        return 0
    return _RANK[other.label] - _RANK[than.label]


def _has_outcome(*standings: Standing) -> bool:
    return any((one.label_source or "").startswith("outcome:") for one in standings)


def _labels(other: Standing, than: Standing) -> str:
    """Return `csat is 5 (survey) against csat is 2 (survey)`, or `… against bad by its score`."""
    told, than_told = (
        (one.label_reason or one.label) if _has_outcome(one) else f"{one.label} by its score"
        for one in (other, than)
    )
    return f"{told} against {than_told}"


def scores_of_both(other: Standing, than: Standing) -> tuple[str | None, float | None, float | None]:
    """Return the first card that both calls have a score on, with both scores; None where there is none."""
    known = dict(than.scores)
    for card, value in other.scores:
        if card in known:
            return card, value, known[card]
    return None, None, None
