"""Phrases: what agents say word for word, that nobody had to list.

Which phrases are looked at is decided by how often they are said and by what their words tell, never by how
cases went: to choose by that and then to test it on the same cases would find what is not there.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE, Behaviour, Observed
from coachkit.behaviours.beside import is_beside_the_matter
from coachkit.behaviours.edges import reads_well
from coachkit.behaviours.said_words import SaidWords, read_said
from coachkit.behaviours.sequences import WordRow, frequent_rows
from coachkit.behaviours.shown import as_quoted, shortened
from coachkit.behaviours.spread import Spread
from coachkit.models import Case
from coachkit.phrases import words_in
from coachkit.purposes import read_purposes

LONGEST = 6
"""Words of a phrase, short forms written out."""
MOST = 40
"""Phrases of one subject that are compared: each more makes every other one harder to prove."""
LEAST_SHARE = 0.005
"""Of many cases, a phrase must be said in such a share at least."""
NESTED = 0.8
"""A phrase is left out where a longer one that holds it is said in such a share of its cases."""
SAME = 0.8
"""Of two phrases that share a word and such a share of their cases (Jaccard), one is left out."""
MOST_TELLING = 3
"""More telling words than this make no phrase better."""
READ_IN = 5
"""So many sentences show what a phrase is said for."""
Cells = npt.NDArray[np.bool_]


def phrases(cases: Sequence[Case], said: SaidWords | None = None) -> list[Observed]:
    """Return the phrases that agents say in some cases of one subject and not in others, ordered by key.

    `said` is what `read_said` returns of these cases, where it was read already.
    """
    said, spread = said or read_said(cases), Spread.of(cases)
    fewest = max(spread.fewest_cases, int(LEAST_SHARE * len(cases)))
    found = _longest([*frequent_rows(said, fewest=fewest, longest=LONGEST)])
    told = [_words(case.prompt) | _name_words(case) for case in cases]

    def is_telling(row: WordRow) -> bool:
        return spread.is_wide(row.cases) and not _is_echo(row, told) and not _is_beside(row, said)

    kept = _apart(found, is_telling, count=len(cases))
    return [_observed(row, said, cases) for row in sorted(kept, key=lambda row: row.words)]


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for _, _, word in words_in(text))


def _name_words(case: Case) -> frozenset[str]:
    return _words(case.name) if case.kind in ("competitor", "feature") else frozenset()


def telling_of(words: Iterable[str]) -> set[str]:
    """Return those of some words that tell something."""
    return {*words} - read_purposes().light


def _longest(rows: Sequence[WordRow]) -> Iterator[WordRow]:
    """Yield the rows that read well and that no longer one stands for."""
    sizes = {row.words: len(row.cases) for row in rows}
    reading = [row for row in rows if reads_well(row.words)]
    within: set[tuple[str, ...]] = set()
    for row in reading:
        for first in range(len(row.words) - 1):
            for end in range(first + 2, len(row.words) + 1):
                part = row.words[first:end]
                if part != row.words and len(row.cases) >= NESTED * sizes.get(part, 0):
                    within.add(part)
    return (row for row in reading if row.words not in within)


def _is_echo(row: WordRow, told: Sequence[frozenset[str]]) -> bool:
    """Say whether a row mostly says again what the customer has just said, or what it is about."""
    telling = telling_of(row.words)
    echoed: int = sum(telling <= told[case] for case in row.cases.tolist())
    return 2 * echoed >= len(row.cases)


def _apart(rows: Iterable[WordRow], is_telling: Callable[[WordRow], bool], *, count: int) -> list[WordRow]:
    """Return at most `MOST` telling rows of different cases, those that are worth most."""
    cells = np.zeros((MOST, count), bool)
    kept: list[WordRow] = []
    for row in sorted(rows, key=lambda row: (-_worth(row, count), -len(row.words), row.words)):
        if not _is_said_before(row, kept, cells) and is_telling(row):
            cells[len(kept), row.cases] = True
            kept.append(row)
        if len(kept) == MOST:
            break
    return kept


def _worth(row: WordRow, count: int) -> int:
    telling = min(MOST_TELLING, len(telling_of(row.words)))
    return telling * min(len(row.cases), count - len(row.cases))


def _is_said_before(row: WordRow, kept: Sequence[WordRow], cells: Cells) -> bool:
    both = cells[: len(kept), row.cases].sum(axis=1)
    for other, shared in zip(kept, both.tolist(), strict=True):
        either = len(row.cases) + len(other.cases) - shared
        if shared >= SAME * either and not {*row.words}.isdisjoint(other.words):
            return True
    return False


def _is_beside(row: WordRow, said: SaidWords) -> bool:
    """Say whether a row is mostly said in a greeting, a goodbye or to tell that all is done."""
    shown = {
        (said.texts[said.sentences[first]], int(said.starts[first]), int(said.ends[last]))
        for first, last in _places(row)
    }
    read = [is_beside_the_matter(*one) for one in sorted(shown)[:READ_IN]]
    return 2 * sum(read) >= len(read)


def _places(row: WordRow) -> Iterator[tuple[int, int]]:
    return ((first, first + len(row.words) - 1) for first in row.firsts.tolist())


def _observed(row: WordRow, said: SaidWords, cases: Sequence[Case]) -> Observed:
    done = np.array([NOT_DONE if case.said else DOES_NOT_APPLY for case in cases], np.int8)
    done[row.cases] = DONE
    shown = as_quoted(said.text_at(first, last) for first, last in _places(row))
    words = {
        case: shortened(said.texts[said.sentences[first]][said.starts[first] :])
        for case, first in zip(row.cases.tolist(), row.firsts.tolist(), strict=True)
    }
    return Observed(
        behaviour=Behaviour(
            key=f"phrase:{' '.join(row.words)}",
            kind="phrase",
            does=f"says “{shown}”",
            do=f"Say “{shown}”.",
            dont=f"Don't say “{shown}”.",
        ),
        done=done,
        words=words,
    )
