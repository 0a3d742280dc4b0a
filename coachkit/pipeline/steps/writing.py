"""What the lines of a call read: as heard, with the settings' corrections, then with people's texts.

People have the last word: a text that a person wrote is not corrected.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from coachkit.models import Edit, Segment, Word
from coachkit.stages.corrections import Corrections, compile_corrections, correct_segments, spellings_in
from coachkit.stages.edits import edit_texts
from coachkit.store.library import Library
from coachkit.store.reading.heard import texts_of_channels
from coachkit.word_times import words_by_segment

CorrectionMap = Mapping[str, Sequence[str]]


def as_written(
    segments: Sequence[Segment], words: Sequence[Word], edits: Sequence[Edit], correct: CorrectionMap
) -> list[Segment]:
    """Return the segments with corrections and people's texts; `correct` are the settings' corrections."""
    corrected = correct_segments(segments, _corrections(correct)) if correct else list(segments)
    return edit_texts(corrected, words_by_segment(segments, words), edits)


def spellings_on(library: Library, call_id: str, correct: CorrectionMap) -> list[tuple[str, str]]:
    """Return the corrections that what was heard on a call depends on: (spelling, name) each."""
    if not any(correct.values()):
        return []
    return spellings_in(texts_of_channels(library, call_id), _corrections(correct))


def _corrections(correct: CorrectionMap) -> Corrections:
    return _compiled(tuple((name, tuple(spellings)) for name, spellings in sorted(correct.items())))


@lru_cache(maxsize=4)
def _compiled(correct: tuple[tuple[str, tuple[str, ...]], ...]) -> Corrections:
    return compile_corrections(dict(correct))
