"""What was run is known of every call and stage, whether a few calls are asked for or all."""

import pytest

from coachkit.pipeline.runs import FEW, Ran, Runs
from coachkit.store.reading.runs import calls_run
from tests.store.small_library import BAD, GOOD, fill, run_of

CALLS = [f"c{n:02}" for n in range(FEW + 5)]


@pytest.fixture
def runs(library):
    for call_id in CALLS:
        library.replace_stage(run_of(call_id, "embed", f"made-of-{call_id}"), ["passages"], {})
    library.replace_stage(run_of("c01", "score", "scored"), ["scores"], {})
    library.replace_stage(run_of("", "fit", "learned"), ["topics"], {})
    return Runs(library)


def test_each_stage_of_each_call_has_its_own_run(runs):
    assert runs.get("c01", "embed").fingerprint == "made-of-c01"
    assert runs.get("c01", "score").fingerprint == "scored"
    assert runs.get("", "fit").fingerprint == "learned"
    assert runs.get("c02", "score") is None
    assert runs.get("c01", "track") is None
    assert runs.get("nobody", "embed") is None


def test_runs_of_many_calls_are_those_of_each(runs):
    assert [runs.get(call_id, "embed").fingerprint for call_id in CALLS] == [
        f"made-of-{one}" for one in CALLS
    ]
    assert runs.get("c01", "score").fingerprint == "scored"


@pytest.mark.parametrize("asked", [0, 1, len(CALLS)])
def test_a_new_run_takes_the_place_of_the_last(runs, library, asked):
    for call_id in CALLS[:asked]:
        runs.get(call_id, "embed")
    for call_id in ("c00", "new"):
        again = run_of(call_id, "embed", "made-again")
        library.replace_stage(again, ["passages"], {})
        runs.put(call_id, "embed", Ran(fingerprint=again.fingerprint, output=again.output))

    assert runs.get("c00", "embed").fingerprint == "made-again"
    assert runs.get("new", "embed").fingerprint == "made-again"
    assert runs.calls("embed") == len(CALLS) + 1


def test_runs_on_the_library_are_no_calls(runs):
    assert [runs.calls(stage) for stage in ("embed", "score", "fit", "track")] == [len(CALLS), 1, 0, 0]


def test_what_came_of_stages_is_told_of_all_calls(runs, library):
    before = runs.outputs(("embed", "score", "track"))
    assert all(call_id in before[0] for call_id in CALLS)
    assert before[2] == ""

    library.replace_stage(run_of("c03", "score", "scored-too"), ["scores"], {})

    after = runs.outputs(("embed", "score", "track"))
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_what_a_library_records_is_known(library):
    fill(library)
    runs = Runs(library)

    for (call_id, stage), run in library.stage_runs().items():
        assert runs.get(call_id, stage) == Ran(fingerprint=run.fingerprint, output=run.output)
    assert runs.calls("score") == calls_run(library, "score") == len({GOOD, BAD})
