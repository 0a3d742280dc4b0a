"""Where a person is named in a text: in full, by a part of the name or an alias, or as it was misheard.

Rather a word too many than a name that stays: what is found here is taken out before a clip is sent on.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import jellyfish
from rapidfuzz.distance import JaroWinkler

_LETTERS = "[^\\W_](?:[^\\W_]|[\u0300-\u036f])*"
"""With accents that are signs of their own."""
_WORD = re.compile(f"{_LETTERS}(?:['’]{_LETTERS})*")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_ASKED_FOR = re.compile(r'\b(?:agent|speaker):(?:"([^"]*)"|([^\s"”()]+))', re.IGNORECASE)
"""In a query: whoever is asked for there, by however little of the name."""
_PARTICLES = frozenset(
    "al bin da de del den der di do dos du el ibn la le of st ten ter the van von zu".split()
)
"""Of names, and no names by themselves."""
_WORDS_TOO = frozenset(
    """
    april art august bell best bill bob brown chance chase cook dawn day dean don drew faith field frank gene
    good grace grant green hall hill hope hunter ivy jack jean joy june king lane law long love mark may miles
    nick page park pat pearl penny price ray rich rob rose sandy short stone sue summer ward west white will
    winter wise wood young
    """.split()
)
"""Names that are everyday words: in a sentence they are names only with a capital."""
_INITIAL = re.compile(r"\s[^\W\d_]\.")
"""A surname of which the letter alone is told: "Tom B."."""
_SELF = re.compile(
    r"\b(?:(?:this|name|here) is|(?:it|name|here)['’]s|i['’]m|i am|speaking (?:with|to)|you['’]ve got)\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^[\s,-]*speaking\b", re.IGNORECASE)
_ALIKE = 0.75
"""Jaro-Winkler similarity from which a word is the name, where people say who they are: "Yana" for "Jana"."""
_ROUGHLY_ALIKE = 0.6
"""The same before "speaking", where hardly anything else stands: "pre-speaking" for "Priya speaking"."""

Span = tuple[int, int]
Names = frozenset[str]


def names_of(forms: Iterable[str]) -> Names:
    """Return the words by which somebody is named, folded: of full names, log-ins and other aliases.

    A number alone is none: in a sentence "12" is no extension. Of "O'Brien" it is "Brien" as well.
    """
    words = {_folded(word) for form in forms for word in _WORD.findall(form)}
    words |= {part for word in words for part in word.split("'") if len(part) > 2}
    return frozenset(w for w in words if len(w) > 1 and not w.isdigit() and w not in _PARTICLES)


def find_own_names(text: str, names: Names) -> list[Span]:
    """Return where one of `names` stands in `text`, as (first character, end); names side by side are one."""
    if not names:
        return []
    has_case = text != text.lower()
    spans = []
    for found in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", found[0])
        if _is_named(text, word, (found.start(), found.start() + len(word)), names, has_case=has_case):
            spans.append((found.start(), found.start() + len(word)))
    return [_with_initial(text, span) for span in _joined(text, [*_asked_for(text, spans)])]


def _asked_for(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield spans in order, with all that the queries in a text ask for in place of those in it."""
    asked = [found.span(found.lastindex or 0) for found in _ASKED_FOR.finditer(text)]
    outside = [one for one in spans if not any(start <= one[0] < end for start, end in asked)]
    yield from sorted([*outside, *(one for one in asked if one[0] < one[1])])


def _is_named(text: str, word: str, place: Span, names: Names, *, has_case: bool) -> bool:
    folded = _folded(word)
    has_capital = word[:1].isupper()
    if folded in names:
        return has_capital or not has_case or folded not in _WORDS_TOO
    if len(folded) > 3 and folded.endswith("s") and folded[:-1] in names:  # "Toms calls"
        return has_capital or not has_case
    if has_capital and len(folded) > 3 and _sound(folded) in {_sound(n) for n in names if len(n) > 3}:
        return True
    if _AFTER.match(text[place[1] :]):
        return _likest(folded, names) >= _ROUGHLY_ALIKE and folded[0] in {name[0] for name in names}
    return has_capital and bool(_SELF.search(text[: place[0]])) and _likest(folded, names) >= _ALIKE


def _with_initial(text: str, span: Span) -> Span:
    initial = _INITIAL.match(text, span[1])
    return (span[0], initial.end()) if initial and initial[0][1].isupper() else span


def _likest(folded: str, names: Names) -> float:
    return max(JaroWinkler.similarity(folded, name) for name in names)


def _folded(word: str) -> str:
    """Return a word without case and accents: "Zoë" is written "Zoe" as well."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).replace("’", "'")


@lru_cache(maxsize=10_000)
def _sound(word: str) -> str:
    """Return how a word sounds, with its first letter; the word itself where that says too little."""
    sound = jellyfish.metaphone(word)
    return word[0] + sound if len(sound) > 1 else word


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Return spans, those of one name as one: nothing but a space or a full stop between them."""
    joined = spans[:1]
    for (_, before), (start, end) in pairwise(spans):
        if text[before:start] in {" ", ". ", "-"}:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
