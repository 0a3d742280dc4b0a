"""Run jobs in processes that may fail, crash or be interrupted, each without harm to the others.

A pipe a process instead of `ProcessPoolExecutor`: there, one crash fails every job in flight and
does not say whose it was; here the pipe that closes is the job's own.
"""

import signal
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar, cast

from coachkit.errors import CoachkitError, ModelError

J = TypeVar("J")
R = TypeVar("R")

# `spawn`: a forked copy of a process that runs threads of torch or CTranslate2 can hang.
_PROCESSES = get_context("spawn")
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A job that could not be done, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unusable:
    """Said by a process that could not get ready: no process could."""

    reason: str


def run_jobs(
    jobs: Sequence[J], open_work: Callable[[], Callable[[J], R]], *, workers: int
) -> Generator[tuple[J, R | Failed], None, None]:
    """Do each job in one of `workers` processes; yield each with its result when it is ready.

    `open_work` runs once in each process and returns the work; both must be importable, as they are
    sent there. Raises ModelError if `open_work` does. Closing the iterator ends the processes.
    """
    waiting = iter(jobs)
    busy: list[_Process[J, R]] = []
    try:
        for job in waiting:
            busy.append(_Process(open_work))
            busy[-1].give(job)
            if len(busy) == workers:
                break
        while busy:
            for pipe in wait([process.pipe for process in busy]):
                process = next(process for process in busy if process.pipe is pipe)
                done = process.job, process.take()
                # The next job goes out first: whoever takes the result may be busy with it for a while.
                following = next(waiting, None)
                if following is None or not process.is_alive():
                    busy.remove(process)
                    process.close()
                if following is not None:
                    if process not in busy:
                        process = _Process(open_work)
                        busy.append(process)
                    process.give(following)
                yield done
    finally:
        for process in busy:
            process.end()


class _Process(Generic[J, R]):
    """A worker process, its pipe, and the job that it has."""

    job: J

    def __init__(self, open_work: Callable[[], Callable[[J], R]]) -> None:
        self.pipe, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(theirs, open_work), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe closes with the process

    def give(self, job: J) -> None:
        self.job = job
        with suppress(OSError):  # it died just now: take() will say so
            self.pipe.send(job)

    def take(self) -> R | Failed:
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError):
            self._process.join(_PATIENCE)
            return Failed(reason=f"the process that worked on it died ({_cause(self._process.exitcode)})")
        if isinstance(answer, _Unusable):
            raise ModelError(answer.reason)
        return cast(R | Failed, answer)

    def is_alive(self) -> bool:
        return self._process.is_alive() and not self.pipe.closed

    def close(self) -> None:
        """Let an idle process end by itself."""
        self.pipe.close()
        self._process.join(_PATIENCE)
        self.end()

    def end(self) -> None:
        """End the process now, whatever it does."""
        self._process.terminate()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self.pipe.close()


def _cause(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        name = signal.Signals(-exit_code).name
        return f"{name}: out of memory?" if name == "SIGKILL" else name
    return f"exit code {exit_code}"


def _serve(pipe: Connection, open_work: Callable[[], Callable[[J], R]]) -> None:
    """Run in the worker process: answer one job after another until the pipe closes."""
    # Ctrl-C reaches the whole group; the process that owns the database decides what ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # An orderly exit gives back what libraries hold, such as tqdm's semaphores.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        work = open_work()
    except Exception as error:  # whatever a model's library raises
        pipe.send(_Unusable(reason=_reason(error)))
        return
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(_attempt(work, job))


def _attempt(work: Callable[[J], R], job: J) -> R | Failed:
    try:
        return work(job)
    except Exception as error:  # a bad recording must not stop the others; its reason is kept
        return Failed(reason=_reason(error))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, CoachkitError) else f"{type(error).__name__}: {error}"
