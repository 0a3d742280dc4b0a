"""The conversation in a call: whose turns, from when to when, and what lies aside.

All figures are made of this, so that they agree on what a turn is and what does not count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coachkit.conversation import merged_spans, spans_aside, talk_of, turns_of, words_of
from coachkit.models import Role, Segment, SoundSpan, Turn

QUOTED_WORDS = 25
"""A quote ends with the line in which it passes this many words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The conversation in a call. Times in seconds."""

    segments: Sequence[Segment]
    turns: Sequence[Turn]
    aside: Sequence[tuple[float, float]]
    """Stretches that are no conversation (hold music, menus, voicemail, ringing), in order."""
    start: float
    end: float
    """When the conversation begins and ends: the recording's ends, where nothing lies aside there."""
    duration: float
    """How long the call lasts."""

    @property
    def seconds(self) -> float:
        """How long the conversation lasts, without what lies aside in it."""
        inside = sum(min(b, self.end) - max(a, self.start) for a, b in self.aside if a < self.end)
        return self.end - self.start - max(inside, 0.0)

    def turns_by(self, role: Role) -> list[Turn]:
        """Return one side's turns, in order."""
        return [turn for turn in self.turns if turn.role == role]

    def seconds_of(self, turns: Iterable[Turn]) -> float:
        """Return how long turns last together, without what lies aside in them; two at once count once."""
        spans = merged_spans([(turn.start, turn.end) for turn in turns])
        aside = sum(max(0.0, min(b, end) - max(a, start)) for start, end in spans for a, b in self.aside)
        return sum(end - start for start, end in spans) - aside

    def quote_from(self, turn: Turn, *, at: float | None = None) -> str:
        """Return how a turn begins, or goes on after `at`: whole lines, verbatim."""
        texts: list[str] = []
        numbers = set(turn.segments)
        for segment in self.segments:
            if segment.n in numbers and (at is None or segment.end > at):
                texts.append(segment.text)
            if sum(len(words_of(text)) for text in texts) >= QUOTED_WORDS:
                break
        return " ".join(texts)


def talk_in(segments: Sequence[Segment], sounds: Iterable[SoundSpan], *, duration: float) -> Talk:
    """Return the conversation of a call of `duration` seconds."""
    talk = sorted(talk_of(segments), key=lambda s: (s.start, s.channel, s.n))
    aside = spans_aside(segments, sounds, duration=duration)
    begins_aside = bool(aside) and aside[0][0] <= 0
    ends_aside = bool(aside) and aside[-1][1] >= duration
    return Talk(
        segments=talk,
        turns=turns_of(talk),
        aside=aside,
        start=aside[0][1] if begins_aside else 0.0,
        end=aside[-1][0] if ends_aside and talk else duration,
        duration=duration,
    )
