"""A query asked of calls instead of places: which calls fit, for what they are or what is said in them."""

from collections.abc import Iterator
from dataclasses import replace

from coachkit.query.to_sql import asks_calls
from coachkit.query.tree import All, Any, Node, Not, OfCall, Somewhere, Then


def of_calls(node: Node) -> Node:
    """Return the condition on calls that a query is when it chooses calls.

    What is said must be said somewhere in the call: words side by side in one turn, those on both sides of
    OR wherever they are. A word that is only excluded (`-refund`, with no other word) is said nowhere in it.
    """
    if asks_calls(node):
        return node
    match node:
        case Any(nodes=nodes):
            return replace(node, nodes=tuple(map(of_calls, nodes)))
        case Not(node=inner):
            return Not(node=of_calls(inner))
        case All(nodes=nodes):
            said = [one for one in nodes if not asks_calls(one)]
            conditions = [one for one in nodes if asks_calls(one)]
            if all(isinstance(one, Not) for one in said):
                conditions += map(of_calls, said)
            else:
                together = All(nodes=tuple(said)) if len(said) > 1 else said[0]
                conditions.append(Somewhere(node=together) if len(said) > 1 else of_calls(together))
            return All(nodes=tuple(conditions)) if len(conditions) > 1 else conditions[0]
        case _:
            return Somewhere(node=node)


def conditions_on_calls(node: Node) -> Iterator[OfCall]:
    """Yield what a query asks of calls, wherever it stands in it."""
    match node:
        case OfCall():
            yield node
        case All(nodes=nodes) | Any(nodes=nodes):
            for one in nodes:
                yield from conditions_on_calls(one)
        case Not(node=inner) | Somewhere(node=inner):
            yield from conditions_on_calls(inner)
        case Then(first=first, second=second):
            yield from conditions_on_calls(first)
            yield from conditions_on_calls(second)
