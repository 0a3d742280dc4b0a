"""The agent's own clip beside a better one of the same kind: what to hear together.

A clip that went badly is only ever the agent's own; the better one is a colleague's, or the agent's own as
well. Of all that fit, those two are taken in which customers say what is most alike.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coachkit.models import Highlight, Verdict
from coachkit.preparing.aspects import Aspect
from coachkit.preparing.weighing import Sides
from coachkit.reporting.cases import Case

Key = tuple[str, int]
"""Of a highlight: its call, and `Highlight.n`."""
_WEAKER: Mapping[Verdict, int] = {"bad": 0, "neutral": 1, "good": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """Two highlights of the same name, in calls of their own."""

    own: Highlight
    better: Highlight
    alike: float | None
    """How alike the customers' words are, -1 to 1; None where that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What two clips are chosen from."""

    own: Sequence[Highlight]
    """The agent's, of the period."""
    good: Callable[[str, str], Sequence[Highlight]]
    """What went well of a kind and name, with anybody."""
    vectors: Callable[[Collection[str]], Mapping[Key, bytes]]
    """Of these calls."""


def choose_two(material: Material, aspect: Aspect | None, sides: Sides) -> Two | None:
    """Return what shows an aspect (None: any exchange) going badly, and going better; None: nothing does.

    Of an exchange, it is the exchanges themselves. Of anything else, exchanges of calls in which it went
    badly, and of calls in which it went well; places of the score card only where there are none.
    """
    weak = [one for one in material.own if one.verdict != "good"]
    fits = [one for one in weak if _shows(one, aspect, sides, is_well=False)]
    names = sorted({(one.kind, one.name) for one in fits})
    pairs: list[tuple[Highlight, Highlight]] = []
    for kind, name in names:
        named = [one for one in fits if (one.kind, one.name) == (kind, name)]
        good = [one for one in material.good(kind, name) if _shows(one, aspect, sides, is_well=True)]
        pairs += [(one, other) for one in named for other in good if one.call_id != other.call_id]
    if not pairs:
        return None
    vectors = material.vectors({one.call_id for pair in pairs for one in pair})
    alike = {pair: _alike(vectors, *pair) for pair in pairs}
    own, better = min(pairs, key=lambda pair: _order(pair[0], pair[1], alike[pair]))
    return Two(own=own, better=better, alike=alike[own, better])


def _shows(one: Highlight, aspect: Aspect | None, sides: Sides, *, is_well: bool) -> bool:
    """Say whether a highlight shows an aspect going well, or badly."""
    if aspect is None:
        return one.kind != "point"
    name = aspect.on.partition(":")[2]
    if aspect.kind == "exchange":
        return aspect.on == f"{one.kind}:{one.name}"
    if one.kind == "point" and not (aspect.kind == "criterion" and one.name == name):
        return False
    agents = (sides.agent, *sorted(sides.colleagues))
    return any(
        case.is_held == is_well and (aspect.kind != "moment" or _is_there(one, case))
        for agent in agents
        for case in aspect.of(agent)
        if case.call_id == one.call_id
    )


def _is_there(one: Highlight, case: Case) -> bool:
    """Say whether a moment is heard in a highlight; that it is missing is so everywhere in its call."""
    return case.start is None or case.end is None or (case.start < one.end and one.start < case.end)


def _order(own: Highlight, better: Highlight, alike: float | None) -> tuple[object, ...]:
    return (
        own.kind == "point",
        _WEAKER[own.verdict],
        # where it is not known how alike the words are, what has a name of its own is nearer than a kind
        alike is None and own.kind == "moment",
        -(alike if alike is not None else -1.0),
        -(own.score + better.score),
        (own.call_id, own.n, better.call_id, better.n),
    )


def _alike(vectors: Mapping[Key, bytes], own: Highlight, better: Highlight) -> float | None:
    """Return the cosine of what the customers say first."""
    pair = [vectors.get((one.call_id, one.n)) for one in (own, better)]
    if pair[0] is None or pair[1] is None or not own.prompt or not better.prompt:
        return None
    first, second = (np.frombuffer(one, np.int8).astype(np.float32) for one in pair if one is not None)
    if len(first) != len(second):
        return None
    length = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / length if length else None
