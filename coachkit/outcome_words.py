"""What the value of an outcome says of a call, by the settings; a value that they do not know says nothing.

Nothing is guessed: a word that is not listed, or a number that is off the scale, is unknown.
"""

from collections.abc import Iterable, Sequence
from math import isfinite
from typing import Literal

from coachkit.config import OutcomeMeaning
from coachkit.models import Origin, Outcome, Verdict

Reading = Verdict | Literal["nothing"]
"""`nothing`: the value is known, and says nothing of how the call went."""
_RANK: dict[Origin, int] = {"import": 0, "details": 1, "calls": 2}


def deciding(
    outcomes: Iterable[Outcome], meanings: Sequence[OutcomeMeaning]
) -> tuple[Outcome, Verdict] | None:
    """Return the outcome of a call that counts, and what it says: the first that says anything.

    What was imported goes before what the call's sidecar says, and that before what other calls show.
    """
    for outcome in sorted(outcomes, key=lambda o: (_RANK[o.origin], o.n)):
        verdict = meaning_of(outcome, meanings)
        if verdict:
            return outcome, verdict
    return None


def meaning_of(outcome: Outcome, meanings: Sequence[OutcomeMeaning]) -> Verdict | None:
    """Return what an outcome says of the call; None where it says nothing, or its value is not known."""
    found = reading_of(outcome.kind, outcome.value, meanings)
    return None if found == "nothing" else found


def reading_of(kind: str, value: str, meanings: Iterable[OutcomeMeaning]) -> Reading | None:
    """Return how the settings read a value of a kind of outcome; None where they do not know it."""
    word = value.strip().casefold()
    for meaning in meanings:
        if meaning.kind.casefold() != kind.casefold():
            continue
        found = _by_words(word, meaning) or _by_number(word, meaning)
        if found:
            return found
    return None


def _by_words(word: str, meaning: OutcomeMeaning) -> Reading | None:
    lists: tuple[tuple[Reading, tuple[str, ...]], ...] = (
        ("good", meaning.good),
        ("bad", meaning.bad),
        ("neutral", meaning.neutral),
        ("nothing", meaning.ignore),
    )
    return next((found for found, words in lists if word in (one.casefold() for one in words)), None)


def _by_number(word: str, meaning: OutcomeMeaning) -> Verdict | None:
    number = _number(word)
    if number is None or (meaning.good_from is None and meaning.bad_to is None):
        return None
    if meaning.lowest is not None and number < meaning.lowest:
        return None
    if meaning.highest is not None and number > meaning.highest:
        return None
    if meaning.good_from is not None and number >= meaning.good_from:
        return "good"
    return "bad" if meaning.bad_to is not None and number <= meaning.bad_to else "neutral"


def _number(value: str) -> float | None:
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        return None
    # “nan” and “inf” are words that Python takes for numbers
    return number if isfinite(number) else None
