"""The worker: a process that builds what waits, one after the other, and ends when nothing waits.

It is started by the page (`python -m coachkit.web.building.worker DB`) in a session of its own, so it goes on
when the server ends. SIGINT stops the build it is at; what is done by then stays done.
"""

import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from types import FrameType

from coachkit.config import load_settings
from coachkit.errors import CoachkitError
from coachkit.models import BuiltFolder, Call
from coachkit.pipeline.build import build_sources
from coachkit.pipeline.intake.ingest import Source
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library
from coachkit.store.reading.failed_work import failed_files
from coachkit.web.building.order import Order, Standing, Trouble
from coachkit.web.building.processes import born
from coachkit.web.building.progress import KeptProgress
from coachkit.web.building.queue import BuildQueue

_MOST_FAILURES = 200
"""So many are named; the library has them all."""
_POLITE = 5
"""How far behind others on this machine a build stands, so that pages answer meanwhile."""
_asked_to_stop = Event()


def main(arguments: Sequence[str]) -> None:
    """Build what waits for the library that is named."""
    # who starts a server in the background makes it, and all it starts, deaf to this
    signal.signal(signal.SIGINT, _stop)
    with suppress(OSError):
        os.nice(_POLITE)
    work_off(BuildQueue(db=Path(arguments[0])), Toolbox())


def work_off(queue: BuildQueue, tools: Tools) -> None:
    """Build what waits, until nothing does; does nothing where another worker is at it."""
    while queue.has_waiting():  # also what came while the lock was being given back
        with queue.as_only_worker() as is_only:
            if not is_only:
                return
            queue.bury()
            while True:
                try:
                    order = queue.take()
                    if order is None:
                        break
                    queue.save(order.id, build(queue, order, tools))
                except KeyboardInterrupt:
                    continue  # it came too late for the build it was meant for
            queue.bury()


def build(queue: BuildQueue, order: Order, tools: Tools) -> Standing:
    """Build a folder and return how that ended; how far it is, is kept meanwhile."""
    pid = os.getpid()
    _asked_to_stop.clear()
    standing = Standing(state="running", pid=pid, born=born(pid), began_at=_now())
    queue.save(order.id, standing)
    progress = KeptProgress(standing, lambda one: queue.save(order.id, one), _asked_to_stop.is_set)
    try:
        return replace(_build(queue.db, order, progress, tools), ended_at=_now())
    except KeyboardInterrupt:
        ended = replace(progress.standing, state="stopped")
    except Exception as error:  # whatever it is, those who wait for it are told, and the next goes on
        ended = _failed(queue, progress.standing, error)
    return replace(ended, ended_at=_now())


def _failed(queue: BuildQueue, standing: Standing, error: Exception) -> Standing:
    if _asked_to_stop.is_set():  # what is interrupted while it loads a library makes another error of it
        return replace(standing, state="stopped")
    if isinstance(error, CoachkitError):
        return replace(standing, state="failed", problem=str(error))
    traceback.print_exception(error)
    problem = f"coachkit made a mistake; {queue.log.name} in {queue.folder.name} tells more"
    return replace(standing, state="failed", problem=problem)


def _build(db: Path, order: Order, progress: KeptProgress, tools: Tools) -> Standing:
    settings = load_settings(Path(order.settings) if order.settings else None)
    folder = Path(order.folder)
    with Library.open(db) as library:
        before = {call.id for call in library.rows(Call)}
        began = progress.standing.began_at or ""
        progress.watch(lambda: _troubles(library, began))
        try:
            library.save_folder(
                BuiltFolder(path=str(folder.resolve()), settings=order.settings, built_at=_now())
            )
            work = Work(
                bench=Bench(library=library, settings=settings, tools=tools),
                progress=progress,
                retry_failed=order.tries_again,
            )
            report = build_sources([Source(folder=folder)], work)
        finally:
            new = tuple(call.id for call in library.rows(Call) if call.id not in before)
            progress.standing = replace(progress.standing, new_calls=new, failures=_troubles(library, began))
        return replace(progress.standing, state="done", changed_calls=report.ingest.changed)


def _troubles(library: Library, since: str) -> tuple[Trouble, ...]:
    """Return what failed since a time."""
    found, _ = failed_files(library, most=_MOST_FAILURES)
    return tuple(Trouble(name=one.name, reason=one.reason) for one in found if one.failed_at >= since)


def _stop(_: int, __: FrameType | None) -> None:
    _asked_to_stop.set()
    raise KeyboardInterrupt


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


if __name__ == "__main__":
    main(sys.argv[1:])
