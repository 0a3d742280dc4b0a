"""Transcripts in JSON: which program wrote a file shows in its keys."""

import re
from collections.abc import Callable
from pathlib import Path

from coachkit.errors import InputError
from coachkit.transcripts.call_analytics import read_call_analytics
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.json_values import Values, read_json
from coachkit.transcripts.our_facts import MARK
from coachkit.transcripts.our_json import read_our_json
from coachkit.transcripts.whisper_json import read_whisper

_OURS = re.compile(rb'"format"\s*:\s*"' + MARK.encode())
_KEYS = (
    ("Amazon Call Analytics JSON", re.compile(rb'"Transcript"\s*:\s*\[')),
    ("Whisper JSON", re.compile(rb'"segments"\s*:\s*\[')),
)
_MOST = 100_000_000
"""Bytes; a larger file is no transcript of a call."""


def json_format(path: Path) -> str | None:
    """Return which kind of transcript a JSON file is by its keys, None where it is none.

    The file may be broken: only its bytes are looked at. Zeros are those of UTF-16.
    """
    try:
        if path.stat().st_size > _MOST:
            return None
        data = path.read_bytes().replace(b"\0", b"")
    except OSError:
        return None
    if _OURS.search(data):
        return "JSON"
    return next((kind for kind, keys in _KEYS if keys.search(data)), None)


def read_json_transcript(path: Path) -> GivenTranscript:
    """Return the transcript in a JSON file.

    Raises:
        InputError: It is not JSON, or none of the kinds that coachkit reads.
    """
    values = read_json(path)
    if isinstance(values, dict):
        for fits, read in _READERS:
            if fits(values):
                return read(path.name, values)
    raise InputError(
        f"{path.name}: no transcript that coachkit knows: it needs “segments” (Whisper, WhisperX)"
        " or “Transcript” (Amazon Call Analytics)"
    )


_READERS: tuple[tuple[Callable[[Values], bool], Callable[[str, Values], GivenTranscript]], ...] = (
    (lambda values: values.get("format") == MARK, read_our_json),
    (lambda values: "Transcript" in values, read_call_analytics),
    (lambda values: "segments" in values, read_whisper),
)
