import pytest

from coachkit.backends.sentiment import VaderSentiment, vader_identity


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Thank you, that was a great help.", "Okay, that is on page three."),
        ("Okay, that is on page three.", "This is terrible and I am really angry."),
        ("It is good.", "It is not good."),
        ("The report was bad but now I love it.", "I loved the report but now it is bad."),
    ],
)
def test_a_friendlier_text_scores_higher(better: str, worse: str) -> None:
    sentiment = VaderSentiment()
    assert -1.0 <= sentiment.score(worse) < sentiment.score(better) <= 1.0


def test_a_text_without_feeling_scores_zero() -> None:
    assert VaderSentiment().score("The invoice has two pages.") == 0.0


def test_the_identity_names_the_version() -> None:
    assert VaderSentiment().identity == vader_identity()
    assert vader_identity().startswith("vader 3.")
