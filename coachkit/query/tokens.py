"""A query cut into words, phrases, fields, operators and brackets, each with its place.

Whatever holds no letter and no figure (a lone dash, a question mark) is left out, so ordinary sentences are
ordinary words.
"""

import re
from dataclasses import dataclass
from typing import Literal

from coachkit.languages import MARKS
from coachkit.query.field_nodes import field_node
from coachkit.query.fields import FIELDS, field_named
from coachkit.query.pointing import Misread
from coachkit.query.tree import Beginning, Node, Phrase, Place, Resembling, Word

MOST_BETWEEN = 200
"""For NEAR: a turn is not longer."""

Kind = Literal["leaf", "AND", "OR", "NOT", "NEAR", "THEN", "WITHIN", "(", ")", "call:("]

_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\0": " "})
_FIELD = re.compile(r"([A-Za-z][A-Za-z_-]*)(?::(?!//)|(?=[<>=]))")
_WORD = re.compile(r'[^\s"()]+')
_VALUE = re.compile(r'(?:"[^"]*"|[^\s"()])*')
_CORE = re.compile(rf"[^\W_](?:.*[^\W_])?[{MARKS}]*", re.DOTALL)
_NEAR = re.compile(r"NEAR(?:/(\d{1,6}))?|near/(\d{1,6})")
_MINUS = re.compile(r'-(?=[^\W\d]|["(~])')
_OPERATORS: dict[str, Kind] = {"AND": "AND", "OR": "OR", "NOT": "NOT", "THEN": "THEN", "WITHIN": "WITHIN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """One piece of a query."""

    kind: Kind
    at: Place
    written: str
    """As it stands in the query."""
    node: Node | None = None
    """Of a leaf: what it means."""
    amount: float | None = None
    """Of NEAR: words between; of WITHIN: seconds."""


def clean(text: str) -> str:
    """Return a query with plain quotation marks, of the same length; what cannot be stored is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8").translate(_QUOTES)


def tokens_of_query(text: str) -> tuple[list[Token], list[str]]:
    """Return the tokens of a clean query, and what a person should be told about it.

    Raises:
        Misread: A quotation mark is left open, a field is unknown, a value is none.
    """
    tokens: list[Token] = []
    notes: list[str] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        token, place = _next(text, place, notes)
        if token is not None:
            tokens.append(token)
    return tokens, notes


def _next(text: str, place: int, notes: list[str]) -> tuple[Token | None, int]:
    """Return the token at `place` (None: nothing to search for) and where the next one may begin."""
    char = text[place]
    if char in "()":
        return Token(kind="(" if char == "(" else ")", at=(place, place + 1), written=char), place + 1
    if char == '"':
        return _phrase(text, place)
    # a dash inside a word, or between words, is no minus
    if _MINUS.match(text, place) and (place == 0 or text[place - 1] in " \t\n\r("):
        return Token(kind="NOT", at=(place, place + 1), written="-"), place + 1
    field = _FIELD.match(text, place)
    if field and (found := _field(text, field, notes)):
        return found
    found_word = _WORD.match(text, place)
    if found_word is None:  # pragma: no cover - the three cases above are the only others
        return None, place + 1
    return _word(found_word.group(), place), found_word.end()


def _phrase(text: str, place: int) -> tuple[Token | None, int]:
    end = text.find('"', place + 1)
    if end < 0:
        raise Misread(
            "this quotation mark is never closed; put another one after the phrase", (place, place + 1)
        )
    at = (place, end + 1)
    inside = text[place + 1 : end].strip()
    if not _CORE.search(inside):
        return None, end + 1
    return Token(kind="leaf", at=at, written=text[place : end + 1], node=Phrase(text=inside, at=at)), end + 1


def _field(text: str, found: re.Match[str], notes: list[str]) -> tuple[Token, int] | None:
    """Return a field with its value; None where it is none after all but a word, as in `the thing is: …`."""
    name, place = found[1], found.start()
    field = field_named(name)
    has_colon = found.group().endswith(":")
    after = text[found.end() : found.end() + 1]
    if not has_colon:
        if field is None or field.takes not in ("number", "day"):
            return None
    elif not after or after.isspace() or after == ")":
        if field is not None:
            notes.append(f"“{name}:” is taken for a word; write it without a space after it: {field.example}")
        return None
    elif field is None:
        if len(name) == 1:
            return None
        raise Misread(_unknown(name), (place, found.end()))
    elif after == "(":
        at = (place, found.end() + 1)
        if field.name == "call":
            return Token(kind="call:(", at=at, written=text[slice(*at)]), at[1]
        raise Misread(f"write several values with commas, without brackets: {field.name}:this,that", at)
    value = _VALUE.match(text, found.end())
    end = value.end() if value else found.end()
    if text[end : end + 1] == '"':
        raise Misread("this quotation mark is never closed; put another one after the value", (end, end + 1))
    at = (place, end)
    return Token(
        kind="leaf", at=at, written=text[slice(*at)], node=field_node(field, text[found.end() : end], at)
    ), end


def _unknown(name: str) -> str:
    import difflib

    near = difflib.get_close_matches(name.lower().replace("_", "-"), FIELDS, n=1, cutoff=0.6)
    advice = f"did you mean {near[0]}:?" if near else f"there are {', '.join(f'{one}:' for one in FIELDS)}"
    return f"there is no field {name}:; {advice} (To look for the word, put it in quotation marks.)"


def _word(written: str, place: int) -> Token | None:
    at = (place, place + len(written))
    if written in _OPERATORS:
        return Token(kind=_OPERATORS[written], at=at, written=written)
    if near := _NEAR.fullmatch(written):
        words = int(near[1] or near[2] or 10)
        if words > MOST_BETWEEN:
            raise Misread(f"NEAR takes at most {MOST_BETWEEN} words between: NEAR/{MOST_BETWEEN}", at)
        return Token(kind="NEAR", at=at, written=written, amount=words)
    if written.startswith("NEAR/"):
        raise Misread("say how many words may stand between: NEAR/5", at)
    core = _CORE.search(written)
    if core is None:
        return None
    return Token(kind="leaf", at=at, written=written, node=_wording(written, core, at))


def _wording(written: str, core: re.Match[str], at: Place) -> Node:
    before, text, after = written[: core.start()], core.group(), written[core.end() :]
    inner = (at[0] + core.start(), at[0] + core.end())
    if "*" in before or "*" in text:
        raise Misread("a * stands at the end of a word, for all words that begin so: cancel*", at)
    if before.endswith("~"):
        if after.startswith("*"):
            raise Misread("a word is either spelled nearly so (~cancel) or begins so (cancel*)", at)
        return Resembling(text=text, at=inner)
    return Beginning(text=text, at=inner) if after.startswith("*") else Word(text=text, at=inner)
