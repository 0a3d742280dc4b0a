"""How a phrase is written where people read it: the form most often said, an article, capitals."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from coachkit.keyphrases.asked import AskedPhrase
from coachkit.languages import base_code, loose

_WORD_OR_END = re.compile(r"[.?!…\n]|\w[\w'’-]*")
_WORD = re.compile(r"\w[\w'’-]*")
SHOUTED = 0.5
"""Where more of the words inside sentences have capitals, capitals mean nothing."""
CASED = 0.01
"""And where fewer have, names are written in small letters too."""


@dataclass(slots=True)
class Writing:
    """What texts show of how words are written: capitals inside sentences, and "a" or "an"."""

    capitals: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    articles: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By the nouns after it."""
    _share: float | None = None
    """Of words inside sentences that have capitals; None until it is asked for."""

    def learn(self, text: str) -> None:
        """Count how the words of a text are written, but for the first of each sentence."""
        self._share = None
        opens = True
        for match in _WORD_OR_END.finditer(text):
            word = match.group()
            is_word = word[0].isalnum()
            if is_word and not opens and word.lower() != word.upper():
                self.capitals[loose(word)][word] += 1
            opens = not is_word

    def learn_articles(self, phrases: Iterable[AskedPhrase]) -> None:
        """Count after which nouns "a" and "an" are said."""
        for phrase in phrases:
            if phrase.article in ("a", "an"):
                self.articles[phrase.nouns.casefold()][phrase.article] += 1

    def is_common(self, word: str) -> bool:
        """Say whether a word is mostly written in small letters, in texts that have capitals."""
        forms = self.capitals.get(loose(word), Counter())
        small = sum(count for form, count in forms.items() if form.islower())
        return 2 * small > forms.total() and self._has_capitals()

    def cased(self, phrase: str) -> str:
        """Return a phrase with the capitals that its words have inside sentences."""
        if self._is_shouted():
            return phrase
        return _WORD.sub(lambda match: self._word(match.group()), phrase)

    def _word(self, word: str) -> str:
        forms = self.capitals.get(loose(word))
        if not forms:
            return word
        usual = min(forms, key=lambda form: (-forms[form], form))
        return word if usual.islower() else usual

    def _is_shouted(self) -> bool:
        return self._capital_share() > SHOUTED

    def _has_capitals(self) -> bool:
        return self._capital_share() > CASED

    def _capital_share(self) -> float:
        if self._share is None:
            words = sum(forms.total() for forms in self.capitals.values())
            small = sum(n for forms in self.capitals.values() for form, n in forms.items() if form.islower())
            self._share = 1 - small / words if words else 0.0
        return self._share

    def shown(self, said: Sequence[AskedPhrase]) -> str:
        """Return the form that is said most often, with an article where people say one.

        "my account" is "an account" where that is said as well, and else "account"; "lost my card" is
        "lost card". Key phrases count only where nothing else is said.
        """
        said = [phrase for phrase in said if phrase.kind != "key"] or said
        forms = Counter((phrase.before.casefold(), phrase.nouns.casefold()) for phrase in said)
        most = min(forms, key=lambda form: (-forms[form], len(form[0]) + len(form[1]), form))
        cases = Counter(
            (phrase.before, phrase.nouns)
            for phrase in said
            if (phrase.before.casefold(), phrase.nouns.casefold()) == most
        )
        best = min(cases, key=lambda form: (-cases[form], form))
        same = [phrase for phrase in said if (phrase.before, phrase.nouns) == best]
        parts = (best[0], self._article(same), best[1])
        shown = " ".join(part for part in parts if part)
        return self.cased(shown) if same[0].kind == "key" else shown

    def _article(self, same: Sequence[AskedPhrase]) -> str:
        """Return the article of a form that is said so often, or none."""
        said = Counter(phrase.article for phrase in same)
        usual = min(said, key=lambda one: (-said[one], one))
        if not usual or same[0].is_plural or (usual == "own" and same[0].is_past):
            return ""
        if same[0].kind == "action":
            known = self.articles.get(same[0].nouns.casefold(), Counter())
            usual = min(known, key=lambda one: (-known[one], one)) if known else usual
        return "" if usual == "own" else usual


def capitalised(title: str, language: str | None) -> str:
    """Return `title` with a capital letter first; Turkish has its own of i."""
    first = "İ" if title.startswith("i") and base_code(language) in ("tr", "az") else title[:1].upper()
    return first + title[1:]
