"""What is said in groups of calls: which words, and which phrases that could name a group."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from coachkit.conversation import words_of
from coachkit.keyphrases.asked import AskedPhrase, asked_phrases, callers_own
from coachkit.keyphrases.clauses import Word, words_in
from coachkit.keyphrases.plain import plain_phrases
from coachkit.keyphrases.said import Span
from coachkit.keyphrases.spread import Spread
from coachkit.keyphrases.words import PARTICLES
from coachkit.keyphrases.written import Writing
from coachkit.languages import is_full, stem
from coachkit.models import Annotation

Key = frozenset[str]
"""The stems of a phrase."""
PERSON = "PERSON"
NAME = "NAME"
"""A proper noun written with a capital, of which nobody knows what it names."""
NO_NAMES = frozenset({"", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "TIME", "DATE"})
"""Labels of entities that are not the name of anything."""


@dataclass(slots=True)
class Talk:
    """The words and phrases of numbered documents; a document is what one call says in one group."""

    names: frozenset[str] = frozenset()
    """Folded words of names that no phrase may hold: people's, and the company's own."""
    companies: frozenset[str] = frozenset()
    """Folded words that are names of other companies."""
    reasons: Spread = field(default_factory=Spread)
    passages: Spread = field(default_factory=Spread)
    phrases: dict[Key, dict[int, list[AskedPhrase]]] = field(default_factory=lambda: defaultdict(dict))
    """Where each is said, by document."""
    writing: Writing = field(default_factory=Writing)
    _own: dict[int, set[Key]] = field(default_factory=lambda: defaultdict(set))
    """What callers say of themselves, by document: it is not what they call about."""
    _stems: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _labels: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def add_reason(
        self, document: int, text: str, span: Span, annotation: Annotation | None, language: str | None
    ) -> None:
        """Take in what the customer says in `span` of a line to tell why they call."""
        self.writing.learn(text)
        if annotation is None:
            self.reasons.add(document, [stem(word, language) for word in words_of(text[slice(*span)])])
        elif is_full(language):
            self._add_english(document, text, span, annotation)
        else:
            self._add_plain(document, text, span, annotation, language)

    def _add_english(self, document: int, text: str, span: Span, annotation: Annotation) -> None:
        words = words_in(annotation, text, *span)
        self.reasons.add(document, [word.stem for word in words if word.pos != "PUNCT"])
        for word in words:
            self._stems[word.text][word.stem] += 1
            self._labels[word.stem][_label(word, text, annotation)] += 1
        self._own[document] |= set(callers_own(annotation, words))
        said = asked_phrases(annotation, words, names=self.names)
        self.writing.learn_articles(said)
        for phrase in said:
            self.phrases[phrase.key].setdefault(document, []).append(phrase)

    def _add_plain(
        self, document: int, text: str, span: Span, annotation: Annotation, language: str | None
    ) -> None:
        tokens = [token for token in annotation.tokens if span[0] <= token[0] < span[1]]
        self.reasons.add(document, [lemma for *_, lemma, pos in tokens if pos != "PUNCT"])
        for start, end, lemma, _ in tokens:
            self._stems[text[start:end].casefold()][lemma] += 1
        outside = ((0, span[0]), (span[1], len(text)))
        for said in plain_phrases(text, annotation, language=language, taken=outside, names=self.names):
            self._add_phrase(document, frozenset(said.key), said.shown)

    def add_passage(self, document: int, text: str) -> None:
        """Take in a passage; after all reasons, which tell what the stems of words are."""
        self.writing.learn(text)
        self.passages.add(document, {self.stem(word) for word in words_of(text)})

    def add_key_phrase(self, document: int, phrase: str) -> None:
        """Take in a key phrase of a document's call, where the document has its words; after all passages."""
        key = frozenset(self.stem(word) for word in words_of(phrase) if word not in PARTICLES)
        held = self.holding(key)
        is_new = document not in self.phrases.get(key, {})
        is_own = any(key <= own for own in self._own[document])
        if key and is_new and not is_own and held >> document & 1:
            self._add_phrase(document, key, phrase)

    def _add_phrase(self, document: int, key: Key, shown: str) -> None:
        phrase = AskedPhrase(key=key, kind="key", nouns=shown)
        self.phrases[key].setdefault(document, []).append(phrase)

    def holding(self, key: Key) -> int:
        """Return the documents, as bits, whose reasons or passages have all words of a phrase."""
        return self.reasons.holding(key) | self.passages.holding(key)

    def stem(self, word: str) -> str:
        """Return what a word is counted by: the stem of the lemma that it mostly has, or its own."""
        seen = self._stems.get(word)
        return min(seen, key=lambda one: (-seen[one], one)) if seen else stem(word, "en")

    def is_person(self, word: str) -> bool:
        """Say whether a stem is mostly a name, and mostly a person's."""
        labels = self._labels.get(word, Counter())
        named = self._named(labels)
        return 2 * labels[PERSON] >= named > 0 and 2 * named > labels.total() and not self._is_company(word)

    def holds_name(self, phrase: str) -> bool:
        """Say whether a phrase holds one of `names`; "bill" is none where people mostly write it so."""
        return any(word in self.names and not self.writing.is_common(word) for word in words_of(phrase))

    def is_name(self, word: str) -> bool:
        """Say whether a stem is mostly part of a name: of a place, a company, a product."""
        labels = self._labels.get(word, Counter())
        return self._is_company(word) or 2 * self._named(labels) > labels.total()

    @staticmethod
    def _named(labels: Counter[str]) -> int:
        return sum(count for label, count in labels.items() if label not in NO_NAMES)

    def _is_company(self, word: str) -> bool:
        return any(self.stem(company) == word for company in self.companies)

    def said_in(self, key: Key) -> Iterator[tuple[int, list[AskedPhrase]]]:
        """Yield each document that says a phrase, and how it does."""
        yield from self.phrases[key].items()


def _label(word: Word, text: str, annotation: Annotation) -> str:
    """Return what kind of name a word is part of; empty for none."""
    if word.pos not in ("NOUN", "PROPN", "ADJ"):
        return ""
    label = next((name for a, b, name in annotation.entities if a <= word.start < b), "")
    return NAME if not label and word.pos == "PROPN" and text[word.start].isupper() else label
