"""A phrase as it is said in one place, in any language."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Frequency = Callable[[str, str], float]
"""How common a word is in a language given by its code: log10 of its occurrences in a billion words."""
Form = Literal["word", "name", "described", "compound", "action"]
"""One noun, a proper name, adjective and noun, nouns that belong together, or a verb with its object."""
Span = tuple[int, int]
"""Start and end in characters, end exclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidPhrase:
    """A phrase in one segment."""

    key: tuple[str, ...]
    """The stems of its words in order: all forms of a phrase have the same."""
    shown: str
    """The words as they are shown, in small letters."""
    form: Form
    head: str
    """The stem of the noun that it is about."""


def overlaps(start: int, end: int, spans: "list[Span] | tuple[Span, ...]") -> bool:
    """Say whether the stretch touches one of `spans`."""
    return any(a < end and start < b for a, b in spans)
