"""Passages: turns grouped into pieces of about a hundred words, the unit of search and topics.

A passage ends where it has enough words and the turn is over, or where nobody speaks for long.
"""

from collections.abc import Sequence

from coachkit.conversation import turns_of, words_of
from coachkit.models import Passage, Segment, Turn

WORDS = 80
"""A passage is closed at the end of the turn in which it reaches this many words."""
MOST_WORDS = 160
"""A turn that would make a passage longer than this begins a new one."""
LONG_PAUSE = 8.0
"""Seconds of silence after which a new passage begins."""


def cut_passages(segments: Sequence[Segment]) -> list[Passage]:
    """Return the call's passages in time order, numbered from 0."""
    groups: list[list[Turn]] = []
    for turn in turns_of(segments):
        if not groups or _begins_anew(groups[-1], turn):
            groups.append([])
        groups[-1].append(turn)
    if len(groups) > 1 and _count(groups[-1]) < WORDS / 3:
        groups[-2:] = [groups[-2] + groups[-1]]
    return [_passage(segments[0].call_id, n, group) for n, group in enumerate(groups)]


def _begins_anew(group: Sequence[Turn], turn: Turn) -> bool:
    said = _count(group)
    if turn.start - group[-1].end > LONG_PAUSE:
        return said > 0
    return said >= WORDS or (said > 0 and said + len(words_of(turn.text)) > MOST_WORDS)


def _count(group: Sequence[Turn]) -> int:
    return sum(len(words_of(turn.text)) for turn in group)


def _passage(call_id: str, n: int, group: Sequence[Turn]) -> Passage:
    numbers = [number for turn in group for number in turn.segments]
    return Passage(
        call_id=call_id,
        n=n,
        start=group[0].start,
        end=max(turn.end for turn in group),
        first_segment=min(numbers),
        last_segment=max(numbers),
        text="\n".join(turn.text for turn in group),
    )
