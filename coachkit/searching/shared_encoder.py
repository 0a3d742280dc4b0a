"""One encoder of queries for several searchers, opened when the first of them needs it."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from coachkit.backends.query_encoder import QueryEncoder


class SharedEncoder:
    """The light encoder, which threads may use at the same time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._opened: QueryEncoder | None = None

    def open(self) -> QueryEncoder:
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
        return self.open().embed(texts)
