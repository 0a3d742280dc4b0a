"""Meaning as vectors, by sentence-transformers, from a local directory and never from a hub."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coachkit.backends.weights import model_identity

MAX_TOKENS = 256
"""What all-MiniLM-L6-v2 was trained to read; the rest of a longer text does not count."""


def sentence_identity(model: str = "all-MiniLM-L6-v2") -> str:
    """Return the embedder's identity, with the hash of the weights, without loading them."""
    return f"sentence-transformers {version('sentence-transformers')}, {model_identity(model)}"


class SentenceEmbedder:
    """A sentence-transformers model on the CPU.

    Every text is encoded alone and on one thread. In a batch, padding and the split of the work change
    the last bits of a vector, so the same passage would differ with its neighbours and the machine;
    that costs a quarter more time. More cores are used by more processes.
    """

    def __init__(self, directory: Path) -> None:
        """Load the model in `directory` (see `weights.sentence_model_directory`, which checks it)."""
        from sentence_transformers import SentenceTransformer

        with _without_progress_bars():
            self._model = SentenceTransformer(str(directory), device="cpu", local_files_only=True)
        self._model.max_seq_length = MAX_TOKENS
        self.identity = sentence_identity()
        self.dimensions = self._encode([""]).shape[1]

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        with _on_one_thread():
            vectors = self._model.encode(
                list(texts), batch_size=1, normalize_embeddings=True, show_progress_bar=False
            )
        return np.asarray(vectors, np.float32)


@contextmanager
def _on_one_thread() -> Iterator[None]:
    """Give torch one thread, and its threads back afterwards: the count is the whole process's."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


@contextmanager
def _without_progress_bars() -> Iterator[None]:
    """Keep transformers from drawing its bar while weights load: stderr belongs to coachkit's own."""
    import transformers.utils.logging

    logging: Any = transformers.utils.logging  # its functions carry no types
    was_enabled = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if was_enabled:
            logging.enable_progress_bar()
