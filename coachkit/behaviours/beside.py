"""What is no behaviour of its own: courtesy around the matter, and words that only tell the result."""

from functools import cache

from coachkit.cues import CueList, built_in_cues
from coachkit.purposes import read_purposes, read_sentence
from coachkit.replies.trait_pack import cues_of

TELLS_RESULT = ("settles_it",)
"""Traits that an agent shows because it went well."""


def is_beside_the_matter(sentence: str, start: int, end: int) -> bool:
    """Say whether a stretch of a sentence is courtesy in whole, or tells a result in part.

    `start` and `end` are characters. An agent says “that's all done” because it is: the verdict again.
    """
    reading = read_sentence(sentence, read_purposes())
    words = [n for n, (first, last) in enumerate(reading.spans) if first < end and last > start]
    if words and all(reading.asides[n] is not None for n in words):
        return True
    return any(
        first < words[-1] + 1 and last > words[0]
        for cues in _telling_results()
        for first, last in cues.places_in(sentence)
        if words
    )


@cache
def _telling_results() -> tuple[CueList, ...]:
    of_traits = [one for name in TELLS_RESULT for one in cues_of(name).shown_by]
    return (*of_traits, built_in_cues("reactions")["asked_for_more"])
