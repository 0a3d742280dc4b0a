"""How a text feels, by VADER: a word list with rules for negation, emphasis and "but".

C. J. Hutto and E. Gilbert, VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social
Media Text, ICWSM 2014. Every word's share can be looked up, which a score with evidence needs.
"""

from importlib.metadata import version


def vader_identity() -> str:
    """Return the identity without loading the word list."""
    return f"vader {version('vaderSentiment')}"


class VaderSentiment:
    """VADER's compound score."""

    def __init__(self) -> None:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        self.identity = vader_identity()
        self._analyzer = SentimentIntensityAnalyzer()

    def score(self, text: str) -> float:
        """Return -1 (very negative) to 1 (very positive); 0 for a text without a feeling word."""
        return float(self._analyzer.polarity_scores(text)["compound"])
