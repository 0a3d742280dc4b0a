"""The grammar: from tokens to a tree. Loosest first: THEN, OR, AND (or nothing between), NOT, NEAR.

Written with parsy, whose parsers read lists of tokens as well as texts. It is loaded in 10 ms, where a
generator of LALR parsers took 160, half of what a whole search may cost.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any as Untyped  # parsy has no types
from typing import get_args

from coachkit.query.pointing import Misread
from coachkit.query.tokens import Token
from coachkit.query.tree import All, Any, Near, Node, Not, Place, Somewhere, Then, Wording

_WORDINGS = get_args(Wording)
_SIGNS = {"AND", "OR", "NEAR", "THEN"}
"""Operators that stand between two things."""
MOST_NEAR = 50
"""How many pairs NEAR may stand for where brackets give it several words."""


def tree_of(tokens: Sequence[Token], end: int) -> Node:
    """Return what tokens (at least one) mean; `end` is the length of the query.

    Raises:
        Misread: They are no query; says what is missing and where.
    """
    from parsy import ParseError

    try:
        tree: Node = _grammar().parse(list(tokens))
    except ParseError as error:
        raise _explained(tokens, error.index, end) from None
    return tree


@cache
def _grammar() -> Untyped:
    from parsy import forward_declaration, seq, test_item

    def sign(kind: str) -> Untyped:
        return test_item(lambda token: token.kind == kind, kind)

    query = forward_declaration()
    leaf = sign("leaf").map(lambda token: token.node)
    bracket = sign("(") >> query << sign(")")
    somewhere = seq(sign("call:("), query << sign(")")).combine(
        lambda opening, node: Somewhere(node=node, at=opening.at)
    )
    single = leaf | bracket | somewhere
    near = seq(single, seq(sign("NEAR"), single).many()).combine(_near)
    wanted = seq(sign("NOT").many(), near).combine(_negated)
    both = seq(wanted, (sign("AND").optional() >> wanted).many()).combine(_all)
    either = seq(both, (sign("OR") >> both).many()).combine(_any)
    later = seq(sign("THEN"), either, sign("WITHIN").optional())
    query.become(seq(either, later.many()).combine(_then))
    return query


def _near(first: Node, others: Sequence[tuple[Token, Node]]) -> Node:
    """Join words and phrases by NEAR; in a chain, each pair of neighbours is near."""
    pairs: list[Node] = []
    left = first
    for sign, right in others:
        nearby = [
            Near(left=one, right=other, words=int(sign.amount or 0), at=sign.at)
            for one in _wordings(left, sign.at)
            for other in _wordings(right, sign.at)
        ]
        if len(nearby) > MOST_NEAR:
            raise Misread("the brackets beside NEAR hold too many words", sign.at)
        pairs.append(_any(nearby[0], nearby[1:]))
        left = right
    return _all(pairs[0], pairs[1:]) if pairs else first


def _wordings(node: Node, at: Place) -> list[Wording]:
    """Return the words that one side of NEAR allows."""
    nodes = node.nodes if isinstance(node, Any) else (node,)
    found = [one for one in nodes if isinstance(one, _WORDINGS)]
    if len(found) < len(nodes):
        raise Misread("NEAR stands between two words or phrases: price NEAR/5 high", at)
    return found


def _negated(signs: Sequence[Token], node: Node) -> Node:
    return Not(node=node) if len(signs) % 2 else node


def _all(first: Node, others: Sequence[Node]) -> Node:
    nodes = [part for one in (first, *others) for part in (one.nodes if isinstance(one, All) else (one,))]
    return All(nodes=tuple(nodes)) if len(nodes) > 1 else nodes[0]


def _any(first: Node, others: Sequence[Node]) -> Node:
    nodes = [part for one in (first, *others) for part in (one.nodes if isinstance(one, Any) else (one,))]
    return Any(nodes=tuple(nodes)) if len(nodes) > 1 else nodes[0]


def _then(first: Node, others: Sequence[tuple[Token, Node, Token | None]]) -> Node:
    """Chain from the right: `a THEN b THEN c` is a, and then b with c after it."""
    if not others:
        return first
    sign, second, within = others[0]
    return Then(
        first=first,
        second=_then(second, others[1:]),
        seconds=within.amount if within else None,
        at=sign.at,
    )


def _explained(tokens: Sequence[Token], place: int, end: int) -> Misread:
    """Say what is wrong where the grammar could not go on."""
    before = tokens[place - 1] if place else None
    here = tokens[place] if place < len(tokens) else None
    if before and before.kind in (_SIGNS | {"NOT"}):
        return Misread(f"{before.written} needs something after it", before.at)
    if here is None:
        open_bracket = _open_bracket(tokens)
        if open_bracket:
            return Misread("this bracket is never closed", open_bracket.at)
        return Misread("something is missing at the end", (end, end))
    if here.kind in _SIGNS:
        return Misread(f"{here.written} needs something before it", here.at)
    if here.kind == "WITHIN":
        return Misread("WITHIN belongs to THEN: price THEN discount WITHIN 30s", here.at)
    if here.kind == ")" and before and before.kind in ("(", "call:("):
        return Misread("there is nothing between these brackets", (before.at[0], here.at[1]))
    if here.kind == ")":
        return Misread("this bracket was never opened", here.at)
    return Misread("this cannot stand here", here.at)


def _open_bracket(tokens: Sequence[Token]) -> Token | None:
    """Return the last bracket that is never closed."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind in ("(", "call:("):
            opened.append(token)
        elif token.kind == ")" and opened:
            opened.pop()
    return opened[-1] if opened else None
