"""One thing after another: `price THEN discount WITHIN 30s`, in capitals or as a person would write it.

Small `then` and `within` are words of every sentence, so they are operators only in pairs: something, `then`,
something, `within` and a length of time, and nothing more on that level of brackets.
"""

from collections.abc import Sequence
from dataclasses import replace

from coachkit.query.pointing import Misread
from coachkit.query.tokens import Token
from coachkit.query.values import duration_of

_OPENING = ("(", "call:(")


def with_order(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with `then` and `within` as operators where they are meant so, times read.

    Raises:
        Misread: WITHIN has no length of time.
    """
    found = list(tokens)
    for n, token in enumerate(tokens):
        if token.written == "then" and n > 0 and tokens[n - 1].kind in ("leaf", ")"):
            end = _within(tokens, n + 1)
            if end is not None and end > n + 1:
                found[n] = replace(token, kind="THEN", node=None)
    for n, token in enumerate(found):
        if token.written == "within" and _length(found, n + 1) and _is_after_then(found, n):
            found[n] = replace(token, kind="WITHIN", node=None)
    return _with_times(found)


def _within(tokens: Sequence[Token], first: int) -> int | None:
    """Return where the `within` stands that ends what begins at `first`; None where none does."""
    depth = 0
    for n in range(first, len(tokens)):
        depth += (tokens[n].kind in _OPENING) - (tokens[n].kind == ")")
        if depth < 0 or (depth == 0 and tokens[n].kind == "THEN"):
            return None
        length = _length(tokens, n + 1) if depth == 0 and tokens[n].written.lower() == "within" else None
        if length:
            end = n + 1 + length[1]
            ends = end == len(tokens) or tokens[end].kind in (")", "THEN") or tokens[end].written == "then"
            return n if ends else None
    return None


def _length(tokens: Sequence[Token], first: int, *, bare: bool = False) -> tuple[float, int] | None:
    """Return the length of time at `first`, in seconds, and how many tokens it takes; `bare`: `30` is one."""
    for count in (2, 1):
        part = tokens[first : first + count]
        if len(part) == count and all(token.kind == "leaf" for token in part):
            seconds = duration_of(" ".join(token.written for token in part), bare=bare)
            if seconds is not None:
                return seconds, count
    return None


def _is_after_then(tokens: Sequence[Token], place: int) -> bool:
    """Say whether a THEN stands before this place on its level of brackets."""
    depth = 0
    for token in reversed(tokens[:place]):
        depth += (token.kind == ")") - (token.kind in _OPENING)
        if depth < 0:
            return False
        if depth == 0 and token.kind == "THEN":
            return True
    return False


def _with_times(tokens: Sequence[Token]) -> list[Token]:
    """Put the length of time that follows each WITHIN into it."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token.kind == "WITHIN":
            length = _length(tokens, place, bare=True)
            if length is None:
                raise Misread("say how soon after WITHIN: WITHIN 30s", token.at)
            place += length[1]
            token = replace(token, amount=length[0], at=(token.at[0], tokens[place - 1].at[1]))
        found.append(token)
    return found
