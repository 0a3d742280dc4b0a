"""An index over names: which of them a stretch of words may be, without trying one after the other.

Written forms are looked up. For the sound, every stretch is compared with every form at once, by rapidfuzz in
compiled code, and only those that sound alike are looked at further.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from coachkit.languages import stem
from coachkit.naming.forms import SpokenForm, TrackedName
from coachkit.naming.sounds import skeleton

ALIKE = 0.57
"""Likeness from which words are looked at as a misheard name."""
SOUNDS_ALIKE = 0.5
"""Likeness of the sounds below which they are not."""
LETTERS, SOUND, SKELETON = 0.3, 0.4, 0.3
"""What each of the three has for a share in the likeness."""
SHORTEST_INFLECTED = 5
"""Names with fewer letters take no suffix of another language: too many words begin like them."""
_CHUNK = 4096


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameIndex:
    """Tracked names, in order of kind and name, and what leads to them."""

    names: tuple[TrackedName, ...]
    longest: int
    """Words in the longest form."""
    by_words: dict[tuple[str, ...], tuple[int, ...]]
    by_letters: dict[str, tuple[int, ...]]
    """Competitors by their letters, without accents and with numbers in figures."""
    by_joined: dict[str, tuple[int, ...]]
    """Competitors by their loosely folded words, joined."""
    spoken: tuple[tuple[int, SpokenForm], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A stretch of words that resembles a form of a name; likenesses are 0 to 1."""

    stretch: int
    name: int
    form: SpokenForm
    letters: float
    sound: float
    likeness: float


def index_names(names: Iterable[TrackedName]) -> NameIndex:
    """Return the index of `names`, whatever their order."""
    ordered = tuple(sorted(set(names), key=lambda name: (name.kind, name.name, name.forms)))
    by_words = defaultdict[tuple[str, ...], list[int]](list)
    by_letters, by_joined = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
    for n, name in enumerate(ordered):
        for form in name.forms:
            by_words[form].append(n)
        if name.kind == "competitor":
            for letters in name.letters:
                by_letters[letters].append(n)
            for joined in name.joined:
                by_joined[joined].append(n)
    return NameIndex(
        names=ordered,
        longest=max((len(form) for form in by_words), default=0),
        by_words={form: tuple(found) for form, found in by_words.items()},
        by_letters={letters: tuple(found) for letters, found in by_letters.items()},
        by_joined={joined: tuple(found) for joined, found in by_joined.items()},
        spoken=tuple((n, form) for n, name in enumerate(ordered) for form in name.spoken),
    )


@lru_cache(maxsize=64)
def stems_of_features(index: NameIndex, language: str) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Return the features by the stems of their forms in a language."""
    found = defaultdict[tuple[str, ...], list[int]](list)
    for n, name in enumerate(index.names):
        if name.kind == "feature":
            for form in name.written:
                found[tuple(stem(word, language) for word in form)].append(n)
    return {stems: tuple(dict.fromkeys(names)) for stems, names in found.items()}


@lru_cache(maxsize=64)
def stems_of_competitors(index: NameIndex, language: str) -> dict[str, tuple[int, ...]]:
    """Return the competitors by the stem of their joined forms in a language."""
    found = defaultdict[str, list[int]](list)
    for n, name in enumerate(index.names):
        if name.kind == "competitor":
            for joined in name.joined:
                if len(joined) >= SHORTEST_INFLECTED:
                    found[stem(joined, language)].append(n)
    return {one: tuple(dict.fromkeys(names)) for one, names in found.items()}


def sounding_alike(letters: Sequence[str], sounds: Sequence[str], index: NameIndex) -> list[Alike]:
    """Return for stretches of words, given by letters and sound, the forms that each resembles."""
    found: dict[tuple[int, int], Alike] = {}
    forms = [form.sound for _, form in index.spoken]
    for first in range(0, len(sounds) if forms else 0, _CHUNK):
        chunk = sounds[first : first + _CHUNK]
        scores = process.cdist(
            chunk,
            forms,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=SOUNDS_ALIKE,
            dtype=np.float32,
        )
        rows, columns = np.nonzero(scores)
        for one in _compared((rows + first).tolist(), columns.tolist(), letters, sounds, index):
            best = found.get((one.stretch, one.name))
            if best is None or one.likeness > best.likeness:
                found[one.stretch, one.name] = one
    return [found[key] for key in sorted(found)]


def _compared(
    rows: Sequence[int],
    columns: Sequence[int],
    letters: Sequence[str],
    sounds: Sequence[str],
    index: NameIndex,
) -> list[Alike]:
    """Return the pairs of stretch and form that are alike in sound, skeleton and letters taken together."""
    forms = [index.spoken[column] for column in columns]
    heard = [sounds[row] for row in rows]
    alike = partial(process.cpdist, scorer=Levenshtein.normalized_similarity, dtype=np.float32)
    by_letters = alike([letters[row] for row in rows], [form.letters for _, form in forms])
    by_sound = alike(heard, [form.sound for _, form in forms])
    by_skeleton = alike([skeleton(one) for one in heard], [form.skeleton for _, form in forms])
    likeness = LETTERS * by_letters + SOUND * by_sound + SKELETON * by_skeleton
    return [
        Alike(
            stretch=rows[at],
            name=forms[at][0],
            form=forms[at][1],
            letters=float(by_letters[at]),
            sound=float(by_sound[at]),
            likeness=float(likeness[at]),
        )
        for at in np.nonzero(likeness >= ALIKE)[0].tolist()
    ]
