"""What is no behaviour of its own: courtesy around the matter, and words that only tell the result."""

from collections.abc import Iterator
from functools import cache

from coachkit.cues import CueList, built_in_cues
from coachkit.purposes import read_purposes, read_sentence, telling_words
from coachkit.replies.trait_pack import cues_of, read_all_traits


def is_beside_the_matter(sentence: str, start: int, end: int) -> bool:
    """Say whether a stretch of a sentence is courtesy in whole, or tells a result in part.

    `start` and `end` are characters.
    """
    reading = read_sentence(sentence, read_purposes())
    words = [n for n, (first, last) in enumerate(reading.spans) if first < end and last > start]
    if not words or all(reading.asides[n] is not None for n in words):
        return bool(words)
    return any(first <= words[-1] and last > words[0] for first, last in _results_in(sentence))


def is_courtesy(sentence: str) -> bool:
    """Say whether a sentence tells nothing of the matter."""
    return not telling_words(sentence)


def tells_result(sentence: str) -> bool:
    """Say whether an agent tells how it went: “that's all done” is said because it is, the verdict again."""
    return any(True for _ in _results_in(sentence))


def _results_in(sentence: str) -> Iterator[tuple[int, int]]:
    return (place for cues in _telling_results() for place in cues.places_in(sentence))


@cache
def _telling_results() -> tuple[CueList, ...]:
    telling = (one.name for one in read_all_traits().values() if one.tells_result)
    of_traits = [cues for name in telling for cues in cues_of(name).shown_by]
    return (*of_traits, built_in_cues("reactions")["asked_for_more"])
