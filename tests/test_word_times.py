"""When the words of a text are spoken: as heard, corrected, edited, and without any times of words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.word_times import span_certainty, span_times, spoken_words
from tests.talk import segments, words

HEARD = words("we use sen lain for our calendars", at=10.0, pace=0.5)
[SEGMENT] = segments([("customer", 10.0, 13.5, "we use sen lain for our calendars")])


def times_of(text: str, wanted: str, heard=HEARD):
    """Return when `wanted` is spoken in a segment whose text was changed to `text`."""
    segment = replace(SEGMENT, text=text)
    at = text.index(wanted)
    start, end = span_times(segment, spoken_words(segment, heard), at, at + len(wanted))
    return round(start, 6), round(end, 6)


def certainty_of(text: str, wanted: str, heard=HEARD):
    segment, at = replace(SEGMENT, text=text), text.index(wanted)
    return span_certainty(spoken_words(segment, heard), at, at + len(wanted))


def test_words_as_they_were_heard_have_their_own_times():
    assert times_of(SEGMENT.text, "sen lain") == (11.0, 12.0)
    assert times_of(SEGMENT.text, "calendars") == (13.0, 13.5)
    assert certainty_of(SEGMENT.text, "sen lain") == 0.9


def test_a_corrected_name_has_the_time_of_the_words_that_it_replaces():
    assert times_of("we use Zenlane for our calendars", "Zenlane") == (11.0, 12.0)


def test_a_corrected_name_is_certain_and_the_words_around_it_are_as_sure_as_they_were_heard():
    corrected = "we use Zenlane for our calendars"
    assert certainty_of(corrected, "Zenlane") == 1.0
    assert certainty_of(corrected, "use Zenlane") == 0.9


def test_words_around_a_change_keep_their_times():
    corrected = "we use Zenlane for our calendars"
    assert times_of(corrected, "we") == (10.0, 10.5)
    assert times_of(corrected, "for our") == (12.0, 13.0)
    assert times_of(corrected, "calendars") == (13.0, 13.5)


def test_a_text_of_the_same_length_is_not_taken_for_what_was_heard():
    same_length = "we use Zenlanes for our calendars"
    assert len(same_length) == len(SEGMENT.text)
    assert times_of(same_length, "Zenlanes") == (11.0, 12.0)
    assert certainty_of(same_length, "Zenlanes") == 1.0


def test_case_and_punctuation_change_no_word():
    written = "We use sen lain, for our calendars."
    assert times_of(written, "sen lain") == (11.0, 12.0)
    assert certainty_of(written, "calendars.") == 0.9


def test_words_that_stand_for_others_share_their_time_by_letters():
    assert times_of("we use abcde fghij for our calendars", "abcde") == (11.0, 11.454545)
    assert times_of("we use abcde fghij for our calendars", "fghij") == (11.545455, 12.0)


def test_an_added_word_has_the_gap_in_which_it_stands():
    heard = [*words("we use", at=10.0, pace=0.5), *words("Zenlane", at=12.0, first=2, pace=0.5)]
    assert times_of("we use often Zenlane", "often", heard) == (11.0, 12.0)
    assert times_of("we use Zenlane too", "too", heard) == (12.5, 13.5)


def test_an_added_word_without_a_gap_stands_between_its_neighbours():
    assert times_of("we really use sen lain for our calendars", "really") == (10.5, 10.5)


def test_words_that_were_taken_out_leave_the_others_where_they_are():
    assert times_of("we use calendars", "calendars") == (13.0, 13.5)


def test_a_word_that_the_recogniser_wrote_in_pieces_is_one_word():
    heard = [replace(HEARD[0], text=" zen"), replace(HEARD[1], text="-lane"), replace(HEARD[2], text=" now")]
    assert times_of("Zen-Lane is now", "Zen-Lane", heard) == (10.0, 11.0)
    assert times_of("Zen-Lane is now", "now", heard) == (11.0, 11.5)


def test_without_heard_words_letters_are_spoken_evenly():
    assert times_of("abcd efghi", "efghi", []) == (11.75, 13.5)
    assert certainty_of("abcd efghi", "efghi", []) == 1.0


@pytest.mark.parametrize("heard", [[], HEARD])
def test_a_span_without_a_word_is_the_whole_segment(heard):
    segment = replace(SEGMENT, text="")
    assert span_times(segment, spoken_words(segment, heard), 0, 0) == (10.0, 13.5)


@given(st.lists(st.sampled_from(["we", "use", "sen", "lain", "Zenlane", "ünlü", "for", "…"]), min_size=1))
def test_whatever_the_text_every_word_has_a_time_in_the_segment_and_in_order(changed):
    segment = replace(SEGMENT, text=" ".join(changed))
    spoken = spoken_words(segment, HEARD)
    assert [segment.text[word.start_char : word.end_char] for word in spoken] == changed
    assert all(10.0 <= word.start <= word.end <= 13.5 + 1e-9 for word in spoken)
    starts = [word.start for word in spoken]
    assert starts == sorted(starts)
