"""The node of one field with its values: `said-by:customer`, `score:<50`, `agent:jana,"Tom B."`."""

import re
from collections.abc import Sequence

from coachkit.errors import NotFoundError
from coachkit.near import pick
from coachkit.query.fields import Field
from coachkit.query.pointing import Misread
from coachkit.query.tree import (
    Any,
    Family,
    Moment,
    Named,
    Node,
    OfCall,
    Place,
    Position,
    SaidBy,
    Speaker,
    Value,
    Went,
)
from coachkit.query.values import grades_of, place_of, value_of

MOST_VALUES = 50
"""How many values a field takes; more is no question that a person asks."""

_PART = re.compile(r'(?:"[^"]*"|[^",])+')


def field_node(field: Field, written: str, at: Place) -> Node:
    """Return what a field with `written` after its colon means; several values: any of them.

    Names and days are left as they are typed: `resolve` knows them.

    Raises:
        Misread: There is no value, or it is none of this field's.
    """
    texts = [" ".join(part.replace('"', " ").split()) for part in _PART.findall(written)]
    values = [text for text in texts if text]
    if not values:
        raise Misread(f"{field.name}: needs a value, such as {field.example}", at)
    if len(values) > MOST_VALUES:
        raise Misread(f"{field.name}: has {len(values)} values; at most {MOST_VALUES} are taken", at)
    try:
        return _node(field, values, at)
    except (ValueError, NotFoundError) as error:
        raise Misread(f"{field.name}: {error}", at) from None


def _node(field: Field, values: Sequence[str], at: Place) -> Node:
    if field.of == "turn":
        nodes = [_of_turn(field, value, at) for value in values]
        return nodes[0] if len(nodes) == 1 else Any(nodes=tuple(nodes))
    if field.name == "grade":
        found = [grade for value in values for grade in grades_of(value)]
        return OfCall(field="grade", values=tuple(Value(text=one) for one in dict.fromkeys(found)), at=at)
    if field.choices:
        values = [_choice(field, value) for value in values]
    return OfCall(field=field.name, values=tuple(value_of(field, value) for value in values), at=at)


def _of_turn(field: Field, value: str, at: Place) -> Node:
    if field.name == "in":
        end, amount, unit = place_of(value)
        return Position(end=end, amount=amount, unit=unit, at=at)
    if field.name == "said-by":
        return SaidBy(role=_choice(field, value), at=at)  # type: ignore[arg-type]  # one of the roles
    if field.name == "went":
        return Went(verdict=_choice(field, value), at=at)  # type: ignore[arg-type]  # one of the verdicts
    if field.name == "lemma":
        if not re.search(r"[^\W_]", value) or " " in value:
            raise ValueError(f"“{value}” is not one word; write it like {field.example}")
        return Family(text=value, at=at)
    if field.name == "speaker":
        return Speaker(name=value, at=at)
    return Named(name=value, at=at) if field.name == "name" else Moment(kind=value, at=at)


def _choice(field: Field, value: str) -> str:
    return pick(value, [(one, one) for one in field.choices], what="value")
