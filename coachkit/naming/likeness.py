"""How sure it is that words which resemble a name are that name, misheard.

A logistic sum over few traits: how alike they are, how ordinary the words are, how often they come in this
call against everyday language, and whether the name is surely said elsewhere in the call. The weights are
learned by logistic regression from earnings calls heard by five recognisers (half of those in
`benchmarks/mentions.py`).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from coachkit.naming.forms import looks_spelled
from coachkit.naming.frequency import Zipf
from coachkit.naming.index import LETTERS, SKELETON, SOUND, Alike
from coachkit.naming.sounds import phones, plain, skeleton, spelled

RARE = 1.5
"""The Zipf frequency that a word in no list is taken to have."""

FEWEST = 5000
"""A shorter call counts as one of so many words: in few words, anything comes often for its size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the call tells about words that resemble a name."""

    times: int
    """How often these words come in the call."""
    words: int
    """How many words the call has."""
    sure: int
    """How often the name is surely said in the call."""
    next_likeness: float
    """Likeness of the name that the words resemble second best, 0 where there is none."""
    has_capital: bool
    """A capital that no sentence beginning explains, or one inside a word."""


def sound_of(word: str, zipf: Zipf) -> str:
    """Return the phones of a heard word; a short one that is in no list is read letter by letter."""
    return spelled(word) if looks_spelled(word) or (len(word) <= 4 and zipf(word) < 2.5) else phones(word)


def traits(alike: Alike, words: Sequence[str], around: Surroundings, zipf: Zipf) -> tuple[float, ...]:
    """Return the numbers that a find is judged by, in the order of `WEIGHTS`."""
    frequencies = [zipf(word) for word in words]
    heard, meant = _differing(words, alike.form.words)
    rest = rest_likeness(alike, words, zipf)
    said = "".join(sound_of(word, zipf) for word in words)
    length = math.log(max(len("".join(meant)), 1))
    expected = sum(max(frequency, RARE) - 9 for frequency in frequencies)
    surprise = min(max(math.log10(around.times / max(around.words, FEWEST)) - expected, -1.0), 6.0)
    rarest = min((zipf(word) for word in heard), default=7.0)
    sure = min(math.log1p(around.sure), 2.5)
    times = math.log(around.times)
    same_sound = float(alike.sound == 1.0 and length > 1)
    spelled_out = float(alike.form.is_spelled)
    return (
        alike.likeness,
        alike.likeness**2,
        rest,
        rest**2,
        rest * length,
        length,
        surprise,
        sure,
        sure * rest,
        alike.likeness - max(around.next_likeness, 0.4),
        spelled_out,
        spelled_out * length,
        min(frequencies),
        min(rarest, 7.0),
        same_sound,
        float(around.has_capital),
        same_sound * max(surprise, 0.0),
        same_sound * times,
        float(alike.letters == 1.0),
        times,
        float(said[:1] == alike.form.sound[:1]),
        float(said[-1:] == alike.form.sound[-1:]),
    )


def is_part(words: Sequence[str], form: Sequence[str]) -> bool:
    """Say whether words are a name from which some are missing: "investor relations" says not whose."""
    heard, meant = _differing(words, form)
    return not heard and bool(meant)


def _differing(heard: Sequence[str], meant: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Return what is left of both when the words that they share at both ends are taken away."""
    shorter = min(len(heard), len(meant))
    first = next((n for n in range(shorter) if heard[n] != meant[n]), shorter)
    last = next((n for n in range(shorter - first) if heard[-1 - n] != meant[-1 - n]), shorter - first)
    return heard[first : len(heard) - last], meant[first : len(meant) - last]


def rest_likeness(alike: Alike, words: Sequence[str], zipf: Zipf) -> float:
    """Return how alike the words are that a stretch and what it resembles do not share, 0 to 1."""
    heard, meant = _differing(words, alike.form.words)
    if len(meant) == len(alike.form.words):
        return alike.likeness
    said = "".join(sound_of(word, zipf) for word in heard)
    wanted = "".join(
        spelled(word) if alike.form.is_spelled and len(word) <= 4 else phones(word) for word in meant
    )
    same = Levenshtein.normalized_similarity
    return (
        LETTERS * same("".join(map(plain, heard)), "".join(map(plain, meant)))
        + SOUND * same(said, wanted)
        + SKELETON * same(skeleton(said), skeleton(wanted))
    )


WEIGHTS: tuple[float, ...] = (
    5.899,  # likeness
    5.870,  # its square
    5.748,  # likeness of what differs
    -5.764,  # its square
    3.261,  # the same by length
    -2.446,  # length
    0.518,  # surprise
    3.484,  # sure elsewhere
    -3.480,  # the same by likeness of what differs
    -0.383,  # nearer than the next name
    -0.754,  # said letter by letter
    0.528,  # the same by length
    -0.831,  # rarest word
    0.520,  # rarest word of what differs
    0.473,  # sounds the same
    0.652,  # capital
    0.128,  # sounds the same, by surprise
    0.502,  # sounds the same, by how often
    3.436,  # the same letters, as everyday words
    -0.268,  # how often
    0.427,  # the same first sound
    0.262,  # the same last sound
)
"""Of the traits in their order; length is the logarithm of the letters that differ, how often one too."""
BIAS = -12.446
NAMES_LEARNED = 481
"""So many names were looked for when the weights were learned."""
FEWEST_NAMES = 20
FEWER_NAMES = 0.45
"""Weight of there being fewer: searching each call for its own 28 names only is as precise with it."""


def certainty_of(numbers: Sequence[float], *, names: int, hints: float = 0.0) -> float:
    """Return how sure a find with these traits is, 0 to 1.

    `names` is how many names are looked for: a call says some of them, so of few names each is likelier than
    of many. `hints` (log odds) is what else speaks for it.
    """
    prior = FEWER_NAMES * math.log(NAMES_LEARNED / max(names, FEWEST_NAMES))
    total = (
        BIAS + prior + hints + sum(weight * number for weight, number in zip(WEIGHTS, numbers, strict=True))
    )
    return 1 / (1 + math.exp(-total))
