"""What SRT and WebVTT have in common: captions under a line with two times.

The times are made plain before a library reads the file, since programs write them in many ways (without
hours, with a comma, without zeros), and so that every caption knows its line.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coachkit.errors import InputError
from coachkit.text_files import clean_text
from coachkit.transcripts.clock import format_time, has_teams_times, parse_time
from coachkit.transcripts.drafts import DraftLine
from coachkit.transcripts.speakers import Named, role_of

_TIMING = re.compile(r"\s*(-?[\d:.,]+)\s*-->\s*(-?[\d:.,]+)(?=\s|$)(.*)")
_BROKEN_TIMING = re.compile(r"\s*-?\d+:[\d:.,]*\s*-->|\s*\S{1,14}\s*-->\s*-?\d+:\d")
"""A line that means to give times; an arrow may also stand in what is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """The times of a caption, in seconds, and the number of their line in the file."""

    line: int
    start: float
    end: float


def make_times_plain(name: str, text: str, *, mark: str) -> tuple[str, list[Timing]]:
    """Return the text with its times as `00:01:02` + `mark` + `250`, and the times.

    Raises:
        InputError: A line of times lacks one of them, or it is no time.
    """
    lines = text.split("\n")
    found = {n: match for n, line in enumerate(lines) if (match := _TIMING.match(line))}
    for n, line in enumerate(lines):
        if n not in found and _BROKEN_TIMING.match(line):
            raise InputError(
                f"{name}, line {n + 1}: “{clean_text(line)[:60]}” is no line of times; write them as"
                f" 00:00:01{mark}000 --> 00:00:04{mark}000"
            )
    is_teams = has_teams_times(time for match in found.values() for time in match.group(1, 2))
    timings = []
    for n, match in found.items():
        start, end = (parse_time(time, is_teams=is_teams) for time in match.group(1, 2))
        if start is None or end is None:
            wrong = match[1] if start is None else match[2]
            raise InputError(f"{name}, line {n + 1}: “{wrong}” is no time; write it as 00:01:02{mark}250")
        lines[n] = f"{format_time(start, mark=mark)} --> {format_time(end, mark=mark)}{match[3]}"
        timings.append(Timing(line=n + 1, start=start, end=end))
    return "\n".join(lines), timings


def pair_captions(name: str, timings: Sequence[Timing], texts: Sequence[str]) -> list[tuple[Timing, str]]:
    """Return each caption's times with its text.

    Raises:
        InputError: There are more times than captions, so that some caption is malformed.
    """
    if len(timings) != len(texts):
        lines = f"{timings[0].line} to {timings[-1].line}" if timings else "1"
        raise InputError(
            f"{name}, lines {lines}: of {len(timings)} captions, {len(texts)} can be read;"
            " put an empty line before each"
        )
    return list(zip(timings, texts, strict=True))


def share_time(timing: Timing, spoken: Iterable[Named]) -> Iterator[DraftLine]:
    """Yield a line for each that speaks in a caption; several share its time by the length of their words."""
    said = [(speaker, clean_text(text)) for speaker, text in spoken]
    said = [(speaker, text) for speaker, text in said if text]
    total = sum(len(text) for _, text in said)
    done = 0
    for speaker, text in said:
        length = timing.end - timing.start
        yield DraftLine(
            place=f"line {timing.line}",
            start=timing.start + length * done / total,
            end=timing.start + length * (done + len(text)) / total,
            text=text,
            speaker=speaker,
            role=role_of(speaker),
            is_estimated=len(said) > 1,
        )
        done += len(text)
