"""Jobs in processes: each result comes, whatever the others do."""

import multiprocessing
import os
import time
from collections.abc import Callable, Generator
from functools import partial

import pytest

from coachkit.backends.workers import Failed, Pool
from coachkit.errors import ModelError, RecordingError


class Shouting:
    """Makes a job ready by trimming it, and does it by shouting."""

    def __init__(self, brackets: str = "  ") -> None:
        self._brackets = brackets.strip()
        self._ready = 0

    def prepare(self, job: str) -> str:
        if job == "unreadable":
            raise RecordingError("unreadable.mp3 is empty")
        self._ready += 1
        return job.strip()

    def finish(self, job: str, prepared: str) -> str:
        match job:
            case "bad":
                raise RecordingError("bad.mp3 is empty")
            case "odd":
                raise KeyError("frame")
            case "crash":
                os._exit(3)
            case "forever":
                time.sleep(3600)
            case "who":
                return str(os.getpid())
        if job.startswith("ready"):
            return str(self._ready)
        return self._brackets[:1] + prepared.upper() + self._brackets[1:]


def open_broken() -> Shouting:
    raise ModelError("model.bin has a wrong checksum")


def run_jobs(
    jobs: list[str], work: Callable[[], Shouting] = Shouting, workers: int = 2
) -> Generator[tuple[str, str | Failed], None, None]:
    with Pool(work, workers=workers) as pool:
        yield from pool.run(jobs)


def results(jobs: list[str], workers: int = 2) -> dict[str, str | Failed]:
    return dict(run_jobs(jobs, workers=workers))


def test_every_job_comes_back_with_its_result() -> None:
    assert results(["a", "b", "c", "d", "e"]) == {"a": "A", "b": "B", "c": "C", "d": "D", "e": "E"}


def test_a_failing_job_gives_its_reason_and_stops_no_other() -> None:
    assert results(["bad", "a", "odd"], workers=1) == {
        "bad": Failed(reason="bad.mp3 is empty"),
        "a": "A",
        "odd": Failed(reason="KeyError: 'frame'"),
    }


def test_a_crashing_job_is_named_and_stops_no_other() -> None:
    done = results(["a", "crash", "b", "c"])

    assert done == {
        "a": "A",
        "crash": Failed(reason="the process that worked on it died (exit code 3)"),
        "b": "B",
        "c": "C",
    }


def test_no_job_starts_no_process() -> None:
    assert results([]) == {}


def test_work_that_cannot_be_opened_ends_all() -> None:
    with pytest.raises(ModelError, match="wrong checksum"):
        list(run_jobs(["a", "b"], open_broken))

    assert multiprocessing.active_children() == []


def test_stopping_early_ends_the_processes() -> None:
    running = run_jobs(["a", "forever"])
    assert next(running) == ("a", "A")

    running.close()

    assert multiprocessing.active_children() == []


def test_work_may_be_opened_with_arguments() -> None:
    assert list(run_jobs(["a"], partial(Shouting, "<>"), workers=1)) == [("a", "<A>")]


def test_a_job_that_cannot_be_made_ready_gives_its_reason() -> None:
    assert results(["unreadable", "a"], workers=1) == {
        "unreadable": Failed(reason="unreadable.mp3 is empty"),
        "a": "A",
    }


def test_a_job_made_ready_by_a_process_that_dies_is_done_by_another() -> None:
    jobs = ["crash", *"abcdefgh"]

    done = results(jobs)

    assert [job for job, result in done.items() if isinstance(result, Failed)] == ["crash"]
    assert done.keys() == set(jobs)


def test_heavy_jobs_are_made_ready_only_when_their_turn_comes() -> None:
    with Pool(Shouting, workers=1, is_light=lambda _: False) as pool:
        assert dict(pool.run(["ready 1", "ready 2", "ready 3"])) == {
            "ready 1": "1",
            "ready 2": "2",
            "ready 3": "3",
        }


def test_processes_stay_for_the_next_jobs_and_are_replaced_after_many() -> None:
    with Pool(Shouting, workers=1, jobs_a_process=2) as pool:
        first = dict(pool.run(["who"]))["who"]
        second = dict(pool.run(["who"]))["who"]
        third = dict(pool.run(["who"]))["who"]

    assert first == second
    assert third != first
    assert multiprocessing.active_children() == []
