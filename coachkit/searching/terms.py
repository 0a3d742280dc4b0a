"""The words of a query as they are looked for, counted in turns, and marked in what is shown."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from coachkit.query.full_text import FullText
from coachkit.query.tree import (
    All,
    Any,
    Beginning,
    Family,
    Near,
    Node,
    Phrase,
    Resembling,
    Somewhere,
    Then,
    Word,
    Wording,
)
from coachkit.query.wording import Pattern, Sought, sought_by
from coachkit.query.words import Token, plain
from coachkit.searching.archive import Archive
from coachkit.searching.everyday import COMMON, EVERYDAY, MANY_TURNS
from coachkit.searching.excerpt import Span
from coachkit.store.reading.retrieval import count_matches
from coachkit.store.reading.vocabulary import word_counts

MOST_COUNTED = 5_000
"""Turns with a word are counted one by one up to so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One wording of a query."""

    wording: Wording
    sought: Sought
    turns: int
    """In how many turns it is said: exact up to `MOST_COUNTED`, beyond that about so many."""

    @property
    def shown(self) -> str:
        """As it was typed, without quotation marks."""
        return f"{self.wording.text}{'*' if isinstance(self.wording, Beginning) else ''}"


def terms_of(node: Node | None, archive: Archive, *, wished: Collection[Wording] = ()) -> list[Term]:
    """Return the wordings that a hit may be found by, in the order of the query, each once.

    What must not be said is not among them, nor are everyday words among those that are only `wished` for;
    a query of nothing else keeps them.
    """
    wordings = list(dict.fromkeys(wordings_in(node)))
    known = {one for one in wished if isinstance(one, Word) and plain(one.text) in EVERYDAY}
    terms = [_term(one, archive) for one in wordings if one not in known]
    common = {one.wording for one in terms if one.turns >= MANY_TURNS and one.turns >= COMMON * archive.turns}
    telling = [one for one in terms if one.wording not in wished or one.wording not in common]
    return telling or [_term(one, archive) for one in wordings]


class Counter:
    """Counts terms in turns and finds their places."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._size = len(terms)
        self._words: dict[str, list[int]] = {}
        self._lemmas: dict[str, list[int]] = {}
        self._runs: list[tuple[int, Pattern]] = []
        for index, term in enumerate(terms):
            for pattern in term.sought.patterns:
                if len(pattern.words) > 1:
                    self._runs.append((index, pattern))
                else:
                    column = self._words if pattern.column == "words" else self._lemmas
                    column.setdefault(pattern.words[0], []).append(index)
        firsts = {*self._words, *self._lemmas, *(pattern.words[0] for _, pattern in self._runs)}
        self._firsts = sorted(firsts, key=lambda one: (-len(one), one))
        self._nothing = (0,) * self._size

    def counts(self, words: str, lemmas: str, speaker: str = "") -> tuple[int, ...]:
        """Return how often each term is said in a turn with these words and base forms (parted by spaces).

        The words of the speaker's name count as if they were said.
        """
        # most turns that are looked at say nothing of it, which is seen before they are taken apart
        for first in self._firsts:
            if first in words or first in lemmas or first in speaker:
                break
        else:
            return self._nothing
        said, bases = words.split(" "), lemmas.split(" ")
        if speaker:
            named = speaker.split(" ")
            said, bases = [*said, *named], [*bases, *named]
        found = [0] * self._size
        for index, _, _ in self._said(said, bases):
            found[index] += 1
        return tuple(found)

    def places(self, tokens: Sequence[tuple[Token, str]]) -> list[tuple[int, Span]]:
        """Return (number of the term, its place in the text) of whatever is said, in order of the text."""
        said = self._said([token.plain for token, _ in tokens], [lemma for _, lemma in tokens])
        found = {(index, (tokens[a][0].start, tokens[b][0].end)) for index, a, b in said}
        return sorted(found, key=lambda one: (one[1], one[0]))

    def _said(self, words: Sequence[str], lemmas: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """Yield (number of the term, first word, last word), each place once a term."""
        found = {(n, i) for i, word in enumerate(words) if word in self._words for n in self._words[word]}
        found |= {(n, i) for i, base in enumerate(lemmas) if base in self._lemmas for n in self._lemmas[base]}
        for index, place in found:
            yield index, place, place
        seen: set[tuple[int, int]] = set()
        for index, pattern in self._runs:
            column = words if pattern.column == "words" else lemmas
            for place in _runs_of(column, pattern.words):
                if (index, place) not in seen:
                    seen.add((index, place))
                    yield index, place, place + len(pattern.words) - 1


def merged(places: Iterable[Span]) -> tuple[Span, ...]:
    """Return places in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(places):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def wordings_in(node: Node | None) -> Iterator[Wording]:
    """Yield the wordings that a hit may be found by, in the order of the query; not what must not be said."""
    match node:
        case Word() | Beginning() | Phrase() | Family() | Resembling():
            yield node
        case Near(left=left, right=right):
            yield from (left, right)
        case All(nodes=nodes) | Any(nodes=nodes):
            for one in nodes:
                yield from wordings_in(one)
        case Then(first=first):
            yield from wordings_in(first)
        case Somewhere(node=inner):
            yield from wordings_in(inner)
        case _:
            return


def _term(wording: Wording, archive: Archive) -> Term:
    sought = sought_by(wording, archive.vocabulary)
    expression = FullText(vocabulary=archive.vocabulary).expression(wording)
    turns = count_matches(archive.library, expression, most=MOST_COUNTED) if expression else 0
    if turns == MOST_COUNTED:
        said = [one.words[0] for one in sought.patterns if len(one.words) == 1]
        counts = word_counts(archive.library, said).values()
        turns = estimate_turns(turns, counts, every=archive.turns)
    return Term(wording=wording, sought=sought, turns=turns)


def estimate_turns(counted: int, by_word: Iterable[int], *, every: int) -> int:
    """Return in about how many of `every` turn something is said that was counted no further than `counted`.

    `by_word`: how often its single words are said in all; none for a phrase.
    """
    return min(max([counted, *by_word]), every)


def _runs_of(column: Sequence[str], words: Sequence[str]) -> Iterator[int]:
    first = words[0]
    for place in range(len(column) - len(words) + 1):
        if column[place] == first and tuple(column[place : place + len(words)]) == tuple(words):
            yield place
