"""Doing as rows: which deeds the cases of a subject have, as far as that can be told, and where they show."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE
from coachkit.behaviours.deeds import UNTOLD, read_deed
from coachkit.models import Case
from coachkit.replies.trait_pack import traits_of_cases

NOWHERE = -1
"""Place of what is not done, or shown by no sentence."""
_TIMED = ("answers_at_once", "answers_late", "interrupts", "falls_silent", "moment/monologue")
"""What only times tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """The deeds of cases: a row for each trait that a playbook may name, a column for each case."""

    names: tuple[str, ...]
    done: npt.NDArray[np.int8]
    """`DONE`, `NOT_DONE` or `DOES_NOT_APPLY`."""
    places: npt.NDArray[np.int16]
    """The sentence that shows it first, or `NOWHERE`."""
    words: Sequence[dict[int, str]]
    """By trait: what is said that shows it, by column."""


def deeds_in(cases: Sequence[Case]) -> Deeds:
    """Return the deeds of cases, in their order."""
    names = tuple(traits_of_cases())
    rows = {name: row for row, name in enumerate(names)}
    done = np.full((len(names), len(cases)), NOT_DONE, np.int8)
    places = np.full(done.shape, NOWHERE, np.int16)
    words: list[dict[int, str]] = [{} for _ in names]
    _leave_open(done, cases, rows)
    for column, case in enumerate(cases):
        for deed in map(read_deed, case.deeds):
            row = rows.get(deed.name.removeprefix(UNTOLD))
            if row is None:
                continue
            done[row, column] = DOES_NOT_APPLY if deed.name.startswith(UNTOLD) else DONE
            if deed.place is not None:
                places[row, column] = deed.place
            if deed.words:
                words[row][column] = deed.words
    return Deeds(names=names, done=done, places=places, words=words)


def _leave_open(done: npt.NDArray[np.int8], cases: Sequence[Case], rows: dict[str, int]) -> None:
    """Mark what could not be done or seen in cases: praise of a rival where none is spoken of, and pauses."""
    untimed = np.fromiter((one.seconds is None for one in cases), bool, len(cases))
    others = np.fromiter((one.kind != "competitor" for one in cases), bool, len(cases))
    traits = traits_of_cases()
    for name, row in rows.items():
        if name in _TIMED:
            done[row, untimed] = DOES_NOT_APPLY
        if traits[name].needs_rival:
            done[row, others] = DOES_NOT_APPLY
