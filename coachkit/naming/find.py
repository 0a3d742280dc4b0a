"""Find tracked names in what was said, as they are written or as recognisers mishear them.

All texts of a call are read together: what is surely said once in a call is likelier to be meant by a
doubtful spelling, and a doubtful spelling that keeps coming is likelier to be a name.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

from coachkit.conversation import word_spans
from coachkit.languages import base_code, is_full
from coachkit.naming.forms import TrackedName, letters_of
from coachkit.naming.frequency import EVERYDAY, UNKNOWN, Zipf
from coachkit.naming.index import Alike, NameIndex, index_names, sounding_alike
from coachkit.naming.likeness import Surroundings, certainty_of, is_part, rest_likeness, sound_of, traits
from coachkit.naming.written import Find, Span, find_written

Certainty = Callable[[int, int], float]
"""How sure the recogniser was of the characters from start to end: the lowest word probability, 0 to 1."""
ACCEPTED = 0.7
"""How sure a misheard name must be."""
LONGER_ALIKE = 0.6
"""How alike what stands beside a written name must be to make it a longer name: "in the" is no "Energy"."""
DOUBTFUL = 0.5
"""Below this word probability (one word in twenty) the recogniser guessed: names look like that."""
GUESSED = 2.2
"""Log odds for words that the recogniser guessed; the benchmark's texts have no such probabilities."""
INNER_CAPITAL = 2.7
"""Log odds for a capital inside a word ("HubSpark"): only names have it."""
SUREST = 0.94
"""A misheard name is never surer than a name in another word form."""
LONGEST = 6
"""Misheard names are looked for in at most so many words."""
MOST_LETTERS = 40
"""And in at most so many letters."""
UNKNOWN_CAPITAL = 1.0
"""Log odds for a word with a capital in mid-sentence that is in no word list."""
_BREAK = re.compile(r"\w\w\s*[,;:.!?…]\s|[;!?…]")
"""What ends a clause; a full stop after one letter does not ("G. C. P.")."""
_INNER_CAPITAL = re.compile(r"[A-Z]?[a-z]+[A-Z][a-z]")


def _sure(start: int, end: int) -> float:  # noqa: ARG001 - text that nobody had to recognise
    return 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A text of a call and what is known of it; without a language it is taken for English."""

    text: str
    language: str | None = None
    certainty: Certainty = _sure


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Words of a text that may be a misheard name: from one word to another (exclusive)."""

    text: int
    first: int
    last: int
    holds: tuple[str, ...] = ()
    """Letters of the names that are written in it: only a name that contains them is misheard here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The texts of a call as words, and what is written in them as it is."""

    said: Sequence[Said]
    spans: Sequence[Sequence[Span]]
    written: Sequence[Sequence[Find]]


def find_names(
    text: str,
    tracked: Sequence[TrackedName],
    *,
    zipf: Zipf,
    certainty: Certainty = _sure,
    language: str | None = None,
) -> list[Find]:
    """Return every find in a text by itself, in order; see `find_in_call`."""
    said = Said(text=text, language=language, certainty=certainty)
    return find_in_call([said], _index_of(tuple(tracked)), zipf=zipf)[0]


def find_in_call(said: Sequence[Said], index: NameIndex, *, zipf: Zipf) -> list[list[Find]]:
    """Return the finds in each text of a call in order; overlapping finds keep the surest, then the longest.

    `zipf` is only asked for English words, and misheard names are only looked for in English text.
    """
    spans = [word_spans(one.text, one.language) for one in said]
    written = [
        find_written(one.text, words, index, language=base_code(one.language), zipf=zipf)
        for one, words in zip(said, spans, strict=True)
    ]
    written = [_without_overlaps(finds, key=_longest_first) for finds in written]
    found = [list(finds) for finds in written]
    for text, find in misheard(_Read(said=said, spans=spans, written=written), index, zipf):
        found[text] = [one for one in found[text] if not _is_inside(one, find)] + [find]
    return [_without_overlaps(finds, key=_surest_first) for finds in found]


@lru_cache(maxsize=64)
def _index_of(names: tuple[TrackedName, ...]) -> NameIndex:
    return index_names(names)


def _longest_first(find: Find) -> tuple[float, ...]:
    return find.start_char - find.end_char, -find.confidence


def _surest_first(find: Find) -> tuple[float, ...]:
    return -find.confidence, find.start_char - find.end_char


def _is_inside(inner: Find, outer: Find) -> bool:
    return outer.start_char <= inner.start_char and inner.end_char <= outer.end_char


def _without_overlaps(finds: Iterable[Find], *, key: Callable[[Find], tuple[float, ...]]) -> list[Find]:
    kept: list[Find] = []
    for find in sorted(finds, key=lambda one: (*key(one), one.start_char, one.name)):
        if all(find.end_char <= other.start_char or other.end_char <= find.start_char for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda find: find.start_char)


def misheard(read: _Read, index: NameIndex, zipf: Zipf) -> list[tuple[int, Find]]:
    """Return (number of the text, find) for what only resembles a name, and is judged to be it."""
    found = []
    for stretch, alike, numbers in _likest(resembling(read, index, zipf)):
        start, end = _place(read, stretch)
        sure = certainty_of(numbers, names=len(index.names), hints=_hints(read, stretch, zipf))
        if sure >= ACCEPTED:
            name = index.names[alike.name]
            method: Literal["fuzzy", "sound"] = "fuzzy" if alike.letters >= alike.sound else "sound"
            find = partial(Find, kind=name.kind, name=name.name, start_char=start, end_char=end)
            found.append((stretch.text, find(method=method, confidence=round(SUREST * sure, 4))))
    return found


def _likest(
    resemblances: Iterable[tuple[Stretch, Alike, tuple[float, ...]]],
) -> list[tuple[Stretch, Alike, tuple[float, ...]]]:
    """Return for each name what resembles it most, of stretches that overlap."""
    kept = []
    taken = set[tuple[int, int, int]]()
    for one in sorted(
        resemblances, key=lambda one: (-one[1].likeness, one[0].text, one[0].first, one[0].last)
    ):
        stretch, alike, _ = one
        words = {(alike.name, stretch.text, n) for n in range(stretch.first, stretch.last)}
        if taken.isdisjoint(words):
            taken |= words
            kept.append(one)
    return kept


def _place(read: _Read, stretch: Stretch) -> tuple[int, int]:
    spans = read.spans[stretch.text]
    return spans[stretch.first][0], spans[stretch.last - 1][1]


def _hints(read: _Read, stretch: Stretch, zipf: Zipf) -> float:
    """Return the log odds of what is known of words only where a recogniser tells it, or writes sentences."""
    one, (start, end) = read.said[stretch.text], _place(read, stretch)
    words = [word for _, _, word in read.spans[stretch.text][stretch.first : stretch.last]]
    hints = GUESSED if one.certainty(start, end) < DOUBTFUL else 0.0
    if _INNER_CAPITAL.search(one.text, start, end):
        hints += INNER_CAPITAL
    elif _has_capital(read, stretch) and max(map(zipf, words)) < UNKNOWN:
        hints += UNKNOWN_CAPITAL
    return hints


def resembling(read: _Read, index: NameIndex, zipf: Zipf) -> list[tuple[Stretch, Alike, tuple[float, ...]]]:
    """Return every stretch of English that resembles a name, the name, and what it is judged by."""
    stretches = _stretches(read, zipf) if index.spoken else {}
    groups = list(stretches)
    alikes = sounding_alike(
        [letters_of(words) for words in groups],
        ["".join(sound_of(word, zipf) for word in words) for words in groups],
        index,
    )
    best = defaultdict[int, list[Alike]](list)
    for alike in alikes:
        best[alike.stretch].append(alike)
    sure = Counter(find.name for finds in read.written for find in finds)
    total = sum(map(len, read.spans))
    found = []
    for alike in alikes:
        if is_part(groups[alike.stretch], alike.form.words):
            continue
        words, places = groups[alike.stretch], stretches[groups[alike.stretch]]
        others = [other.likeness for other in best[alike.stretch] if other.name != alike.name]
        surroundings = partial(
            Surroundings,
            times=len(places),
            words=total,
            sure=sure[index.names[alike.name].name],
            next_likeness=max(others, default=0.0),
        )
        holds_names = any(place.holds for place in places)
        is_longer = holds_names and rest_likeness(alike, words, zipf) >= LONGER_ALIKE
        for place in places:
            if place.holds and not (is_longer and _contains(alike, place.holds, index)):
                continue
            around = surroundings(has_capital=_has_capital(read, place))
            found.append((place, alike, traits(alike, words, around, zipf)))
    return found


def _contains(alike: Alike, holds: Iterable[str], index: NameIndex) -> bool:
    """Say whether what is alike is another name that has all names which are written in the words."""
    own = index.names[alike.name].letters
    return all(letters in alike.form.letters and letters not in own for letters in holds)


def _stretches(read: _Read, zipf: Zipf) -> dict[tuple[str, ...], list[Stretch]]:
    """Return the places of every few words of English text that are more than a name as it is written."""
    found = defaultdict[tuple[str, ...], list[Stretch]](list)
    for text, (one, spans) in enumerate(zip(read.said, read.spans, strict=True)):
        if not is_full(one.language):
            continue
        names = _written_words(spans, read.written[text])
        for first in range(len(spans)):
            if first in names and names[first][0] < first:
                continue
            words: tuple[str, ...] = ()
            for last in range(first, min(first + LONGEST, len(spans))):
                words = (*words, spans[last][2])
                if sum(map(len, words)) > MOST_LETTERS:
                    break
                if _BREAK.search(one.text, max(spans[last - 1][1] - 2, 0), spans[last][0]) and last > first:
                    break
                inside = tuple(dict.fromkeys(names[n] for n in range(first, last + 1) if n in names))
                if inside and (inside[-1][1] > last + 1 or inside[0] == (first, last + 1)):
                    continue
                if min(map(zipf, words)) < EVERYDAY + 1.2 and sum(map(len, words)) > 1:
                    holds = tuple(letters_of(words[a - first : b - first]) for a, b in inside)
                    found[words].append(Stretch(text=text, first=first, last=last + 1, holds=holds))
    return found


def _written_words(spans: Sequence[Span], finds: Iterable[Find]) -> dict[int, tuple[int, int]]:
    """Return for each word of a name as it is written the name's first word and the one after its last."""
    starts, ends = [start for start, _, _ in spans], [end for _, end, _ in spans]
    found = {}
    for find in finds:
        words = bisect_right(ends, find.start_char), bisect_left(starts, find.end_char)
        found.update(dict.fromkeys(range(*words), words))
    return found


def _has_capital(read: _Read, place: Stretch) -> bool:
    text, spans = read.said[place.text].text, read.spans[place.text]
    return any(_is_name_like(text, start) for start, _, _ in spans[place.first : place.last])


def _is_name_like(text: str, start: int) -> bool:
    """Say whether the word at `start` has a capital that no sentence beginning explains, or one inside."""
    before = text[max(start - 8, 0) : start].rstrip()
    is_inside_sentence = bool(before) and before[-1] not in ".!?…"
    return (text[start].isupper() and is_inside_sentence) or bool(_INNER_CAPITAL.match(text, start))
