"""From what a person types to a tree. Any ordinary sentence is a query: all of its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.query.grammar import tree_of
from coachkit.query.order import with_order
from coachkit.query.pointing import Misread, pointed
from coachkit.query.tokens import Token, clean, tokens_of_query
from coachkit.query.tree import All, Node, Phrase, Word

MAX_LENGTH = 5_000
"""In characters."""
MAX_WORDS = 32
"""Of words, phrases and fields together; of a plain text, the first so many are searched for."""
MAX_DEPTH = 10
"""Of brackets in brackets."""
_SMALL = {"or": "OR for either", "not": "NOT for without"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query and what it means."""

    text: str
    """As typed, with plain quotation marks; `at` of the nodes are places in it."""
    node: Node | None
    """None where there is no word in it. Names and days are as typed until `resolve` has seen them."""
    is_plain: bool
    """Only words and phrases, no field and no operator: what people type who do not write queries."""
    notes: tuple[str, ...] = ()
    """What to tell about it, in sentences without a full stop."""


def parse(text: str) -> Query:
    """Read a query.

    Raises:
        QueryError: It cannot be understood: an operator lacks its word, a bracket or quotation mark is
            left open, a field is unknown, a value is wrong, or it is too long or too deep.
    """
    cleaned = clean(text)
    try:
        return _read(cleaned)
    except Misread as problem:
        raise pointed(problem, cleaned) from None


def _read(text: str) -> Query:
    if len(text) > MAX_LENGTH:
        raise Misread(
            f"this is {len(text):,} characters long; at most {MAX_LENGTH:,} are searched for",
            (MAX_LENGTH, MAX_LENGTH),
        )
    tokens, notes = tokens_of_query(text)
    tokens = with_order(tokens)
    if _is_plain(tokens):
        return _plain(text, tokens, notes)
    _check_size(tokens)
    notes += [
        f"“{token.written}” is looked for as a word; write {_SMALL[token.written]}"
        for token in tokens
        if token.kind == "leaf" and token.written in _SMALL
    ]
    return Query(text=text, node=tree_of(tokens, len(text)), is_plain=False, notes=tuple(notes))


def _plain(text: str, tokens: Sequence[Token], notes: Sequence[str]) -> Query:
    nodes = [token.node for token in tokens if token.node is not None]
    if len(nodes) > MAX_WORDS:
        notes = [*notes, f"only the first {MAX_WORDS} words are searched for"]
        del nodes[MAX_WORDS:]
    node = All(nodes=tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None
    return Query(text=text, node=node, is_plain=True, notes=tuple(notes))


def _is_plain(tokens: Sequence[Token]) -> bool:
    """Say whether there are only words and phrases; pairs of brackets around some change nothing then."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "(") - (token.kind == ")")
        if depth < 0 or not (token.kind in "()" or isinstance(token.node, Word | Phrase)):
            return False
    return depth == 0


def _check_size(tokens: Sequence[Token]) -> None:
    """Refuse a query that no person writes, before anything is built from it."""
    leaves = [token for token in tokens if token.kind == "leaf"]
    if len(leaves) > MAX_WORDS:
        raise Misread(
            f"a query takes at most {MAX_WORDS} words, phrases and fields; this has {len(leaves)}",
            leaves[MAX_WORDS].at,
        )
    depth = 0
    for token in tokens:
        depth += (token.kind in ("(", "call:(")) - (token.kind == ")")
        if depth > MAX_DEPTH:
            raise Misread(f"brackets may stand {MAX_DEPTH} deep at most", token.at)
