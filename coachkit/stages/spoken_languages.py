"""Languages of a call: which one each segment is in, and what is left out where there is no model for it.

Leaving out is better than judging by English phrases what is not English; but nothing is left out in silence.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from coachkit.conversation import talk_of
from coachkit.languages import WITHOUT_SPACES, base_code, has_stemmer, is_full
from coachkit.models import Omission, RawSegment, Segment, Word

LEFT_OUT = (
    "How the customer feels is not judged, so no reaction to a reply counts as good or bad.",
    "Lines of the score card that listen for English phrases or feelings do not apply.",
    "Menus, voicemail greetings and filler words are not told from other talk.",
    "Key phrases are words and rows of words, whatever their part of speech; names that the settings do not"
    " hold are not found.",
    "Topics are rough: the model of meaning was made for English.",
)
"""What is left out, or done in a simpler way, of every language but English."""
NO_STEMS = "Search and names find words only in the form in which they are said."
NO_SPACES = (
    "Words are not cut apart, so search finds only what stands between two marks, and key phrases fail."
)


def with_languages(
    segments: Sequence[Segment], words: Sequence[Word], raw: Sequence[RawSegment]
) -> list[Segment]:
    """Return the segments with the language in which their first word was heard; None where nobody knows."""
    said: Mapping[int, str | None] = {one.n: base_code(one.language) for one in raw}
    spoken = {word.n: said.get(word.raw_segment) for word in words}
    return [replace(segment, language=spoken.get(segment.first_word)) for segment in segments]


def find_omissions(segments: Sequence[Segment]) -> list[Omission]:
    """Return what is left out of a call, by language, the one with most segments first; numbered from 0."""
    counts = Counter(s.language for s in talk_of(segments) if s.language and not is_full(s.language))
    told = [
        (language, what)
        for language in sorted(counts, key=lambda code: (-counts[code], code))
        for what in _left_out_of(language)
    ]
    return [
        Omission(call_id=segments[0].call_id, n=n, language=language, segments=counts[language], what=what)
        for n, (language, what) in enumerate(told)
    ]


def _left_out_of(language: str) -> tuple[str, ...]:
    if language in WITHOUT_SPACES:
        return (*LEFT_OUT, NO_SPACES)
    return LEFT_OUT if has_stemmer(language) else (*LEFT_OUT, NO_STEMS)
