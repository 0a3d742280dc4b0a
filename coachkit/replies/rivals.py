"""How agents speak of a competitor: by its name, as “they”, “that lot” or “the other one”.

All of it is read as “they” and “their”, so that what is said of a competitor is written down once, whatever
its name is. What is shown stays as it is said.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from coachkit.conversation import word_spans
from coachkit.models import Moment

_THOSE = "lot|guys|crowd|bunch|people|folks|outfit"
_OTHER = "one|lot|guys|crowd|company|vendor|provider|supplier|system|product|software|tool|app|platform|firm"
_STAND_INS = rf"that lot|(?:those|them) (?:{_THOSE})|(?:the|that) other (?:{_OTHER})"
_OWNS = r"['’]s(?=\s)"
_IS = re.compile(
    r"\s+(?:a|an|the|not|just|really|so|too|very|only|always|never|been|got|basically|all|quite|pretty)\b"
)
"""After “Zenlane's” it says what it is or has; anything else is its own."""


def rivals_named(moments: Iterable[Moment]) -> tuple[str, ...]:
    """Return what competitors are called in a call, by name and as it is said, the longest first."""
    held = (one for one in moments if one.kind == "competitor")
    names = {name.casefold() for one in held for name in (one.name, one.detail) if name}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@lru_cache(maxsize=4096)
def as_they(text: str, names: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a text with “they” and “their” for a competitor.

    With it comes where each word of it stands in `text`: (start, end) in characters.
    """
    read: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for found in _pattern(names).finditer(text):
        before = text[at : found.start()]
        spans += [(at + start, at + end) for start, end, _ in word_spans(before)]
        spans.append(found.span())
        read += [before, _pronoun(found, text)]
        at = found.end()
    spans += [(at + start, at + end) for start, end, _ in word_spans(text[at:])]
    return "".join([*read, text[at:]]), tuple(spans)


def _pronoun(found: re.Match[str], text: str) -> str:
    if not found["owns"]:
        return "they"
    return "they're" if _IS.match(text, found.end()) else "their"


@lru_cache(maxsize=256)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    called = "|".join([*map(re.escape, names), _STAND_INS])
    return re.compile(rf"(?<![\w'’])(?:{called})(?P<owns>{_OWNS})?(?![\w]|['’]\w)", re.IGNORECASE)
