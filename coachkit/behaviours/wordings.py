"""Wordings: the same said in different words, found by meaning.

As with phrases, which of them are looked at is decided without how cases went.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.alike_sentences import NO_GROUP, Labels, group_alike
from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE, Behaviour, Observed
from coachkit.behaviours.beside import is_courtesy, tells_result
from coachkit.behaviours.meanings import Codes, Meanings, as_unit
from coachkit.behaviours.said_words import BREAK, SaidWords, read_said, sentence_texts
from coachkit.behaviours.shown import MOST_SHOWN, shortened, small_start
from coachkit.behaviours.spread import Spread
from coachkit.conversation import words_of
from coachkit.models import Case
from coachkit.phrases import words_in

FEWEST_WORDS = 3
"""Shorter sentences mean too little to be compared."""
MOST = 30
"""Wordings of one subject that are compared."""
LEAST_SHARE = 0.005
"""Of many cases, a wording must be said in such a share at least."""
READ_OF = 12
"""So many sentences of a group, or up to twice as many, show whether it is courtesy."""
FEWEST_WAYS = 2
"""What is said in one way alone is a phrase."""
_OPENS = "wording:"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sentences:
    """The different sentences of some cases, in the order of the alphabet."""

    texts: Sequence[str]
    rows: npt.NDArray[np.float32]
    cases: Sequence[Sequence[int]]
    """Of each, the places of the cases that it is said in, each once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """Sentences that mean the same."""

    typical: str
    texts: Sequence[str]
    cases: npt.NDArray[np.int64]
    words: Mapping[int, str]
    """Of each case, the sentence that is said in it."""


def wordings(
    cases: Sequence[Case],
    meanings: Meanings,
    *,
    known: Iterable[str] = (),
    words: SaidWords | None = None,
) -> list[Observed]:
    """Return what agents say in different words in some cases of one subject and not in others, by key.

    A wording is called by its most typical sentence, which may be another one when there are more calls.
    `known` are keys that people decided on, or that lines had before, the first ones first: a group that
    holds the sentence of one keeps it. `words` is what `read_said` returns of these cases, where it was read
    already.
    """
    said = _read(cases, meanings)
    kept = _kept(said, Spread.of(cases), _quotable(words or read_said(cases)))
    names = {key.removeprefix(_OPENS): n for n, key in reversed([*enumerate(known)])}
    # Two groups may hold one sentence, written in two ways.
    found = {one.behaviour.key: one for one in (_observed(own, cases, names) for own in reversed(kept))}
    return [found[key] for key in sorted(found)]


def _kept(said: _Sentences, spread: Spread, quotable: frozenset[str]) -> list[_Group]:
    """Return at most `MOST` groups, those first that part the cases most evenly."""
    count = len(spread.calls)
    drawn: list[tuple[int, list[int]]] = []
    for members in _members(group_alike(said.texts, said.rows)):
        cases = {case for n in members for case in said.cases[n]}
        if len(cases) >= max(spread.fewest_cases, LEAST_SHARE * count):
            drawn.append((min(len(cases), count - len(cases)), members))
    kept: list[_Group] = []
    for _, members in sorted(drawn, key=lambda one: (-one[0], one[1])):
        group = _group(said, members, quotable)
        if group is not None and spread.is_wide(group.cases):
            kept.append(group)
        if len(kept) == MOST:
            break
    return kept


def _members(labels: Labels) -> Iterator[list[int]]:
    """Yield the places of each group of several."""
    order = np.argsort(labels, kind="stable")
    for members in np.split(order, np.flatnonzero(np.diff(labels[order])) + 1):
        if len(members) >= FEWEST_WAYS and labels[members[0]] != NO_GROUP:
            yield members.tolist()


def _read(cases: Sequence[Case], meanings: Meanings) -> _Sentences:
    vectors: dict[str, Codes] = {}
    places: dict[str, dict[int, None]] = {}
    short: set[str] = set()
    for n, case in enumerate(cases):
        for line, segment in zip(case.said, case.segments, strict=True):
            sentences = sentence_texts(line)
            for text in sentences:
                if text in short:
                    continue
                if text not in vectors:
                    if len(words_of(text)) < FEWEST_WORDS:
                        short.add(text)
                        continue
                    found = meanings.of(case.call_id, segment, text, is_only=len(sentences) == 1)
                    if found is None:
                        continue
                    vectors[text] = found
                places.setdefault(text, {})[n] = None
    texts = sorted(vectors)
    return _Sentences(
        texts=texts,
        rows=as_unit([vectors[text] for text in texts]),
        cases=[[*places[text]] for text in texts],
    )


def _quotable(said: SaidWords) -> frozenset[str]:
    """Return the sentences that may be quoted to all: short ones without names and figures."""
    breaks = np.bincount(said.sentences[said.codes == BREAK], minlength=len(said.texts)).tolist()
    sizes = np.bincount(said.sentences, minlength=len(said.texts)).tolist()
    return frozenset(
        text
        for text, broken, size in zip(said.texts, breaks, sizes, strict=True)
        if broken == 1 < size <= MOST_SHOWN
    )


def _group(said: _Sentences, members: Sequence[int], quotable: frozenset[str]) -> _Group | None:
    """Return a group without results; None of courtesies, of what is said in one way, or cannot be quoted."""
    kept = [n for n in members if not tells_result(said.texts[n])]
    read = [is_courtesy(said.texts[n]) for n in kept[:: max(1, len(kept) // READ_OF)]]
    if not _is_said_otherwise([said.texts[n] for n in kept]) or 2 * sum(read) >= len(read):
        return None
    often = np.array([len(said.cases[n]) for n in kept], np.float32)
    likeness = (said.rows[kept] @ (often @ said.rows[kept])).tolist()
    nearest = (kept[n] for n in sorted(range(len(kept)), key=lambda n: (-likeness[n], n)))
    shown = (said.texts[n] for n in nearest if said.texts[n] in quotable)
    typical = next((text for text in shown if not is_courtesy(text)), None)
    if typical is None:
        return None
    words = {case: said.texts[n] for n in reversed(kept) for case in said.cases[n]}
    return _Group(
        typical=typical,
        texts=[said.texts[n] for n in kept],
        cases=np.array(sorted(words), np.int64),
        words=words,
    )


def _is_said_otherwise(texts: Sequence[str]) -> bool:
    """Say whether texts are in `FEWEST_WAYS` ways or more, capitals and short forms aside."""
    ways: set[str] = set()
    for text in texts:
        ways.add(_folded(text))
        if len(ways) >= FEWEST_WAYS:
            return True
    return False


def _folded(text: str) -> str:
    return " ".join(word for _, _, word in words_in(text))


def _observed(group: _Group, cases: Sequence[Case], names: Mapping[str, int]) -> Observed:
    done = np.array([NOT_DONE if case.said else DOES_NOT_APPLY for case in cases], np.int8)
    done[group.cases] = DONE
    own = [name for name in map(_folded, group.texts) if name in names] if names else []
    shown = small_start(shortened(group.typical))
    return Observed(
        behaviour=Behaviour(
            key=f"{_OPENS}{min(own, key=names.__getitem__) if own else _folded(group.typical)}",
            kind="wording",
            does=f"says something like “{shown}”",
            do=f"Say, in your own words: “{shortened(group.typical)}”.",
            dont=f"Don't say things like “{shown}”.",
        ),
        done=done,
        words={case: shortened(text) for case, text in group.words.items()},
    )
