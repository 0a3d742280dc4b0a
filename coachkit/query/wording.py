"""Which words of the archive a word of a query stands for: the same for the full-text index and one call.

Every wording becomes patterns: runs of words that stand side by side in one column, either as they are
said (`words`) or in their base forms (`lemmas`). One of them is enough.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from coachkit.languages import loose, stem, stems
from coachkit.query.tree import Beginning, Family, Near, Phrase, Resembling, Word, Wording
from coachkit.query.word_forms import base_forms
from coachkit.query.words import plain, plain_words

MOST_WORDS = 200
"""A wording stands for so many words at most, the commonest first: `a*` would stand for half a dictionary."""
MOST_NEAR = 20
"""As `MOST_WORDS`, for each side of NEAR, where every word of one side is tried with each of the other."""
_SAME_START = 3
"""Words of one stem agree in so many letters: only such words are looked at."""

Column = Literal["words", "lemmas"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Words that stand side by side in a column of a turn; at least one."""

    column: Column
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a wording stands for."""

    patterns: tuple[Pattern, ...]
    """None where there is no word in it: it is never said."""
    is_cut: bool = False
    """True where it would stand for more words than are looked for."""


class Vocabulary(Protocol):
    """The words that are said, in all calls or in one."""

    @property
    def languages(self) -> Sequence[str]:
        """Codes of the languages that are spoken, besides English."""

    def beginning(self, start: str, most: int | None = None) -> Sequence[tuple[str, int]]:
        """Return the words that begin so and in how many turns each is said, the commonest first.

        Words as common as each other are in the order of the alphabet. `most`: no more than so many.
        """


class WordList:
    """A vocabulary in memory, such as that of one call."""

    def __init__(self, counts: Mapping[str, int], languages: Sequence[str] = ()) -> None:
        """Hold words with the number of turns that each is said in."""
        self.languages = tuple(languages)
        self._words = sorted(counts.items(), key=lambda one: (-one[1], one[0]))

    def beginning(self, start: str, most: int | None = None) -> Sequence[tuple[str, int]]:
        """Return the words that begin so and in how many turns each is said, the commonest first."""
        return [one for one in self._words if one[0].startswith(start)][:most]


def sought_by(node: Wording, vocabulary: Vocabulary) -> Sought:
    """Return what a wording stands for in this vocabulary."""
    words = tuple(plain_words(node.text))
    if not words:
        return Sought(patterns=())
    match node:
        case Word(is_exact=False):
            bases = (plain_words(form) for form in _bases(node.text, vocabulary.languages))
            return _any(("words", words), *(("lemmas", base) for base in bases))
        case Beginning():
            *whole, start = words
            found = [word for word, _ in vocabulary.beginning(start, MOST_WORDS + 1)] or [start]
            return _cut(("words", (*whole, word)) for word in found)
        case Family():
            bases = (plain_words(form) for form in _bases(node.text, vocabulary.languages))
            return _cut(
                [
                    ("words", words),
                    *(("lemmas", base) for base in bases),
                    *(("words", (word,)) for word in _of_one_stem(words, vocabulary)),
                ]
            )
        case Resembling():
            alike = _spelled_nearly_so(words, node, vocabulary)
            return _cut([("words", words), *(("words", (word,)) for word in alike)])
        case Phrase() | Word():
            return _any(("words", words))


def near_patterns(node: Near, vocabulary: Vocabulary) -> tuple[list[tuple[Pattern, Pattern]], bool]:
    """Return which patterns may stand near each other, and whether some were left out.

    Places are compared within one column. Where only the other side is looked for as it is said, a word is
    looked for in the forms that are said as well.
    """
    left, right = sought_by(node.left, vocabulary), sought_by(node.right, vocabulary)
    sides = (_said_too(node.left, left, right, vocabulary), _said_too(node.right, right, left, vocabulary))
    pairs = []
    is_cut = left.is_cut or right.is_cut
    for column in ("words", "lemmas"):
        ones, others = ([p for p in side if p.column == column] for side in sides)
        is_cut = is_cut or max(len(ones), len(others)) > MOST_NEAR
        pairs += [(one, other) for one in ones[:MOST_NEAR] for other in others[:MOST_NEAR]]
    return pairs, is_cut


def _said_too(node: Wording, own: Sought, other: Sought, vocabulary: Vocabulary) -> tuple[Pattern, ...]:
    has_bases = any(pattern.column == "lemmas" for pattern in own.patterns)
    if not has_bases or any(pattern.column == "lemmas" for pattern in other.patterns):
        return own.patterns
    wanted = {pattern.words for pattern in own.patterns}
    start = plain(node.text)[:_SAME_START]
    forms = [
        (word,)
        for word, _ in vocabulary.beginning(start)
        if not wanted.isdisjoint((plain(base),) for base in (word, *base_forms(word)))
    ]
    return _any(*((p.column, p.words) for p in own.patterns), *(("words", form) for form in forms)).patterns


def _bases(text: str, languages: Iterable[str]) -> list[str]:
    """Return the base forms that a typed word may have, itself among them."""
    folded = loose(text)
    found = [folded, *base_forms(folded)]
    if len(plain_words(text)) == 1:
        found += [one for code in languages for one in stems(text.strip("*"), code)]
    return found


def _of_one_stem(words: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    if len(words) != 1:
        return []
    languages = ("en", *vocabulary.languages)
    wanted = {(code, stem(words[0], code)) for code in languages}
    return [
        word
        for word, _ in vocabulary.beginning(words[0][:_SAME_START])
        if any((code, stem(word, code)) in wanted for code in languages)
    ]


def _spelled_nearly_so(words: Sequence[str], node: Resembling, vocabulary: Vocabulary) -> list[str]:
    """Return the words that begin with the same letter and differ little, the most alike first.

    How much they may differ grows with the length of the word, as full-text engines have it (Lucene, “AUTO”):
    not at all up to 2 letters, by one up to 5, then by two. Letters that change places are one difference.
    """
    # takes time to load, and few queries need it
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    wanted = "".join(words)
    most = min(node.differences, 0 if len(wanted) < 3 else 1 if len(wanted) < 6 else 2)
    known = [word for word, _ in vocabulary.beginning(wanted[0])]
    near = process.extract(wanted, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    return [word for word, _, _ in sorted(near, key=lambda one: (one[1], one[2]))]


def _any(*patterns: tuple[Column, Sequence[str]]) -> Sought:
    made = (Pattern(column=column, words=tuple(words)) for column, words in patterns if words)
    return Sought(patterns=tuple(dict.fromkeys(made)))


def _cut(patterns: Iterable[tuple[Column, Sequence[str]]]) -> Sought:
    every = _any(*patterns).patterns
    return Sought(patterns=every[:MOST_WORDS], is_cut=len(every) > MOST_WORDS)
