"""The sound of a call that lies in several files, as one: each part at its own second of the call."""

from collections.abc import Sequence

import numpy as np

from coachkit.backends.audio import MAX_SECONDS, choose_layout, decode_layout
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.call_files import CallFile


def decode_call(
    files: Sequence[CallFile], *, channels: Sequence[int] | None = None, max_seconds: float = MAX_SECONDS
) -> list[Samples]:
    """Decode a call's files into one array a channel, as `decode_channels` does with one file.

    A part that is shorter than the next one's beginning is followed by silence, a longer one is cut there, so
    that times are those of the call. Raises RecordingError as `decode_channels` does.
    """
    layout = choose_layout([file.path for file in files], channels, max_seconds)
    if len(files) == 1:
        return decode_layout(files[0].path, layout, max_seconds=max_seconds)
    origin = files[0].start
    joined: list[bytearray] = []
    for number, file in enumerate(files):
        sound = decode_layout(file.path, layout, max_seconds=max_seconds)
        joined = joined or [bytearray() for _ in sound]
        length = None
        if number + 1 < len(files):
            length = round((files[number + 1].start - origin) * SAMPLE_RATE) - len(joined[0]) // _BYTES
        for kept, samples in zip(joined, sound, strict=True):
            kept.extend(samples[:length].tobytes())
            if length is not None and len(samples) < length:
                kept.extend(bytes((length - len(samples)) * _BYTES))
    return [np.frombuffer(kept, dtype=np.float32) for kept in joined]


_BYTES = 4
"""Of a sample."""
