"""Part numbers at the end of file names: `call_P001` and `call_P002` are one call."""

import re
from dataclasses import dataclass

_NUMBERED = re.compile(
    r"(?P<base>.*\S)[ _.-]+(?:p(?P<p>\d{2,4})|part[ _.-]?(?P<part>\d{1,4}))", re.IGNORECASE | re.ASCII
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartName:
    """A file's name without its suffix, taken apart."""

    base: str
    """The name without its part number."""
    number: int | None = None
    """None where the name has no part number."""


def part_name(stem: str) -> PartName:
    """Return what a file's name without its suffix says about parts: `_P001`, `-part1`, `_part_2`.

    `_P1` is none: a single digit after a P is as often a priority or a person.
    """
    found = _NUMBERED.fullmatch(stem)
    if found is None:
        return PartName(base=stem)
    return PartName(base=found["base"].rstrip(" _.-"), number=int(found["p"] or found["part"]))
