"""The truth of `clips.py`: when words are said, by word times, by scripts, and by the sound itself."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.config import TranscriptSettings
from coachkit.errors import CoachkitError
from coachkit.transcripts.reading import read_transcript

Span = tuple[float, float]
SLACK = 0.02
"""True times are no more exact than this, in seconds: an edge must lie so deep in a word to cut it."""
FRAME = SAMPLE_RATE // 200
VOICE = 10 ** (-30 / 20)
"""Louder than this, measured from the loudest second of a channel, is voice."""
QUIET = 0.1
"""A silence of so many seconds inside a line is a pause; within words there are shorter ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a script: who says it (the channel), from when to when."""

    n: int
    channel: int
    start: float
    end: float
    text: str


def is_inside(time: float, spans: Iterable[Span]) -> bool:
    """Say whether a time lies inside a span, by more than the slack."""
    return any(start + SLACK < time < end - SLACK for start, end in spans)


def script_of(folder: Path, recording: str) -> Mapping[str, Any] | None:
    """Return the script of a recording, None where there is none."""
    path = folder / f"{Path(recording).stem}.json"
    return cast("Mapping[str, Any]", json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None


def lines_of(script: Mapping[str, Any]) -> list[Line]:
    """Return the lines of a script; the customer speaks on the second channel."""
    return [
        Line(
            n=line["n"],
            channel=1 if line["role"] == "customer" else 0,
            start=line["start"],
            end=line["end"],
            text=line["text"],
        )
        for line in script["lines"]
    ]


def read_words(path: Path) -> dict[str, list[Span]]:
    """Return when words are said, by the stem of the recording ("" where the file does not name one).

    The file is a transcript with word times that coachkit reads (Whisper, WhisperX, …), one of Amazon
    Transcribe, a list of `{"start", "end"}`, or such a list for each recording by its name.
    """
    value = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(value, list):
        return {"": _spans(value)}
    if isinstance(value.get("results"), dict) and "items" in value["results"]:
        items = [one for one in value["results"]["items"] if "start_time" in one]
        return {"": sorted((float(one["start_time"]), float(one["end_time"])) for one in items)}
    if all(
        isinstance(one, list) and one and "start" in one[0] and "text" not in one[0] for one in value.values()
    ):
        return {name: _spans(words) for name, words in value.items()}
    try:
        given = read_transcript(path, TranscriptSettings())
    except CoachkitError as error:
        raise SystemExit(f"{path}: {error}") from None
    found = sorted((word.start, word.end) for line in given.lines for word in line.words)
    if not found:
        raise SystemExit(f"{path}: has no word with times")
    return {"": found}


def _spans(words: Sequence[Mapping[str, Any]]) -> list[Span]:
    return sorted((float(one["start"]), float(one["end"])) for one in words)


class Sound:
    """When each channel of a recording sounds."""

    def __init__(self, channels: Sequence[Samples]) -> None:
        self.loud = [_loud(channel) for channel in channels]

    @classmethod
    def of(cls, path: Path) -> "Sound":
        """Return the sound of a recording."""
        return cls(decode_channels(path))

    def is_quiet(self, channel: int, time: float) -> bool:
        """Say whether a channel is silent around a time, for as long as a pause lasts."""
        loud = self.loud[channel]
        places = np.flatnonzero(loud)
        at = time * SAMPLE_RATE / FRAME
        after = bisect_left(places, at)
        start = places[after - 1] + 1 if after else 0
        end = places[after] if after < len(places) else len(loud)
        return bool((end - start) * FRAME / SAMPLE_RATE >= QUIET and start <= at <= end)

    def is_silent(self, time: float) -> bool:
        """Say whether all channels are."""
        return all(self.is_quiet(channel, time) for channel in range(len(self.loud)))


def _loud(samples: Samples) -> np.ndarray[Any, np.dtype[np.bool_]]:
    whole = len(samples) // FRAME * FRAME
    levels = np.sqrt(np.square(samples[:whole].reshape(-1, FRAME), dtype=np.float64).mean(axis=1))
    loudest = np.sqrt(np.square(np.sort(levels)[-200:]).mean())
    return cast("np.ndarray[Any, np.dtype[np.bool_]]", levels > loudest * VOICE)
