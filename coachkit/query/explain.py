"""A query in plain words: `“price” and “discount”, said by the customer, in calls of Jana since 16 Nov 2026`.

What is looked for comes first, then who says it and where in the call, then which calls.
"""

from collections.abc import Sequence

from coachkit.query.explain_calls import calls_text
from coachkit.query.fields import MOMENTS
from coachkit.query.pairing import paired
from coachkit.query.resolve import KnownNames
from coachkit.query.to_sql import asks_calls
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
    Went,
    Word,
)

_SAYS = {
    "agent": "the agent",
    "customer": "the customer",
    "other": "a third voice",
    "unknown": "somebody unknown",
}
_WENT = {"good": "went well", "bad": "went badly", "neutral": "went neither well nor badly"}
_MOST_RUN_ON = 3
"""More conditions on calls than these get commas between them."""
_MANY_WORDS = 4
"""So many plain words are shown as a sentence, not one by one."""
_OF_TURN = SaidBy | Speaker | Named | Moment | Went | Position


def explain(node: Node, known: KnownNames | None = None) -> str:
    """Return what a tree asks for, for people; names of topics are shown where `known` has them."""
    return _explained(paired(node), known or KnownNames())


def _explained(node: Node, names: KnownNames) -> str:
    parts = node.nodes if isinstance(node, All) else (node,)
    if isinstance(node, Any) and not (_is_of_turn(node) or asks_calls(node)):
        return join_words([_bracketed(one, names) for one in node.nodes])
    what = [_what(one, names) for one in parts if not (_is_of_turn(one) or asks_calls(one))]
    turn = [_of_turn(one, names) for one in parts if _is_of_turn(one)]
    calls = [_of_call(one, names) for one in parts if asks_calls(one)]
    text = " and ".join(_sentence(parts) or what) or ("anything" if turn else "")
    text = ", ".join([*([text] if text else []), *([" and ".join(turn)] if turn else [])])
    if not calls:
        return text
    between = " " if len(calls) <= _MOST_RUN_ON else ", "
    return (f"{text}, in calls " if text else "calls ") + between.join(calls)


def _sentence(parts: Sequence[Node]) -> list[str]:
    """Return many words in a row as they were typed, with what else is looked for; else nothing."""
    words = [one for one in parts if isinstance(one, Word)]
    if len(words) < _MANY_WORDS or any(
        not (isinstance(one, Word) or _is_of_turn(one) or asks_calls(one)) for one in parts
    ):
        return []
    return [f"the words “{' '.join(one.text for one in words)}”"]


def join_words(texts: Sequence[str], last: str = "or") -> str:
    """Return texts as a list in a sentence: `a, b or c`."""
    *others, end = texts
    return f"{', '.join(others)} {last} {end}" if others else end


def _is_of_turn(node: Node) -> bool:
    """Say whether this narrows which turns count, rather than being what is looked for."""
    if isinstance(node, Any):
        return all(map(_is_of_turn, node.nodes))
    return isinstance(node, _OF_TURN) or (isinstance(node, Not) and not asks_calls(node))


def _what(node: Node, names: KnownNames) -> str:
    match node:
        case Word(text=text) | Phrase(text=text):
            return f"“{text}”"
        case Beginning(text=text):
            return f"words that begin with “{text}”"
        case Family(text=text):
            return f"any word of the family of “{text}”"
        case Resembling(text=text):
            return f"words spelled much like “{text}”"
        case Near(left=left, right=right, words=words):
            return f"{_what(left, names)} near {_what(right, names)} (at most {words} words between)"
        case Any():
            return f"({_explained(node, names)})"
        case Then(first=first, second=second, seconds=seconds):
            soon = "" if seconds is None else f" within {seconds:g} s"
            return f"first {_bracketed(first, names)}, and later{soon} {_bracketed(second, names)}"
        case _:
            return _explained(node, names)


def _bracketed(node: Node, names: KnownNames) -> str:
    text = _explained(node, names)
    return f"({text})" if isinstance(node, All | Then) else text


def _of_turn(node: Node, names: KnownNames) -> str:
    match node:
        case Any(nodes=nodes) if all(isinstance(one, SaidBy) for one in nodes):
            return f"said by {join_words([_SAYS[one.role] for one in nodes if isinstance(one, SaidBy)])}"
        case Any(nodes=nodes):
            return join_words([_of_turn(one, names) for one in nodes])
        case Not(node=inner) if isinstance(inner, _OF_TURN):
            return f"not {_of_turn(inner, names)}"
        case Not(node=inner):
            return f"without {_bracketed(inner, names)}"
        case SaidBy(role=role):
            return f"said by {_SAYS[role]}"
        case Speaker(name=name):
            return f"spoken by somebody called “{name}”"
        case Named(name=name):
            return f"where {name} is named"
        case Moment(kind=kind):
            return (
                f"where {MOMENTS[kind]}" if kind in MOMENTS else f"where the tracker “{kind}” finds something"
            )
        case Went(verdict=verdict, about=about):
            if not about:
                return f"in an exchange that {_WENT[verdict]}"
            return f"where the exchange about {'it' if len(about) == 1 else 'one of them'} {_WENT[verdict]}"
        case Position(end=end, amount=amount, unit=unit):
            return f"in the {end} {amount:g}{'%' if unit == '%' else ' s'} of the call"
        case _:
            raise TypeError(f"nothing of a turn: {node!r}")


def _of_call(node: Node, names: KnownNames) -> str:
    match node:
        case Any(nodes=nodes):
            return f"({join_words([_of_call(one, names) for one in nodes])})"
        case Not(node=Somewhere(node=inner)):
            return f"in which nowhere: {_explained(inner, names)};"
        case Not(node=inner):
            text = _of_call(inner, names)
            return f"without {text.removeprefix('with ')}" if text.startswith("with ") else f"not {text}"
        case Somewhere(node=inner):
            return f"in which somewhere: {_explained(inner, names)};"
        case OfCall(field=field, values=values):
            return calls_text(field, values, names)
        case _:
            raise TypeError(f"nothing of a call: {node!r}")
