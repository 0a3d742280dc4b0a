"""Names of companies and products that the settings do not know, found without a list of them.

Four things speak for one: it stands in a list of brands, its capitals stand as in "YouTube", NER takes it
for an organisation or a product and it looks like a name, or a model number follows ("Xbox 360"). What is
a person, a place, an everyday word, an acronym nobody knows or an address is none.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from rapidfuzz.distance import Levenshtein

from coachkit.languages import loose
from coachkit.models import Annotation

Zipf = Callable[[str], float]
"""How common an English word is: log10 of its occurrences in a billion words, 0 when unknown."""
Evidence = Literal["list", "shape", "ner"]

COMMON = 3.5
"""A single word that NER takes for a name must be rarer than this Zipf frequency."""
EVERYDAY = 4.9
"""A brand that is as common a word, such as "target", is only taken with a capital in mid-sentence."""
CONFIDENCE: dict[Evidence, float] = {"list": 0.7, "shape": 0.5, "ner": 0.5}
LONGEST = 3
"""Words of a brand."""
RESEMBLES = 0.6
"""Likeness of letters from which a word is somebody's name, misheard."""
SHOUTED = 0.6
"""Where a larger share of a text's words have capitals, capitals tell nothing."""

_WORD = re.compile(r"[^\W_]+(?:[&+.'’-][^\W_]+)*")
_ADDRESS = re.compile(r"@|://|www\.|\.(?:com|org|net|co|io|de|uk)\b", re.IGNORECASE)
_INNER_CAPITAL = re.compile(
    r"(?:[a-z][A-Z][a-z]{2,}|[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,})+|[A-Z][a-z]{3,}[A-Z]{2,3})"
)
_MODEL = re.compile(
    r"(?:[A-Z]{1,3}-?\d{1,4}[A-Za-z]{0,2}|\d{1,4}[A-Za-z]?|[XVI]{1,3}"
    r"|Pro|Plus|Max|Mini|Air|One|Lite|Premium|Cloud|Online|Enterprise)"
)
_FAMILY = re.compile(r"(?:Mc|Mac|De|La|Le|Fitz)(?=[A-Z])")
"""Families write capitals inside as well: McKenna, DeSouza."""
_LINKING = frozenset({"of", "and", "&", "for"})
_ARTICLES = frozenset("the a an my your our their his her this that".split())
_PLACES = frozenset(
    "building house hospital street road avenue square park bridge station airport hall hotel church county"
    " university college school academy club clinic district centre center river lake beach valley hills"
    .split()
)  # fmt: skip
_EVENTS = frozenset(
    "week weekend night day tour festival fest awards award museum conference championship championships"
    " tournament contest cup league season party show concert challenge summit convention ceremony parade"
    " state department ministry court parliament senate congress government committee council police army"
    " trailer movies movie pictures list edition magazine journal news times team band fans"
    .split()
)  # fmt: skip
"""What ends in one of these is an event, an office or the press, which NER takes for a company."""
_SENTENCE_ENDS = frozenset('.!?:…"“')


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """What is known of names in general."""

    brands: frozenset[str] = frozenset()
    """Names of companies and products, folded, words parted by one space."""
    worldwide: frozenset[str] = frozenset()
    """Those brands of one word that are nothing else: other languages say it as often."""
    given_names: frozenset[str] = frozenset()
    """First names, folded."""
    surnames: frozenset[str] = frozenset()
    """Family names, folded."""

    def is_given_name(self, word: str) -> bool:
        """Say whether a folded word is a first name and no brand ("Delta" is both)."""
        return word in self.given_names and word not in self.brands


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownName:
    """Where a name stands; offsets are characters, end exclusive."""

    start_char: int
    end_char: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    folded: str
    pos: str
    label: str
    is_first: bool
    """Whether it begins a sentence, where a capital says nothing."""
    before: str
    """The part of speech of the word before it; nothing at the beginning."""

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def find_unknown_names(
    text: str, annotation: Annotation, *, known: frozenset[str], gazetteer: Gazetteer, zipf: Zipf
) -> list[UnknownName]:
    """Return the unknown names in `text` in order; `known` are folded words that are nobody's news."""
    words = _words(text, annotation)
    is_shouted = len(words) > 3 and sum(one.is_capital for one in words) > SHOUTED * len(words)
    found: list[UnknownName] = []
    for n in range(len(words)):
        for count in range(LONGEST, 0, -1):
            run = words[n : n + count]
            if len(run) == count and _is_brand(run, gazetteer, zipf, is_shouted=is_shouted):
                found.append(_name(run, "list"))
                break
    found += [_name([one], "shape") for one in words if _has_inner_capital(one, gazetteer)]
    if not is_shouted:
        for start, end, label in annotation.entities:
            run = [one for one in words if start <= one.start and one.end <= end]
            while run and run[0].folded in _ARTICLES:
                run = run[1:]
            if label in ("ORG", "PRODUCT") and _looks_like_a_name(text[start:end], run, gazetteer, zipf):
                found.append(_name(run, "ner"))
    kept: list[UnknownName] = []
    for one in found:
        if not any(one.start_char < o.end_char and o.start_char < one.end_char for o in kept):
            kept.append(_with_model(text, one, words))
    kept.sort(key=lambda one: one.start_char)
    return [one for one in kept if not _is_known(text[one.start_char : one.end_char], known)]


def shown_name(text: str) -> str:
    """Return a name without article and possessive, so that its mentions count together."""
    name = text.strip(" .,!?-")
    for article in ("the ", "The ", "a ", "A "):
        name = name.removeprefix(article)
    return name.removesuffix("'s").removesuffix("’s")


def _words(text: str, annotation: Annotation) -> list[_Word]:
    pos = {start: tag for start, _, _, tag in annotation.tokens}
    words: list[_Word] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group().removesuffix("'s").removesuffix("’s")
        around = text[max(start - 1, 0) : start] + text[end : end + 1]
        if not word[0].isalnum() or any(mark in around for mark in "@#/_") or _ADDRESS.search(word):
            continue
        label = next((name for a, b, name in annotation.entities if a <= start < b), "")
        before = text[:start].rstrip()
        words.append(
            _Word(
                start,
                start + len(word),
                word,
                loose(word),
                pos.get(start, ""),
                label,
                not before or before[-1] in _SENTENCE_ENDS,
                words[-1].pos if words else "",
            )
        )
    return words


def _is_brand(run: Sequence[_Word], gazetteer: Gazetteer, zipf: Zipf, *, is_shouted: bool) -> bool:
    name = " ".join(one.folded for one in run)
    if len(name) < 3 or name not in gazetteer.brands or name in gazetteer.given_names:
        return False
    if any(one.folded in gazetteer.surnames and one.label not in ("ORG", "PRODUCT") for one in run):
        return False
    if name in gazetteer.worldwide and _stands_alone(run[0]):
        return True
    rarest = min(zipf(word) for word in name.split())
    if is_shouted or not all(any(c.isupper() for c in one.text) or one.text[0].isdigit() for one in run):
        # Recognisers and hurried people write small letters; then only a word that is nothing else is one.
        return len(run) == 1 and rarest < COMMON - 0.1 and len(name) > 4 and run[0].pos == "PROPN"
    if rarest < COMMON + 0.5:
        return True
    is_proper = all(one.pos == "PROPN" for one in run)
    return is_proper and (rarest < EVERYDAY or (rarest < 5.7 and not run[0].is_first))


def _stands_alone(word: _Word) -> bool:
    """Say whether a word is used as a name is: "on twitter", and not "the radar"."""
    if len(word.text) < 4 and not word.is_capital:
        return False
    return word.pos == "PROPN" or (word.pos == "NOUN" and word.before not in ("DET", "ADJ", "NUM", "NOUN"))


def _has_inner_capital(word: _Word, gazetteer: Gazetteer) -> bool:
    if not _INNER_CAPITAL.fullmatch(word.text) or _FAMILY.match(word.text):
        return False
    return word.label != "PERSON" and word.folded not in gazetteer.given_names


def _looks_like_a_name(spoken: str, run: Sequence[_Word], gazetteer: Gazetteer, zipf: Zipf) -> bool:
    """Say whether what NER takes for an organisation or a product may well be one."""
    if not run or any(mark in spoken for mark in "@#:/;()|="):
        return False
    if not all(one.is_capital or one.folded in _LINKING for one in run) or not run[-1].is_capital:
        return False
    if not any(one.pos == "PROPN" for one in run) or any(len(one.text) < 2 for one in run):
        return False
    if any(gazetteer.is_given_name(one.folded) or one.folded in _PLACES for one in run):
        return False
    if run[-1].folded in _EVENTS:
        return False
    if all(one.text.isupper() for one in run):
        return False
    if len(run) > 1:
        return any(zipf(one.folded) < EVERYDAY for one in run if one.folded not in _LINKING)
    [one] = run
    return len(one.text) > 3 and zipf(one.folded) < COMMON and not one.is_first


def _name(run: Sequence[_Word], evidence: Evidence) -> UnknownName:
    return UnknownName(start_char=run[0].start, end_char=run[-1].end, evidence=evidence)


def _with_model(text: str, name: UnknownName, words: Sequence[_Word]) -> UnknownName:
    """Return the name with the model that follows it: "Xbox 360", "iPhone 4s", but not "for 50 years"."""
    if name.evidence == "ner":
        return name
    end = name.end_char
    for word, following in zip_longest(words, words[1:]):
        if word.start >= end and text[end : word.start] == " " and _MODEL.fullmatch(word.text):
            is_count = word.text.isdigit() and following is not None and following.pos == "NOUN"
            end = end if is_count else word.end
    return replace(name, end_char=end)


def _is_known(name: str, known: frozenset[str]) -> bool:
    """Say whether a word of the name is, or was meant to be, one of those that are nobody's news."""
    words = [loose(match.group()) for match in _WORD.finditer(name)]
    return any(
        word in known
        or any(
            min(len(word), len(other)) > 4 and Levenshtein.normalized_similarity(word, other) >= RESEMBLES
            for other in known
        )
        for word in words
        if not word.isdigit()
    )
