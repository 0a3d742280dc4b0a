"""From what people call things to what the library calls them: names in any spelling, days in any words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from coachkit.errors import NotFoundError
from coachkit.near import pick
from coachkit.query.days import days_of
from coachkit.query.fields import FIELDS, MOMENTS
from coachkit.query.pointing import Misread, pointed
from coachkit.query.tree import (
    All,
    Any,
    Moment,
    Named,
    Node,
    Not,
    OfCall,
    Place,
    Somewhere,
    Then,
    Value,
)
from coachkit.spelling import spelling_key

Forms = Sequence[tuple[str, str]]
"""(spelling, stored name) each."""

_CALLED = {
    "kind": "kind of call",
    "card": "score card",
    "metric": "figure",
    "outcome": "kind of outcome",
    "name": "competitor or feature with the name",
    "moment": "kind of moment",
}
"""What a name is called in “there is no … “x””, where that is not the field's own name."""
_TALK_RATIO = ("talk ratio", "talk_ratio_of_speech")
"""Said without “of”, it is the share of speech, the reading that is published most."""
_DAYS = re.compile(r"(<=|>=|<|>|=)?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """The names that a library has, as far as a query needs them."""

    forms: Mapping[str, Forms] = field(default_factory=dict)
    """By field, and for `card`: spellings and the stored name. The first spelling of a name is shown."""
    more: Callable[[str], Forms] | None = None
    """Asked for further names of a field, where one is not among `forms`: names that no call has yet."""

    def of(self, kind: str) -> Forms:
        """Return the spellings that a field knows."""
        if kind == "name":
            return [*self.of("competitor"), *self.of("feature")]
        if kind == "moment":
            return [*((one, one) for one in MOMENTS), *without_moments(self.of("tracker"))]
        found = self.forms.get(kind, ())
        has_ratio = kind == "metric" and any(name == _TALK_RATIO[1] for _, name in found)
        return [*found, _TALK_RATIO] if has_ratio else found

    def shown(self, kind: str, name: str) -> str:
        """Return a stored name as people know it: a topic's label instead of its id."""
        return next((form for form, stored in self.of(kind) if stored == name), name)


def without_moments(trackers: Forms) -> Forms:
    """Return trackers without those that are called like a kind of moment, which goes before them."""
    kinds = {spelling_key(kind.replace("_", " ")) for kind in MOMENTS}
    return [(form, name) for form, name in trackers if spelling_key(form.replace("_", " ")) not in kinds]


def names_needed(node: Node) -> frozenset[str]:
    """Return which `KnownNames.forms` resolving `node` looks into."""
    match node:
        case All(nodes=nodes) | Any(nodes=nodes):
            return frozenset().union(*map(names_needed, nodes))
        case Not(node=inner) | Somewhere(node=inner):
            return names_needed(inner)
        case Then(first=first, second=second):
            return names_needed(first) | names_needed(second)
        case Named():
            return frozenset({"competitor", "feature"})
        case Moment():
            return frozenset({"tracker"})
        case OfCall(field="score", values=values):
            return frozenset({"card"} if any(value.name for value in values) else ())
        case OfCall(field=name):
            return frozenset({name} if FIELDS[name].takes in ("name", "metric", "outcome") else ())
        case _:
            return frozenset()


def resolve(node: Node, known: KnownNames, *, today: date, text: str | None = None) -> Node:
    """Return the tree with stored names and ISO days; one that is resolved already stays as it is.

    A name fits in any case, with hyphens for spaces, by an alias, or by a beginning that no other has.
    `text` is the query, for the message; None for conditions that did not come from one.

    Raises:
        QueryError: A name fits nothing or several, or a day is none; says what comes near.
    """
    try:
        return _resolved(node, known, today)
    except Misread as problem:
        raise pointed(problem, text) from None


def _resolved(node: Node, known: KnownNames, today: date) -> Node:
    match node:
        case All(nodes=nodes) | Any(nodes=nodes):
            return replace(node, nodes=tuple(_resolved(one, known, today) for one in nodes))
        case Not(node=inner) | Somewhere(node=inner):
            return replace(node, node=_resolved(inner, known, today))
        case Then(first=first, second=second):
            return replace(node, first=_resolved(first, known, today), second=_resolved(second, known, today))
        case Named(name=name, at=at):
            return replace(node, name=_stored("name", name, known, at))
        case Moment(kind=kind, at=at):
            return replace(node, kind=_stored("moment", kind, known, at))
        case OfCall():
            return _of_call(node, known, today)
        case _:
            return node


def _of_call(node: OfCall, known: KnownNames, today: date) -> OfCall:
    takes = FIELDS[node.field].takes
    if takes == "day":
        values = tuple(_days(node.field, value, today, node.at) for value in node.values)
        return replace(node, field="date" if node.field in ("since", "until") else node.field, values=values)
    if takes == "name":
        names = (_stored(node.field, value.text or "", known, node.at) for value in node.values)
        return replace(node, values=tuple(Value(text=name) for name in dict.fromkeys(names)))
    kind = "card" if node.field == "score" else node.field
    named = (
        value if value.name is None else replace(value, name=_stored(kind, value.name, known, node.at))
        for value in node.values
    )
    return replace(node, values=tuple(named))


def _stored(kind: str, wanted: str, known: KnownNames, at: Place) -> str:
    what = _CALLED.get(kind, kind)
    try:
        return pick(wanted, known.of(kind), what=what)
    except NotFoundError as error:
        further = known.more(kind) if known.more else ()
        if not further:
            raise Misread(str(error), at) from None
    try:
        more = without_moments(further) if kind == "moment" else further
        return pick(wanted, [*known.of(kind), *more], what=what)
    except NotFoundError as error:
        raise Misread(str(error), at) from None


def _days(name: str, value: Value, today: date, at: Place) -> Value:
    """Return the days that `2026-11`, `>yesterday` or `last-month..today` span."""
    if value.text is None:
        return value
    found = _DAYS.fullmatch(value.text)
    sign, rest = (found[1] or "", found[2]) if found else ("", value.text)
    low, dots, high = (part.strip() for part in rest.partition(".."))
    try:
        if name != "date" and (sign or dots):
            one_day = f"write {name}:{low or high or today.isoformat()}"
            more = one_day if name == "new-since" else f"for more write date:{value.text}"
            raise ValueError(f"{name}: takes one day; {more}")
        if not (low or high) or (sign and dots):
            raise ValueError(f"date: “{value.text}” lacks a day; write it like date:2026-11-01..2026-11-15")
        first = days_of(low, today) if low else None
        last = days_of(high, today) if high else None if dots else first
    except ValueError as error:
        raise Misread(str(error), at) from None
    if first and last and first[0] > last[1]:
        raise Misread(f"date: “{value.text}” begins after it ends; write the earlier day first", at)
    start, end = first and first[0].isoformat(), last and last[1].isoformat()
    if sign == ">":
        return Value(low=end, without_low=True)
    if sign == "<":
        return Value(high=start, without_high=True)
    if sign == ">=" or name in ("since", "new-since"):
        return Value(low=start)
    return Value(high=end) if sign == "<=" or name == "until" else Value(low=start, high=end)
