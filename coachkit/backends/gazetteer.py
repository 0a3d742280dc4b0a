"""Names that everybody knows: brands from Simple Icons' list, people's names from the US census.

Both are read as data from their packages; neither package is run.
"""

import re
from functools import cache
from importlib import resources
from importlib.metadata import version

from coachkit.languages import loose
from coachkit.unknown_names import Gazetteer

COMMON_SURNAMES = 3_000
"""So many family names are kept: the rarer ones are companies as often as people."""
_TITLE = re.compile(r'^    title="([^"]+)",$', re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[&+.'’-][^\W_]+)*")


def gazetteer_identity() -> str:
    """Return which lists are used, without reading them."""
    return f"simpleicons {version('simpleicons')}, names {version('names')}"


@cache
def open_gazetteer() -> Gazetteer:
    """Return the lists, folded."""
    titles = _TITLE.findall(resources.files("simpleicons").joinpath("icons.py").read_text(encoding="utf-8"))
    brands = {" ".join(loose(word) for word in _WORD.findall(title)) for title in titles}
    return Gazetteer(
        brands=frozenset(brand for brand in brands if len(brand) > 2),
        given_names=frozenset(_census("female.first") + _census("male.first")),
        surnames=frozenset(_census("all.last")[:COMMON_SURNAMES]),
    )


def _census(part: str) -> list[str]:
    """Return the names of a list, the commonest first."""
    text = resources.files("names").joinpath(f"dist.{part}").read_text(encoding="ascii")
    return [line.split()[0].casefold() for line in text.splitlines() if line.strip()]
