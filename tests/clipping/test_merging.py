"""Overlapping clips of a list."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coachkit.clipping import merge_overlapping
from coachkit.models import Highlight


def highlight(start, end, *, call_id="a", score=0.5, moments=(), quote="quote"):
    return Highlight(
        call_id=call_id,
        n=0,
        kind="moment",
        name="objection",
        verdict="good",
        start=start,
        end=end,
        reason=f"from {start}",
        score=score,
        quote=quote,
        quote_start=start,
        quote_end=end,
        moments=moments,
    )


def merged(*highlights):
    return [(one.call_id, one.start, one.end) for one in merge_overlapping(highlights, max_seconds=90)]


def test_two_that_overlap_become_one_with_the_reason_and_quote_of_the_better():
    better, other = highlight(20, 50, quote="yes"), highlight(10, 30, quote="no")
    [one] = merge_overlapping([better, other], max_seconds=90)
    assert (one.start, one.end, one.reason, one.quote) == (10, 50, "from 20", "yes")
    assert (one.quote_start, one.quote_end) == (20, 50)


def test_one_has_the_moments_of_both_in_order_of_time():
    better, other = (
        highlight(20, 50, moments=("price", "thanks")),
        highlight(10, 30, moments=("question", "price")),
    )
    [one] = merge_overlapping([better, other], max_seconds=90)
    assert one.moments == ("question", "price", "thanks")


def test_what_would_be_too_long_together_is_the_better_one_alone():
    assert merged(highlight(0, 60), highlight(50, 110)) == [("a", 0, 60)]


def test_what_went_otherwise_is_the_better_one_alone():
    went_badly = replace(highlight(10, 40), verdict="bad")
    assert merged(highlight(0, 30), went_badly) == [("a", 0, 30)]


def test_what_lies_in_other_calls_or_only_touches_stays():
    assert merged(highlight(0, 30), highlight(30, 50), highlight(0, 30, call_id="b")) == [
        ("a", 0, 30),
        ("a", 30, 50),
        ("b", 0, 30),
    ]


def test_one_that_lies_across_two_is_left_out():
    assert merged(highlight(0, 20), highlight(30, 50), highlight(10, 40)) == [("a", 0, 20), ("a", 30, 50)]


@given(
    st.lists(st.tuples(st.integers(0, 300), st.integers(8, 90), st.sampled_from("ab")), max_size=20),
)
def test_no_two_of_a_call_overlap_and_none_is_too_long(spans):
    found = merge_overlapping(
        [highlight(start, start + length, call_id=call) for start, length, call in spans], max_seconds=90
    )
    assert all(one.end - one.start <= 90 for one in found)
    assert not any(
        a is not b and a.call_id == b.call_id and a.start < b.end and b.start < a.end
        for a in found
        for b in found
    )
    assert bool(found) == bool(spans)
