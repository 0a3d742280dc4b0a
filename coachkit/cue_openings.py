"""How phrases of cues begin: in which texts it is worth looking for them at all.

A text is read by a hundred lists, nearly all of which find nothing in it. Whether it holds two words with
which a phrase of a list begins is known from a set, faster than from the list's regular expression.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

WORDS = 2
"""A phrase begins with so many words."""
_PARTS = re.compile(r"([()|*]| +)")
_CLOSED = "\0"
"""Ends a beginning to which nothing can be added: it has all its words, or anything may follow."""


def openings_of(phrases: Iterable[str]) -> frozenset[str]:
    """Return the beginnings, a word or two, one of which a text with one of these phrases must hold.

    None are returned where a text may hold one of the phrases however its words begin.
    """
    found: set[str] = set()
    for phrase in phrases:
        begun, _ = _begun([part for part in _PARTS.split(phrase.casefold()) if part], 0)
        found |= {one.removesuffix(_CLOSED).strip() for one in begun}
    return frozenset() if "" in found else frozenset(found)


def openings_in(words: Sequence[str]) -> frozenset[str]:
    """Return what phrases may begin with in a text of these folded words: each word, and each two."""
    return frozenset([*words, *map(" ".join, pairwise(words))])


def _begun(parts: Sequence[str], at: int) -> tuple[set[str], int]:
    """Return the beginnings of what stands from `at` to the closing bracket, and the place after it."""
    done: set[str] = set()
    begun = {""}
    while at < len(parts):
        part = parts[at]
        at += 1
        if part == ")":
            break
        if part == "(":
            within, at = _begun(parts, at)
            begun = _joined(begun, within)
        elif part == "|":
            done |= begun
            begun = {""}
        elif part == "*":
            begun = {_before_gap(one) for one in begun}
        else:
            begun = _joined(begun, {" " if part.isspace() else part})
    return done | begun, at


def _joined(firsts: Iterable[str], seconds: Iterable[str]) -> set[str]:
    nexts = [*seconds]
    return {_cut(one + other) for one in firsts for other in nexts}


def _cut(text: str) -> str:
    """Return a beginning with no more words than count; what is added after it is closed is dropped."""
    begun, closed, _ = text.partition(_CLOSED)
    *whole, _ = begun.split(" ")
    words = [word for word in whole if word]
    if len(words) >= WORDS:
        return " ".join(words[:WORDS]) + _CLOSED
    if closed:
        return " ".join(begun.split()[:WORDS]) + _CLOSED
    return begun


def _before_gap(begun: str) -> str:
    """Return a beginning that any words follow; none is known where they are not parted from it."""
    if begun.endswith(_CLOSED):
        return begun
    return (begun.strip() if begun.endswith(" ") else "") + _CLOSED
