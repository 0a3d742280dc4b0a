"""Jobs in processes: each result comes, whatever the others do."""

import multiprocessing
import os
import time
from collections.abc import Callable
from functools import partial

import pytest

from coachkit.backends.workers import Failed, run_jobs
from coachkit.errors import ModelError, RecordingError


def do(job: str) -> str:
    match job:
        case "bad":
            raise RecordingError("bad.mp3 is empty")
        case "odd":
            raise KeyError("frame")
        case "crash":
            os._exit(3)
        case "forever":
            time.sleep(3600)
    return job.upper()


def open_work() -> Callable[[str], str]:
    return do


def open_broken() -> Callable[[str], str]:
    raise ModelError("model.bin has a wrong checksum")


def results(jobs: list[str], workers: int = 2) -> dict[str, str | Failed]:
    return dict(run_jobs(jobs, open_work, workers=workers))


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
        list(run_jobs(["a", "b"], open_broken, workers=2))

    assert multiprocessing.active_children() == []


def test_stopping_early_ends_the_processes() -> None:
    running = run_jobs(["a", "forever"], open_work, workers=2)
    assert next(running) == ("a", "A")

    running.close()

    assert multiprocessing.active_children() == []


def test_work_may_be_opened_with_arguments() -> None:
    assert list(run_jobs(["a"], partial(open_with, "<>"), workers=1)) == [("a", "<a>")]


def open_with(brackets: str) -> Callable[[str], str]:
    return partial(wrap, brackets)


def wrap(brackets: str, job: str) -> str:
    return brackets[0] + job + brackets[1]
