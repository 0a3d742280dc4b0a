"""Conditions on calls, asked of one call: the same as `call_sql`."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from coachkit.query.call_view import CallView
from coachkit.query.tree import OfCall, Value

_SMALL = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")
# as JSON writes numbers; what is more than a number, such as “5 stars”, is none
_NUMBER = re.compile(r"[ \t\r\n]*-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[ \t\r\n]*")


def _known(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value is not None)


_NAMES: Mapping[str, Callable[[CallView], Collection[str]]] = {
    "agent": lambda call: [agent.name for agent in call.agents],
    "team": lambda call: _known(*(agent.team for agent in call.agents)),
    "customer": lambda call: _known(call.customer),
    "topic": lambda call: call.topics,
    "tracker": lambda call: call.trackers,
    "competitor": lambda call: call.competitors,
    "feature": lambda call: call.features,
    "playlist": lambda call: call.playlists,
    # nobody can tag a call yet
    "tag": lambda _: (),
    "kind": lambda call: _known(call.kind),
    "language": lambda call: call.languages,
    "call": lambda call: (call.id,),
    "label": lambda call: _known(call.label),
    "medium": lambda call: (call.medium,),
    "grade": lambda call: _known(call.grade),
}
_HAS: Mapping[str, Callable[[CallView], object]] = {
    "agent": lambda call: call.agents,
    "competitor": lambda call: call.competitors,
    "customer": lambda call: call.customer is not None,
    "date": lambda call: call.started_on is not None,
    "dispute": lambda call: call.is_disputed,
    "feature": lambda call: call.features,
    "label": lambda call: call.label is not None,
    "outcome": lambda call: call.outcomes,
    "rating": lambda call: call.is_rated,
    "score": lambda call: any(value is not None for _, value in call.scores),
    "topic": lambda call: call.topics,
    "tracker": lambda call: call.trackers,
}
_RANGES: Mapping[str, Callable[[CallView], Sequence[str | float | None]]] = {
    "date": lambda call: [call.started_on],
    "new-since": lambda call: [agent.started for agent in call.agents],
    "duration": lambda call: [call.duration],
    "unheard": lambda call: [call.unheard],
}
_FIGURES: Mapping[str, Callable[[CallView], Sequence[tuple[str, float | None]]]] = {
    "score": lambda call: call.scores,
    "metric": lambda call: call.metrics,
}


def is_of_call(node: OfCall, call: CallView) -> bool:
    """Say whether a condition is true of a call.

    Raises KeyError for a field that is none of the call's.
    """
    if node.field == "has":
        return any(_HAS[value.text or ""](call) for value in node.values)
    if node.field in _NAMES:
        names = _NAMES[node.field](call)
        return any(value.text in names for value in node.values)
    return any(_fits(node.field, value, call) for value in node.values)


def _fits(name: str, value: Value, call: CallView) -> bool:
    if name == "outcome":
        told = [text for kind, text in call.outcomes if kind == value.name]
        if value.text is not None:
            return value.text.translate(_SMALL) in (text.translate(_SMALL) for text in told)
        if value.low is None and value.high is None:
            return bool(told)
        return any(_is_within(_number(text), value) for text in told)
    if name in _FIGURES:
        if name == "score" and value.name is None:
            return _is_within(call.main_score, value)
        figures = _FIGURES[name](call)
        return any(_is_within(figure, value) for one, figure in figures if value.name in (None, one))
    return any(_is_within(one, value) for one in _RANGES[name](call))


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.fullmatch(text) else None


def _is_within(one: str | float | None, value: Value) -> bool:
    if one is None:
        return False
    return _is_above(one, value.low, strictly=value.without_low) and _is_above(
        value.high, one, strictly=value.without_high
    )


def _is_above(one: str | float | None, other: str | float | None, *, strictly: bool) -> bool:
    """Say whether `one` is at least `other`, both of one kind; what is open on a side always is."""
    if one is None or other is None:
        return True
    if isinstance(one, str) or isinstance(other, str):
        return str(one) > str(other) or (not strictly and str(one) == str(other))
    return one > other or (not strictly and one == other)
