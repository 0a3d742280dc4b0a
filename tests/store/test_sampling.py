"""A sample of a library's calls: as many as are wanted, spread evenly, hardly changed by new ones."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta

import pytest

from coachkit.models import Passage
from coachkit.store.library import Library
from coachkit.store.reading.sampling import sample_calls
from tests.store.small_library import BAD, GOOD, a_call, a_recording, run_of

PASSAGES = 3
Add = Callable[[Iterable[int]], None]


@pytest.fixture
def add(library: Library) -> Add:
    """Add calls of three passages each, whose ids follow each other and tell their day."""

    def added(numbers: Iterable[int]) -> None:
        for number in numbers:
            day = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number)
            call = a_call(
                f"call-{number:04d}", f"{number}.mp3", started_at=day.isoformat(), kind="sales", customer="A"
            )
            library.save_call(call, a_recording(call))
            rows = [
                Passage(call_id=call.id, n=n, start=n, end=n + 1, first_segment=n, last_segment=n, text="")
                for n in range(PASSAGES)
            ]
            library.replace_stage(run_of(call.id, "embed"), ["passages", "vectors"], {"passages": rows})

    return added


def test_all_calls_of_a_small_library_are_taken(filled: Library) -> None:
    assert sample_calls(filled, 1000) == sorted([BAD, GOOD])


def test_of_no_calls_none_are_taken(library: Library) -> None:
    assert sample_calls(library, 1000) == []


def test_a_call_without_passages_is_not_taken(filled: Library) -> None:
    filled.replace_stage(run_of(BAD, "embed", "f2"), ["passages", "vectors"], {})

    assert sample_calls(filled, 1000) == [GOOD]


def test_no_more_calls_are_taken_than_it_takes(library: Library, add: Add) -> None:
    add(range(40))

    taken = sample_calls(library, 10 * PASSAGES)

    assert len(taken) == 10
    assert taken == sorted(taken)


def test_a_few_new_calls_take_the_place_of_as_few_others(library: Library, add: Add) -> None:
    add(range(100))
    before = set(sample_calls(library, 50 * PASSAGES))
    add(range(100, 104))
    after = set(sample_calls(library, 50 * PASSAGES))

    new = {f"call-{number:04d}" for number in range(100, 104)}
    assert after - before <= new
    assert len(before - after) == len(after - before)


def test_calls_of_every_time_are_taken(library: Library, add: Add) -> None:
    add(range(120))

    taken = [int(call_id[-4:]) for call_id in sample_calls(library, 60 * PASSAGES)]

    thirds = [sum(low <= number < low + 40 for number in taken) for low in (0, 40, 80)]
    assert min(thirds) >= 10


def test_rows_of_some_calls_are_theirs_alone_in_the_order_of_the_key(filled: Library) -> None:
    assert filled.rows_of(Passage, [GOOD]) == filled.rows(Passage, call_id=GOOD)
    assert filled.rows_of(Passage, [GOOD, BAD]) == filled.rows(Passage)
    assert filled.rows_of(Passage, []) == []
