"""Names as people write them in the settings: refused where nobody could find or read them."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coachkit.config.explaining import MisplacedError
from coachkit.phrases import refuse_everything, words_in
from coachkit.spelling import spelling_key

LONGEST_NAME = 100
"""Characters of a name."""

_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})
"""Unicode's categories of control characters, of signs that turn the writing, and of line ends."""


class Named(NamedTuple):
    """A block of the settings, its place in its section, and all ways of writing what it names."""

    section: str
    place: int
    name: str
    forms: Sequence[str]


def refuse_unreadable(name: str) -> str:
    """Return a name as it is.

    Raises:
        ValueError: It is empty, longer than `LONGEST_NAME`, or holds line ends or control characters.
    """
    shown = f"“{name[:40]}…”" if len(name) > 40 else f"“{name}”"
    if any(unicodedata.category(letter) in _UNSEEN for letter in name):
        plain = "".join("?" if unicodedata.category(letter) in _UNSEEN else letter for letter in shown)
        raise ValueError(f"{plain} holds line ends or control characters (here “?”); write plain letters")
    if not words_in(name):
        raise ValueError(f"{shown} has no letters or figures; write the name as it is said")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"{shown} has more than {LONGEST_NAME} characters; write the name alone")
    return name


def refuse_unfit(forms: Iterable[str]) -> None:
    """Check names that are looked for in every line.

    Raises:
        ValueError: One cannot be read, or would be found in nearly every line; says which.
    """
    for form in forms:
        refuse_unreadable(form)
        refuse_everything(form, [frozenset((word,)) for _, _, word in words_in(form)])


def refuse_shared_names(named: Iterable[Named], *, company: Iterable[str]) -> None:
    """Check that no name stands for two things, and none of a competitor for the company itself.

    Raises:
        MisplacedError: One does; says which and where.
    """
    own = {spelling_key(name) for name in company}
    owners: dict[str, Named] = {}
    for one in named:
        for form in one.forms:
            key = spelling_key(form)
            where = (one.section, one.place, "name" if form == one.name else "aliases")
            if one.section == "competitors" and key in own:
                raise MisplacedError(where, f"“{form}” is a name of your own company; take it out")
            other = owners.setdefault(key, one)
            if other is one:
                continue
            if other.section != one.section:
                kind = other.section.removesuffix("s")
                raise MisplacedError(
                    where, f"“{form}” stands for the {kind} “{other.name}” as well; keep it with one"
                )
            if one.section == "trackers":
                raise MisplacedError(where, f"two are called “{other.name}”; give one of them another name")
            names = f", “{other.name}” and “{one.name}”" if other.name != one.name else ""
            raise MisplacedError(where, f"“{form}” stands for two of them{names}; keep it with one")
