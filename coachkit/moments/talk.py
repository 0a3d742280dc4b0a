"""A conversation cut into sentences, each with its place: whose turn, and how near to a beginning or an end.

A moment is a sentence or a few: what a recogniser hears as one segment may hold a greeting, a question and
an apology.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from coachkit.conversation import QUESTION_MARKS, spoken_turns
from coachkit.languages import is_full
from coachkit.models import Leg, Role, Segment, Turn
from coachkit.sentences import sentences_of

OPENING, CLOSING = 3, 4
"""The first and last turns of a side in a leg in which people greet and take leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a segment."""

    n: int
    """Place in the call."""
    turn: int
    """Place of its turn in the call."""
    segment: Segment
    begin: int
    end: int
    """Characters of the segment's text; `end` does not count."""
    is_opening: bool
    is_closing: bool

    @property
    def text(self) -> str:
        """What is said."""
        return self.segment.text[self.begin : self.end]

    @property
    def role(self) -> Role:
        """Whose words they are."""
        return self.segment.role

    @property
    def ends_asking(self) -> bool:
        """Whether it ends with a question mark."""
        return self.text.rstrip("\"'”’») ").endswith(QUESTION_MARKS)

    @property
    def is_read(self) -> bool:
        """Whether packs and models may judge it: they know English alone."""
        return is_full(self.segment.language)

    @property
    def times(self) -> tuple[float, float]:
        """When it is said, were all words of the segment said evenly."""
        segment, length = self.segment, max(len(self.segment.text), 1)
        span = segment.end - segment.start
        return (
            round(segment.start + span * self.begin / length, 3),
            round(segment.start + span * self.end / length, 3),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What is said in a call, in the order of turns."""

    sentences: tuple[Sentence, ...]
    turns: tuple[Turn, ...]
    by_segment: dict[int, tuple[Sentence, ...]]
    """By `Segment.n`."""

    @classmethod
    def of(cls, segments: Sequence[Segment], legs: Sequence[Leg] = ()) -> "Talk":
        """Return the sentences of a call's conversation."""
        turns = tuple(spoken_turns(segments))
        by_number = {segment.n: segment for segment in segments}
        opening, closing = _ends(turns, legs)
        sentences: list[Sentence] = []
        for place, turn in enumerate(turns):
            for segment in (by_number[n] for n in turn.segments):
                for begin, end in sentences_of(segment.text):
                    sentences.append(
                        Sentence(
                            n=len(sentences),
                            turn=place,
                            segment=segment,
                            begin=begin,
                            end=end,
                            is_opening=place in opening,
                            is_closing=place in closing,
                        )
                    )
        by_segment = {
            n: tuple(group) for n, group in groupby(sentences, key=lambda sentence: sentence.segment.n)
        }
        return cls(sentences=tuple(sentences), turns=turns, by_segment=by_segment)

    def in_turn(self, turn: int) -> list[Sentence]:
        """Return the sentences of a turn, by its place."""
        return [one for n in self.turns[turn].segments for one in self.by_segment.get(n, ())]

    def at(self, segment: int, char: int) -> Sentence | None:
        """Return the sentence of a segment that holds a character; None where there is none."""
        own = self.by_segment.get(segment, ())
        return next((one for one in own if char < one.end), own[-1] if own else None)


def _ends(turns: Sequence[Turn], legs: Sequence[Leg]) -> tuple[set[int], set[int]]:
    """Return the places of the turns that open and that close a leg, for each side."""
    opening: set[int] = set()
    closing: set[int] = set()
    for own in _by_leg(turns, legs):
        for side in {turns[place].role for place in own}:
            of_side = [place for place in own if turns[place].role == side]
            # Where nobody knows who is who, both sides are in one list.
            sides = 2 if side == "unknown" else 1
            opening.update(of_side[: OPENING * sides])
            closing.update(of_side[-CLOSING * sides :])
    return opening, closing


def _by_leg(turns: Sequence[Turn], legs: Sequence[Leg]) -> Iterable[list[int]]:
    starts = sorted(leg.start for leg in legs)[1:]
    groups: list[list[int]] = [[] for _ in range(len(starts) + 1)]
    for place, turn in enumerate(turns):
        groups[sum(start <= turn.start for start in starts)].append(place)
    return [group for group in groups if group]
