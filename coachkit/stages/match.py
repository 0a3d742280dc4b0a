"""Match: who and what was named in each segment, from stored annotations; no model, no audio.

Companies and products that the settings do not know are `candidate`
mentions, so that an unknown competitor shows up by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from coachkit.company_greeting import greeting_of
from coachkit.config import NamedThing
from coachkit.conversation import words_of
from coachkit.languages import is_full
from coachkit.models import Annotation, Mention, Segment, Word
from coachkit.naming import (
    Find,
    Frequency,
    NameIndex,
    Said,
    Zipf,
    find_in_call,
    index_names,
    track,
)
from coachkit.unknown_names import CONFIDENCE, Gazetteer, find_unknown_names, shown_name
from coachkit.word_times import SpokenWord, span_certainty, span_times, spoken_words, words_by_segment


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRules:
    """What is looked for, and whose names are nobody's news."""

    tracked: NameIndex
    own: NameIndex
    """The company's own name: however it was misheard, it is no news."""
    known: frozenset[str]
    """Folded words of company, agents and customer: never candidates."""
    gazetteer: Gazetteer


def match_rules(
    competitors: Sequence[NamedThing],
    features: Sequence[NamedThing],
    *,
    company: Sequence[str],
    people: Sequence[str],
    gazetteer: Gazetteer | None = None,
) -> MatchRules:
    """Compile the settings' names; `company` and `people` are names that are nobody's news."""
    tracked = [track("competitor", thing.name, thing.forms()) for thing in competitors]
    tracked += [track("feature", thing.name, thing.forms()) for thing in features]
    known = {word for name in (*company, *people) for word in words_of(name)}
    known |= {word for name in tracked for form in name.forms for word in form}
    own = tuple(track("competitor", name, [name]) for name in company)
    return MatchRules(
        tracked=index_names(tracked),
        own=index_names(own),
        known=frozenset(known),
        gazetteer=gazetteer or Gazetteer(),
    )


def match_mentions(
    segments: Sequence[Segment],
    words: Sequence[Word],
    annotations: Mapping[int, Annotation],
    *,
    rules: MatchRules,
    zipf: Frequency,
) -> list[Mention]:
    """Return the call's mentions in time order, numbered from 0."""
    english = partial(_of_english, zipf)
    heard = words_by_segment(segments, words)
    spoken = [spoken_words(segment, heard[segment.n]) for segment in segments]
    said = [
        Said(text=segment.text, language=segment.language, certainty=partial(span_certainty, its_words))
        for segment, its_words in zip(segments, spoken, strict=True)
    ]
    tracked = find_in_call(said, rules.tracked, zipf=english)
    own = find_in_call(said, rules.own, zipf=english)
    greeting = greeting_of(segments)
    found: list[Mention] = []
    for segment, its_words, finds, of_company in zip(segments, spoken, tracked, own, strict=True):
        found += [_mention(segment, its_words, one) for one in finds]
        if segment.n in annotations and segment.n != greeting:
            taken = [(one.start_char, one.end_char) for one in (*finds, *of_company)]
            found += _candidates(segment, its_words, annotations[segment.n], taken, rules, english)
    found.sort(key=lambda m: (m.start, m.segment, m.start_char, m.name))
    return [replace(mention, n=n) for n, mention in enumerate(found)]


def _of_english(zipf: Frequency, word: str) -> float:
    return zipf(word, "en")


def _mention(segment: Segment, spoken: Sequence[SpokenWord], find: Find) -> Mention:
    start, end = span_times(segment, spoken, find.start_char, find.end_char)
    return Mention(
        call_id=segment.call_id,
        n=0,
        kind=find.kind,
        name=find.name,
        text=segment.text[find.start_char : find.end_char],
        segment=segment.n,
        start_char=find.start_char,
        end_char=find.end_char,
        start=start,
        end=end,
        role=segment.role,
        method=find.method,
        confidence=find.confidence,
    )


def _candidates(
    segment: Segment,
    spoken: Sequence[SpokenWord],
    annotation: Annotation,
    taken: Sequence[tuple[int, int]],
    rules: MatchRules,
    zipf: Zipf,
) -> list[Mention]:
    """Return the names in a segment that the settings do not know."""
    if not is_full(segment.language):
        return []
    mentions = []
    for one in find_unknown_names(
        segment.text, annotation, known=rules.known, gazetteer=rules.gazetteer, zipf=zipf
    ):
        start_char, end_char = one.start_char, one.end_char
        if any(a < end_char and start_char < b for a, b in taken):
            continue
        text = segment.text[start_char:end_char]
        start, end = span_times(segment, spoken, start_char, end_char)
        mentions.append(
            Mention(
                call_id=segment.call_id,
                n=0,
                kind="candidate",
                name=shown_name(text),
                text=text,
                segment=segment.n,
                start_char=start_char,
                end_char=end_char,
                start=start,
                end=end,
                role=segment.role,
                method=one.evidence,
                confidence=CONFIDENCE[one.evidence],
            )
        )
    return mentions
