"""How telling the phrases of a call are, and which of them say the same.

A phrase is weighed by how often it and its noun are said, by whom, how rare its words are in everyday
language and in the archive, and by its form: "cancel subscription" and "calendar sync" tell more than
"pear". Then the best are taken that say something else than those before them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.keyphrases.archive import Archive
from coachkit.keyphrases.said import Form, Frequency, SaidPhrase
from coachkit.languages import FULL
from coachkit.models import Role

MOST_COMMON = 5.7
"""A phrase must hold a word rarer than this Zipf frequency ("thing" 5.7, "price" 5.1, "export" 4.2)."""
RAREST = 3.6
"""Words rarer than this Zipf frequency count as if they were this common: names say little of a matter."""
WORTH: Mapping[Form, float] = {"word": 0.8, "name": 0.7, "described": 1.1, "compound": 1.3, "action": 1.3}
ONCE: Mapping[Form, float] = {"word": 0.4, "name": 0.35, "described": 0.7, "compound": 0.9, "action": 0.75}
"""Factor where neither the phrase nor its noun is said again: the more words, the less is it chance."""
BOTH_SIDES = 1.25
"""Factor where agent and customer say it."""
REASON = 1.25
"""Factor where the customer says it early on: most reasons for a call are told there."""
UNKNOWN = 0.4
"""Factor for a phrase with a word that no list knows and that is said once: likely misheard."""
ALIKE = 0.55
"""Factor for each word that a phrase shares with one that is chosen already."""


@dataclass(slots=True)
class Phrase:
    """All places of one phrase in a call."""

    language: str
    key: tuple[str, ...]
    form: Form
    head: str
    shown_as: Counter[str] = field(default_factory=Counter)
    roles: set[Role] = field(default_factory=set)
    opens: bool = False
    """Whether the customer says it early on, where the reason of the call is told."""

    @property
    def count(self) -> int:
        """How often it is said."""
        return self.shown_as.total()

    @property
    def shown(self) -> str:
        """The form nearest to the one in a dictionary: the shortest."""
        return min(self.shown_as, key=lambda form: (len(form), form))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a phrase is said: in which language, by whom, and whether early in the call."""

    language: str
    role: Role
    is_early: bool


def gather(said: Sequence[tuple[Place, SaidPhrase]]) -> list[Phrase]:
    """Return phrases with all their places; `said` is in the order of the call."""
    found: dict[tuple[str, tuple[str, ...]], Phrase] = {}
    for place, one in said:
        phrase = found.setdefault(
            (place.language, one.key),
            Phrase(language=place.language, key=one.key, form=one.form, head=one.head),
        )
        phrase.shown_as[one.shown] += 1
        phrase.roles.add(place.role)
        phrase.opens |= place.is_early and place.role == "customer"
    return list(found.values())


def weigh(phrases: Sequence[Phrase], *, zipf: Frequency, archive: Archive) -> dict[int, float]:
    """Return the weight of each phrase by its place in `phrases`; 0 for those that say nothing."""
    heads: Counter[tuple[str, str]] = Counter()
    for phrase in phrases:
        if phrase.form != "action":  # its object is counted already
            heads[phrase.language, phrase.head] += phrase.count
    return {n: _weight(one, heads[one.language, one.head], zipf, archive) for n, one in enumerate(phrases)}


def _weight(phrase: Phrase, head_count: int, zipf: Frequency, archive: Archive) -> float:
    words = phrase.shown.replace("-", " ").split()
    common = [zipf(word, phrase.language) for word in words]
    rarity = max((MOST_COMMON - max(one, RAREST)) / (MOST_COMMON - RAREST) for one in common)
    if rarity <= 0:
        return 0.0
    said = phrase.count + 0.35 * max(head_count - phrase.count, 0)
    weight = said**0.6 * rarity**0.5 * WORTH[phrase.form]
    if said < 2 and phrase.language == FULL:
        weight *= ONCE[phrase.form]
    if phrase.count == 1 and min(common) == 0:
        weight *= UNKNOWN
    if {"agent", "customer"} <= phrase.roles:
        weight *= BOTH_SIDES
    if phrase.opens:
        weight *= REASON
    return float(weight * archive.rarity(phrase.language, phrase.key))


def choose(
    weighed: Sequence[tuple[float, Phrase]], *, most: int, chosen: Sequence[frozenset[str]]
) -> list[int]:
    """Return the places of the phrases to show, best first, none of which says what another says.

    `chosen` are the stems of phrases that are shown anyway. A phrase whose words all stand in one that
    is chosen, or the other way round, says the same; so does another phrase of the same noun.
    """
    taken = [*chosen]
    left = {n for n, (weight, _) in enumerate(weighed) if weight > 0}
    picked: list[int] = []
    while left and len(picked) < most:
        scores = {n: _beside(*weighed[n], taken) for n in left}
        best = min(left, key=lambda n: (-scores[n], weighed[n][1].key))
        if scores[best] <= 0:
            break
        picked.append(best)
        left.discard(best)
        taken.append(frozenset(weighed[best][1].key))
        head = weighed[best][1].head
        left = {n for n in left if weighed[n][1].head != head}
    return picked


def _beside(weight: float, phrase: Phrase, taken: Sequence[frozenset[str]]) -> float:
    """Return what a phrase is still worth beside those that are taken."""
    own = frozenset(phrase.key)
    for other in taken:
        if own <= other or other <= own:
            return 0.0
        weight *= ALIKE ** len(own & other)
    return weight
