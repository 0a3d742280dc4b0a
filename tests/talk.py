"""Conversations made by hand: words, segments and calls without any model."""

from collections.abc import Sequence
from typing import cast

from coachkit.models import Call, Role, Segment, Word

CALL_ID = "c1"


def a_call(**changes: object) -> Call:
    """Return a two-minute stereo call; `changes` replace its fields."""
    fields: dict[str, object] = {
        "id": CALL_ID,
        "path": "/calls/c1.wav",
        "audio_hash": CALL_ID,
        "duration": 120.0,
        "channels": 2,
        "sample_rate": 8000,
        "codec": "pcm_s16le",
    }
    return Call(**(fields | changes))  # type: ignore[arg-type]


def words(text: str, *, at: float, channel: int = 0, first: int = 0, pace: float = 0.4) -> list[Word]:
    """Return the words of `text`, one every `pace` seconds from `at`, without gaps."""
    return [
        Word(
            call_id=CALL_ID,
            n=first + i,
            raw_segment=0,
            channel=channel,
            start=at + i * pace,
            end=at + (i + 1) * pace,
            text=f" {word}",
            probability=0.9,
        )
        for i, word in enumerate(text.split())
    ]


def segments(lines: Sequence[tuple[str, float, float, str]]) -> list[Segment]:
    """Return segments of (role, start, end, text); the agent is on channel 0, others on channel 1."""
    made = []
    first_word = 0
    for n, (role, start, end, text) in enumerate(lines):
        count = len(text.split())
        made.append(
            Segment(
                call_id=CALL_ID,
                n=n,
                channel=0 if role == "agent" else 1,
                role=cast(Role, role),
                speaker=role.title(),
                start=start,
                end=end,
                text=text,
                confidence=0.9,
                first_word=first_word,
                word_count=count,
            )
        )
        first_word += count
    return made


def words_of_segments(made: Sequence[Segment]) -> list[Word]:
    """Return words that fill each segment evenly, numbered as its `first_word` says."""
    found: list[Word] = []
    for segment in made:
        pace = (segment.end - segment.start) / max(segment.word_count, 1)
        found += words(
            segment.text, at=segment.start, channel=segment.channel, first=segment.first_word, pace=pace
        )
    return found
