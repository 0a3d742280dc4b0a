"""Drawing the rounds of a session: another customer each time, pairs first, no call twice.

A session is drawn from about three times as many rounds as it has, the clearest ones there are, so that one
with another seed differs, and still shows what is clear.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from coachkit.practising.sides import Sides
from coachkit.purposes import telling_words
from coachkit.stages.contrast import Pair, PromptedExchange

DRAWN_FROM = 3
"""A session of n rounds is drawn from the best so many times n."""
TELLS_ENOUGH = 3
"""A prompt is a good one to answer if so many of its words tell something, …"""
SHORT_ENOUGH = 80
"""… and if it has at most so many words: nobody keeps more in mind."""
Drawable = TypeVar("Drawable", Pair, PromptedExchange)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A round as it was drawn: whose line is answered, and what else is shown."""

    asked: PromptedExchange
    """The agent answers its prompt; its own reply is shown afterwards."""
    other: PromptedExchange | None = None
    """The one that went the other way, of another call; None where none begins alike."""
    pair: Pair | None = None

    @property
    def talks(self) -> tuple[tuple[str, ...], ...]:
        """The talks that are shown (`Candidate.talk`)."""
        return tuple(one.candidate.talk for one in (self.asked, self.other) if one is not None)


def draw(sides: Sides, *, rounds: int, seed: str) -> list[Drawn]:
    """Return at most so many rounds; the same ones for the same seed."""
    random = Random(seed)  # noqa: S311 - nothing secret
    pairs = _sample(sorted(sides.pairs, key=_is_hard_to_answer), rounds, random)
    alone = _sample(sorted(sides.alone, key=_is_hard_to_answer), rounds - len(pairs), random)
    drawn = [_of_pair(one, random) for one in pairs] + [Drawn(asked=one) for one in alone]
    return _another_customer_each(drawn)


def _sample(found: Sequence[Drawable], most: int, random: Random) -> list[Drawable]:
    """Return at most so many of the best, in any order."""
    best = found[: DRAWN_FROM * most]
    return random.sample(best, min(most, len(best)))


def _of_pair(pair: Pair, random: Random) -> Drawn:
    """Return the round of a pair: either prompt, unless only one of them is good to answer."""
    sides = [one for one in (pair.good, pair.bad) if _is_good_to_answer(one)]
    asked = random.choice(sides or [pair.good, pair.bad])
    return Drawn(asked=asked, other=pair.bad if asked is pair.good else pair.good, pair=pair)


def _is_good_to_answer(one: PromptedExchange) -> bool:
    """Say whether a prompt tells what it is about, and can be kept in mind."""
    prompt = one.candidate.prompt
    return telling_words(prompt) >= TELLS_ENOUGH and len(prompt.split()) <= SHORT_ENOUGH


def _is_hard_to_answer(one: Drawable) -> bool:
    sides = (one.good, one.bad) if isinstance(one, Pair) else (one,)
    return not any(map(_is_good_to_answer, sides))


def _another_customer_each(drawn: Iterable[Drawn]) -> list[Drawn]:
    """Return the rounds with those last whose customer was asked for before."""
    first: list[Drawn] = []
    again: list[Drawn] = []
    customers: set[str] = set()
    for one in drawn:
        customer = one.asked.candidate.customer
        (again if customer in customers else first).append(one)
        if customer is not None:
            customers.add(customer)
    return first + again
