"""Phrases of English text that can stand on a folder: what is to be done, what is wrong, what it is about.

Everything is read from a stored annotation, as in `coachkit.keyphrases.english`, but here a phrase keeps the
form it is said in: "close an account", "card stolen", "calendar does not sync", "wire transfer".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from coachkit.keyphrases.clauses import (
    LINKS,
    NO_PHRASE,
    Done,
    Word,
    event_after,
    questions_without_nouns,
    verb_before,
)
from coachkit.keyphrases.words import ASKING_VERBS, EMPTY_ADJECTIVES, EMPTY_NOUNS
from coachkit.models import Annotation

LONGEST = 4
"""Words of a noun phrase, and of all nouns of a phrase."""
Kind = Literal["action", "event", "question", "nouns", "linked", "key"]
"""What is done with nouns or happens to them, a question without any, nouns, nouns of nouns, or unknown."""
_NOUNS = frozenset({"NOUN", "PROPN"})
_TELLING = _NOUNS | {"ADJ", "VERB"}
_EMPTY = EMPTY_NOUNS | ASKING_VERBS
"""Also "in need of", "some help"."""
_OWN = frozenset("my our your his her their this that these those".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedPhrase:
    """A phrase as it is said in one place: `before`, an article, `nouns`."""

    key: frozenset[str]
    """The stems of its words: all forms and orders of a phrase have the same."""
    kind: Kind
    nouns: str
    """As it is said; only names and letters said one by one have capitals."""
    before: str = ""
    """What stands before the article, such as the verb."""
    article: str = ""
    """`a`, `an`, `the`, `own` ("my", "this") or nothing; only phrases with something before it have one."""
    is_plural: bool = False
    is_past: bool = False
    """Whether it tells what was done: "lost my card"."""


@dataclass(frozen=True, slots=True)
class _Chunk:
    first: int
    last: int
    runs: tuple[tuple[int, ...], ...]
    """Its telling words up to its noun, the longest first; none if it says nothing by itself."""


def asked_phrases(
    annotation: Annotation, words: Sequence[Word], *, names: frozenset[str]
) -> list[AskedPhrase]:
    """Return the phrases of `words` (see `words_in`); none holds a name whose folded word is in `names`."""
    every = [_chunk(words, a, b, names) for a, b in annotation.chunks]
    chunks = [one for one in every if one is not None and not _is_callers_own(words, one.first)]
    found: list[AskedPhrase] = []
    for n, chunk in enumerate(chunks):
        previous = chunks[n - 1] if n and chunks[n - 1].last == chunk.first - 2 else None
        for run in chunk.runs:
            found += _phrases(words, chunk, run, previous)
    asks = questions_without_nouns(words)
    return [*found, *(AskedPhrase(key=one.stems, kind="question", nouns=one.shown) for one in asks)]


def callers_own(annotation: Annotation, words: Sequence[Word]) -> list[frozenset[str]]:
    """Return the stems of what callers say of themselves: whom they call for, what they do for a living."""
    chunks = [_chunk(words, a, b, frozenset()) for a, b in annotation.chunks]
    own = [one for one in chunks if one is not None and _is_callers_own(words, one.first)]
    return [frozenset(words[i].stem for i in run) for one in own for run in one.runs]


def _is_callers_own(words: Sequence[Word], first: int) -> bool:
    """Say whether a chunk is about the caller: "Leo Marchetti from the writing school", "we do lettings"."""
    if first < 2:
        return False
    before, last = words[first - 2], words[first - 1]
    return (last.text == "from" and before.pos == "PROPN") or (last.text == "do" and before.text == "we")


def _chunk(words: Sequence[Word], start: int, end: int, names: frozenset[str]) -> _Chunk | None:
    inside = [i for i, word in enumerate(words) if start <= word.start and word.end <= end]
    if not inside:
        return None
    run: list[int] = []
    while len(run) < min(LONGEST, len(inside)) and _is_telling(words[inside[-1 - len(run)]], names):
        run.insert(0, inside[-1 - len(run)])
    _strip(words, run)
    runs = [tuple(run[n:]) for n in range(len(run)) if words[run[-1]].pos in _NOUNS]
    return _Chunk(inside[0], inside[-1], tuple(one for one in runs if _says_something(words, one)))


def _is_telling(word: Word, names: frozenset[str]) -> bool:
    return (
        word.pos in _TELLING
        and len(word.text) > 1
        and all(letter.isalpha() or letter in "'-&" for letter in word.text)
        and word.text not in NO_PHRASE
        and not (word.pos == "PROPN" and word.text in names)
    )


def _strip(words: Sequence[Word], run: list[int]) -> None:
    """Take words away at the beginning that are half of something: "two-hour shift", "fairly priced"."""
    at = run[0] - 1 if run else -1
    if at > 0 and words[at].text == "-":
        at -= 1
    if at >= 0 and (
        (words[at].pos == "NUM" and _is_counted(words, run))
        or (words[at].pos == "ADV" and words[run[0]].pos in ("ADJ", "VERB"))
    ):
        run.pop(0)
    while run and words[run[0]].pos == "ADJ" and words[run[0]].text in EMPTY_ADJECTIVES:
        run.pop(0)


def _is_counted(words: Sequence[Word], run: Sequence[int]) -> bool:
    """Say whether a number before a run counts its first word: "five bedroom flat", not "two debit cards"."""
    first, last = words[run[0]], words[run[-1]]
    return first.text in EMPTY_NOUNS or (
        len(run) > 1 and first.pos == "NOUN" and last.pos == "NOUN" and last.text == last.lemma
    )


def _says_something(words: Sequence[Word], run: Sequence[int]) -> bool:
    """Say whether some word of a run is not one of those that all calls have, and none is there twice."""
    return len({words[i].stem for i in run}) == len(run) and any(
        words[i].text not in EMPTY_ADJECTIVES and not {words[i].text, words[i].lemma} & _EMPTY for i in run
    )


def _phrases(
    words: Sequence[Word], chunk: _Chunk, run: tuple[int, ...], previous: _Chunk | None
) -> Iterator[AskedPhrase]:
    """Yield the nouns of a run, what is done with them or happens to them, and what belongs to them."""
    nouns, key = _text(words, run), frozenset(words[i].stem for i in run)
    last = words[run[-1]]
    is_plural = last.text != last.lemma and last.text.endswith("s")
    article = _article(words, chunk.first, run)

    def action(done: Done, before: str, stems: frozenset[str]) -> AskedPhrase:
        return AskedPhrase(
            key=stems | done.stems,
            kind="action",
            nouns=nouns,
            before=before,
            article=article,
            is_plural=is_plural,
            is_past=done.is_past,
        )

    yield AskedPhrase(key=key, kind="nouns", nouns=nouns, is_plural=is_plural)
    event = event_after(words, chunk.last + 1)
    if event is not None:
        yield AskedPhrase(key=key | event.stems, kind="event", nouns=f"{nouns} {event.shown}")
    link = words[chunk.first - 1].text if previous is not None else ""
    # "one of my accounts" is an account
    is_one_of = previous is not None and not previous.runs and link == "of"
    done = verb_before(words, previous.first if previous is not None and is_one_of else chunk.first)
    if done is not None:
        yield action(done, done.shown, key)
    for other in previous.runs if previous is not None and link in LINKS else ():
        stems = key | {words[i].stem for i in other}
        if len(stems) != len(other) + len(run) or len(stems) > LONGEST:
            continue
        head = f"{_text(words, other)} {link}"
        yield AskedPhrase(key=stems, kind="linked", nouns=nouns, before=head, article=article)
        done = verb_before(words, previous.first) if previous is not None and len(stems) < LONGEST else None
        if done is not None:
            yield action(done, f"{done.shown} {head}", stems)


def _text(words: Sequence[Word], run: Sequence[int]) -> str:
    # Of "Hilton Hotel" the last word alone is a hotel.
    cut = run[0] > 0 and words[run[0]].pos == "PROPN" == words[run[0] - 1].pos
    return " ".join(
        words[i].text if cut and not words[i].written.isupper() else words[i].written for i in run
    )


def _article(words: Sequence[Word], first: int, run: Sequence[int]) -> str:
    """Return the article of a chunk, as it is before the words of `run`."""
    said = words[first].text
    if said in ("a", "an"):
        return said if run[0] == first + 1 else "an" if words[run[0]].text[0] in "aeiou" else "a"
    return "the" if said == "the" else "own" if said in _OWN else ""
