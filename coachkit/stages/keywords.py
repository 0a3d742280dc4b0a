"""Keywords: the phrases that say what a call is about.

Noun chunks are trimmed to their telling words and weighed by how often they are said and how rare
their words are in everyday language, so that "calendar sync" comes before "thing" and "okay". A
competitor or feature stands under its own name, however it was said or misheard.

Of a language without a model nothing tells nouns from verbs. There a phrase is a word, in all its forms, or
up to three words together, that is said more than once, and small talk is known from a list.
"""

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from coachkit.conversation import BACKCHANNEL_TOKENS, FILLER_TOKENS
from coachkit.languages import FULL, base_code, is_full, loose, small, stem
from coachkit.models import Annotation, Keyword, Mention, Segment
from coachkit.names import Frequency

TELLING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
RAREST = 3.0
"""Words rarer than this Zipf frequency count as if they were this common: names say little of a matter."""
ONCE_UNKNOWN = 0.3
"""Factor for a phrase with a word that no list knows and that is said once: likely misheard."""
NAMED = 1.5
"""Factor for competitors and features: they are what a team looks for."""
MOST_COMMON = 5.6
"""A phrase must hold a word rarer than this Zipf frequency ("thing" 5.7, "call" 5.5, "export" 4.2)."""
LONGEST_PLAIN = 3
"""Words of a phrase in a language without a model."""
OFTEN = 2
"""How often such a phrase must be said: a word said once may be any, a verb as well."""
ENOUGH = 3
"""Where fewer are, the call is short, and words said once are taken as well."""
EMPTY_WORDS = frozenset(
    "thing things something anything nothing everything someone anyone lot bit way kind sort stuff moment"
    " second minute minutes hour day today tomorrow yesterday week morning afternoon monday tuesday"
    " wednesday thursday friday time times name number call thank thanks hello hi bye goodbye guy guys people"
    " person one ones sorry please question help problem reason point sense idea part end course sir"
    " madam".split()
)


@dataclass(slots=True)
class _Phrase:
    """A phrase in one language: how often it is said, and in which forms."""

    language: str
    forms: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How often it is said."""
        return self.forms.total()

    @property
    def shown(self) -> str:
        """The form nearest to the one in a dictionary: the shortest."""
        return min(self.forms, key=lambda form: (len(form), form))


def pick_keywords(
    segments: Sequence[Segment],
    annotations: Mapping[int, Annotation],
    mentions: Sequence[Mention],
    *,
    known: frozenset[str],
    zipf: Frequency,
    most: int = 12,
) -> list[Keyword]:
    """Return the call's key phrases, the most telling first; `known` words (people's names) are left out."""
    named = [mention for mention in mentions if mention.kind in ("competitor", "feature")]
    counts: dict[str, int] = {}
    weights: dict[str, float] = {}
    for phrase in _phrases_in(segments, annotations, named):
        shown = phrase.shown
        if not any(word in known or loose(word) in known for word in shown.split()):
            counts[shown] = counts.get(shown, 0) + phrase.count
            weights[shown] = _weight(shown, counts[shown], zipf, phrase.language)
    for name, count in Counter(mention.name.casefold() for mention in named).items():
        counts[name] = count
        weights[name] = NAMED * (MOST_COMMON - RAREST) * float(count**0.7)
    best = sorted(((w, p) for p, w in weights.items() if w > 0), key=lambda pair: (-pair[0], pair[1]))
    chosen: list[tuple[float, str]] = []
    for weight, shown in best:
        if len(chosen) < most and not any(_is_part(shown, other) for _, other in chosen):
            chosen.append((weight, shown))
    call_id = segments[0].call_id if segments else ""
    return [
        Keyword(call_id=call_id, rank=rank, phrase=shown, weight=round(weight, 4), count=counts[shown])
        for rank, (weight, shown) in enumerate(chosen, 1)
    ]


def _phrases_in(
    segments: Sequence[Segment], annotations: Mapping[int, Annotation], named: Sequence[Mention]
) -> list[_Phrase]:
    """Return the phrases of all segments, those that stand for one another as one."""
    found: dict[tuple[str, str], _Phrase] = {}
    taken: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for mention in named:
        taken[mention.segment].append((mention.start_char, mention.end_char))
    for segment in segments:
        if segment.n not in annotations:
            continue
        code = FULL if is_full(segment.language) else base_code(segment.language) or FULL
        phrases = _noun_phrases if code == FULL else _plain_phrases
        for key, shown in phrases(annotations[segment.n], segment, taken[segment.n]):
            found.setdefault((code, key), _Phrase(code)).forms[shown] += 1
    often = Counter(code for (code, _), phrase in found.items() if phrase.count >= OFTEN)
    return [
        phrase
        for (code, key), phrase in found.items()
        if code == FULL or phrase.count >= OFTEN or (often[code] < ENOUGH and " " not in key)
    ]


def _noun_phrases(
    annotation: Annotation, segment: Segment, taken: Sequence[tuple[int, int]]
) -> Iterable[tuple[str, str]]:
    """Yield a segment's noun chunks outside `taken` as folded phrases, edges trimmed to telling words."""
    text = segment.text
    for start, end in annotation.chunks:
        if any(a < end and start < b for a, b in taken):
            continue
        tokens = [token for token in annotation.tokens if start <= token[0] and token[1] <= end]
        words = [(text[a:b].casefold(), lemma.casefold(), pos) for a, b, lemma, pos in tokens]
        while words and not _is_telling(*words[0]):
            words = words[1:]
        while words and not _is_telling(*words[-1]):
            words = words[:-1]
        if 0 < len(words) <= 4 and any(pos in ("NOUN", "PROPN") for _, _, pos in words):
            last = words[-1][1] if words[-1][2] == "NOUN" else words[-1][0]
            phrase = " ".join([*(word for word, _, _ in words[:-1]), last])
            yield phrase, phrase


def _plain_phrases(
    annotation: Annotation, segment: Segment, taken: Sequence[tuple[int, int]]
) -> Iterable[tuple[str, str]]:
    """Yield (stems, words as shown) of each telling word outside `taken`, and of those that stand by it."""
    language = segment.language
    empty = _small_talk(base_code(language) or "")
    for start, end in annotation.chunks:
        run: list[tuple[str, str]] = []
        for a, b, lemma, _ in (t for t in annotation.tokens if start <= t[0] and t[1] <= end):
            word = small(segment.text[a:b], language)
            is_taken = any(c < b and a < d for c, d in taken)
            if is_taken or len(word) < 3 or lemma in empty or not any(letter.isalpha() for letter in word):
                run = []
                continue
            run = [*run, (lemma, word)][-LONGEST_PLAIN:]
            for first in range(len(run)):
                yield " ".join(key for key, _ in run[first:]), " ".join(shown for _, shown in run[first:])


def small_talk_text() -> str:
    """Return the built-in pack of small talk as it is written."""
    return resources.files("coachkit.packs").joinpath("small_talk.toml").read_text(encoding="utf-8")


@cache
def _small_talk(language: str) -> frozenset[str]:
    """Return the stems of words that say nothing; none for a language without a list."""
    return frozenset(
        stem(word, language) for word in tomllib.loads(small_talk_text()).get(language, "").split()
    )


def _is_telling(word: str, lemma: str, pos: str) -> bool:
    empty = EMPTY_WORDS | BACKCHANNEL_TOKENS | FILLER_TOKENS
    return pos in TELLING and pos != "NUM" and len(word) > 2 and word not in empty and lemma not in empty


def _weight(phrase: str, count: int, zipf: Frequency, language: str) -> float:
    words = phrase.split()
    rarity = max(MOST_COMMON - max(zipf(word, language), RAREST) for word in words)
    doubt = ONCE_UNKNOWN if count == 1 and any(zipf(word, language) == 0 for word in words) else 1.0
    length = 1 + 0.25 * (min(len(words), 3) - 1)
    return float(count**0.7) * max(rarity, 0.0) * length * doubt


def _is_part(phrase: str, other: str) -> bool:
    return f" {phrase} " in f" {other} " or f" {other} " in f" {phrase} "
