"""Names of dropped files: kept as they are as far as every disk can hold them, and never a path."""

import re
import unicodedata

UNNAMED = "unnamed"
_LONGEST = 180
"""Bytes of UTF-8; file systems take 255, and names are added to."""
_ODD = re.compile(r'[<>:"|?*]')
_HIDING = re.compile(r"^(?:\.|~\$|\s)+")
"""How names begin of files that a build passes over."""


def safe_name(name: str) -> str:
    """Return the name that a file is kept under: without folders and what cannot be seen.

    >>> safe_name("../../etc/what?.wav")
    'what_.wav'
    """
    bare = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    seen = "".join(character for character in bare if unicodedata.category(character)[0] != "C")
    plain = _HIDING.sub("", _ODD.sub("_", seen)).rstrip(". ")
    stem, dot, suffix = plain.rpartition(".")
    if not stem:
        return plain if plain and not dot else UNNAMED
    suffix = suffix[:20]
    room = _LONGEST - len(suffix.encode()) - 1
    return f"{stem.encode()[:room].decode(errors='ignore')}.{suffix}"
