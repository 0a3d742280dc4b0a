"""What agents say in the cases of one subject, as one row of numbered words.

Names, figures and the ends of sentences break the row: a phrase goes through none of them. A short form is
the words it is short for, so that “I'll stay” and “I will stay” are the same row.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import numpy.typing as npt

from coachkit.models import Case
from coachkit.phrases import COMMONEST, words_in
from coachkit.purposes import is_code
from coachkit.sentences import sentences_of

BREAK = -1
Codes = npt.NDArray[np.int32]
PASSED_OVER = frozenset("um uh uhm er erm ah hm hmm mm just".split())
"""“Let me just check that” says no more than “let me check that”."""
MOSTLY = 0.8
"""A word that is written with a capital in so large a share of the places within a sentence is a name."""
MOST_CAPITALS = 0.25
"""With more capitals within sentences they tell nothing: German nouns have them, and so have headings."""
_NO_FIGURES = frozenset({"a", "one", "oh", "dot", "dash"})
"""Words that may be spelled or counted with, and mostly are not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidWords:
    """The agents' words, one after the other, a `BREAK` after each sentence; all arrays are of one length."""

    codes: Codes
    """Places in `vocabulary`, or `BREAK`."""
    cases: Codes
    """Place of the case that a word is said in."""
    sentences: Codes
    """Place in `texts`."""
    starts: Codes
    """Characters of the sentence."""
    ends: Codes
    """End exclusive."""
    texts: Sequence[str]
    """The sentences."""
    vocabulary: Sequence[str]

    def text_at(self, first: int, last: int) -> str:
        """Return the words from place `first` to place `last` (inclusive) as they are said."""
        text = self.texts[int(self.sentences[first])]
        return text[int(self.starts[first]) : int(self.ends[last])]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence, with its words in rows, the last of which is empty."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capitals: tuple[str, ...]
    """Words within it that are written with a capital."""


def read_said(cases: Sequence[Case]) -> SaidWords:
    """Return the words of all lines that agents say in some cases."""
    said = [(n, one) for n, case in enumerate(cases) for line in case.said for one in _sentences(line)]
    sizes = [len(one.words) for _, one in said]
    total = sum(sizes)
    words = Counter(chain.from_iterable(one.words for _, one in said))
    vocabulary = sorted(words.keys() - {""})
    left_out = _names([one for _, one in said], words, cases) | {one for one in vocabulary if _is_figure(one)}
    codes = {word: BREAK if word in left_out else n for n, word in enumerate(vocabulary)} | {"": BREAK}
    every = chain.from_iterable(map(codes.__getitem__, one.words) for _, one in said)
    return SaidWords(
        codes=np.fromiter(every, np.int32, total),
        cases=np.repeat(np.array([n for n, _ in said], np.int32), sizes),
        sentences=np.repeat(np.arange(len(said), dtype=np.int32), sizes),
        starts=np.fromiter(chain.from_iterable(one.starts for _, one in said), np.int32, total),
        ends=np.fromiter(chain.from_iterable(one.ends for _, one in said), np.int32, total),
        texts=[one.text for _, one in said],
        vocabulary=vocabulary,
    )


def sentence_texts(line: str) -> list[str]:
    """Return the sentences of a line, in order."""
    return [one.text for one in _sentences(line)]


@lru_cache(maxsize=400_000)
def _sentences(line: str) -> tuple[_Sentence, ...]:
    # The same line is read for each thing that came up before it.
    return tuple(_sentence(line[start:end]) for start, end in sentences_of(line))


def _sentence(text: str) -> _Sentence:
    spoken = words_in(text)
    kept = [one for one in spoken if one[2] not in PASSED_OVER]
    capitals = (word for start, end, word in spoken[1:] if text[start].isupper() and _is_whole(text, start))
    return _Sentence(
        text=text,
        words=(*(word for _, _, word in kept), ""),
        starts=(*(start for start, _, _ in kept), 0),
        ends=(*(end for _, end, _ in kept), 0),
        capitals=tuple(capitals),
    )


def _is_whole(text: str, start: int) -> bool:
    """Say whether more than one letter stands here: “I” and “I'll” have a capital anywhere."""
    return text[start + 1 : start + 2].isalnum()


def _names(said: Sequence[_Sentence], words: Counter[str], cases: Iterable[Case]) -> set[str]:
    """Return the words that are names, as they are written within sentences, and agents' own."""
    first = Counter(one.words[0] for one in said)
    capital = Counter(chain.from_iterable(one.capitals for one in said))
    own = {
        word for agent in {case.agent for case in cases} for _, _, word in words_in(agent or "")
    } - COMMONEST
    within = words.total() - words[""] - first.total()
    if not 0 < capital.total() <= MOST_CAPITALS * within:
        return own
    # Someone may be called Mark or Grace: the word is theirs where it is not mostly written small.
    own = {word for word in own if 2 * capital[word] >= words[word] - first[word]}
    written = {word for word, count in capital.items() if count >= MOSTLY * (words[word] - first[word])}
    return own | written


def _is_figure(word: str) -> bool:
    return word not in _NO_FIGURES and is_code(word)
