import pytest

from coachkit.comparing.better import is_better, went_better
from coachkit.models import Verdict
from coachkit.store.reading.similar import Standing


def a_standing(
    label: Verdict | None, score: float | None, source: str = "score:service", reason: str = "…"
) -> Standing:
    scores = () if score is None else (("service", score),)
    return Standing(call_id="c", label=label, label_source=source, label_reason=reason, scores=scores)


def test_a_better_outcome_is_better_and_says_both():
    won = a_standing("good", 60.0, "outcome:deal", "deal is won (crm)")
    lost = a_standing("bad", 55.0, "outcome:deal", "deal is lost (crm)")
    better = went_better(won, lost)
    assert better is not None
    assert better.reasons == ("deal is won (crm) against deal is lost (crm)", "score 60 against 55")


def test_an_outcome_against_a_score_is_told_as_such():
    won = a_standing("good", 60.0, "outcome:deal", "deal is won (crm)")
    better = went_better(won, a_standing("bad", 17.0, reason="the score is 17 of 100"))
    assert better is not None
    assert better.reasons == ("deal is won (crm) against bad by its score", "score 60 against 17")


def test_a_score_counts_only_by_a_clear_margin():
    low = a_standing("neutral", 50.0)
    assert went_better(a_standing("neutral", 64.0), low) is None
    better = went_better(a_standing("good", 65.0), low)
    assert better is not None
    assert better.reasons == ("score 65 against 50",)


def test_a_label_that_comes_from_scores_alone_needs_the_margin_too():
    assert went_better(a_standing("neutral", 45.0), a_standing("bad", 44.0)) is None


def test_a_higher_score_does_not_outweigh_a_worse_outcome():
    lost = a_standing("bad", 95.0, "outcome:deal")
    assert went_better(lost, a_standing("neutral", 50.0)) is None


def test_scores_on_different_cards_are_not_compared():
    other = Standing(call_id="d", label=None, label_source=None, label_reason=None, scores=(("sales", 90.0),))
    assert went_better(other, a_standing("bad", 10.0)) is None


@pytest.mark.parametrize("label", ["good", "bad", "neutral", None])
def test_no_call_went_better_than_itself(label: Verdict | None):
    one = a_standing(label, 50.0, "outcome:csat")
    assert went_better(one, one) is None


@pytest.mark.parametrize("source", ["outcome:deal", "score:service"])
@pytest.mark.parametrize("label", ["good", "bad", None])
@pytest.mark.parametrize("score", [30.0, 46.0, 80.0, None])
def test_what_is_better_has_a_reason_and_nothing_else_has(
    label: Verdict | None, score: float | None, source: str
):
    other, than = a_standing(label, score, source), a_standing("neutral", 40.0, source)
    assert is_better(other, than) == (went_better(other, than) is not None)
