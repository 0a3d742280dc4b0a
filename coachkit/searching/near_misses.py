"""What would have been found: another spelling, one word as two or two as one, fewer words or conditions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
MOST_COUNTED = 1_000
FEWEST_LETTERS = 4
"""Shorter words are near to too many others."""


def near_misses(
    archive: Archive, asked: Asked, intent: Intent, terms: Sequence[Term], *, total: int | None
) -> list[NearMiss]:
    """Return what comes near, where the words of a search are found nowhere or a condition left nothing."""
    if total:
        return []
    found = [miss for term in terms if not term.turns for miss in _spellings(archive, asked, term)]
    if not any(not term.turns for term in terms):
        found += _conditions(archive, intent, terms)
        found += _fewer_words(archive, intent, terms)
    return found[:MOST]


def _spellings(archive: Archive, asked: Asked, term: Term) -> Iterator[NearMiss]:
    """Yield what people say that is written nearly as a word that nobody says."""
    if not isinstance(term.wording, Word | Phrase):
        return
    words = plain_words(term.wording.text)
    for kind, other in (
        *(("split", two) for two in _split(words)),
        *(("joined", one) for one in _joined(words)),
    ):
        turns = _count(archive, Phrase(text=other))
        if turns:
            yield _miss(asked, term, other, turns, kind="split" if kind == "split" else "joined")
    if len(words) == 1 and len(words[0]) >= FEWEST_LETTERS:
        wording = Resembling(text=words[0])
        near = [
            one.words[0] for one in sought_by(wording, archive.vocabulary).patterns if len(one.words) == 1
        ]
        counts = word_counts(archive.library, near)
        for word in sorted(near, key=near.index):
            if counts[word]:
                yield _miss(asked, term, word, counts[word], kind="spelling")


def _miss(asked: Asked, term: Term, other: str, turns: int, *, kind: str) -> NearMiss:
    is_one_word = kind == "spelling" or " " not in other
    typed = term.wording.text
    return NearMiss(
        kind="spelling" if kind == "spelling" else "split" if kind == "split" else "joined",
        said=f"nobody says “{typed}”; “{other}” is said in {_turns(turns)}",
        query=asked.text.replace(typed, other if is_one_word else f'"{other}"', 1)
        if typed in asked.text
        else None,
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
            yield NearMiss(
                kind="filter",
                said=f"without “{explain(condition)}” there are {_places(turns)}",
                query=None,
                turns=turns,
            )


def _fewer_words(archive: Archive, intent: Intent, terms: Sequence[Term]) -> Iterator[NearMiss]:
    """Yield for each word how many places there are without it, where all of them together are nowhere."""
    telling = [term for term in terms if not term.is_everyday]
    if len(telling) < 2 or any(term.wording not in (*intent.wished, *intent.required) for term in telling):
        return
    for term in telling:
        others = replace(
            intent,
            wished=tuple(one for one in intent.wished if one != term.wording),
            required=tuple(one for one in intent.required if one != term.wording),
        )
        turns = _found(archive, others, [one for one in terms if one is not term])
        left = [one.shown for one in telling if one is not term]
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
        *(one for one in intent.wished if any(t.wording == one and not t.is_everyday for t in terms)),
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


def _joined(words: Sequence[str]) -> Iterator[str]:
    if len(words) > 1:
        yield "".join(words)


def _turns(count: int) -> str:
    return _amount(count, "turn")


def _places(count: int) -> str:
    return _amount(count, "place")


def _amount(count: int, unit: str) -> str:
    if count >= MOST_COUNTED:
        return f"{MOST_COUNTED:,} {unit}s or more"
    return f"{count:,} {unit}{'' if count == 1 else 's'}"
