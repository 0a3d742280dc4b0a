"""A tree written as a query again: what is read from it is the same tree (places aside)."""

import re

from coachkit.query.tree import (
    All,
    Any,
    Beginning,
    Family,
    Moment,
    Named,
    Near,
    Node,
    Not,
    OfCall,
    Phrase,
    Position,
    Resembling,
    SaidBy,
    Somewhere,
    Speaker,
    Then,
    Value,
    Went,
    Word,
)

_BARE = re.compile(r"[^\s\"(),<>=]+(?<!\.\.)")
"""A value that needs no quotation marks."""


def unparse(node: Node) -> str:
    """Return the query that means `node`."""
    match node:
        case All(nodes=nodes):
            return " ".join(_inside(one, All) for one in nodes)
        case Any(nodes=nodes):
            return " OR ".join(_inside(one, Any) for one in nodes)
        case Not(node=inner):
            return f"NOT {_inside(inner, Not)}"
        case Then(first=first, second=second, seconds=seconds):
            within = "" if seconds is None else f" WITHIN {_number(seconds)}s"
            return f"{_inside(first, Then)} THEN {_inside(second, Then)}{within}"
        case Somewhere(node=inner):
            return f"call:({unparse(inner)})"
        case Near(left=left, right=right, words=words):
            return f"{unparse(left)} NEAR/{words} {unparse(right)}"
        case OfCall(field=field, values=values):
            return f"{field}:{','.join(_value(field, one) for one in values)}"
        case _:
            return _leaf(node)


def _leaf(node: Node) -> str:
    match node:
        case Word(text=text, is_exact=is_exact):
            return f'"{text}"' if is_exact else text
        case Beginning(text=text):
            return f"{text}*"
        case Phrase(text=text):
            return f'"{text}"'
        case Family(text=text):
            return f"lemma:{_text(text)}"
        case Resembling(text=text):
            return f"~{text}"
        case SaidBy(role=role):
            return f"said-by:{role}"
        case Speaker(name=name):
            return f"speaker:{_text(name)}"
        case Named(name=name):
            return f"name:{_text(name)}"
        case Moment(kind=kind):
            return f"moment:{_text(kind)}"
        case Went(verdict=verdict):
            return f"went:{verdict}"
        case Position(end=end, amount=amount, unit=unit):
            return f"in:{end}{_number(amount)}{unit}"
        case _:
            raise TypeError(f"no leaf: {node!r}")


def _inside(node: Node, outer: type) -> str:
    """Return a part of `outer`, in brackets where it would be read as something else without."""
    loose = {All: (Any, Then, Near), Any: (Then,), Not: (All, Any, Then, Not), Then: (Then,)}
    # two NEARs side by side would be a chain
    return f"({unparse(node)})" if isinstance(node, loose[outer]) else unparse(node)


def _value(field: str, value: Value) -> str:
    name = "" if value.name is None else _text(value.name)
    if value.text is not None:
        return f"{name}={_text(value.text)}" if value.name is not None else _text(value.text)
    if value.low is None and value.high is None:
        return name
    equals = "=" if name else ""
    if value.low == value.high:
        return f"{name}{equals}{_bound(field, value.low)}"
    if value.low is None:
        return f"{name}{'<' if value.without_high else '<='}{_bound(field, value.high)}"
    if value.high is None:
        if field == "new-since":  # which takes a day alone, and means from then on
            return _bound(field, value.low)
        return f"{name}{'>' if value.without_low else '>='}{_bound(field, value.low)}"
    return f"{name}{equals}{_bound(field, value.low)}..{_bound(field, value.high)}"


def _bound(field: str, bound: float | str | None) -> str:
    if not isinstance(bound, float | int):
        return str(bound)
    return _number(bound) + ("s" if field in ("duration", "unheard") else "")


def _number(number: float) -> str:
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    return text if _BARE.fullmatch(text) else '"' + text.replace('"', " ") + '"'
