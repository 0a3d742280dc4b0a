"""Quotes cut short: always the exact words of a text, with “…” where something is left out."""

import re

from coachkit.sentences import sentences_of

LEFT_OUT = "…"
_WORD = re.compile(r"\S+")
_CLAUSE = re.compile(r"[,;:،；，、—–-]$")  # noqa: RUF001 - marks of other scripts
LONGEST_WORD = 40
"""Letters from which on a word is a text in a script without spaces, and is cut inside."""
LETTERS_A_WORD = 4
"""So many of its letters count as a word."""


def cut_quote(text: str, most: int) -> str:
    """Return the beginning of `text` in at most `most` words, cut where a sentence or a clause ends.

    The sign for what is left out is joined to the last word. Where no clause ends in the second half of
    what would fit, it is cut between words.
    """
    words = [*_WORD.finditer(text)]
    if words and max(len(one.group()) for one in words) > LONGEST_WORD:
        return _cut_letters(text.strip(), most * LETTERS_A_WORD)
    if len(words) <= most:
        return text.strip()
    if most < 1:
        return ""
    ends = {text[:end].rstrip().count(" ") for _, end in sentences_of(text)}
    last = most
    for place in range(most, most // 2, -1):
        word = words[place - 1]
        if place - 1 in ends or _CLAUSE.search(word.group()) or word.group()[-1] in ".!?":
            last = place
            break
    kept = text[words[0].start() : words[last - 1].end()]
    return kept.rstrip(" ,;:–—-.") + LEFT_OUT


def _cut_letters(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most].rstrip() + LEFT_OUT


def words_in_line(text: str) -> int:
    """Return how many words a reader counts: what stands between spaces."""
    return len(_WORD.findall(text))
