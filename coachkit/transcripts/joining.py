"""Captions that only break a sentence, joined: a phrase that is cut in two is not found."""

import re
from collections.abc import Iterable
from dataclasses import replace

from coachkit.transcripts.given import GivenLine

PAUSE = 0.9
"""A silence of so many seconds ends a sentence, as it ends an utterance in `coachkit.stages.compose`."""
LONGEST = 25.0
"""Seconds to which lines are joined: without any full stop a call would be one line."""

_SENTENCE_END = re.compile(r"[.!?…\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'”’»\u300d\u300f)\]]*$")
"""Latin, Chinese and Japanese, Arabic, Urdu and Hindi signs, and quotation marks after them."""


def join_broken(lines: Iterable[GivenLine]) -> list[GivenLine]:
    """Join each line to the one before where that breaks off and the same speaker goes on at once.

    A line without a speaker goes on with the one before. Lines are in order of start.
    """
    joined: list[GivenLine] = []
    for line in lines:
        if joined and _goes_on(joined[-1], line):
            joined[-1] = _together(joined[-1], line)
        else:
            joined.append(line)
    return joined


def _goes_on(before: GivenLine, line: GivenLine) -> bool:
    is_same = line.speaker in (before.speaker, None) and line.role in (before.role, None)
    return (
        is_same
        and line.language == before.language
        and line.start - before.end < PAUSE
        and max(line.end, before.end) - before.start <= LONGEST
        and not _SENTENCE_END.search(before.text)
    )


def _together(before: GivenLine, line: GivenLine) -> GivenLine:
    return replace(
        before,
        end=max(before.end, line.end),
        text=f"{before.text} {line.text}",
        is_estimated=before.is_estimated or line.is_estimated,
        words=before.words + line.words if before.words and line.words else (),
    )
