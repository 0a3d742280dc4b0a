"""Outcomes in words that the settings do not know: told with their counts, and never guessed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coachkit.config import OutcomeMeaning
from coachkit.models import Outcome
from coachkit.outcome_words import reading_of
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownWord:
    """A value that the settings give no meaning: it is stored, and labels nothing."""

    kind: str
    value: str
    """As it is written most often."""
    count: int
    """On how many calls, or in how many rows of a table."""
    scale: tuple[float, float] | None = None
    """The lowest and the highest number that the settings expect, where it is a number off that scale."""


def unknown_words(
    told: Iterable[tuple[str, str]], meanings: Sequence[OutcomeMeaning]
) -> tuple[UnknownWord, ...]:
    """Return those of (kind, value) that the settings do not know, by kind, the most frequent first.

    Spellings that differ by case alone are one.
    """
    spellings: dict[tuple[str, str], Counter[tuple[str, str]]] = {}
    for kind, value in told:
        if reading_of(kind, value, meanings) is None:
            key = kind.casefold(), value.strip().casefold()
            spellings.setdefault(key, Counter())[kind, value.strip()] += 1
    found = []
    for counts in spellings.values():
        [((kind, value), _)] = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:1]
        scale = _scale(kind, value, meanings)
        found.append(UnknownWord(kind=kind, value=value, count=counts.total(), scale=scale))
    return tuple(sorted(found, key=lambda one: (one.kind, -one.count, one.value)))


def unknown_in(library: Library, meanings: Sequence[OutcomeMeaning]) -> tuple[UnknownWord, ...]:
    """Return the outcomes of all calls that the settings do not know."""
    return unknown_words(((one.kind, one.value) for one in library.rows(Outcome)), meanings)


def _scale(kind: str, value: str, meanings: Iterable[OutcomeMeaning]) -> tuple[float, float] | None:
    for meaning in meanings:
        is_its = meaning.kind.casefold() == kind.casefold()
        if is_its and meaning.lowest is not None and meaning.highest is not None and _is_number(value):
            return meaning.lowest, meaning.highest
    return None


def _is_number(value: str) -> bool:
    try:
        float(value.replace(",", "."))
    except ValueError:
        return False
    return True
