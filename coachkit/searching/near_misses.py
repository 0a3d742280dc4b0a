"""What would have been found: another spelling, one word as two or two as one, fewer words or conditions."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from coachkit.query.explain import explain
from coachkit.query.full_text import FullText
from coachkit.query.to_sql import plan
from coachkit.query.tree import Node, Phrase, Resembling, Word
from coachkit.query.wording import sought_by
from coachkit.query.words import plain_words
from coachkit.searching.archive import Archive
from coachkit.searching.intent import Intent, together
from coachkit.searching.results import Asked, NearMiss
from coachkit.searching.terms import Term
from coachkit.store.reading.retrieval import count_matches, newest_turns
from coachkit.store.reading.vocabulary import word_counts

MOST = 5
"""So many hints at most: more are noise."""
FEW = 2
"""Where so few places or none were found, other ways of writing the words are offered."""
MOST_COUNTED = 1_000
FEWEST_LETTERS = 4
"""Shorter words are near to too many others."""


def near_misses(
    archive: Archive, asked: Asked, intent: Intent, terms: Sequence[Term], *, total: int | None
) -> list[NearMiss]:
    """Return what comes near, where little was found, or nothing because of a word or a condition."""
    if total is not None and total > FEW:
        return []
    found = [miss for term in terms for miss in _in_two_or_one(archive, asked, term)]
    if total:
        return found[:MOST]
    found += _pairs_in_one(archive, asked, intent)
    found += [miss for term in terms if not term.turns for miss in _spelled_nearly_so(archive, asked, term)]
    if all(term.turns for term in terms):
        found += _conditions(archive, intent, terms)
        found += _fewer_words(archive, intent, terms)
    return found[:MOST]


def _in_two_or_one(archive: Archive, asked: Asked, term: Term) -> Iterator[NearMiss]:
    """Yield a word as two, or words of a phrase as one, where people say it so more often."""
    if term.turns > FEW or not isinstance(term.wording, Word | Phrase):
        return
    words = plain_words(term.wording.text)
    for other in [*_split(words), *(["".join(words)] if len(words) > 1 else [])]:
        turns = _count(archive, Phrase(text=other))
        if turns > term.turns:
            yield _miss(asked, term, other, turns, kind="split" if " " in other else "joined")


def _pairs_in_one(archive: Archive, asked: Asked, intent: Intent) -> Iterator[NearMiss]:
    """Yield two words side by side as one: `zen lane` as `zenlane`."""
    for left, right in pairwise(intent.wished):
        joined = "".join(plain_words(left.text + right.text))
        turns = _count(archive, Phrase(text=joined))
        pair = re.compile(rf"{re.escape(left.text)}\s+{re.escape(right.text)}")
        if turns and pair.search(asked.text):
            yield NearMiss(
                kind="joined",
                said=f"“{joined}” in one word is said in {_turns(turns)}",
                query=pair.sub(joined, asked.text, count=1),
                turns=turns,
            )


def _spelled_nearly_so(archive: Archive, asked: Asked, term: Term) -> Iterator[NearMiss]:
    """Yield words that people say and that look like one that nobody says, the most alike first."""
    words = plain_words(term.wording.text)
    if not isinstance(term.wording, Word | Phrase) or len(words) != 1 or len(words[0]) < FEWEST_LETTERS:
        return
    sought = sought_by(Resembling(text=words[0]), archive.vocabulary)
    near = [one.words[0] for one in sought.patterns]
    counts = word_counts(archive.library, near)
    for word in near:
        if counts[word]:
            yield _miss(asked, term, word, counts[word], kind="spelling")


def _miss(
    asked: Asked, term: Term, other: str, turns: int, *, kind: Literal["spelling", "split", "joined"]
) -> NearMiss:
    typed = term.wording.text
    said = f"said in {_turns(term.turns)}" if term.turns else "said by nobody"
    instead = other if " " not in other or isinstance(term.wording, Phrase) else f'"{other}"'
    return NearMiss(
        kind=kind,
        said=f"“{typed}” is {said}, “{other}” in {_turns(turns)}",
        query=asked.text.replace(typed, instead, 1) if typed in asked.text else None,
        turns=turns,
    )


def _conditions(archive: Archive, intent: Intent, terms: Sequence[Term]) -> Iterator[NearMiss]:
    """Yield for each condition how many places there are without it."""
    for condition in intent.conditions:
        others = replace(
            intent,
            required=tuple(one for one in intent.required if one is not condition),
            conditions=tuple(one for one in intent.conditions if one is not condition),
        )
        turns = _found(archive, others, terms)
        if turns:
            asked = explain(condition).removeprefix("anything, ")
            yield NearMiss(
                kind="filter",
                said=f"without “{asked}” there {'is' if turns == 1 else 'are'} {_places(turns)}",
                query=None,
                turns=turns,
            )


def _fewer_words(archive: Archive, intent: Intent, terms: Sequence[Term]) -> Iterator[NearMiss]:
    """Yield for each word how many places there are without it, where all of them together are nowhere."""
    if len(terms) < 2 or any(term.wording not in (*intent.wished, *intent.required) for term in terms):
        return
    for term in terms:
        others = replace(
            intent,
            wished=tuple(one for one in intent.wished if one != term.wording),
            required=tuple(one for one in intent.required if one != term.wording),
        )
        turns = _found(archive, others, [one for one in terms if one is not term])
        left = [one.shown for one in terms if one is not term]
        what = " and ".join(f"“{one}”" for one in left)
        if turns:
            yield NearMiss(
                kind="fewer words",
                said=f"{what} without “{term.shown}”: {_turns(turns)}",
                query=" ".join(left) if not intent.required else None,
                turns=turns,
            )


def _found(archive: Archive, intent: Intent, terms: Sequence[Term]) -> int:
    """Return in how many places all of it is said, counted up to `MOST_COUNTED`."""
    every: tuple[Node, ...] = (
        *(one for one in intent.wished if any(term.wording == one for term in terms)),
        *intent.required,
    )
    node = together(every)
    if node is None:
        return 0
    what = plan(node, archive.vocabulary)
    calls = None if what.calls is None else archive.calls_that(what.calls)
    found = newest_turns(archive.library, match=what.match, where=what.where, calls=calls, limit=MOST_COUNTED)
    return len(found)


def _count(archive: Archive, wording: Phrase) -> int:
    expression = FullText(vocabulary=archive.vocabulary).expression(wording)
    return count_matches(archive.library, expression, most=MOST_COUNTED) if expression else 0


def _split(words: Sequence[str]) -> Iterator[str]:
    """Yield one word as two, cut at each place: `zenlane` as `zen lane`."""
    for word in words if len(words) == 1 else ():
        yield from (f"{word[:i]} {word[i:]}" for i in range(2, len(word) - 1))


def _turns(count: int) -> str:
    return _amount(count, "turn")


def _places(count: int) -> str:
    return _amount(count, "place")


def _amount(count: int, unit: str) -> str:
    if count >= MOST_COUNTED:
        return f"{MOST_COUNTED:,} {unit}s or more"
    return f"{count:,} {unit}{'' if count == 1 else 's'}"
