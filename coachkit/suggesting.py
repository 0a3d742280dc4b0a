"""Suggestions: what the archive says again and again that the settings should perhaps know.

Two kinds: a spelling that stands where a known name would (near to it in letters and sound, or near to it
and in the same surroundings), and an organisation or product that nobody has listed. Both must come back
in several calls. A person decides; nothing is taken over by itself.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import jellyfish
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from coachkit.conversation import word_spans
from coachkit.languages import loose

NameKind = Literal["competitor", "feature"]
Zipf = Callable[[str], float]

EVERYDAY = 3.5
"""A spelling holds a word rarer than this Zipf frequency, or its words are seldom said together."""
UNKNOWN = 1.0
"""Words below this Zipf frequency are in no word list."""
NEAR = 0.66
"""Likeness of letters and sound from which a spelling is suggested."""
PERHAPS = 0.52
"""Likeness from which a strange spelling is suggested where it stands between the same words as the name."""
SAME_PLACE = 0.25
"""Share of a spelling's surroundings that the name's must have as well, to count as the same."""
SHORTEST = 5
"""Shorter names and spellings resemble too much."""
AROUND = 2
"""Words on either side that make the surroundings."""
MOST_PLACES = 3
"""Lines that a suggestion names."""
_ENDINGS = ("s", "es", "ed", "ing", "er", "ly")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name of the settings, with all ways of writing it."""

    kind: NameKind
    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenLine:
    """A line of a call, and where names were found in it."""

    call_id: str
    start: float
    text: str
    known: tuple[tuple[int, int, str], ...] = ()
    """(start, end, name) in characters of what was found already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenPlace:
    """A line of a call; `start` is in seconds of the call."""

    call_id: str
    start: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A spelling or a name that the settings might take up."""

    kind: Literal["spelling", "name"]
    spelling: str
    """As it is said most often."""
    meant: str = ""
    """The known name that it probably stands for; empty for a name of its own."""
    meant_kind: NameKind = "competitor"
    likeness: float = 0.0
    """Of the spelling and the name it stands for, up to 1."""
    mentions: int
    calls: int
    quote: str
    """A line that it is said in."""
    call_id: str
    """The call of the quote."""
    start: float
    """Seconds from the call's beginning to the quote."""
    places: tuple[SpokenPlace, ...] = ()
    """The quote's line and a few others, each of another call."""


@dataclass(slots=True)
class _Places:
    """Where a spelling is said."""

    lines: list[SpokenLine] = field(default_factory=list)
    shown: Counter[str] = field(default_factory=Counter)
    around: Counter[str] = field(default_factory=Counter)
    is_strange: bool = False
    """Whether it holds a word that no list knows, or is written as a name in mid-sentence."""

    @property
    def calls(self) -> int:
        return len({line.call_id for line in self.lines})


def suggest_spellings(
    lines: Iterable[SpokenLine],
    names: Sequence[KnownName],
    *,
    known: frozenset[str],
    zipf: Zipf,
    min_calls: int,
) -> list[Suggestion]:
    """Return spellings that probably stand for a known name, those in most calls first.

    `known` are folded words that are nobody's misspelling: names of people and of the company.
    """
    said, beside = _collect(lines, known, zipf)
    often = {key: places for key, places in said.items() if places.calls >= min_calls}
    forms = {"".join(word for _, _, word in word_spans(form)): name for name in names for form in name.forms}
    forms = {form: name for form, name in forms.items() if len(form) >= SHORTEST}
    found = []
    for key, places in sorted(often.items()):
        best = _nearest(key, places, forms, beside)
        if best is not None and key.replace(" ", "") not in forms:
            likeness, name = best
            found.append(_suggestion(places, kind="spelling", name=name, likeness=likeness))
    found.sort(key=lambda one: (-one.calls, -one.mentions, -one.likeness, one.spelling))
    return _without_parts(found)


def suggest_names(
    candidates: Iterable[tuple[str, SpokenLine]], *, known: frozenset[str], min_calls: int
) -> list[Suggestion]:
    """Return unknown names that come back, those in most calls first; `candidates` are (name, its line)."""
    said: dict[str, _Places] = defaultdict(_Places)
    for name, line in candidates:
        key = loose(name)
        if key not in known:
            said[key].lines.append(line)
            said[key].shown[name] += 1
    found = [_suggestion(one, kind="name") for one in said.values() if one.calls >= min_calls]
    return sorted(found, key=lambda one: (-one.calls, -one.mentions, one.spelling))


def _collect(
    lines: Iterable[SpokenLine], known: frozenset[str], zipf: Zipf
) -> tuple[dict[str, _Places], dict[str, Counter[str]]]:
    """Return where each unusual word or pair of words is said, and the surroundings of each known name."""
    said: dict[str, _Places] = defaultdict(_Places)
    beside: dict[str, Counter[str]] = defaultdict(Counter)
    for line in lines:
        spans = word_spans(line.text)
        words = [word for _, _, word in spans]
        for start, end, name in line.known:
            inside = [n for n, (a, b, _) in enumerate(spans) if a < end and start < b]
            if inside:
                beside[name].update(_around(words, inside[0], inside[-1]))
        for first in range(len(spans)):
            for last in range(first, min(first + 2, len(spans))):
                start, end = spans[first][0], spans[last][1]
                if any(a < end and start < b for a, b, _ in line.known):
                    continue
                key = " ".join(words[first : last + 1])
                if not _is_unusual(words[first : last + 1], known, zipf):
                    continue
                places = said[key]
                places.lines.append(line)
                places.shown[line.text[start:end]] += 1
                places.around.update(_around(words, first, last))
                places.is_strange |= any(_is_unknown(word, zipf) for word in words[first : last + 1])
                places.is_strange |= bool(first) and line.text[start].isupper()
    return said, beside


def _around(words: Sequence[str], first: int, last: int) -> set[str]:
    return {*words[max(first - AROUND, 0) : first], *words[last + 1 : last + 1 + AROUND]}


def _is_unusual(words: Sequence[str], known: frozenset[str], zipf: Zipf) -> bool:
    """Say whether the words may be a misspelt name: no everyday words, nobody's name, no number."""
    if len("".join(words)) < SHORTEST or any(word in known or word.isdigit() or not word for word in words):
        return False
    commonness = [zipf(word) for word in words]
    if len(words) == 1:
        return commonness[0] < EVERYDAY
    return min(commonness) < EVERYDAY and max(commonness) < 6.0


def _is_unknown(word: str, zipf: Zipf) -> bool:
    """Say whether no list knows a word, nor what is left of it without an English ending ("refreshes")."""
    bases = [word, *(word.removesuffix(ending) for ending in _ENDINGS)]
    return all(zipf(base) < UNKNOWN for base in bases if len(base) > 2)


def _nearest(
    key: str, places: _Places, forms: Mapping[str, KnownName], beside: Mapping[str, Counter[str]]
) -> tuple[float, KnownName] | None:
    """Return the name that a spelling resembles most, with the likeness, if it resembles one enough."""
    joined = key.replace(" ", "")
    heard = jellyfish.metaphone(joined)
    best: tuple[float, str] | None = None
    for form, letters, _ in process.extract(
        joined, list(forms), scorer=Levenshtein.normalized_similarity, score_cutoff=0.4, limit=8
    ):
        sound = Levenshtein.normalized_similarity(heard, jellyfish.metaphone(form))
        likeness = (letters + sound) / 2
        is_there = places.is_strange and _same_place(places.around, beside.get(forms[form].name))
        needed = PERHAPS if is_there else NEAR
        if likeness >= needed and (best is None or (likeness, form) > best):
            best = (likeness, form)
    return (round(best[0], 2), forms[best[1]]) if best else None


def _same_place(own: Counter[str], names: Counter[str] | None) -> bool:
    """Say whether a spelling stands where the name stands: between the same words."""
    if not names or not own:
        return False
    return sum(count for word, count in own.items() if word in names) / own.total() >= SAME_PLACE


def _suggestion(
    places: _Places,
    *,
    kind: Literal["spelling", "name"],
    name: KnownName | None = None,
    likeness: float = 0.0,
) -> Suggestion:
    by_telling = sorted(places.lines, key=lambda one: (abs(len(one.text) - 80), one.call_id, one.start))
    line, by_call = by_telling[0], {one.call_id: one for one in reversed(by_telling)}
    first_of_calls = [one for one in by_telling if by_call[one.call_id] is one]
    return Suggestion(
        kind=kind,
        spelling=min(places.shown, key=lambda form: (-places.shown[form], form)),
        meant=name.name if name else "",
        meant_kind=name.kind if name else "competitor",
        likeness=likeness,
        mentions=len(places.lines),
        calls=places.calls,
        quote=line.text,
        call_id=line.call_id,
        start=line.start,
        places=tuple(
            SpokenPlace(call_id=one.call_id, start=one.start) for one in first_of_calls[:MOST_PLACES]
        ),
    )


def _without_parts(found: Sequence[Suggestion]) -> list[Suggestion]:
    """Leave out spellings that are part of another, or the other way round, for the same name."""
    kept: list[Suggestion] = []
    for one in sorted(found, key=lambda one: (-one.likeness, -one.mentions, one.spelling)):
        words = set(loose(one.spelling).split())
        if not any(one.meant == o.meant and words & set(loose(o.spelling).split()) for o in kept):
            kept.append(one)
    return [one for one in found if one in kept]
