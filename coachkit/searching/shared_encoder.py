"""One encoder of queries for several searchers, opened when the first of them needs it.

People turn a page, change the form of the answers or come back to a call, and the same texts are asked for
again: what was encoded last is kept. A text is encoded alone, so a kept vector is the one that would be made.
"""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from coachkit.backends.query_encoder import QueryEncoder
    from coachkit.searching.archive import Encoder

    Vector = npt.NDArray[np.float32]

MOST_KEPT = 4096
"""Vectors of so many texts are kept, the last asked for: about 8 MB with their texts."""


class SharedEncoder:
    """The light encoder, which threads may use at the same time."""

    def __init__(self, encoder: Encoder | None = None, *, most: int = MOST_KEPT) -> None:
        """Keep the vectors of `most` texts; `encoder` None: the built-in one, opened when it is needed."""
        self._lock = Lock()
        self._opened: QueryEncoder | Encoder | None = encoder
        self._most = most
        self._kept: dict[str, Vector] = {}

    def open(self) -> QueryEncoder | Encoder:
        """Return the encoder itself.

        Raises:
            ModelError: Its weights are missing or damaged.
        """
        from coachkit.backends.query_encoder import QueryEncoder

        with self._lock:
            if self._opened is None:
                self._opened = QueryEncoder.open()
            return self._opened

    def can_compare(self, stored: str) -> bool:
        """Say whether vectors of the embedder with identity `stored` mean the same as those made here.

        Raises:
            ModelError: As `open`.
        """
        return self.open().can_compare(stored)

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length.

        Raises:
            ModelError: As `open`.
        """
        import numpy as np

        if not texts:
            return self.open().embed(texts)
        found = self._known(texts)
        new = [text for text in dict.fromkeys(texts) if text not in found]
        if new:
            rows = [row.copy() for row in self.open().embed(new)]
            found |= zip(new, rows, strict=True)
        self._keep(found)
        return np.stack([found[text] for text in texts])

    def _known(self, texts: Sequence[str]) -> dict[str, Vector]:
        with self._lock:
            return {text: self._kept[text] for text in texts if text in self._kept}

    def _keep(self, found: dict[str, Vector]) -> None:
        """Keep these as the last that were asked for, and let the oldest go."""
        with self._lock:
            for text, row in found.items():
                self._kept.pop(text, None)
                self._kept[text] = row
            for text in [*self._kept][: max(len(self._kept) - self._most, 0)]:
                del self._kept[text]
