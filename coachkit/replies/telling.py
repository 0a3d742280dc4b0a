"""Which traits tell good replies from bad ones, and what differs between two replies, in a sentence.

Counts of a few exchanges mislead, so they are drawn towards those of the whole archive, and these towards
what is expected of a trait. What differs is said, never that it is the reason: the listener judges that.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, log

from coachkit.replies.trait_pack import Leans, Trait, read_traits
from coachkit.replies.traits import FoundTrait

DRAWN = 10
"""The archive counts as so many exchanges more of a subject, what is expected as so many of the archive."""
EXPECTED: Mapping[Leans, float] = {"good": 0.7, "bad": -0.7, "neither": 0.0}
"""By how much likelier good replies than bad ones are expected to have a trait, as log odds: double."""
LEAST: Mapping[Leans, float] = {"good": 0.4, "bad": 0.4, "neither": 0.7}
"""Log odds from which on a trait is named that is commoner on the side where it is expected: half as high
again, twice as high where nothing is expected."""
AGAINST = 1.6
"""The same where it is commoner on the other side: five times as high."""
MOST_NAMED = 2
"""Of each side."""
TONE = "No difference that can be read off the words: listen for the tone."
LONGER = 2.0
"""Where no trait differs, one exchange is called longer that lasts so many times as long."""
NOT_QUOTED = frozenset({"names_number", "takes_up_words", "asks_identity"})
"""Of these the words alone say nothing, or they may say who the customer is."""
_CAPITAL = re.compile(r"(?<=\s)(?!I\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[^\W\d_a-z]\w+")


@dataclass(frozen=True, slots=True)
class TraitCounts:
    """How many good and bad exchanges there are, and how many of each have a trait."""

    good: int = 0
    bad: int = 0
    having_good: Mapping[str, int] = field(default_factory=dict)
    having_bad: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, good: Iterable[Iterable[str]], bad: Iterable[Iterable[str]]) -> "TraitCounts":
        """Count the names of traits, given those of each exchange."""
        sides = [[frozenset(one) for one in side] for side in (good, bad)]
        having = [Counter(name for one in side for name in one) for side in sides]
        return cls(len(sides[0]), len(sides[1]), *having)


def tellings(subject: TraitCounts, archive: TraitCounts) -> dict[str, float]:
    """Return by how much likelier good replies than bad ones are to have each trait, as log odds."""
    return {name: _telling(trait, subject, archive) for name, trait in read_traits().items()}


def _telling(trait: Trait, subject: TraitCounts, archive: TraitCounts) -> float:
    name = trait.name
    everywhere = archive.having_good.get(name, 0) + archive.having_bad.get(name, 0)
    base = (everywhere + 1) / (archive.good + archive.bad + 2)
    lean = EXPECTED[trait.leans] / 2
    good = _drawn(archive.having_good.get(name, 0), archive.good, _likelier(base, lean))
    bad = _drawn(archive.having_bad.get(name, 0), archive.bad, _likelier(base, -lean))
    good = _drawn(subject.having_good.get(name, 0), subject.good, good)
    bad = _drawn(subject.having_bad.get(name, 0), subject.bad, bad)
    return log(good / (1 - good)) - log(bad / (1 - bad))


def _likelier(share: float, by: float) -> float:
    """Return a share whose log odds are higher by so much."""
    odds = share / (1 - share) * exp(by)
    return odds / (1 + odds)


def _drawn(having: int, of: int, towards: float) -> float:
    """Return a share that is drawn towards another, as if `DRAWN` more exchanges had that."""
    return (having + DRAWN * towards) / (of + DRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What parts two replies: the traits of each that the other has not, the most telling first."""

    good: tuple[FoundTrait, ...]
    """Of those that are commoner in good replies."""
    bad: tuple[FoundTrait, ...]
    """Of those that are commoner in bad ones."""
    telling: float
    """How telling they are together, from 0."""


def difference_of(
    good: Sequence[FoundTrait], bad: Sequence[FoundTrait], telling: Mapping[str, float]
) -> Difference:
    """Return what parts a good reply from a bad one."""
    ours, theirs = {one.name for one in good}, {one.name for one in bad}
    better = [one for one in good if one.name not in theirs and _parts_sides(one, telling, "good")]
    worse = [one for one in bad if one.name not in ours and _parts_sides(one, telling, "bad")]
    better, worse = (_ordered(side, telling) for side in (better, worse))
    named = (*better[:MOST_NAMED], *worse[:MOST_NAMED])
    return Difference(
        good=tuple(better),
        bad=tuple(worse),
        telling=sum(abs(telling[one.name]) for one in named),
    )


def _parts_sides(one: FoundTrait, telling: Mapping[str, float], side: Leans) -> bool:
    """Say whether a trait is telling enough for this side."""
    leans = read_traits()[one.name].leans
    least = LEAST[leans] if leans in (side, "neither") else AGAINST
    return telling.get(one.name, 0.0) * (1 if side == "good" else -1) >= least


def _ordered(found: Iterable[FoundTrait], telling: Mapping[str, float]) -> list[FoundTrait]:
    """Return the most telling first, and of a group one."""
    traits = read_traits()
    ordered = sorted(found, key=lambda one: -abs(telling[one.name]))
    first: dict[str, FoundTrait] = {}
    for one in ordered:
        first.setdefault(traits[one.name].group, one)
    return [*first.values()]


def say_difference(difference: Difference, *, good_seconds: float, bad_seconds: float) -> str:
    """Return a sentence on what parts two replies, without anybody's name; `…_seconds` last the exchanges."""
    good, bad = difference.good[:MOST_NAMED], difference.bad[:MOST_NAMED]
    if good and bad:
        lacking = [] if len(bad) == MOST_NAMED else _lacks(difference.good[MOST_NAMED:])[:1]
        return f"The better reply {_does(good)}; the other {_joined([*_parts(bad), *lacking])}."
    if good:
        return f"The better reply {_does(good)}; the other does {'not' if len(good) == 1 else 'neither'}."
    if bad:
        return f"The reply that goes badly {_does(bad)}; the better one does {_neither(bad)}."
    if max(good_seconds, bad_seconds) >= LONGER * min(good_seconds, bad_seconds):
        return (
            "No difference that can be read off the words: what goes well takes "
            f"{good_seconds:.0f} seconds, what goes badly {bad_seconds:.0f}."
        )
    return TONE


def _neither(found: Sequence[FoundTrait]) -> str:
    return "not" if len(found) == 1 else "neither"


def _does(found: Sequence[FoundTrait]) -> str:
    return _joined(_parts(found))


def _parts(found: Sequence[FoundTrait]) -> list[str]:
    """Return what replies do; the first that words show is quoted."""
    traits = read_traits()
    quoted = next((one for one in found if one.name not in NOT_QUOTED and nameless(one.words)), None)
    return [traits[one.name].does + (f" (“{nameless(one.words)}”)" if one is quoted else "") for one in found]


def _lacks(found: Sequence[FoundTrait]) -> list[str]:
    """Return what a reply lacks of what good ones are expected to have."""
    traits = (read_traits()[one.name] for one in found)
    return [one.lacks for one in traits if one.leans == "good"]


def _joined(parts: Sequence[str]) -> str:
    return " and ".join(parts)


def nameless(words: str) -> str:
    """Return words up to the first that may be a name; nothing where too little is left to be a quote.

    A word with a capital inside a clause is taken for one, but for days and “I”.
    """
    name = _CAPITAL.search(words)
    if name is None:
        return words
    before = words[: name.start()].rstrip(" ,")
    return f"{before} …" if " " in before else ""
