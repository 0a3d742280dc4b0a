"""Spellings: two ways of writing a name are one where they differ in case, hyphens or spaces only."""

import re
from collections.abc import Mapping, Sequence

from coachkit.languages import loose

BETWEEN_WORDS = r"[\s\-\u2010-\u2015]+"
"""What may stand between the words of a spelling, as a regular expression: spaces, line ends, hyphens."""
_BETWEEN = re.compile(BETWEEN_WORDS)


def spelling_key(text: str) -> str:
    """Return what all ways of writing a spelling have in common: folded words with one space between them."""
    return " ".join(word for word in _BETWEEN.split(_folded(text)) if word)


def fold_spelling(text: str) -> str:
    """Return `text` folded for looking up spellings in it; hyphens and spaces stay as they are."""
    return _folded(text)


def refuse_unclear(correct: Mapping[str, Sequence[str]]) -> None:
    """Check a map of corrections: wrong spellings by the right one.

    Raises:
        ValueError: A spelling is empty, or it is not clear what is right; says which and what to do.
    """
    names: dict[str, str] = {}
    for name in correct:
        key = spelling_key(name)
        if not key:
            raise ValueError("correct: a name is empty; write the right spelling before the “=”")
        if key in names:
            raise ValueError(f"correct: “{names[key]}” and “{name}” are the same name; keep one of them")
        names[key] = name
    owners: dict[str, str] = {}
    for name, spellings in correct.items():
        for spelling in spellings:
            key = spelling_key(spelling)
            if not key:
                raise ValueError(f"correct: “{name}” has an empty spelling; take it out")
            if names.get(key, name) != name:
                raise ValueError(
                    f"correct: “{spelling}” is a wrong spelling of “{name}” and a right one itself; "
                    "keep one of the two"
                )
            if owners.setdefault(key, name) != name:
                raise ValueError(
                    f"correct: “{spelling}” stands under “{owners[key]}” and under “{name}”; keep it with one"
                )


def _folded(text: str) -> str:
    return loose(text).replace("’", "'")
