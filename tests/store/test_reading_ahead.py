"""Rows read for all calls at once are those that each call has."""

from coachkit.models import Call, CallAgent, Mention, Outcome, Segment
from coachkit.store.library import Library
from coachkit.store.reading_ahead import ReadingAhead


def test_each_call_has_its_own_rows_in_the_same_order(filled: Library) -> None:
    ahead = ReadingAhead(filled)

    for noun in (CallAgent, Outcome, Mention, Segment):
        for call in filled.rows(Call):
            assert ahead.rows(noun, call_id=call.id) == filled.rows(noun, call_id=call.id)
        assert ahead.rows(noun) == filled.rows(noun)


def test_a_call_that_is_not_there_has_no_rows(filled: Library) -> None:
    assert ReadingAhead(filled).rows(Segment, call_id="nobody") == []


def test_what_was_read_once_stays_as_it_was(filled: Library) -> None:
    ahead = ReadingAhead(filled)
    [call, *_] = filled.rows(Call)
    before = ahead.rows(Segment, call_id=call.id)
    filled.forget_call(call.id)

    assert ahead.rows(Segment, call_id=call.id) == before
    assert ReadingAhead(filled).rows(Segment, call_id=call.id) == []
