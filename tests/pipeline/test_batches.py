"""Results of many calls are written together, and nobody can tell from the rows."""

import pytest

from coachkit.config import Settings
from coachkit.errors import LibraryError, ModelError
from coachkit.models import Call, Failure, Keyword
from coachkit.pipeline.batches import MOST_RESULTS, run_in_batches
from coachkit.pipeline.progress import Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.running import CallStep
from coachkit.pipeline.table import STAGES
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from tests.pipeline.fakes import FakeTools
from tests.talk import a_call

KEYWORDS = next(stage for stage in STAGES if stage.name == "keywords")


@pytest.fixture
def calls(library):
    made = [a_call(id=f"c{n}", audio_hash=f"c{n}", path=f"/calls/c{n}.wav") for n in range(4)]
    for call in made:
        library.save_call(call)
    return library.rows(Call)


@pytest.fixture
def work(library):
    return Work(bench=bench_on(library), progress=Silent())


def bench_on(library):
    return Bench(library=library, settings=Settings(), tools=FakeTools(scripts={}))


def phrases_of(call):
    phrases = [f"first of {call.id}", f"second of {call.id}"]
    return {
        "keywords": [
            Keyword(call_id=call.id, rank=rank, phrase=phrase, weight=1 / rank, count=1)
            for rank, phrase in enumerate(phrases, 1)
        ]
    }


def run(work, calls, step=phrases_of, *, most=MOST_RESULTS, together=1):
    done = []
    due = [(call, work.attempt(KEYWORDS, call, f"f-{call.id}")) for call in calls]
    on_many = CallStep(run=lambda calls: {call.id: step(call) for call in calls}, together=together)
    run_in_batches(work, due, on_many, lambda amount=1: done.append(amount), most=most)
    return sum(done)


def results(library):
    runs = {key: (one.fingerprint, one.output) for key, one in library.stage_runs().items()}
    return library.rows(Keyword), runs


def reasons(library):
    return {one.subject: one.reason for one in library.rows(Failure)}


def test_together_calls_get_the_rows_that_each_gets_by_itself(work, calls, library):
    for call in calls:
        run(work, [call])
    alone = results(library)

    run(work, calls)

    assert results(library) == alone
    assert len(alone[0]) == 2 * len(calls)


def test_what_was_run_is_counted_and_known(work, calls):
    assert run(work, calls) == len(calls)
    assert work.ran == {"keywords": len(calls)}
    assert all(work.runs.get(call.id, "keywords") for call in calls)


@pytest.mark.parametrize("together", [1, 3])
def test_a_call_that_fails_stops_no_other(work, calls, library, together):
    def step(call):
        if call.id == "c1":
            raise ValueError("no words")
        return phrases_of(call)

    assert run(work, calls, step, together=together) == len(calls)
    assert {one.call_id for one in library.rows(Keyword)} == {"c0", "c2", "c3"}
    assert reasons(library) == {"c1": "ValueError: no words"}
    assert work.failed == 1


@pytest.mark.parametrize("together", [1, 3])
def test_a_call_whose_rows_cannot_be_written_fails_alone(work, calls, library, together):
    def step(call):
        rows = phrases_of(call)["keywords"]
        return {"keywords": [*rows, rows[0]] if call.id == "c2" else rows}

    run(work, calls, step, together=together)

    assert {one.call_id for one in library.rows(Keyword)} == {"c0", "c1", "c3"}
    assert list(reasons(library)) == ["c2"]
    assert work.ran == {"keywords": 3}


def test_a_stopped_run_goes_on_and_ends_with_the_same_rows(work, calls, library):
    def step(call):
        if call.id == "c2":
            raise KeyboardInterrupt
        return phrases_of(call)

    with pytest.raises(KeyboardInterrupt):
        run(work, calls, step)
    missing = [call for call in calls if (call.id, "keywords") not in library.stage_runs()]
    run(work, missing)

    assert {call.id for call in missing} >= {"c2", "c3"}
    rows, runs = results(library)
    assert len(rows) == 2 * len(calls)
    assert len(runs) == len(calls)


@pytest.mark.parametrize("together", [1, 3])
def test_a_missing_model_concerns_all_calls_and_stops_them(work, calls, library, together):
    def step(_):
        raise ModelError("there is no model")

    with pytest.raises(ModelError, match="there is no model"):
        run(work, calls, step, together=together)
    assert library.rows(Failure) == []


def test_a_database_that_cannot_be_written_is_no_fault_of_a_call(calls, library):
    with (
        Library.open(library.path, wait=0.01) as waiting,
        library.changing(),
        pytest.raises(LibraryError, match=r"another program is writing"),
    ):
        run(Work(bench=bench_on(waiting), progress=Silent()), calls)
    assert library.rows(Failure) == []


@pytest.mark.parametrize("together", [1, 3, 9])
@pytest.mark.parametrize("most", [1, 3, 4])
def test_however_many_fit_into_a_batch_all_are_written(work, calls, library, most, together):
    assert run(work, calls, most=most, together=together) == len(calls)
    assert {one.call_id for one in library.rows(Keyword)} == {call.id for call in calls}
