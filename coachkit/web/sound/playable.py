"""Whether a file can be sent as it is: every browser plays it, and finds each of its seconds exactly.

Told from the file's first bytes, without decoding. Measured in Chromium: WAV, FLAC and Opus in Ogg are found
to a hundredth of a second, MP3 and AAC are not.
"""

import struct
from pathlib import Path

_SIDES = 2
_PCM, _EXTENSIBLE = 1, 0xFFFE
_BITS = (8, 16)
_HEAD = 4096
"""Bytes in which a WAV names its form and its sound begins."""


def media_type_of(path: Path, *, plays_ogg: bool = True) -> str | None:
    """Return the type under which a file can be sent as it is; None: it needs a copy that plays.

    `plays_ogg`: whether the browser says that it plays Opus in Ogg (Safari does from version 18.4 on).
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    size = path.stat().st_size
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav" if _is_plain_wav(head, size) else None
    if head[:4] == b"fLaC":
        return "audio/flac" if _is_plain_flac(head) else None
    if (
        plays_ogg
        and head[:4] == b"OggS"
        and head[28:36] == b"OpusHead"
        and 1 <= int.from_bytes(head[37:38]) <= _SIDES
    ):
        return "audio/ogg"
    return None


def _is_plain_wav(head: bytes, size: int) -> bool:
    """Tell whether it is plain PCM and says how much there is; some recorders leave that open."""
    place, is_plain = 12, False
    while place + 8 <= len(head):
        name, length = struct.unpack_from("<4sI", head, place)
        place += 8
        if name == b"fmt " and length >= 16 and place + 26 <= len(head):
            form, channels, _, _, _, bits = struct.unpack_from("<HHIIHH", head, place)
            if form == _EXTENSIBLE and length >= 26:
                [form] = struct.unpack_from("<H", head, place + 24)
            is_plain = form == _PCM and bits in _BITS and channels <= _SIDES
        if name == b"data":
            return is_plain and 0 < length <= size - place
        place += length + length % 2
    return False


def _is_plain_flac(head: bytes) -> bool:
    """Tell whether its first block (STREAMINFO, RFC 9639) says how many samples there are."""
    if len(head) < 26 or head[4] & 0x7F != 0:
        return False
    told = int.from_bytes(head[18:26], "big")
    channels = (told >> 41 & 0x7) + 1
    return channels <= _SIDES and told & 0xFFFFFFFFF > 0
