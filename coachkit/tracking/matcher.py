"""Find many phrases in the words of a call at once, each by its most telling word.

Every row of words is filed under one of its places, the one with the least common words; only where such
a word is said is the rest of the row compared. So the time grows with what is said, not with what is looked
for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from coachkit.phrases import COMMONEST, WIDEST_GAP, Row, Token

Owner = TypeVar("Owner")
BREAK = ""
"""Stands between lines in a list of words: no phrase goes over it."""
NAME = "_name_"
"""Stands for a name that was found, in rules about what is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Generic[Owner]):
    """Words from `first` to `last` (which counts) that are a phrase of `owner`."""

    owner: Owner
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filed(Generic[Owner]):
    """A row under its word: what comes before it (backwards) and after it."""

    owner: Owner
    before: Row
    after: Row


@dataclass(frozen=True, slots=True)
class PhraseIndex(Generic[Owner]):
    """Rows of words, ready to be looked for."""

    filed: Mapping[str, Sequence[_Filed[Owner]]]

    @classmethod
    def of(cls, rows: Iterable[tuple[Owner, Row]]) -> "PhraseIndex[Owner]":
        """Return the index of rows, each with the thing that it belongs to."""
        filed: dict[str, list[_Filed[Owner]]] = {}
        for owner, row in rows:
            at = min((i for i, token in enumerate(row) if token), key=lambda i: (_commonness(row[i]), i))
            entry = _Filed(owner=owner, before=row[:at][::-1], after=row[at + 1 :])
            for word in row[at]:
                filed.setdefault(word, []).append(entry)
        return cls(filed)

    def find(self, words: Sequence[str]) -> list[Hit[Owner]]:
        """Return every place where a row stands in `words`, in which `BREAK` separates lines."""
        found: list[Hit[Owner]] = []
        filed = self.filed
        if filed.keys().isdisjoint(words):
            return found
        backwards, past = words[::-1], len(words)
        for at, word in enumerate(words):
            if word not in filed:
                continue
            left = words[at - 1] if at else BREAK
            right = words[at + 1] if at + 1 < past else BREAK
            for entry in filed[word]:
                # Nearly all rows fail at the next word: looked at here, as a call of a function takes longer.
                if (entry.after[:1] and entry.after[0] and right not in entry.after[0]) or (
                    entry.before[:1] and entry.before[0] and left not in entry.before[0]
                ):
                    continue
                after = _reach(entry.after, words, at + 1)
                before = None if after is None else _reach(entry.before, backwards, past - at)
                if after is not None and before is not None:
                    found.append(Hit(owner=entry.owner, first=past - before, last=after - 1))
        return found


def longest(hits: Iterable[Hit[Owner]]) -> list[Hit[Owner]]:
    """Return hits of one owner that do not overlap, longer ones first kept, in order."""
    kept: list[Hit[Owner]] = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        if all(hit.last < other.first or other.last < hit.first for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.first)


def _commonness(token: Token) -> tuple[bool, int]:
    """Return what is smaller for tokens that are said more seldom: long words, none of the commonest."""
    return (NAME in token or not token.isdisjoint(COMMONEST), -min(map(len, token)))


def _reach(row: Row, words: Sequence[str], at: int) -> int | None:
    """Return where `row` ends that begins at place `at` of `words`; None where it does not stand there."""
    for i, token in enumerate(row):
        if not token:
            return _over_gap(row[i + 1 :], words, at)
        if at >= len(words) or words[at] not in token:
            return None
        at += 1
    return at


def _over_gap(row: Row, words: Sequence[str], at: int) -> int | None:
    for skipped in range(WIDEST_GAP + 1):
        end = _reach(row, words, at + skipped)
        if end is not None:
            return end
        if at + skipped >= len(words) or words[at + skipped] == BREAK:
            return None
    return None
