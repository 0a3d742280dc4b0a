"""How words that agents say are shown: as they are mostly said, and no longer than one reads at a glance."""

from collections import Counter
from collections.abc import Iterable

from coachkit.replies.phrases_said import cut_short

MOST_SHOWN = 14
"""Words."""


def as_quoted(said: Iterable[str]) -> str:
    """Return what is mostly said, in one line and as in mid-sentence: “let me check”, “I'll stay”.

    Of ways that are as common, the first by the alphabet.
    """
    shown = Counter(small_start(" ".join(one.split())) for one in said)
    return min(shown, key=lambda one: (-shown[one], one))


def small_start(text: str) -> str:
    """Return a text as it stands within a sentence: without its capital, unless that is “I”."""
    first = text.split(" ", 1)[0]
    is_own = first[1:2] in ("", "'", "’") or first[1:] != first[1:].lower()
    return text if is_own and first != "A" else text[:1].lower() + text[1:]


def shortened(text: str) -> str:
    """Return a text with at most `MOST_SHOWN` words, without the mark that ends it."""
    return cut_short(text, at_least=MOST_SHOWN)
