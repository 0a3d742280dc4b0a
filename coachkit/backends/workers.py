"""Run jobs in processes that may fail, crash or be interrupted, each without harm to the others.

A pipe a process instead of `ProcessPoolExecutor`: there, one crash fails every job in flight and
does not say whose it was; here the pipe that closes is the job's own. Processes stay for the next
jobs and are replaced now and then, since libraries that run for hours gather memory.
"""

import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar, cast

from coachkit.errors import CoachkitError, ModelError

J = TypeVar("J")
P = TypeVar("P")
R = TypeVar("R")
J_contra = TypeVar("J_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)

# `spawn`: a forked copy of a process that runs threads of torch or CTranslate2 can hang.
_PROCESSES = get_context("spawn")
_PATIENCE = 5.0
_JOBS_A_PROCESS = 100
"""Then it is replaced by a fresh one."""


class Work(Protocol[J_contra, P, R_co]):
    """What a process does with a job, in two steps: while one is done, the next is made ready."""

    def prepare(self, job: J_contra) -> P:
        """Make a job ready, such as by reading its file."""
        ...

    def finish(self, job: J_contra, prepared: P) -> R_co:
        """Do what is left of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """A job that could not be done, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unusable:
    """Said by a process that could not get ready: no process could."""

    reason: str


class Pool(Generic[J, P, R]):
    """Up to `workers` processes. Close it, or use it in a `with` statement.

    `open_work` runs once in each process and returns the work; it must be importable, as it is sent
    there. `is_light` says of a job that it may be made ready while another is being done.
    """

    def __init__(
        self,
        open_work: Callable[[], Work[J, P, R]],
        *,
        workers: int,
        is_light: Callable[[J], bool] = lambda _: True,
        jobs_a_process: int = _JOBS_A_PROCESS,
    ) -> None:
        self._open_work = open_work
        self._workers = workers
        self._is_light = is_light
        self._jobs_a_process = jobs_a_process
        self._processes: list[_Process[J, R]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.end()
        self._processes.clear()

    def run(self, jobs: Sequence[J]) -> Generator[tuple[J, R | Failed], None, None]:
        """Do each job once; yield each with its result when it is ready.

        Raises ModelError if the work cannot be opened. Closing the iterator before its end ends the
        processes.
        """
        waiting = deque(jobs)
        is_done = False
        try:
            self._hand_out(waiting)
            while busy := [process for process in self._processes if process.jobs]:
                for pipe in wait([process.pipe for process in busy]):
                    process = next(process for process in busy if process.pipe is pipe)
                    done = process.jobs.popleft(), process.take()
                    if not process.is_alive():
                        # what it had only been told to make ready is another's now
                        waiting.extendleft(reversed(process.jobs))
                        process.jobs.clear()
                    # The next job goes out first: whoever takes the result may be busy for a while.
                    self._hand_out(waiting)
                    yield done
            is_done = True
        finally:
            if not is_done:
                self.close()

    def _hand_out(self, waiting: deque[J]) -> None:
        for process in [p for p in self._processes if not p.jobs and self._is_spent(p)]:
            process.close()
            self._processes.remove(process)
        while waiting and (free := self._free()):
            free.give(waiting.popleft())
        for process in self._processes:
            # one ahead, while there is work for everybody: at the end, who is done takes what is left
            ahead = len(process.jobs) == 1 and len(waiting) >= self._workers and process.is_alive()
            if ahead and not self._is_spent(process) and self._is_light(waiting[0]):
                process.give(waiting.popleft())

    def _free(self) -> "_Process[J, R] | None":
        """Return a process that has no job; start one if there may be one more."""
        free = next((p for p in self._processes if not p.jobs), None)
        if free is None and len(self._processes) < self._workers:
            free = _Process[J, R](self._open_work)
            self._processes.append(free)
        return free

    def _is_spent(self, process: "_Process[J, R]") -> bool:
        return not process.is_alive() or process.given >= self._jobs_a_process


class _Process(Generic[J, R]):
    """A worker process, its pipe, and the jobs that it has: the first is being done."""

    def __init__(self, open_work: Callable[[], Work[J, P, R]]) -> None:
        self.jobs: deque[J] = deque()
        self.given = 0
        self.pipe, theirs = _PROCESSES.Pipe()
        self._process = _PROCESSES.Process(target=_serve, args=(theirs, open_work), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe closes with the process

    def give(self, job: J) -> None:
        self.jobs.append(job)
        self.given += 1
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


def _serve(pipe: Connection, open_work: Callable[[], Work[J, P, R]]) -> None:
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
    ready: Queue[tuple[J, P | Failed] | None] = Queue(maxsize=1)
    Thread(target=_make_ready, args=(pipe, work, ready), daemon=True).start()
    while following := ready.get():
        job, prepared = following
        answer = prepared if isinstance(prepared, Failed) else _attempt(partial(work.finish, job, prepared))
        del following, prepared  # sound takes much memory, and the next job's is on its way
        pipe.send(answer)
        del answer


def _make_ready(pipe: Connection, work: Work[J, P, R], ready: "Queue[tuple[J, P | Failed] | None]") -> None:
    """Run in a thread of its own: take jobs, and prepare each while the one before it is finished."""
    while True:
        try:
            job = pipe.recv()
        except (EOFError, OSError):
            ready.put(None)
            return
        ready.put((job, _attempt(partial(work.prepare, job))))


def _attempt(step: Callable[[], R]) -> R | Failed:
    try:
        return step()
    except Exception as error:  # a bad recording must not stop the others; its reason is kept
        return Failed(reason=_reason(error))


def _reason(error: Exception) -> str:
    return str(error) if isinstance(error, CoachkitError) else f"{type(error).__name__}: {error}"
