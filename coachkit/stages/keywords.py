"""Keywords: the phrases that say what a call is about.

Noun chunks are trimmed to their telling words and weighed by how often they are said and how rare
their words are in everyday language, so that "calendar sync" comes before "thing" and "okay". A
competitor or feature stands under its own name, however it was said or misheard.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from coachkit.conversation import BACKCHANNEL_TOKENS, FILLER_TOKENS
from coachkit.models import Annotation, Keyword, Mention, Segment
from coachkit.names import Zipf

TELLING = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB"})
RAREST = 3.0
"""Words rarer than this Zipf frequency count as if they were this common: names say little of a matter."""
ONCE_UNKNOWN = 0.3
"""Factor for a phrase with a word that no list knows and that is said once: likely misheard."""
NAMED = 1.5
"""Factor for competitors and features: they are what a team looks for."""
MOST_COMMON = 5.6
"""A phrase must hold a word rarer than this Zipf frequency ("thing" 5.7, "call" 5.5, "export" 4.2)."""
EMPTY_WORDS = frozenset(
    "thing things something anything nothing everything someone anyone lot bit way kind sort stuff moment"
    " second minute minutes hour day today tomorrow yesterday week morning afternoon monday tuesday"
    " wednesday thursday friday time times name number call thank thanks hello hi bye goodbye guy guys people"
    " person one ones sorry please question help problem reason point sense idea part end course sir"
    " madam".split()
)


def pick_keywords(
    segments: Sequence[Segment],
    annotations: Mapping[int, Annotation],
    mentions: Sequence[Mention],
    *,
    known: frozenset[str],
    zipf: Zipf,
    most: int = 12,
) -> list[Keyword]:
    """Return the call's key phrases, the most telling first; `known` words (people's names) are left out."""
    named = [mention for mention in mentions if mention.kind in ("competitor", "feature")]
    counts: Counter[str] = Counter()
    for segment in segments:
        annotation = annotations.get(segment.n)
        taken = [(m.start_char, m.end_char) for m in named if m.segment == segment.n]
        if annotation:
            counts.update(_phrases(annotation, segment.text, taken))
    weights = {
        phrase: _weight(phrase, count, zipf)
        for phrase, count in counts.items()
        if not any(word in known for word in phrase.split())
    }
    for name, count in Counter(mention.name.casefold() for mention in named).items():
        counts[name] = count
        weights[name] = NAMED * (MOST_COMMON - RAREST) * float(count**0.7)
    best = sorted(((w, p) for p, w in weights.items() if w > 0), key=lambda pair: (-pair[0], pair[1]))
    chosen: list[tuple[float, str]] = []
    for weight, phrase in best:
        if len(chosen) < most and not any(_is_part(phrase, other) for _, other in chosen):
            chosen.append((weight, phrase))
    call_id = segments[0].call_id if segments else ""
    return [
        Keyword(call_id=call_id, rank=rank, phrase=phrase, weight=round(weight, 4), count=counts[phrase])
        for rank, (weight, phrase) in enumerate(chosen, 1)
    ]


def _phrases(annotation: Annotation, text: str, taken: Sequence[tuple[int, int]]) -> list[str]:
    """Return a segment's noun chunks outside `taken` as folded phrases, edges trimmed to telling words."""
    phrases = []
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
            phrases.append(" ".join([*(word for word, _, _ in words[:-1]), last]))
    return phrases


def _is_telling(word: str, lemma: str, pos: str) -> bool:
    empty = EMPTY_WORDS | BACKCHANNEL_TOKENS | FILLER_TOKENS
    return pos in TELLING and pos != "NUM" and len(word) > 2 and word not in empty and lemma not in empty


def _weight(phrase: str, count: int, zipf: Zipf) -> float:
    words = phrase.split()
    rarity = max(MOST_COMMON - max(zipf(word), RAREST) for word in words)
    doubt = ONCE_UNKNOWN if count == 1 and any(zipf(word) == 0 for word in words) else 1.0
    length = 1 + 0.25 * (min(len(words), 3) - 1)
    return float(count**0.7) * max(rarity, 0.0) * length * doubt


def _is_part(phrase: str, other: str) -> bool:
    return f" {phrase} " in f" {other} " or f" {other} " in f" {phrase} "
