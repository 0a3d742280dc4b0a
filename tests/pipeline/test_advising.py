"""The stage `advise`: what makes playbooks out of date, and which calls they are written from."""

from pathlib import Path

import pytest

from coachkit.call_copies import without_copies
from coachkit.models import Grade, GradeLetter, Playbook, StageName
from coachkit.store.library import Library
from coachkit.store.reading.advising import calls_to_compare
from tests.pipeline.advised import add_calls, advise_again, advised_library, call_of, write_stage


@pytest.mark.parametrize("stage", ["compose", "highlight"])
def test_playbooks_are_due_when_what_quotes_are_cut_and_picked_by_changes(
    tmp_path: Path, stage: StageName
) -> None:
    with advised_library(tmp_path / "advised.db", calls=4) as library:
        assert advise_again(library).ran == {}
        write_stage(library, call_of(0), stage, {})
        assert advise_again(library).ran == {"advise": 1}


def test_of_two_recordings_of_one_call_the_clearer_one_counts(tmp_path: Path) -> None:
    with Library.open(tmp_path / "twice.db", create=True) as library:
        add_calls(library, range(2))
        with library.changing() as connection:
            connection.execute("update calls set customer = 'Customer 0', started_at = '2026-10-01T09:00:00'")
        for n, letter in enumerate[GradeLetter](("B", "A")):
            write_stage(library, call_of(n), "grade", {"grades": [graded(call_of(n), letter)]})
        kept = without_copies(calls_to_compare(library, min_grade="C"))
        assert [one.id for one in kept] == [call_of(1)]
        advise_again(library)
        assert [one.calls for one in library.rows(Playbook)] == [1]


def graded(call_id: str, letter: GradeLetter) -> Grade:
    return Grade(
        call_id=call_id, grade=letter, coverage=1.0, confidence=1.0, clipped=0.0, level=None,
        speech_share=1.0, roles=1.0, reasons=(),
    )  # fmt: skip
