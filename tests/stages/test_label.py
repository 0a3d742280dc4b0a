import pytest

from coachkit.config import DEFAULT_OUTCOMES
from coachkit.models import Origin, Outcome, Prediction, Rating, Score
from coachkit.stages.label import Known, LabelRules, label_call
from tests.talk import CALL_ID

RULES = LabelRules(
    meanings=DEFAULT_OUTCOMES, good_from=65, bad_below=45, learned_good_from=0.65, learned_bad_below=0.35
)


def label(value, *outcomes, possible=100, **known):
    score = Score(call_id=CALL_ID, card="service", value=value, points=0, max_points=possible)
    recorded = [
        Outcome(call_id=CALL_ID, n=n, kind=kind, value=said, source="survey")
        for n, (kind, said) in enumerate(outcomes)
    ]
    return label_call(Known(score=score, outcomes=recorded, **known), RULES)


def said(n, author, verdict, why=None, *, start=None):
    end = None if start is None else start + 10
    return Rating(
        n=n, call_id=CALL_ID, start=start, end=end, verdict=verdict, why=why, author=author, made_at="today"
    )


def foretold(value):
    return Prediction(call_id=CALL_ID, epoch=1, value=value)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("csat", "5", "good"),
        ("csat", "4,5", "good"),
        ("csat", "3", "neutral"),
        ("csat", "1", "bad"),
        ("deal", "Won", "good"),
        ("deal", "lost", "bad"),
        ("resolved", "false", "bad"),
        ("nps", "10", "good"),
        ("nps", "8", "neutral"),
        ("reopened", "True", "bad"),
        ("escalated", "yes", "bad"),
    ],
)
def test_an_outcome_decides_and_is_named_as_the_source(kind, value, expected):
    made = label(50, (kind, value))
    assert (made.label, made.source) == (expected, f"outcome:{kind}")


@pytest.mark.parametrize(("kind", "value"), [("deal", "perhaps"), ("csat", "NaN"), ("csat", "inf")])
def test_an_outcome_in_unknown_words_is_not_guessed(kind, value):
    assert label(90, (kind, value)).source == "score:service"


@pytest.mark.parametrize(
    ("value", "expected"), [(65, "good"), (64.9, "neutral"), (45, "neutral"), (44.9, "bad")]
)
def test_without_an_outcome_the_score_decides(value, expected):
    assert label(value).label == expected


def test_what_the_score_alone_would_say_is_kept_beside_the_outcome():
    made = label(20, ("csat", "5"))
    assert (made.label, made.score_label) == ("good", "bad")


def test_a_call_to_which_no_line_of_the_card_applies_has_no_label_and_says_why():
    made = label(None, possible=0)
    assert (made.label, made.source, made.score_label) == (None, "none", None)
    assert made.reason == "no line of the score card “service” applies to this call"


def test_a_call_in_which_one_side_says_nothing_has_no_label_by_a_score():
    made = label(95, one_sided="the agent says nothing", prediction=foretold(0.9))
    assert (made.label, made.source, made.reason) == (None, "none", "the agent says nothing")
    assert (made.score_label, made.learned_label) == (None, None)


def test_an_outcome_labels_a_call_in_which_one_side_says_nothing():
    assert label(95, ("csat", "1"), one_sided="the agent says nothing").label == "bad"


def test_a_learned_score_labels_a_call_that_the_card_is_not_for():
    assert label(None, possible=0, prediction=foretold(0.9)).source == "learned"


def test_a_card_that_cannot_read_the_language_gives_no_label():
    made = label(None, possible=10)
    assert (made.label, made.source, made.score_label) == (None, "none", None)
    assert "another language" in made.reason


def test_an_outcome_gives_a_label_in_any_language():
    assert label(None, ("csat", "5"), possible=10).label == "good"


def test_a_call_in_which_nobody_talks_has_no_label_whatever_its_outcome():
    made = label(None, ("csat", "5"), possible=0, no_talk="only voicemail", prediction=foretold(0.9))
    assert (made.label, made.source, made.reason) == (None, "none", "only voicemail")
    assert (made.score_label, made.learned_label) == (None, None)


def test_a_person_may_judge_a_call_in_which_nobody_talks():
    made = label(None, possible=0, no_talk="only voicemail", ratings=[said(1, "jana", "bad", "Not polite.")])
    assert (made.label, made.source, made.score_label) == ("bad", "rating:jana", None)


@pytest.mark.parametrize("value", ["no", "0", "False"])
def test_that_nothing_was_escalated_says_nothing_of_the_call(value):
    assert label(90, ("escalated", value)).source == "score:service"


@pytest.mark.parametrize(("kind", "value"), [("csat", "87"), ("csat", "0"), ("nps", "-20"), ("nps", "55")])
def test_a_number_off_the_scale_is_not_guessed(kind, value):
    assert label(90, (kind, value)).source == "score:service"


def test_a_rating_goes_before_an_outcome_and_tells_the_persons_words():
    made = label(20, ("csat", "1"), ratings=[said(1, "jana", "good", "She stayed calm.")])
    assert (made.label, made.source, made.score_label) == ("good", "rating:jana", "bad")
    assert made.reason == "jana says good: “She stayed calm.”"


def test_an_outcome_goes_before_the_learned_score_and_that_before_the_rules():
    assert label(20, ("csat", "5"), prediction=foretold(0.1)).source == "outcome:csat"
    made = label(20, prediction=foretold(0.7), why_likely="the customer sounds content at the end")
    assert (made.label, made.source, made.score_label, made.learned_label) == (
        "good",
        "learned",
        "bad",
        "good",
    )
    assert made.reason == "the learned score is 70 of 100: the customer sounds content at the end"


@pytest.mark.parametrize(
    ("value", "expected"), [(0.65, "good"), (0.649, "neutral"), (0.35, "neutral"), (0.349, "bad")]
)
def test_the_learned_score_has_thresholds_of_its_own(value, expected):
    assert label(50, prediction=foretold(value)).label == expected


def test_a_learned_score_does_not_judge_a_call_in_a_language_that_the_card_cannot_read():
    made = label(None, possible=10, prediction=foretold(0.9))
    assert (made.label, made.source) == (None, "none")


def test_most_people_decide():
    ratings = [said(1, "jana", "good"), said(2, "tom", "bad"), said(3, "ada", "good"), said(4, "leo", "bad")]
    made = label(20, ratings=[*ratings, said(5, "eva", "good", "Well done.")])
    assert (made.label, made.source) == ("good", "rating:eva")
    assert made.reason == "eva says good: “Well done.” (3 of 5 people say so)"


def test_where_as_many_say_good_as_bad_the_newest_word_decides():
    made = label(50, ratings=[said(1, "jana", "good"), said(2, "tom", "bad")])
    assert made.label == "bad"
    assert made.reason == "tom says bad (1 of 2 people say so; the newest word decides)"
    assert label(50, ratings=[said(2, "jana", "good"), said(1, "tom", "bad")]).label == "good"


def test_a_person_has_one_voice_and_the_newest_word_counts():
    ratings = [
        said(1, "jana", "bad"),
        said(2, "Jana", "bad"),
        said(3, "jana", "good"),
        said(4, "tom", "good"),
    ]
    made = label(50, ratings=ratings)
    assert (made.label, made.reason) == ("good", "tom says good (2 of 2 people say so)")


def test_a_verdict_that_was_taken_back_leaves_the_score():
    ratings = [said(1, "jana", "bad"), said(2, "jana", None)]
    assert label(80, ratings=ratings).source == "score:service"


def test_a_rating_of_a_stretch_says_nothing_of_the_whole_call():
    assert label(80, ratings=[said(1, "jana", "bad", start=12.0)]).source == "score:service"


def test_a_line_that_alone_fails_a_call_is_named():
    score = Score(
        call_id=CALL_ID, card="service", value=0, points=0, max_points=100, failed_by="Says who is calling"
    )
    assert "“Says who is calling” alone fails" in label_call(Known(score=score), RULES).reason


def test_what_was_imported_goes_before_the_sidecar_and_that_before_what_other_calls_show():
    reports: list[tuple[str, str, Origin]] = [
        ("repeat_contact", "yes", "calls"),
        ("csat", "5", "details"),
        ("deal", "lost", "import"),
    ]
    told = [
        Outcome(call_id=CALL_ID, n=n, kind=kind, value=value, source="s", origin=origin)
        for n, (kind, value, origin) in enumerate(reports)
    ]
    sources = []
    while told:
        score = Score(call_id=CALL_ID, card="service", value=70, points=0, max_points=100)
        found = label_call(Known(score=score, outcomes=told), RULES)
        sources.append((found.source, found.label))
        told.pop()
    assert sources == [("outcome:deal", "bad"), ("outcome:csat", "good"), ("outcome:repeat_contact", "bad")]
