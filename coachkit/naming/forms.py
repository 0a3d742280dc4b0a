"""What a name looks like when it is written, and how it may sound when it is read aloud.

A name has the forms that people gave. From each follow its letters (whatever the spaces, numbers as figures)
and its sounds: read as a word, and letter by letter where it looks like initials.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Levenshtein

from coachkit.conversation import words_of
from coachkit.languages import loose
from coachkit.naming.sounds import phones, plain, skeleton, spelled

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen".split()
)
_FIGURES = {word: n for n, word in enumerate(_UNITS)} | {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_INITIALS = re.compile(r"[A-Z0-9]{1,5}s?")
SLIP = 0.4
"""From this share of letters on an alias is a misspelling of the name; one less alike is another name."""
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedName:
    """A competitor or feature, ready to be looked for."""

    kind: Literal["competitor", "feature"]
    name: str
    forms: tuple[tuple[str, ...], ...]
    """Each form as loosely folded words."""
    written: tuple[tuple[str, ...], ...]
    """Each form as words with their letters kept, which stems need."""
    joined: tuple[str, ...]
    """Each form's letters without spaces."""
    letters: tuple[str, ...]
    """The same without accents and with numbers in figures; of "A&B" also "AB" and "AnB"."""
    spoken: tuple["SpokenForm", ...] = ()
    """How each form sounds; empty for features, which are ordinary words and hardly misheard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenForm:
    """One way of saying a name."""

    words: tuple[str, ...]
    letters: str
    sound: str
    skeleton: str
    is_spelled: bool
    """It is said letter by letter, at least in part."""


def track(kind: Literal["competitor", "feature"], name: str, forms: Iterable[str]) -> TrackedName:
    """Return `name` compiled with its `forms` (the name itself included by the caller)."""
    given = list(forms)
    written = [words for words in (tuple(words_of(form.replace("&", " and "))) for form in given) if words]
    words = tuple(dict.fromkeys(tuple(loose(word) for word in form) for form in written))
    bare = [tuple(loose(word) for word in words_of(form)) for form in given]
    bare += [
        tuple(loose(word) for word in words_of(form.replace("&", " n "))) for form in given if "&" in form
    ]
    heard = [form for form in given if not _is_slip(form, name)] if kind == "competitor" else []
    spoken = [one for form in heard for one in _spoken_forms(form.replace("&", " and "))]
    spoken += [one for form in heard if "&" in form for one in _spoken_forms(form.replace("&", " n "))]
    return TrackedName(
        kind=kind,
        name=name,
        forms=words,
        written=tuple(dict.fromkeys(written)),
        joined=tuple(dict.fromkeys("".join(form) for form in words)),
        letters=tuple(dict.fromkeys(letters_of(form) for form in (*words, *bare) if letters_of(form))),
        spoken=tuple(dict.fromkeys(spoken)),
    )


def _is_slip(form: str, name: str) -> bool:
    """Say whether a form is a misspelling of the name, as recognisers write it.

    What sounds like a misspelling is too far from the name; what sounds like the name is found anyway.
    """
    heard, meant = (letters_of([loose(word) for word in words_of(one)]) for one in (form, name))
    return SLIP <= Levenshtein.normalized_similarity(heard, meant) < 1


def letters_of(words: Sequence[str]) -> str:
    """Return the letters of folded words without spaces and accents; numbers are written in figures.

    "q four" and "q4" are one, and so are "twenty four" and "24".
    """
    letters: list[str] = []
    tens = 0
    for word in words:
        figure = _FIGURES.get(word)
        if tens and figure and figure < 10:
            letters[-1] = str(tens + figure)
            tens = 0
            continue
        letters.append(plain(word) if figure is None else str(figure))
        tens = figure if figure and figure >= 20 else 0
    return "".join(letters)


def looks_spelled(word: str) -> bool:
    """Say whether a folded word is said letter by letter: one letter, no vowel, or a figure in it."""
    return len(word) == 1 or not _VOWEL.search(word) or (len(word) <= 5 and any(map(str.isdigit, word)))


def _spoken_forms(form: str) -> list[SpokenForm]:
    raw = re.findall(r"\w+", form)
    folded = [loose(word) for word in raw]
    if not all(plain(word).isascii() for word in folded):
        return []
    words = tuple(loose(word) for word in words_of(form))
    read = "".join(map(phones, folded))
    said = "".join(
        spelled(word) if _INITIALS.fullmatch(original) or looks_spelled(word) else phones(word)
        for original, word in zip(raw, folded, strict=True)
    )
    return [
        SpokenForm(
            words=words,
            letters=letters_of(words),
            sound=sound,
            skeleton=skeleton(sound),
            is_spelled=is_spelled,
        )
        for sound, is_spelled in ({read: False, said: True} if said != read else {read: False}).items()
        if sound
    ]
