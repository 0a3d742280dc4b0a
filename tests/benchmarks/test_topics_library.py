"""Libraries of which only topics are made."""

from typing import Any

import pytest

from coachkit.models import Call, Passage, PassagePurpose, Purpose, Reason, Segment, StageRun, Vector
from coachkit.store.library import Library
from scale_topics import add_one, powers
from tests.store import small_library
from tests.store.small_library import BAD, GOOD
from topics_library import make

CALLS = 6


@pytest.fixture
def source(tmp_path):
    with Library.open(tmp_path / "source.db", create=True) as library:
        small_library.fill(library)
        purpose_of: dict[str, Purpose] = {GOOD: "reason", BAD: "matter"}
        for call_id, purpose in purpose_of.items():
            purposes = [
                PassagePurpose(call_id=call_id, n=one.n, purpose=purpose)
                for one in library.rows(Passage, call_id=call_id)
            ]
            reasons = [reason_of(call_id, library)] if purpose == "reason" else []
            library.replace_stage(
                small_library.run_of(call_id, "purpose"),
                ["passage_purposes", "reasons"],
                {"passage_purposes": purposes, "reasons": reasons},
            )
        yield library


def reason_of(call_id, library):
    line = library.rows(Segment, call_id=call_id)[0]
    [vector, *_] = library.rows(Vector, call_id=call_id)
    return Reason(
        call_id=call_id,
        n=0,
        passage=0,
        segment=line.n,
        start=line.start,
        end=line.end,
        text=line.text,
        model=vector.model,
        dimensions=vector.dimensions,
        embedding=vector.embedding,
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "made.db"


def everything(path):
    with Library.open_to_read(path) as library:
        return [library.rows(noun) for noun in (Call, Passage, Vector, Reason, StageRun)]


def test_there_are_as_many_calls_as_were_wanted_each_with_a_reason(source, path):
    make(path, source, calls=CALLS)

    calls, passages, vectors, reasons, _ = everything(path)
    assert len(calls) == CALLS
    assert {one.call_id for one in reasons} == {one.id for one in calls}
    assert [(one.call_id, one.n) for one in passages] == [(one.call_id, one.n) for one in vectors]


def test_the_same_arguments_give_the_same_library(source, path, tmp_path):
    make(path, source, calls=CALLS)
    make(tmp_path / "again.db", source, calls=CALLS)

    assert everything(path) == everything(tmp_path / "again.db")


def test_one_added_call_is_filed_and_taken_away_again(source, path):
    made = make(path, source, calls=CALLS)
    before = everything(path)

    cost = add_one(path, made, number=CALLS)

    assert cost["steps"] > 0
    assert everything(path) == before


def test_growth_is_told_from_each_size_to_the_next():
    found: list[dict[str, Any]] = [
        {"calls": calls, "refit": {"seconds": calls * 0.5}} for calls in (10, 100, 1000)
    ]

    assert powers(found) == {"10 to 100": 1.0, "100 to 1,000": 1.0}
