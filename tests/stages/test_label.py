import pytest

from coachkit.config import DEFAULT_OUTCOMES
from coachkit.models import Origin, Outcome, Score
from coachkit.stages.label import label_call
from tests.talk import CALL_ID


def label(value, *outcomes, possible=100):
    score = Score(call_id=CALL_ID, card="service", value=value, points=0, max_points=possible)
    recorded = [
        Outcome(call_id=CALL_ID, n=n, kind=kind, value=said, source="survey")
        for n, (kind, said) in enumerate(outcomes)
    ]
    return label_call(score, recorded, meanings=DEFAULT_OUTCOMES, good_from=65, bad_below=45)


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
    ],
)
def test_an_outcome_decides_and_is_named_as_the_source(kind, value, expected):
    made = label(50, (kind, value))
    assert (made.label, made.source) == (expected, f"outcome:{kind}")


def test_an_outcome_in_unknown_words_is_not_guessed():
    assert label(90, ("deal", "perhaps")).source == "score:service"


@pytest.mark.parametrize(
    ("value", "expected"), [(65, "good"), (64.9, "neutral"), (45, "neutral"), (44.9, "bad")]
)
def test_without_an_outcome_the_score_decides(value, expected):
    assert label(value).label == expected


def test_what_the_score_alone_would_say_is_kept_beside_the_outcome():
    made = label(20, ("csat", "5"))
    assert (made.label, made.score_label) == ("good", "bad")


def test_nothing_to_score_is_neutral_and_says_so():
    made = label(None, possible=0)
    assert (made.label, made.reason) == ("neutral", "there is nothing to score")


def test_a_card_that_cannot_read_the_language_gives_no_label():
    made = label(None, possible=10)
    assert (made.label, made.source, made.score_label) == (None, "none", None)
    assert "another language" in made.reason


def test_an_outcome_gives_a_label_in_any_language():
    assert label(None, ("csat", "5"), possible=10).label == "good"


def test_a_call_in_which_nobody_talks_has_no_label_whatever_its_outcome():
    score = Score(call_id=CALL_ID, card="service", value=None, points=0, max_points=0)
    outcome = Outcome(call_id=CALL_ID, n=0, kind="csat", value="5", source="survey")
    made = label_call(
        score, [outcome], meanings=DEFAULT_OUTCOMES, good_from=65, bad_below=45, no_talk="only voicemail"
    )
    assert (made.label, made.source, made.reason, made.score_label) == (None, "none", "only voicemail", None)


def test_what_was_imported_goes_before_the_sidecar_and_that_before_what_other_calls_show():
    reports: list[tuple[str, str, Origin]] = [
        ("repeat_contact", "yes", "calls"),
        ("csat", "5", "details"),
        ("deal", "lost", "import"),
    ]
    said = [
        Outcome(call_id=CALL_ID, n=n, kind=kind, value=value, source="s", origin=origin)
        for n, (kind, value, origin) in enumerate(reports)
    ]
    sources = []
    while said:
        score = Score(call_id=CALL_ID, card="service", value=70, points=0, max_points=100)
        found = label_call(score, said, meanings=DEFAULT_OUTCOMES, good_from=65, bad_below=45)
        sources.append((found.source, found.label))
        said.pop()
    assert sources == [("outcome:deal", "bad"), ("outcome:csat", "good"), ("outcome:repeat_contact", "bad")]
