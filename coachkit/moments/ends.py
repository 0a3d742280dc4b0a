"""The ends of a call, where a greeting or goodbye is answered even if it is not heard as one.

Whoever takes leave is answered in the last pair of turns (Schegloff and Sacks, Opening up closings, 1973).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from coachkit.conversation import words_of
from coachkit.moments.finds import Find, find_in
from coachkit.moments.talk import Talk

ANSWERED = 0.6
"""How sure it is that the other half of a pair belongs to it."""
SHORT = 6
"""Words of a last sentence that does nothing but take leave."""
_HEARD_AS = frozenset({"buy", "by", "five", "bi", "pie", "bike", "bite"})
"""What recognisers make of “bye” in telephone sound."""


def found_at_the_end(talk: Talk, finds: Sequence[Find]) -> Iterator[Find]:
    """Yield the answer to a goodbye in the last two turns, and what leads to one and sounds like “bye”."""
    leaving = {find.first.turn for find in finds if find.kind == "goodbye"}
    pair = list(pairwise(range(len(talk.turns))))[-1:]
    for one, other in [*pair, *((b, a) for a, b in pair)]:
        if one not in leaving or other in leaving or talk.turns[one].role == talk.turns[other].role:
            continue
        for last in talk.in_turn(other)[-1:]:
            words = words_of(last.text)
            if not last.is_read or last.ends_asking or not 0 < len(words) <= SHORT:
                continue
            if other > one or words[-1] in _HEARD_AS:
                yield find_in(
                    last, "goodbye", strength=ANSWERED, method="rule", detail="the other takes leave"
                )
