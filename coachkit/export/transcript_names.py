"""Names for files of which each holds one call's transcript: of its recording, and safe on every system."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from coachkit.models import Call

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
"""Names that stand for devices in Windows, whatever follows the point."""
_LONGEST = 200
"""Bytes; with an id and an ending, under the 255 that most file systems take."""


def file_names(calls: Sequence[Call], *, suffix: str) -> Mapping[str, str]:
    """Return a file name for each call by its id; calls whose recordings are named alike get their id too."""
    stems = {call.id: _safe(PurePath(call.path).stem) for call in calls}
    counts = Counter(_folded(stem) for stem in stems.values())
    names = {
        call_id: stem if stem and counts[_folded(stem)] == 1 else "-".join(filter(None, (stem, call_id)))
        for call_id, stem in stems.items()
    }
    # A call may be named as another one is with its id.
    again = Counter(_folded(name) for name in names.values())
    return {
        call_id: f"{name if again[_folded(name)] == 1 else f'call-{call_id}'}.{suffix}"
        for call_id, name in names.items()
    }


def _safe(stem: str) -> str:
    readable = unicodedata.normalize("NFC", stem.encode("utf-8", "replace").decode())
    safe = _UNSAFE.sub("_", readable)
    while len(safe.encode()) > _LONGEST:
        safe = safe[:-1]
    safe = safe.strip(" .")
    return f"_{safe}" if _RESERVED.fullmatch(safe) else safe


def _folded(name: str) -> str:
    """Return a name as file systems compare them that know no upper and lower case."""
    return unicodedata.normalize("NFC", name.casefold())
