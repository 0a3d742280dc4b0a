"""What was run is known of every call and stage, and kept small."""

from coachkit.pipeline.runs import Ran, Runs
from coachkit.store.reading.runs import calls_run
from tests.store.small_library import BAD, GOOD, fill, run_of

RUNS = [
    ("c1", "embed", "f1", "o1"),
    ("c2", "embed", "f2", ""),
    ("c1", "score", "f3", "o3"),
    ("", "fit", "f4", "o4"),
]


def test_each_stage_of_each_call_has_its_own_run():
    runs = Runs(RUNS)

    assert runs.get("c1", "embed") == Ran(fingerprint="f1", output="o1")
    assert runs.get("c2", "embed") == Ran(fingerprint="f2", output="")
    assert runs.get("", "fit") == Ran(fingerprint="f4", output="o4")
    assert runs.get("c2", "score") is None
    assert runs.get("c1", "track") is None


def test_what_came_of_several_stages_is_known_at_once():
    runs = Runs(RUNS)

    assert runs.outputs("c1", ("embed", "score", "track")) == ["o1", "o3"]
    assert runs.outputs("c2", ("embed",)) == [""]
    assert runs.outputs("c3", ("embed",)) == []


def test_a_new_run_takes_the_place_of_the_last():
    runs = Runs(RUNS)
    runs.put("c1", "embed", Ran(fingerprint="f9", output="o9"))
    runs.put("c3", "embed", Ran(fingerprint="f8", output="o8"))

    assert runs.get("c1", "embed") == Ran(fingerprint="f9", output="o9")
    assert runs.calls("embed") == 3


def test_runs_on_the_library_are_no_calls():
    assert [Runs(RUNS).calls(stage) for stage in ("embed", "score", "fit", "track")] == [2, 1, 0, 0]


def test_what_a_library_records_is_known(library):
    fill(library)
    runs = Runs.from_library(library)

    for (call_id, stage), run in library.stage_runs().items():
        assert runs.get(call_id, stage) == Ran(fingerprint=run.fingerprint, output=run.output)
    assert runs.calls("score") == calls_run(library, "score") == len({GOOD, BAD})


def test_the_last_run_of_a_stage_counts(library):
    fill(library)
    library.replace_stage(run_of(GOOD, "annotate", "f2"), ["annotations"], {})

    run = Runs.from_library(library).get(GOOD, "annotate")

    assert run is not None
    assert run.fingerprint == "f2"
