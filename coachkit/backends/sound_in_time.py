"""Packets become sound that lies where a player would play it: pauses filled, small damage silent.

Sound is handed on piece by piece, so that whoever takes it decides what is kept in memory.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.errors import RecordingError

if TYPE_CHECKING:
    import av
    import av.audio.frame
    import av.audio.stream
    import av.packet

_GAP_SECONDS = 0.1
"""Time stamps that jump by more than this are a pause (Opus sends nothing in silence), not jitter."""
_BROKEN_SECONDS = 1.0
"""Damage up to this much in all is heard as silence; a single bad packet must not cost the whole call."""


class SoundInTime:
    """Decoded sound that is handed on packet by packet on the recording's own time line."""

    def __init__(
        self,
        *,
        path: Path,
        origin: float,
        max_seconds: float,
        keep: Callable[[Samples], None],
        rate: int = SAMPLE_RATE,
    ) -> None:
        self._path = path
        self._rate = rate
        self._origin = origin
        self._max_seconds = max_seconds
        self._hand_on = keep
        self._channels = 0
        self._samples = 0
        self._seconds = 0.0
        self._broken_seconds = 0.0
        self._first_break = 0.0
        self._resampler: av.AudioResampler | None = None
        self._shape: tuple[int, str, str] | None = None

    def add_packet(self, packet: "av.packet.Packet[av.audio.stream.AudioStream]") -> None:
        """Decode a packet and hand on its sound; a little damage is silence, more of it is refused."""
        import av

        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            self._count_break(float((packet.duration or 0) * packet.time_base))
            return
        for frame in frames:
            self._add_frame(frame)

    def finish(self) -> float:
        """Hand on what is left, and return the length of all in seconds."""
        self._flush()
        if not self._channels:
            raise RecordingError(f"{self._path.name} holds no sound that can be decoded")
        return self._samples / self._rate

    def _add_frame(self, frame: "av.audio.frame.AudioFrame") -> None:
        if frame.pts is not None and frame.time_base is not None:
            gap = float(frame.pts * frame.time_base) - self._origin - self._seconds
            if gap > _GAP_SECONDS:
                self._advance(gap)
                self._keep(np.zeros((frame.layout.nb_channels, round(gap * self._rate)), np.float32))
        self._advance(frame.samples / frame.sample_rate)
        for resampled in self._resampler_for(frame).resample(frame):
            self._keep(resampled.to_ndarray().astype(np.float32, copy=False))

    def _resampler_for(self, frame: "av.audio.frame.AudioFrame") -> "av.AudioResampler":
        """Return the resampler for this frame's rate, layout and format, which may change on the way."""
        import av

        shape = (frame.sample_rate, frame.layout.name, frame.format.name)
        if self._resampler is None or shape != self._shape:
            self._flush()
            self._shape = shape
            self._resampler = av.AudioResampler(format="fltp", layout=frame.layout, rate=self._rate)
        return self._resampler

    def _flush(self) -> None:
        if self._resampler is not None:
            for resampled in self._resampler.resample(None):
                self._keep(resampled.to_ndarray().astype(np.float32, copy=False))
            self._resampler = None

    def _keep(self, samples: Samples) -> None:
        if self._channels not in (0, len(samples)):
            raise RecordingError(
                f"{self._path.name} changes its number of channels at {self._seconds:.0f} s: convert it first"
            )
        self._channels = len(samples)
        self._samples += samples.shape[1]
        self._hand_on(np.clip(samples, -1.0, 1.0))

    def _advance(self, seconds: float) -> None:
        self._seconds += seconds
        if self._seconds > self._max_seconds:
            raise RecordingError(
                f"{self._path.name} is longer than {self._max_seconds / 3600:g} hours: split it into calls"
            )

    def _count_break(self, seconds: float) -> None:
        if not self._broken_seconds:
            self._first_break = self._seconds
        self._broken_seconds += seconds
        if self._broken_seconds > _BROKEN_SECONDS:
            raise broken_from(self._path, self._first_break)


def broken_from(path: Path, second: float) -> RecordingError:
    """Return the error that says from which second on a recording is damaged."""
    return RecordingError(
        f"{path.name} is damaged from second {second:.0f} on: copy it again from its source"
    )
