"""A query asked of calls instead of places: which calls fit, for what they are or what is said in them."""

from dataclasses import replace

from coachkit.query.tree import All, Any, Node, Not, OfCall, Somewhere


def is_of_call(node: Node) -> bool:
    """Say whether this is the same for all turns of a call."""
    match node:
        case All(nodes=nodes) | Any(nodes=nodes):
            return all(map(is_of_call, nodes))
        case Not(node=inner):
            return is_of_call(inner)
        case _:
            return isinstance(node, OfCall | Somewhere)


def of_calls(node: Node) -> Node:
    """Return the condition on calls that a query is when it chooses calls.

    What is said must be said somewhere in the call: words side by side in one turn, those on both sides of
    OR wherever they are. A word that is only excluded (`-refund`, with no other word) is said nowhere in it.
    """
    if is_of_call(node):
        return node
    match node:
        case Any(nodes=nodes):
            return replace(node, nodes=tuple(map(of_calls, nodes)))
        case Not(node=inner):
            return Not(node=of_calls(inner))
        case All(nodes=nodes):
            said = [one for one in nodes if not is_of_call(one)]
            conditions = [one for one in nodes if is_of_call(one)]
            if all(isinstance(one, Not) for one in said):
                conditions += map(of_calls, said)
            else:
                together = All(nodes=tuple(said)) if len(said) > 1 else said[0]
                conditions.append(Somewhere(node=together) if len(said) > 1 else of_calls(together))
            return All(nodes=tuple(conditions)) if len(conditions) > 1 else conditions[0]
        case _:
            return Somewhere(node=node)
