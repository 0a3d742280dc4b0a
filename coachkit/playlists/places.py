"""Where clips stand in a list: the same clip told from another, and pinned and moved ones put in place."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

SAME_SHARE = 0.5
"""Stretches of a call of which the shorter lies at least so much in the longer are the same clip: bounds move
a little when a transcript gets better, and much when the settings allow other lengths."""


class Stretch(Protocol):
    """A part of a call, in seconds."""

    @property
    def call_id(self) -> str:
        """The call."""
        ...

    @property
    def start(self) -> float:
        """Where it begins."""
        ...

    @property
    def end(self) -> float:
        """Where it ends."""
        ...


Item = TypeVar("Item", bound=Hashable)
Part = TypeVar("Part", bound=Stretch)


def is_same_clip(one: Stretch, other: Stretch) -> bool:
    """Say whether two stretches are the same clip of the same call."""
    if one.call_id != other.call_id:
        return False
    shorter = min(one.end - one.start, other.end - other.start)
    shared = _shared(one, other)
    return shared > 0 and shared >= SAME_SHARE * shorter


def nearest_clip(wanted: Stretch, among: Iterable[Part]) -> Part | None:
    """Return the one of `among` that is the same clip as `wanted`, of several the one that fits best."""
    same = [one for one in among if is_same_clip(wanted, one)]
    return min(same, key=lambda one: (-_likeness(wanted, one), one.start, one.end), default=None)


def put_in_place(rest: Sequence[Item], pinned: Mapping[Item, int]) -> list[Item]:
    """Return all items in order: each of `pinned` at its place (from 0), the rest around them as they come.

    Of two at one place the first of `pinned` stands there and the other follows. Where the list is too short
    for a place, what is pinned there stands as near to it as can be.
    """
    order = sorted(pinned, key=lambda item: pinned[item])  # stable: the first of two at a place stays first
    slots: list[int] = []
    for item in order:
        slots.append(max(pinned[item], slots[-1] + 1 if slots else 0))
    total = len(rest) + len(order)
    bound = total
    for i in reversed(range(len(slots))):
        bound = slots[i] = min(slots[i], bound - 1)
    taken = dict(zip(slots, order, strict=True))
    others = iter(rest)
    return [taken[place] if place in taken else next(others) for place in range(total)]


def move_to(items: Sequence[Item], item: Item, place: int) -> list[Item]:
    """Return the items with one of them at a place from 0; past the end is the end."""
    others = [one for one in items if one != item]
    return [*others[:place], item, *others[place:]]


def _likeness(one: Stretch, other: Stretch) -> float:
    """Return how much both have in common of what they cover together, 0 to 1."""
    return _shared(one, other) / (max(one.end, other.end) - min(one.start, other.start))


def _shared(one: Stretch, other: Stretch) -> float:
    return max(0.0, min(one.end, other.end) - max(one.start, other.start))
