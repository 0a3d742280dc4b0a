"""Names that everybody knows: brands from Simple Icons' list, people's names from the US census.

Both are read as data from their packages; neither package is run.
"""

import re
from functools import cache
from importlib import resources
from importlib.metadata import version

from coachkit.backends.frequency import frequency_identity, zipf
from coachkit.languages import loose
from coachkit.unknown_names import Gazetteer

COMMON_SURNAMES = 3_000
"""So many family names are kept: the rarer ones are companies as often as people."""
ABROAD = ("de", "es", "fr", "it")
RARER, COMMONER = 0.6, 0.5
"""By so much (in Zipf's scale) a brand may be rarer in these languages than in English, or commoner."""
MOST_ABROAD = 3
"""In so many of them it must not be rarer."""
_TITLE = re.compile(r'^    title="([^"]+)",$', re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[&+.'’-][^\W_]+)*")


def gazetteer_identity() -> str:
    """Return which lists are used, without reading them."""
    return f"simpleicons {version('simpleicons')}, names {version('names')}, {frequency_identity()}"


@cache
def open_gazetteer() -> Gazetteer:
    """Return the lists, folded."""
    titles = _TITLE.findall(resources.files("simpleicons").joinpath("icons.py").read_text(encoding="utf-8"))
    brands = {" ".join(loose(word) for word in _WORD.findall(title)) for title in titles}
    return Gazetteer(
        brands=frozenset(brand for brand in brands if len(brand) > 2),
        worldwide=frozenset(brand for brand in brands if len(brand) > 2 and _is_worldwide(brand)),
        given_names=frozenset(_census("female.first") + _census("male.first")),
        surnames=frozenset(_census("all.last")[:COMMON_SURNAMES]),
    )


def _is_worldwide(brand: str) -> bool:
    """Say whether a brand is no English word: elsewhere, "Netflix" is as frequent and "square" is rare."""
    english = zipf(brand)
    if not english or " " in brand:
        return False
    abroad = [zipf(brand, language) - english for language in ABROAD]
    return max(abroad) <= COMMONER and sum(by >= -RARER for by in abroad) >= MOST_ABROAD


def _census(part: str) -> list[str]:
    """Return the names of a list, the commonest first."""
    text = resources.files("names").joinpath(f"dist.{part}").read_text(encoding="ascii")
    return [line.split()[0].casefold() for line in text.splitlines() if line.strip()]
