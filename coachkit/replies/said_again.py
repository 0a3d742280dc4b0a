"""Said again: whether a customer repeats what they said before, in the same words or in others."""

from collections.abc import Callable, Mapping, Sequence

from coachkit.conversation import words_of
from coachkit.line_vectors import LineMeanings
from coachkit.models import Segment, Turn
from coachkit.purposes import read_purposes

ALIKE = 0.75
"""Cosine of two lines' meanings from which on one says the other again."""
FEWEST_WORDS = 4
"""Shorter lines are alike without meaning the same."""
SHARED_WORDS = 3
SHARED_PART = 0.6
"""The same by words: so many telling words in common, and so much of the shorter one."""
NEW_PART = 1 / 8
"""What is alike by words and holds more that is new (“and in the south?”) asks for something further."""


def repeats_of(
    prompt: Turn, replies: Sequence[Turn], segments: Mapping[int, Segment], meanings: LineMeanings
) -> Callable[[Turn], bool]:
    """Return what says whether a turn of the customer's says again what they said in `prompt`.

    `replies` are the agent's turns since: their words are nothing new. `segments` are by `Segment.n`. Where
    the agent said the prompt, nothing repeats it.
    """
    if prompt.role != "customer":
        return lambda _: False
    asked = _telling(prompt.text)
    _, meant = meanings.among(_long(prompt, segments))

    def is_again(turn: Turn) -> bool:
        words = _telling(turn.text)
        shared = len(words & asked)
        if shared >= SHARED_WORDS and shared >= SHARED_PART * min(len(words), len(asked)):
            heard = (_telling(reply.text) for reply in replies if reply.start < turn.start)
            return len(words.difference(asked, *heard)) <= NEW_PART * len(words)
        _, said = meanings.among(_long(turn, segments))
        return bool(len(said) and len(meant) and (said @ meant.T).max() >= ALIKE)

    return is_again


def _telling(text: str) -> frozenset[str]:
    return frozenset(words_of(text)) - read_purposes().light


def _long(turn: Turn, segments: Mapping[int, Segment]) -> list[Segment]:
    own = (segments[n] for n in turn.segments)
    return [one for one in own if len(words_of(one.text)) >= FEWEST_WORDS]
