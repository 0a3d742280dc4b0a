"""The base form that an English word may have, by its ending: without a model, for what people type.

Several guesses are given where the ending allows them ("using": "use"); a guess that is no word
finds nothing and does no harm, so the rules lean towards one guess too many.
"""

import re

_VOWEL_GROUP = re.compile(r"[aeiouy]+")
_SHORT_STEM = re.compile(r"[aeiouy][^aeiouywx]$")


def base_forms(word: str) -> tuple[str, ...]:
    """Return possible base forms of a case-folded word, itself not among them."""
    for possessive in ("'s", "’s"):
        if word.endswith(possessive):
            return (word.removesuffix(possessive),)
    if word.endswith("ies") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith("ied") and len(word) > 4:
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es") and len(word) > 3:
        return (word[:-1], word[:-2])
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return (word[:-1],)
    for ending in ("ing", "ed"):
        if word.endswith(ending):
            return _of_stem(word.removesuffix(ending))
    return ()


def _of_stem(stem: str) -> tuple[str, ...]:
    """Return the verbs that a stem left by -ing or -ed may come from."""
    if len(stem) < 2 or not _VOWEL_GROUP.search(stem):
        return ()
    if stem[-1] == stem[-2]:
        return (stem[:-1], stem)
    # a short word doubles its consonant ("plan", "planning"), so "car-ing" is "care" and not "car"
    is_short = len(_VOWEL_GROUP.findall(stem)) == 1 and _SHORT_STEM.search(stem)
    if is_short and not _ends_in_two_vowels(stem):
        return (stem + "e",)
    return (stem, stem + "e")


def _ends_in_two_vowels(stem: str) -> bool:
    """Say whether two vowels stand before the last consonant ("need", "look"), which is not doubled."""
    return len(stem) > 2 and all(letter in "aeiouy" for letter in stem[-3:-1])
