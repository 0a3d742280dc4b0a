from coachkit.models import Segment, Word
from coachkit.store.library import Library
from coachkit.store.reading.words import annotations_with, heard_words, words_of
from tests.store.small_library import BAD, GOOD


def test_the_words_of_some_segments_are_read_alone(filled: Library) -> None:
    segment = filled.rows(Segment, call_id=GOOD)[1]
    every = filled.rows(Word, call_id=GOOD)
    past = segment.first_word + segment.word_count
    assert words_of(filled, [segment]) == [word for word in every if segment.first_word <= word.n < past]


def test_lines_are_found_by_a_whole_base_form(filled: Library) -> None:
    assert [one.n for one in annotations_with(filled, BAD, {"cancel"})] == [1, 2]
    assert annotations_with(filled, BAD, {"canc"}) == []
    assert annotations_with(filled, BAD, set()) == []


def test_the_words_of_a_call_are_read_with_their_times(filled: Library) -> None:
    stored = filled.rows(Word, call_id=BAD)
    assert stored
    assert heard_words(filled, BAD) == [
        (one.n, one.start, one.end, one.text, one.probability) for one in stored
    ]
