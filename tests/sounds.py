"""Recordings made for tests: a tone a channel, in any container and codec that FFmpeg writes."""

from collections.abc import Sequence
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

LAYOUTS = {1: "mono", 2: "stereo", 3: "3.0", 4: "4.0", 6: "5.1", 8: "7.1"}


def tones(frequencies: Sequence[float], *, seconds: float, rate: int) -> npt.NDArray[np.float32]:
    """Return one sine a channel, shape (channels, samples), at half of full scale."""
    time = np.arange(round(seconds * rate)) / rate
    return np.stack([0.5 * np.sin(2 * np.pi * f * time) for f in frequencies]).astype(np.float32)


def write_sound(
    path: Path,
    samples: npt.NDArray[np.float32],
    *,
    codec: str,
    rate: int,
    tags: dict[str, str] | None = None,
    options: dict[str, str] | None = None,
    with_video: bool = False,
) -> Path:
    """Write `samples`, shape (channels, samples), as a recording."""
    with av.open(str(path), "w", container_options=options or {}) as container:
        container.metadata.update(tags or {})
        layout = LAYOUTS[len(samples)]
        stream = container.add_stream(codec, rate=rate, layout=layout)
        assert isinstance(stream, av.AudioStream)
        stream.bit_rate = 64_000
        if with_video:
            _add_video(container)
        frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), format="fltp", layout=layout)
        frame.sample_rate = rate
        to_codec = av.AudioResampler(format=stream.format, layout=layout, rate=rate)
        for piece in [*to_codec.resample(frame), *to_codec.resample(None)]:
            container.mux(stream.encode(piece))
        container.mux(stream.encode(None))
    return path


def write_silent_video(path: Path) -> Path:
    """Write a second of black picture without an audio track."""
    with av.open(str(path), "w") as container:
        _add_video(container)
    return path


def _add_video(container: av.container.OutputContainer) -> None:
    stream = container.add_stream("mpeg4", rate=5)
    assert isinstance(stream, av.VideoStream)
    stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
    for _ in range(5):
        container.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
    container.mux(stream.encode(None))
