"""In how many calls of the whole archive each phrase is said: what every call has tells little about one.

It is learned once for an epoch, from a spread of calls, and holds until the next: a new call is judged
by it and changes it for nobody.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import log

from coachkit.models import PhraseCount

FEWEST_CALLS = 12
"""In a smaller library every phrase is rare: only how common its words are in everyday language counts."""
MOST_CALLS = 3_000
"""A larger archive is learned from so many calls, spread over it."""
WORTH_KEEPING = 2
"""Phrases of fewer calls are not stored: what is not stored is rare."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The calls an epoch was learned from, and how many of them hold a phrase."""

    calls: int = 0
    holding: Mapping[str, int] = field(default_factory=dict)
    """Calls by stored key (see `stored_key`)."""

    def rarity(self, language: str, key: tuple[str, ...]) -> float:
        """Return how much a phrase tells the archive's calls apart, from near 0 (all have it) to 1 (none).

        It is the inverse document frequency (Spärck Jones 1972) of the phrase, as a share of the highest
        there is; 1 where nothing has been learned yet.
        """
        if self.calls < FEWEST_CALLS:
            return 1.0
        held = self.holding.get(stored_key(language, key), 1)
        return max(log((self.calls + 1) / held) / log(self.calls + 1), 0.0)


def stored_key(language: str, key: Iterable[str]) -> str:
    """Return what a phrase is stored under: its language and its stems."""
    return f"{language} {' '.join(key)}"


def count_calls(calls: Iterable[frozenset[str]], *, epoch: int) -> list[PhraseCount]:
    """Return how many calls hold each phrase; `calls` are the stored keys of each call's phrases."""
    held: Counter[str] = Counter()
    for keys in calls:
        held.update(keys)
    return [
        PhraseCount(epoch=epoch, phrase=phrase, calls=count)
        for phrase, count in sorted(held.items())
        if count >= WORTH_KEEPING
    ]
