"""People's edits of single lines, on the transcript that they were made on and on a better one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import Edit
from coachkit.stages.edits import edit_speakers, edit_texts, edited_lines
from coachkit.word_times import words_by_segment
from tests.talk import CALL_ID, segments, words_of_segments

TALK = segments(
    [
        ("agent", 0.0, 2.0, "hello there good day"),
        ("customer", 2.5, 6.5, "we use sen lain for our whole calendars"),
        ("agent", 3.0, 3.5, "mhm"),
        ("customer", 8.0, 9.0, "okay bye"),
    ]
)
TALK_LAST = ("customer", 8.0, 9.0, "okay bye")


def an_edit(line, new, *, field="text", n=1, **changes):
    edit = Edit(
        call_id=CALL_ID,
        n=n,
        field=field,
        start=line.start,
        end=line.end,
        old=getattr(line, field),
        new=new,
        author="lead",
        made_at="2026-11-18T10:00:00+00:00",
        channel=line.channel,
    )
    return replace(edit, **changes)


def texts(made, *edits):
    heard = words_by_segment(made, words_of_segments(made))
    return [s.text for s in edit_texts(made, heard, edits)]


def test_an_edit_changes_its_line_and_no_other():
    changed = texts(TALK, an_edit(TALK[1], "We use Zenlane."))
    assert changed == ["hello there good day", "We use Zenlane.", "mhm", "okay bye"]


def test_a_short_line_under_a_long_one_is_edited_by_itself():
    assert texts(TALK, an_edit(TALK[2], "Right."))[1:3] == [TALK[1].text, "Right."]
    [line] = edited_lines(TALK, an_edit(TALK[2], "Right.", channel=None))
    assert line.n == 2


def test_later_edits_have_the_last_word_whatever_the_order_of_rows():
    second, first = an_edit(TALK[0], "Second.", n=2), an_edit(TALK[0], "First.", n=1)
    assert texts(TALK, second, first)[0] == "Second."


def test_an_edit_where_nobody_speaks_changes_nothing():
    nowhere = an_edit(TALK[3], "Hello?", start=90.0, end=95.0)
    assert texts(TALK, nowhere) == [s.text for s in TALK]


def test_where_lines_have_been_joined_only_the_edited_words_change():
    edit = an_edit(TALK[3], "Goodbye.")
    joined = segments([("customer", 2.5, 9.0, "we use sen lain and that was all we need good bye")])
    assert texts(joined, edit) == ["we use sen lain and that was all we need Goodbye."]


@pytest.mark.parametrize(("start", "end"), [(8.0, 9.0), (7.4, 8.7), (8.4, 9.4)])
def test_no_word_is_left_over_where_another_hearing_has_other_times(start, end):
    edit = an_edit(TALK[3], "Goodbye.", start=start, end=end)
    joined = segments([("customer", 2.5, 9.0, "we use sen lain and that was all we need okay bye")])
    assert texts(joined, edit) == ["we use sen lain and that was all we need Goodbye."]


def test_where_a_line_has_been_cut_each_part_takes_the_words_that_are_said_in_it():
    edit = an_edit(TALK[1], "We use Zenlane for all our calendars.")
    cut = segments(
        [
            ("customer", 2.5, 4.5, "we use sen lain"),
            ("agent", 4.5, 4.7, "mhm"),
            ("customer", 4.7, 6.5, "for our whole calendars"),
        ]
    )
    assert texts(cut, edit) == ["We use Zenlane", "mhm", "for all our calendars."]


def test_a_line_whose_words_went_to_another_has_dots_instead():
    edit = an_edit(TALK[1], "Zenlane.")
    cut = segments([("customer", 2.5, 4.5, "sen lain"), ("customer", 4.6, 6.5, "uh"), TALK_LAST])
    assert texts(cut, edit) == ["Zenlane.", "…", "okay bye"]


def test_without_words_letters_tell_what_is_said_when():
    edit = an_edit(TALK[3], "Goodbye.", start=7.4)
    given_line = segments([("customer", 5.0, 9.0, "that was all okay bye")])
    assert [s.text for s in edit_texts(given_line, {}, [edit])] == ["that was all Goodbye."]


def test_lines_that_were_given_with_the_same_times_are_told_apart_by_what_they_said():
    lines = segments([("agent", 0.0, 2.0, "first"), ("agent", 0.0, 2.0, "second")])
    assert [s.text for s in edit_texts(lines, {}, [an_edit(lines[1], "2nd")])] == ["first", "2nd"]


def test_a_role_is_changed_in_one_line_or_in_all_of_the_speaker():
    one = an_edit(TALK[1], "agent", field="role")
    assert edit_speakers(TALK, one) == {1}
    assert edit_speakers(TALK, replace(one, everywhere=True)) == {1, 3}


def test_a_speaker_of_another_channel_with_the_same_name_is_another():
    alike = [replace(s, speaker="Speaker") for s in TALK]
    edit = an_edit(alike[0], "Jana K.", field="speaker", everywhere=True)
    assert edit_speakers(alike, edit) == {0, 2}


def test_a_role_holds_for_the_parts_of_a_line_that_has_been_cut():
    edit = an_edit(TALK[1], "agent", field="role")
    cut = segments([("customer", 2.5, 4.5, "we use"), ("customer", 4.7, 6.5, "sen lain"), TALK_LAST])
    assert edit_speakers(cut, edit) == {0, 1}


@pytest.mark.parametrize("field", ["role", "speaker"])
def test_a_role_does_not_reach_a_long_line_that_only_touches_the_edited_time(field):
    edit = an_edit(TALK[3], "agent", field=field)
    joined = segments([("customer", 0.0, 9.0, "we use sen lain and that was all okay bye")])
    assert edit_speakers(joined, edit) == set()


TIMES = st.tuples(st.floats(0, 50), st.floats(0, 60))
NEW = st.sampled_from(["Zenlane.", "We use Zenlane for our calendars."])


@given(st.lists(TIMES, max_size=4), st.sampled_from([0, 1, None]), NEW)
def test_wherever_edits_lie_no_line_is_empty_and_none_is_lost(times, channel, new):
    edits = [
        an_edit(TALK[0], new, n=n, start=start, end=start + length, channel=channel)
        for n, (start, length) in enumerate(times)
    ]
    made = edit_texts(TALK, words_by_segment(TALK, words_of_segments(TALK)), edits)
    assert all(s.text.strip() for s in made)
    assert [(s.n, s.start) for s in made] == [(s.n, s.start) for s in TALK]


@given(st.floats(0, 3.5), st.floats(0, 60), NEW)
def test_an_edit_stays_on_its_channel_where_that_says_something(start, length, new):
    edit = an_edit(TALK[0], new, start=start, end=start + length)
    made = edit_texts(TALK, words_by_segment(TALK, words_of_segments(TALK)), [edit])
    assert [s.text for s in made if s.channel == 1] == [s.text for s in TALK if s.channel == 1]
