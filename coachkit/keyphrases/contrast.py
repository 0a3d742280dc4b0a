"""How well phrases tell one group of calls from the others.

A phrase is good if many calls of the group have its words and few of the others do: the share here, times
the logarithm of how many times as large it is as elsewhere, which is the part that the phrase has in the
Kullback-Leibler divergence of the group from the rest. Its words need not be said in a row to count, but
calls that say it as it stands count more, and a phrase must be said as it stands. A call counts once.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.keyphrases.asked import AskedPhrase, Kind
from coachkit.keyphrases.talk import Key, Talk

PASSAGE = 0.3
"""What a passage with a phrase's words counts, where a reason counts 1."""
EVEN = 0.03
"""Added to the shares that are compared: of two rare phrases neither is telling."""
WORST = 0.3
"""How much the one other group that has a phrase most counts, beside all others together."""
EXACT = 0.4
"""Power of the share of calls that say the phrase as it stands among those that have its words."""
WORTH: Mapping[Kind, float] = {
    "action": 1.2,
    "event": 1.2,
    "question": 1.2,
    "nouns": 1.0,
    "linked": 0.8,
    "key": 0.8,
}
ONE_WORD = 0.55
"""Factor for a phrase of one word."""
FEWEST = 2
"""Calls that must say a phrase, in a group of more than `SMALL` calls."""
SMALL = 2
WHOLE = 0.7
"""A phrase is a part of a longer one if so large a share of the calls that say it say that."""
_UNSEEN = 5
"""Where there are fewer calls elsewhere, calls are made up of which one in fifty has the phrase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A phrase of a group: how it is written, how telling it is, in what share of calls its words are."""

    key: Key
    shown: str
    weight: float
    share: float
    calls: int
    """How many say it as it stands."""
    is_enough: bool
    """Whether so many are enough: two, in a group of more than `SMALL`."""
    kind: Kind
    has_name: bool
    """Whether it holds the name of a place, a company, a product."""
    is_named: bool
    """Whether it holds one that half of the group's calls do not say."""


def weigh(talk: Talk, groups: Sequence[int]) -> list[list[Weighed]]:
    """Return each group's phrases, the most telling first; `groups` are their documents, as bits.

    Names of people are in no phrase.
    """
    home = {document: n for n, documents in enumerate(groups) for document in _bits(documents)}
    said: list[dict[Key, list[AskedPhrase]]] = [{} for _ in groups]
    calls: list[Counter[Key]] = [Counter() for _ in groups]
    for key in talk.phrases:
        for document, phrases in talk.said_in(key):
            calls[home[document]][key] += 1
            said[home[document]].setdefault(key, []).extend(phrases)
    shares = _Shares(talk, groups)
    weighed: list[list[Weighed]] = []
    for n, documents in enumerate(groups):
        size = documents.bit_count()
        found = [
            _weighed(shares, n, said[n][key], calls[n][key], size) for key in _whole([*said[n]], calls[n])
        ]
        kept = [one for one in found if one is not None]
        weighed.append(sorted(kept, key=lambda one: (-one.weight, sorted(one.key))))
    return weighed


def _weighed(
    shares: "_Shares", group: int, said: Sequence[AskedPhrase], calls: int, size: int
) -> Weighed | None:
    """Return a phrase as `calls` of `size` say it; None if it tells nothing or holds a person's name."""
    talk, key, kind = shares.talk, said[0].key, _kind(said)
    here, elsewhere = shares.of(key, group)
    shown = talk.writing.shown(said)
    if here <= elsewhere or any(talk.is_person(word) for word in key) or talk.holds_name(shown):
        return None
    telling = here * math.log((here + EVEN) / (elsewhere + EVEN)) * min(calls / size / here, 1.0) ** EXACT
    names = [word for word in key if talk.is_name(word)]
    return Weighed(
        key=key,
        shown=shown,
        weight=float(telling * WORTH[kind] * (ONE_WORD if len(key) == 1 else 1.0)),
        share=here,
        calls=calls,
        is_enough=calls >= min(FEWEST, size) or size <= SMALL,
        kind=kind,
        has_name=bool(names),
        is_named=any(shares.of(Key({word}), group)[0] <= 0.5 for word in names),
    )


def _bits(number: int) -> Iterator[int]:
    for place in range(number.bit_length()):
        if number >> place & 1:
            yield place


def _whole(keys: Sequence[Key], exact: Mapping[Key, int]) -> list[Key]:
    """Leave out phrases that are mostly said as a part of a longer one."""
    by_word: dict[str, list[Key]] = {}
    for key in keys:
        for word in key:
            by_word.setdefault(word, []).append(key)
    return [
        key
        for key in keys
        if len(key) == 1
        or not any(key < other and exact[other] >= WHOLE * exact[key] for other in by_word[min(key)])
    ]


def _kind(said: Sequence[AskedPhrase]) -> Kind:
    kinds = Counter(phrase.kind for phrase in said if phrase.kind != "key")
    if not kinds:
        return "key"
    return min(kinds, key=lambda one: (-kinds[one], one))


class _Shares:
    """In what share of each group's calls the words of a phrase are."""

    def __init__(self, talk: Talk, groups: Sequence[int]) -> None:
        self.talk = talk
        self._groups = groups
        self._sizes = [
            self._count(talk.reasons.documents, talk.passages.documents, documents) for documents in groups
        ]
        self._counts: dict[Key, list[float]] = {}

    @staticmethod
    def _count(reasons: int, passages: int, documents: int) -> float:
        return (reasons & documents).bit_count() + PASSAGE * (passages & documents).bit_count()

    def of(self, key: Key, group: int) -> tuple[float, float]:
        """Return the share in a group, and elsewhere: over all others, and where it is most."""
        counts = self._counts.get(key)
        if counts is None:
            reasons, passages = self.talk.reasons.holding(key), self.talk.passages.holding(key)
            counts = self._counts[key] = [self._count(reasons, passages, own) for own in self._groups]
        others = sum(self._sizes) - self._sizes[group]
        unseen = max(_UNSEEN - others, 0.0)
        over_all = (sum(counts) - counts[group] + 0.02 * unseen) / (others + unseen)
        worst = max(
            (
                count / size
                for n, (count, size) in enumerate(zip(counts, self._sizes, strict=True))
                if n != group and size
            ),
            default=0.0,
        )
        here = counts[group] / self._sizes[group] if self._sizes[group] else 0.0
        return here, (1 - WORST) * over_all + WORST * worst
