"""Names for files and folders that every system takes: no reserved sign, not too long, no device's name."""

import re
import unicodedata
from collections.abc import Iterable

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that stand for devices in Windows, whatever follows the point."""
_LONGEST = 200
"""Bytes; with an id and an ending, under the 255 that most file systems take."""


def safe_name(text: str, *, longest: int = _LONGEST) -> str:
    """Return `text` as a file name of at most so many bytes; empty where nothing of it can be one."""
    readable = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    safe = _UNSAFE.sub("_", readable)
    while len(safe.encode()) > longest:
        safe = safe[:-1]
    safe = safe.strip(" .")
    return f"_{safe}" if _RESERVED.fullmatch(safe) else safe


def fold_name(name: str) -> str:
    """Return a name as file systems compare them that know no upper and lower case."""
    return unicodedata.normalize("NFC", name.casefold())


def safe_names(texts: Iterable[str], *, instead: str, longest: int = _LONGEST) -> list[str]:
    """Return a file name for each text, no two alike on any system; `instead` for what can be none."""
    taken: set[str] = set()
    names = []
    for text in texts:
        stem = safe_name(text, longest=longest) or instead
        name, number = stem, 1
        while fold_name(name) in taken:
            number += 1
            name = f"{stem} {number}"
        taken.add(fold_name(name))
        names.append(name)
    return names
