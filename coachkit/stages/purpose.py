"""Purpose: what each passage is for; greetings, questions of identity, small talk and goodbyes are no matter.

Hiding what matters is worse than showing a greeting, so a passage is only kept out of topics where next to
nothing is left of it once the phrases of the pack, names, numbers and what answers a question of identity are
taken away. A passage that holds a reason is one, whatever else is in it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coachkit.languages import is_full
from coachkit.models import Passage, PassagePurpose, Purpose, Segment
from coachkit.purposes import ASIDES, MOST_LEFT, SHORT_ANSWER, Cues, read_sentence

SHARE_LEFT = 0.06
"""A passage with more than `MOST_LEFT` words that tell something is a matter, unless they are at most this
share of all its words."""
Said = tuple[int, float, str]
"""First segment, second and words of a reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A segment of a passage, and whether it answers a question of identity."""

    text: str
    size: int
    answers_identity: bool


def passage_at(passages: Sequence[Passage], segment: int, start: float) -> int:
    """Return the number of the passage that holds a segment; of two that share it, the one at that second."""
    holding = [one for one in passages if one.first_segment <= segment <= one.last_segment]
    if not holding:
        return min(passages, key=lambda one: (abs(one.start - start), one.n)).n
    return max(
        (one for one in holding if one.start <= start), key=lambda one: one.start, default=holding[0]
    ).n


def judge_purposes(
    passages: Sequence[Passage], segments: Sequence[Segment], reasons: Iterable[Said], cues: Cues
) -> list[PassagePurpose]:
    """Return what each passage is for; `segments` are those of the conversation, in time order."""
    said = {passage_at(passages, segment, start): text for segment, start, text in reversed([*reasons])}
    return [
        PassagePurpose(call_id=one.call_id, n=one.n, purpose="reason", quote=said[one.n])
        if one.n in said
        else _judged(one, segments, cues)
        for one in passages
    ]


def _judged(passage: Passage, segments: Sequence[Segment], cues: Cues) -> PassagePurpose:
    purpose, quote = _aside(passage, segments, cues) or ("matter", None)
    return PassagePurpose(call_id=passage.call_id, n=passage.n, purpose=purpose, quote=quote)


def _aside(passage: Passage, segments: Sequence[Segment], cues: Cues) -> tuple[Purpose, str] | None:
    """Return what a passage is for that is no matter, with the words that show it; None for a matter."""
    own = [one for one in segments if passage.first_segment <= one.n <= passage.last_segment]
    if not all(is_full(one.language) for one in own):
        return None
    lines = [*_lines(own, cues)]
    left, allowed = 0, max(MOST_LEFT, SHARE_LEFT * sum(line.size for line in lines))
    words: dict[Purpose, int] = dict.fromkeys(ASIDES, 0)
    quotes: dict[Purpose, tuple[int, str]] = {}
    # The longest line mostly settles it: the others need not be read.
    for line in sorted(lines, key=lambda line: -line.size):
        reading = read_sentence(line.text, cues)
        if not line.answers_identity:
            left += reading.weight
            if left > allowed:
                return None
        for kind in ASIDES:
            count = reading.asides.count(kind) + line.size * (
                line.answers_identity and kind == "verification"
            )
            words[kind] += count
            if count > quotes.get(kind, (0, ""))[0]:
                quotes[kind] = (count, line.text)
    most = max(ASIDES, key=words.__getitem__)
    return (most, quotes[most][1]) if words[most] else None


def _lines(segments: Sequence[Segment], cues: Cues) -> Iterator[_Line]:
    asked = False
    for segment in segments:
        size = len(segment.text.split())
        if segment.role == "agent":
            asked = bool(cues.lists["verification"].found_in(segment.text))
        yield _Line(
            text=segment.text,
            size=size,
            answers_identity=asked and segment.role != "agent" and size <= SHORT_ANSWER,
        )
