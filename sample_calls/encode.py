"""Write samples to an audio file with PyAV: Opus, MP3, µ-law WAV or FLAC, the same bytes every time."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

import av
import numpy as np
from numpy.typing import NDArray
from speech import RATE, Sound

# File ending: codec, sample format, bit rates for one and two channels (None where the codec has no choice).
CODECS: dict[str, tuple[str, str, tuple[int, int] | None]] = {
    ".opus": ("libopus", "s16", (16_000, 27_000)),
    ".mp3": ("libmp3lame", "s16p", (16_000, 32_000)),
    ".wav": ("pcm_mulaw", "s16", None),
    ".flac": ("flac", "s16", None),
}
BITS = {".flac": 13}
"""Bits that count, where fewer than 16: a lossless file is made as fine as a telephone line (G.711) is."""


def write_audio(path: Path, channels: Sequence[Sound]) -> None:
    """Encode one or two channels at RATE; samples beyond full scale are clipped."""
    codec, sample_format, bit_rates = CODECS[path.suffix]
    layout = "stereo" if len(channels) == 2 else "mono"
    samples = (np.clip(np.stack(channels), -1, 1) * 32767).astype(np.int16)
    samples &= np.int16(-(2 ** (16 - BITS.get(path.suffix, 16))))
    options = {"fflags": "+bitexact"}  # no random stream number, no encoder version in the file
    with av.open(str(path), "w", options=options) as container:
        stream = cast(av.AudioStream, container.add_stream(codec, rate=RATE))
        stream.codec_context.layout = layout
        stream.codec_context.format = sample_format
        stream.codec_context.options = {"flags": "+bitexact"}
        if bit_rates is not None:
            stream.codec_context.bit_rate = bit_rates[len(channels) - 1]
        for block in np.array_split(samples, range(RATE, samples.shape[1], RATE), axis=1):
            frame = av.AudioFrame.from_ndarray(
                _as_planes(block, sample_format), format=sample_format, layout=layout
            )
            frame.sample_rate = RATE
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _as_planes(block: NDArray[np.int16], sample_format: str) -> NDArray[np.int16]:
    """Arrange channels as PyAV wants them: a row each when planar, one interleaved row when packed."""
    return np.ascontiguousarray(block if sample_format.endswith("p") else block.T.reshape(1, -1))
