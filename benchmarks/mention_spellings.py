"""Where a reference writes a name in another way than the labels: a part of the truth of `mentions.py`.

References are typed by people who hear names for the first time as well. Each rule is a way of writing, none
is a likeness, and all hold for whichever system found the name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from coachkit.backends.frequency import zipf
from mention_truth import LabelledCall, Place, Tracked, Words

LONG = 5
"""Letters from which a name is recognised at an end of a longer word: "conocophillips", "spireenergy"."""
LISTED = 1.0
"""Zipf frequency from which a word is in word lists: "operations" is no Opera."""
CONTENT = 5.5
"""Words at or above this Zipf frequency stand beside anything ("the", "in", "our")."""
_NUMBERS = "zero one two three four five six seven eight nine ten".split()
_FIGURES = {word: str(n) for n, word in enumerate(_NUMBERS)}
_DOUBLED = re.compile(r"(.)\1+")


def other_spellings(
    call: LabelledCall, names: Sequence[Tracked], company: "Company"
) -> list[tuple[Place, str]]:
    """Return the place and the name of everything that is a name in another spelling."""
    found = same_letters(call.reference, names)
    found += _with_s(call.reference, names)
    found += _at_an_end(call.reference, names)
    return found + _single_letters(call.reference, names, company)


def same_letters(words: Words, names: Iterable[Tracked]) -> list[tuple[Place, str]]:
    """Return what has a name's letters, whatever the spaces and the way of writing numbers."""
    by_letters = {_letters(form): name.name for name in names for form in name.words}
    longest = max(map(len, by_letters), default=0)
    found = []
    for at in range(len(words)):
        letters = ""
        for end in range(at + 1, min(at + 8, len(words)) + 1):
            letters += _letters(words[end - 1 : end])
            if len(letters) > longest:
                break
            if letters in by_letters:
                found.append(((at, end), by_letters[letters]))
    return found


def _letters(words: Sequence[str]) -> str:
    return "".join(_FIGURES.get(word, word) for word in words).replace("'", "")


def _with_s(words: Words, names: Iterable[Tracked]) -> list[tuple[Place, str]]:
    """Return names with an s: possessives come without the apostrophe ("the supreme courts ruling")."""
    forms = {(*form[:-1], f"{form[-1]}s"): name.name for name in names for form in name.words}
    lengths = sorted({len(form) for form in forms})
    return [
        ((at, at + length), forms[words[at : at + length]])
        for at in range(len(words))
        for length in lengths
        if words[at : at + length] in forms
    ]


def _at_an_end(words: Words, names: Iterable[Tracked]) -> list[tuple[Place, str]]:
    """Return names that begin or end a word of no word list, as in web addresses."""
    by_letters = [("".join(form), name.name) for name in names for form in name.words]
    long = [(letters, name) for letters, name in by_letters if len(letters) >= LONG]
    return [
        ((at, at + 1), name)
        for at, word in enumerate(words)
        if len(word) > LONG and zipf(word) < LISTED
        for letters, name in long
        if word != letters and (word.startswith(letters) or word.endswith(letters))
    ]


class Company:
    """The words that stand beside the labelled places of each name, in all calls."""

    def __init__(self, calls: Iterable[LabelledCall], names: Iterable[Tracked]) -> None:
        """Collect them."""
        by_words = {words: name.name for name in names for words in name.words}
        self._beside = defaultdict[str, set[str]](set)
        for call in calls:
            for place, label in call.labels:
                if label in by_words:
                    self._beside[by_words[label]] |= _beside(call.reference, place)

    def shares(self, words: Words, place: Place, name: str) -> bool:
        """Say whether a word beside this place stands beside a labelled place of the name as well."""
        return not self._beside[name].isdisjoint(_beside(words, place))


def _beside(words: Words, place: Place) -> set[str]:
    around = (*words[max(place[0] - 1, 0) : place[0]], *words[place[1] : place[1] + 1])
    return {word for word in around if zipf(word) < CONTENT}


def _single_letters(words: Words, names: Iterable[Tracked], company: Company) -> list[tuple[Place, str]]:
    """Return names with single letters for double ones, beside a word that stands beside the name elsewhere.

    Of "gap" for GAAP so "non gap measures" is one, and "a gap in prices" is none.
    """
    known = {form[0]: name.name for name in names for form in name.words if len(form) == 1}
    single = {_DOUBLED.sub(r"\1", word): name for word, name in known.items()}
    return [
        ((at, at + 1), single[folded])
        for at, word in enumerate(words)
        if word not in known and len(folded := _DOUBLED.sub(r"\1", word)) > 2
        if folded in single and company.shares(words, (at, at + 1), single[folded])
    ]
