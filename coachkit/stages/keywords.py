"""Keywords: the phrases that say what a call is about.

Nouns with what belongs to them, and verbs with their object, are weighed against everyday language and
against the archive, and those are taken that differ. A competitor or feature stands under its own name,
however it was said or misheard. Of a language without a model nothing tells nouns from verbs: there a
phrase is what is said more than once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from coachkit.company_greeting import greeting_of
from coachkit.conversation import words_of
from coachkit.keyphrases.archive import Archive, stored_key
from coachkit.keyphrases.english import english_phrases
from coachkit.keyphrases.plain import plain_phrases
from coachkit.keyphrases.said import Frequency, SaidPhrase, Span
from coachkit.keyphrases.weigh import Phrase, Place, choose, gather, weigh
from coachkit.languages import FULL, base_code, is_full, stem
from coachkit.models import Annotation, Keyword, Mention, Segment

NAMED = 1.6
"""Weight of a competitor or feature that is said once: they are what a team looks for."""
OFTEN = 2
"""How often a phrase of a language without a model must be said: a word said once may be a verb as well."""
ENOUGH = 3
"""Where fewer are, the call is short, and words said once are taken as well."""
TAIL = 0.2
"""Phrases with less than this share of the weight of the best one that is no name are left out."""
EARLY = 0.35
"""The share of the lines, from the first, in which customers tell why they call."""
FLOOR = 0.35
"""And so are phrases of a smaller weight: a rare word said once."""
FEW = 4
"""But so many are shown in any case."""
NOTHING_LEARNED = Archive()


def pick_keywords(
    segments: Sequence[Segment],
    annotations: Mapping[int, Annotation],
    mentions: Sequence[Mention],
    *,
    known: frozenset[str],
    zipf: Frequency,
    archive: Archive = NOTHING_LEARNED,
    most: int = 12,
) -> list[Keyword]:
    """Return the call's key phrases, the most telling first; `known` words (people's names) are left out."""
    named = [mention for mention in mentions if mention.kind in ("competitor", "feature")]
    phrases = _often_enough(gather(_said_in(segments, annotations, named, known)))
    weights = weigh(phrases, zipf=zipf, archive=archive)
    names = Counter(mention.name.casefold() for mention in named)
    stems = [frozenset(stem(word, FULL) for word in words_of(name)) for name in names]
    picked = choose([(weights[n], one) for n, one in enumerate(phrases)], most=most, chosen=stems)
    rows = [(NAMED * count**0.6, name, count) for name, count in names.items()]
    rows += [(weights[n], phrases[n].shown, phrases[n].count) for n in picked]
    rows.sort(key=lambda row: (-row[0], row[1]))
    call_id = segments[0].call_id if segments else ""
    least = TAIL * max((weights[n] for n in picked), default=0.0)
    least = max(least, FLOOR)
    return [
        Keyword(call_id=call_id, rank=rank, phrase=shown, weight=round(weight, 4), count=count)
        for rank, (weight, shown, count) in enumerate(rows[:most], 1)
        if weight >= least or rank <= FEW
    ]


def phrase_keys(
    segments: Sequence[Segment], annotations: Mapping[int, Annotation], *, known: frozenset[str]
) -> frozenset[str]:
    """Return the stored keys of all phrases of a call, for learning how many calls hold each."""
    said = _said_in(segments, annotations, [], known)
    return frozenset(stored_key(place.language, one.key) for place, one in said)


def _said_in(
    segments: Sequence[Segment],
    annotations: Mapping[int, Annotation],
    named: Sequence[Mention],
    known: frozenset[str],
) -> list[tuple[Place, SaidPhrase]]:
    """Return every phrase of the call outside the mentions in `named`, but none of the agent's greeting."""
    taken: dict[int, list[Span]] = {}
    for mention in named:
        taken.setdefault(mention.segment, []).append((mention.start_char, mention.end_char))
    found: list[tuple[Place, SaidPhrase]] = []
    greeting = greeting_of(segments)
    for i, segment in enumerate(segments):
        if segment.n not in annotations or segment.n == greeting:
            continue
        own, spans = annotations[segment.n], taken.get(segment.n, [])
        code = FULL if is_full(segment.language) else base_code(segment.language) or FULL
        said: Iterable[SaidPhrase] = (
            english_phrases(segment.text, own, taken=spans, names=known)
            if code == FULL
            else plain_phrases(segment.text, own, language=code, taken=spans, names=known)
        )
        place = Place(code, segment.role, i < EARLY * len(segments))
        found += [(place, one) for one in said]
    return found


def _often_enough(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Leave out what is said once in a language without a model, where enough is said more often."""
    often = Counter(one.language for one in phrases if one.count >= OFTEN)
    return [
        one
        for one in phrases
        if one.language == FULL or one.count >= OFTEN or (often[one.language] < ENOUGH and len(one.key) == 1)
    ]
