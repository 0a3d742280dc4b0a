"""What is searched for as a vector, by onnxruntime: the stored vectors' model, quick to start.

The 8-bit copy of all-MiniLM-L6-v2 begins to work in half a second, where sentence-transformers takes
fifteen; its vectors differ from those of the whole model by about as much as rounding.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from coachkit.backends.weights import check_file, check_files, model_identity, part_paths
from coachkit.backends.weights_known import QUERIES, SENTENCES

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MAX_TOKENS = 256
"""As many as `embedder` reads of a passage; the tokenizer's own file would stop at 128."""
DIMENSIONS = 384


class QueryEncoder:
    """The light encoder, on one thread of the CPU."""

    dimensions = DIMENSIONS

    def __init__(self, session: "InferenceSession", tokenizer: "Tokenizer") -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def open(cls) -> "QueryEncoder":
        """Load the encoder after checking its files.

        Raises:
            ModelError: The package is missing or a file is not the expected one.
        """
        check_files(QUERIES)
        tokens = next(file for file in SENTENCES.files if file.name == "tokenizer.json")
        check_file(SENTENCES, tokens)
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        [model] = part_paths(QUERIES.files[0])
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        [path] = part_paths(tokens)
        tokenizer = Tokenizer.from_file(str(path))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        return cls(session, tokenizer)

    def can_compare(self, stored: str) -> bool:
        """Say whether vectors of the embedder with identity `stored` mean the same as those made here."""
        return stored.endswith(model_identity(SENTENCES.name))

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return an array of shape (texts, dimensions), rows of unit length; each text is encoded alone."""
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(rows, texts, strict=True):
            ids = np.array([self._tokenizer.encode(text).ids], np.int64)
            given = {
                "input_ids": ids,
                "attention_mask": np.ones_like(ids),
                "token_type_ids": np.zeros_like(ids),
            }
            [states] = self._session.run(None, given)
            mean = np.asarray(states, np.float32)[0].mean(axis=0)
            row[:] = mean / np.linalg.norm(mean)
        return rows
