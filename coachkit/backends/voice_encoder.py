"""What a voice sounds like, as a vector: the speaker encoder of Resemblyzer, run on torch.

Only its weights are taken from the package: the network is three layers of LSTM (Wan et al. 2018,
"Generalized end-to-end loss for speaker verification"), and the package's own code asks for libraries
that cannot be installed everywhere. Two pieces of one voice have a cosine near 0.85, of two near 0.6.
"""

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from numpy.lib.stride_tricks import sliding_window_view

from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.weights import check_files, find_weights, part_paths
from coachkit.backends.weights_known import VOICES

if TYPE_CHECKING:
    import torch

Frames = npt.NDArray[np.float32]
"""Mel power, shape (frames, 40), a hundred frames a second."""
Vectors = npt.NDArray[np.float32]
"""One vector of unit length a window, shape (windows, 256)."""

FRAME = SAMPLE_RATE // 100
"""Samples from one frame to the next."""
WINDOW = 160
"""Frames that the encoder was trained on: 1.6 s."""
_LENGTH = SAMPLE_RATE * 25 // 1000
_MELS = 40
_SIZE = 256
_LAYERS = 3
_LEVEL = 10 ** (-30 / 10)
"""Mean power to which the encoder's training sound was turned: -30 dB below full scale."""
_BATCH = 64
_BLOCK = 6000


class VoiceEncoder:
    """Turns 1.6 s of speech into a vector; slow to make, so `voice_encoder` keeps one."""

    def __init__(self) -> None:
        import torch

        check_files(VOICES)
        state = torch.load(part_paths(VOICES.files[0])[0], map_location="cpu", weights_only=True)
        self._lstm = torch.nn.LSTM(_MELS, _SIZE, _LAYERS, batch_first=True)
        self._linear = torch.nn.Linear(_SIZE, _SIZE)
        for name, part in (("lstm.", self._lstm), ("linear.", self._linear)):
            part.load_state_dict(
                {
                    key[len(name) :]: value
                    for key, value in state["model_state"].items()
                    if key.startswith(name)
                }
            )

    def embed(self, windows: Frames, powers: npt.NDArray[np.float64]) -> Vectors:
        """Return a vector for each window, shape (windows, `WINDOW`, 40).

        `powers` are the mean squares of each window's samples, so that loudness does not matter.
        """
        import torch

        even = (windows * (_LEVEL / np.maximum(powers, 1e-12))[:, None, None]).astype(np.float32)
        threads = torch.get_num_threads()
        # Sums come out the same on every machine, and the cores have recordings of their own to hear.
        torch.set_num_threads(1)
        try:
            with torch.inference_mode():
                parts = [
                    self._run(torch.from_numpy(even[n : n + _BATCH])) for n in range(0, len(even), _BATCH)
                ]
        finally:
            torch.set_num_threads(threads)
        return np.concatenate(parts) if parts else np.zeros((0, _SIZE), dtype=np.float32)

    def _run(self, batch: "torch.Tensor") -> Vectors:
        _, (hidden, _) = self._lstm(batch)
        raw = self._linear(hidden[-1]).relu()
        vectors: Vectors = (raw / raw.norm(dim=1, keepdim=True).clamp_min(1e-9)).numpy()
        return vectors


def has_voice_encoder() -> bool:
    """Return whether the weights are installed; without them, voices are not told apart."""
    return find_weights(VOICES.name) is not None


@cache
def voice_encoder() -> VoiceEncoder:
    """Return this process's encoder.

    Raises ModelError if the weights are missing or are not the expected ones.
    """
    return VoiceEncoder()


def mel_frames(samples: Samples) -> Frames:
    """Return the power of `samples` in 40 mel bands; frame `n` stands for the 25 ms around `n` × 10 ms."""
    from faster_whisper.feature_extractor import FeatureExtractor

    bands = FeatureExtractor.get_mel_filters(SAMPLE_RATE, _LENGTH, _MELS).astype(np.float32)
    window = np.hanning(_LENGTH + 1)[:-1].astype(np.float32)
    padded = np.pad(samples, _LENGTH // 2)
    cut = sliding_window_view(padded, _LENGTH)[::FRAME]
    parts = [
        np.square(np.abs(np.fft.rfft(cut[n : n + _BLOCK] * window, axis=1))).astype(np.float32) @ bands.T
        for n in range(0, len(cut), _BLOCK)
    ]
    return np.concatenate(parts)
