"""Trackers made ready to be looked for, all at once."""

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from coachkit.config.trackers import SHORTEST_FUZZY
from coachkit.languages import base_code, stem
from coachkit.phrases import Row, rows_of
from coachkit.tracking.matcher import BREAK, PhraseIndex
from coachkit.tracking.packs import PackedTracker

Owner = tuple[int, bool]
"""Which tracker (its place among them), and whether the row is one of its exclusions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledTrackers:
    """Trackers and what they look for."""

    trackers: tuple[PackedTracker, ...]
    phrases: PhraseIndex[Owner]
    lemma_words: frozenset[str]
    """The words of which every form counts."""
    fuzzy: tuple["FuzzyTracker", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FuzzyTracker:
    """A tracker whose words may be misspelt."""

    place: int
    letters: int
    """How many letters may differ in all."""
    words: tuple[str, ...]
    """Its words that are long enough to be recognised with letters wrong."""
    rows: PhraseIndex[Owner]

    def nearest(self, word: str) -> tuple[str, int]:
        """Return the word that `word` is near to, and how many letters differ; else itself and 0."""
        if len(word) < SHORTEST_FUZZY or word in self.words:
            return word, 0
        near = [
            (DamerauLevenshtein.distance(word, one, score_cutoff=self.letters), one)
            for one in self.words
            if one[0] == word[0]
        ]
        best = min((far for far in near if far[0] <= min(self.letters, most_wrong(far[1]))), default=None)
        return (best[1], best[0]) if best else (word, 0)


def most_wrong(word: str) -> int:
    """Return how many letters of a word may differ at most: with a third of them wrong it is another word."""
    return (len(word) - 1) // 3


@lru_cache(maxsize=8)
def compile_trackers(trackers: tuple[PackedTracker, ...]) -> CompiledTrackers:
    """Return the phrases, word forms and misspellings of trackers, ready to be looked for."""
    phrases: list[tuple[Owner, Row]] = []
    fuzzy: list[FuzzyTracker] = []
    for place, one in enumerate(trackers):
        settings = one.settings
        rows = rows_of((*settings.phrases, *settings.aliases))
        phrases += [((place, False), row) for row in rows]
        phrases += [((place, True), row) for row in rows_of(settings.exclusions)]
        if settings.fuzzy:
            fuzzy.append(_fuzzy(place, settings.fuzzy, rows))
    return CompiledTrackers(
        trackers=trackers,
        phrases=PhraseIndex.of(phrases),
        lemma_words=frozenset(
            word for one in trackers for row in rows_of(one.settings.lemma) for token in row for word in token
        ),
        fuzzy=tuple(fuzzy),
    )


@lru_cache(maxsize=32)
def lemma_index(trackers: tuple[PackedTracker, ...], language: str) -> PhraseIndex[Owner]:
    """Return the word forms of trackers as stems of a language; a tracker of another one has none there."""
    return PhraseIndex.of(
        ((place, False), _stemmed(row, language))
        for place, one in enumerate(trackers)
        if (base_code(one.settings.language) or language) == language
        for row in rows_of(one.settings.lemma)
    )


def stems_of(words: tuple[str, ...], language: str | None) -> list[str]:
    """Return the stem of each word; breaks between lines stay."""
    return [stem(word, language) if word != BREAK else BREAK for word in words]


def _stemmed(row: Row, language: str | None) -> Row:
    return tuple(frozenset(stem(word, language) for word in token) for token in row)


def _fuzzy(place: int, letters: int, rows: tuple[Row, ...]) -> FuzzyTracker:
    words = {word for row in rows for token in row for word in token if len(word) >= SHORTEST_FUZZY}
    return FuzzyTracker(
        place=place,
        letters=letters,
        words=tuple(sorted(words)),
        rows=PhraseIndex.of(((place, False), row) for row in rows),
    )
