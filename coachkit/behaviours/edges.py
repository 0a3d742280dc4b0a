"""Whether a row of words reads as one says it: “let me check that with you”, not “me check that with”."""

from collections.abc import Sequence

from coachkit.purposes import read_purposes

_SUBJECTS = frozenset("i you he she it we they that this there these those".split())
_AUXILIARIES = frozenset(
    "am is are was were be been do does did have has had will would shall should can could may might must"
    .split()
)  # fmt: skip
_TAKE_WHAT_FOLLOWS = frozenset({"you", "it"})
"""With “a” or “to” after them they end what was said before: “(send) you a link”."""
_NEVER_FIRST = frozenset("of and or but so as than to from me us him them am not been be because too".split())
_NEVER_LAST = frozenset(
    "a an the and or but if so as than because of to from for with at by in on into onto about until till"
    " within without between before after per via during against my your his her its our their i we he she"
    " they not very really every each some any no who whose which what when where why how whether while going"
    " let"
    .split()
)  # fmt: skip
FEWEST_TELLING = 2
"""Telling words of a phrase of two words; a longer one needs one."""


def reads_well(words: Sequence[str]) -> bool:
    """Say whether a row of folded words begins and ends where one would, and tells something."""
    first, last = words[0], words[-1]
    if first in _NEVER_FIRST or last in _NEVER_LAST or last in _AUXILIARIES:
        return False
    if first in _TAKE_WHAT_FOLLOWS and words[1] in _NEVER_LAST:
        return False
    if first in _AUXILIARIES and words[1] not in _SUBJECTS:
        return False
    telling = len({*words} - read_purposes().light)
    return telling >= (FEWEST_TELLING if len(words) == 2 else 1)
