"""What is said about a search in words, the same on a terminal and on a page."""

from collections.abc import Sequence

from coachkit.counts import format_count
from coachkit.searching.results import Extent, Found, Reason

ALIKE = 0.6
RELATED = 0.4
"""From these cosines on a meaning is called close, and related."""


def tell_why(reasons: Sequence[Reason]) -> str:
    """Return `says “refund” and “late”; related in meaning`; nothing where there is no reason."""
    told = []
    for one in reasons:
        if one.kind == "words":
            told.append("says " + " and ".join(f"“{word}”" for word in one.text.split(", ")))
        elif one.kind == "exchange":
            told.append(one.text)
        else:
            near = one.similarity or 0.0
            told.append(
                "close in meaning" if near >= ALIKE
                else "related in meaning" if near >= RELATED
                else "distantly related in meaning"
            )  # fmt: skip
    return "; ".join(told)


def tell_extent(searched: Extent) -> str:
    """Return `340 turns of 20 calls`."""
    return f"{format_count(searched.turns, 'turn')} of {format_count(searched.calls, 'call')}"


def tell_by_what(found: Found) -> str:
    """Say how many hits are there for their words, where some are there only for what they mean."""
    said = sum(any(one.kind == "words" for one in hit.why) for hit in found.hits)
    if found.mode != "hybrid" or said == len(found.hits):
        return ""
    if not said:
        return "none says the words, all are near in meaning"
    return f"{said} by the words, the rest only by meaning"


def tell_missing(found: Found) -> str:
    """Return which words nobody says, unless a near miss says so already; nothing where there is none."""
    words = [f"“{one.word}”" for one in found.words if not one.turns]
    words = [word for word in words if not any(word in miss.said for miss in found.near)]
    return f"Nobody says {' or '.join(words)}." if words else ""
