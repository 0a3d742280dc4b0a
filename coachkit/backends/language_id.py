"""Which language a text is in, by py3langid: letter groups and naive Bayes, quick and always the same.

M. Lui and T. Baldwin, langid.py: An Off-the-shelf Language Identification Tool, ACL 2012. Its probabilities
are flat for a word or two, which is right: who decides must look at them.
"""

from functools import cached_property
from importlib.metadata import version
from typing import Any

from coachkit.backends.frequency import common_words
from coachkit.languages import NAMES

_HARDLY_TOLD_APART = frozenset({"bs", "nn"})
"""Languages that a few words do not tell from a larger one (Serbian or Croatian; Norwegian)."""


def language_id_identity() -> str:
    """Return which model it is, without loading it."""
    return f"py3langid {version('py3langid')}"


class TextLanguages:
    """A LanguageRanking over the languages that have a name here; loaded (in 0.4 s) when first asked."""

    def __init__(self) -> None:
        self.identity = language_id_identity()

    def rank(self, text: str) -> list[tuple[str, float]]:
        """Return (code, probability 0 to 1) of each language, the likeliest first."""
        return [(code, float(share)) for code, share in self._identifier.rank(text)]

    def common_words(self, language: str) -> frozenset[str]:
        """Return the commonest words of a language, in small letters; none where they are not known."""
        return common_words(language)

    @cached_property
    def _identifier(self) -> Any:  # Any: py3langid has no types
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        known = set(NAMES) - _HARDLY_TOLD_APART
        identifier.set_languages(sorted(known & set(identifier.labels)))
        return identifier
