"""Whether a recording holds as much as its own header promises.

A copy that was interrupted plays without complaint up to where it ends, so the promise is the only sign.
Formats without one (raw AMR, GSM, AAC, MP3 without an Info frame) cannot be checked.
"""

import struct
from pathlib import Path

_PROMISING_FORMATS = frozenset(["aiff", "au", "caf", "flac", "mov,mp4,m4a,3gp,3g2,mj2", "voc", "w64"])
_SLACK_SECONDS = 0.5
"""Encoder padding and rounding make honest files differ from their headers by up to a tenth of a second."""
_WAV_SLACK_BYTES = 4096
_OGG_TAIL_BYTES = 1 << 17
"""An Ogg page is at most 65,307 bytes, so the last complete page header lies within this tail."""


def missing_seconds(path: Path, format_name: str, claimed: float | None, found: float) -> str | None:
    """Say what is missing at the end of a recording, or return None if it is whole.

    `claimed` is the length in seconds that FFmpeg reads in the header, or estimates; `found` is where
    the last packet ends.
    """
    if format_name == "ogg":
        return "its last page is incomplete" if _ends_inside_ogg_page(path) else None
    if format_name == "wav":
        return _missing_in_wav(path)
    if promises_length(path, format_name) and claimed is not None and claimed - found > _SLACK_SECONDS:
        return f"{found:.1f} of {claimed:.1f} s are there"
    return None


def promises_length(path: Path, format_name: str) -> bool:
    """Say whether the length in the header is a promise and no estimate."""
    if format_name == "mp3":
        return _has_mp3_frame_count(path)
    return format_name in _PROMISING_FORMATS or format_name == "wav"


def _missing_in_wav(path: Path) -> str | None:
    """Compare the data chunk's size with the file's; FFmpeg trusts the file and says nothing.

    Recorders that write while the call goes on leave 0 or the largest number there: no promise.
    """
    file_size = path.stat().st_size
    with path.open("rb") as file:
        position = 12
        while position + 8 <= file_size:
            file.seek(position)
            name, size = struct.unpack("<4sI", file.read(8))
            position += 8
            if name == b"data":
                here = file_size - position
                is_short = size != 0xFFFFFFFF and size > here + _WAV_SLACK_BYTES
                return f"{here:,} of {size:,} bytes of sound are there" if is_short else None
            position += size + size % 2
    return None


def _has_mp3_frame_count(path: Path) -> bool:
    """Tell whether the first frame is a Xing or Info header; without one FFmpeg's length is an estimate."""
    with path.open("rb") as file:
        tag = file.read(10)
        if tag[:3] == b"ID3":
            size = 0
            for byte in tag[6:10]:
                size = size << 7 | byte & 0x7F
            file.seek(10 + size)
        else:
            file.seek(0)
        first_frame = file.read(64)
    return b"Xing" in first_frame or b"Info" in first_frame


def _ends_inside_ogg_page(path: Path) -> bool:
    """Tell whether the file ends before its last page does (RFC 3533: segment table at byte 27)."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _OGG_TAIL_BYTES))
        tail = file.read()
    page = tail[tail.rfind(b"OggS") :]
    if len(page) < 27:
        return True
    lengths = page[27 : 27 + page[26]]
    return len(page) < 27 + page[26] + sum(lengths)
