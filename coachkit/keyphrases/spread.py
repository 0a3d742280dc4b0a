"""Which documents hold which words, so that it is quick to tell how many hold a few of them together."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Spread:
    """Documents as bits of a number: bit i of a word's number says that document i holds it."""

    places: dict[str, int] = field(default_factory=dict)
    documents: int = 0
    """Those that hold anything."""

    def add(self, document: int, words: Iterable[str]) -> None:
        """Note that document number `document` holds `words`; it may be added to more than once."""
        bit = 1 << document
        self.documents |= bit
        for word in words:
            self.places[word] = self.places.get(word, 0) | bit

    def holding(self, words: Iterable[str]) -> int:
        """Return the documents that hold all of `words`, in whatever order."""
        found = self.documents
        for word in words:
            found &= self.places.get(word, 0)
        return found
