"""Parts of a brief: an introduction and quotes each, written so that all of them together fit."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.briefs.quoting import cut_quote, words_in_line
from coachkit.models import BriefKind

LEAST_QUOTE = 3
"""A quote for which fewer words are left is left out."""
STRETCHES = (2.0, 1.6, 1.3, 1.0)
"""Quotes may be so many times as long as they need be, where that leaves room for every part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPart:
    """A line that is not yet cut to what fits; `quotes` follow their words of introduction."""

    kind: BriefKind
    quotes: Sequence[tuple[str, str, int]]
    """(introduction, what is quoted, most words), the first of them the least that the line is worth."""
    start: float | None = None
    end: float | None = None


def write_parts(parts: Sequence[BriefPart], *, most: int) -> list[tuple[BriefPart, str]]:
    """Return each part with its line, at most `most` words together.

    Quotes are as long as they can be while every part fits; else what comes last is cut or left out.
    """
    for stretch in STRETCHES:
        lines = [(part, _written(part, most, stretch=stretch)) for part in parts]
        if sum(words_in_line(text) for _, text in lines) <= most:
            return [(part, text) for part, text in lines if text]
    lines, left = [], most
    for part in parts:
        text = _written(part, left)
        if text:
            lines.append((part, text))
            left -= words_in_line(text)
    return lines


def _written(part: BriefPart, left: int, *, stretch: float = 1.0) -> str:
    """Return the line in at most `left` words; nothing where not even its first part fits."""
    said: list[str] = []
    for introduction, quoted, most in part.quotes:
        room = left - words_in_line(" ".join(said)) - words_in_line(introduction)
        if room < 0 or (quoted and room < min(LEAST_QUOTE, words_in_line(quoted))):
            break
        quote = f"“{cut_quote(quoted, min(int(most * stretch), room))}”" if quoted else ""
        said.append(f"{introduction} {quote}".strip())
    return " ".join(said)
