"""Which files the library has already, by what is in them."""

import json
from collections.abc import Iterable
from pathlib import Path

from coachkit.store.library import Library


def files_with(library: Library, hashes: Iterable[str]) -> dict[str, str]:
    """Return the path of a file that is still there for each hash (`recordings.audio_hash`) that is known."""
    rows = library.values(
        "select audio_hash, path from recordings where audio_hash in (select value from json_each(:hashes))"
        " order by audio_hash, path desc",
        {"hashes": json.dumps([*hashes])},
    )
    return {str(content): str(path) for content, path in rows if Path(str(path)).exists()}
