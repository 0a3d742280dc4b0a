"""A call as one file that every browser plays and in which every second is found exactly.

That file is a WAV of 16 bit: in an MP3 browsers are up to two tenths of a second beside the place they are
sent to (half a second and more where its bit rate changes), in AAC by its run-in, and they do not play what
telephone systems write (GSM, AMR, WMA). It takes no encoder, so it is made in a hundredth of the call's time.
"""

import struct
from collections.abc import Sequence
from typing import IO

from coachkit.backends.audio import probe_rate
from coachkit.backends.call_pieces import decode_call_pieces
from coachkit.backends.channels import SIDES
from coachkit.backends.protocols import Samples
from coachkit.call_files import CallFile

MAX_RATE = 24_000
"""Samples a second beyond which speech does not sound any better."""
_LARGEST = 2**32 - 1 - 100
"""Bytes of sound that a WAV can say it holds."""
_BYTES = 2


def write_play_copy(files: Sequence[CallFile], target: IO[bytes], *, seconds: float) -> None:
    """Write the call to `target`, which can be sought; `seconds` is about its length.

    Two channels stay apart; more are mixed into one.

    Raises:
        RecordingError: A file cannot be read, or the files cannot be one call.
    """
    rate = min(probe_rate(files[0].path), MAX_RATE, int(_LARGEST / (seconds + 60) / _BYTES / SIDES))
    channels = 0
    target.write(_header(1, rate, 0))

    def keep(piece: Samples) -> None:
        nonlocal channels
        heard = piece if len(piece) <= SIDES else piece.mean(axis=0, keepdims=True)
        channels = len(heard)
        target.write((heard.T * 32767).round().astype("<i2").tobytes())

    decode_call_pieces(files, keep, rate=rate)
    length = target.tell() - len(_header(1, rate, 0))
    target.seek(0)
    target.write(_header(channels, rate, length))


def _header(channels: int, rate: int, length: int) -> bytes:
    """Return what stands before `length` bytes of sound (Microsoft's Multimedia Programming Interface)."""
    frame = channels * _BYTES
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, rate * frame, frame, 8 * _BYTES)
    return struct.pack("<4sI4s", b"RIFF", 36 + length, b"WAVE") + form + struct.pack("<4sI", b"data", length)
