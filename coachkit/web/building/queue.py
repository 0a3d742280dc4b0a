"""The builds of a library: a small folder beside it (`NAME.builds`) that server and worker share.

What waits lies in `waiting`; a build is taken by moving its file, so it is either taken or withdrawn, never
both. The worker holds a lock of the file `lock` as long as it lives: whoever finds it free knows that no
worker runs, also after a crash or a restart of either side.
"""

import fcntl
import os
import re
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from coachkit.errors import NotFoundError
from coachkit.web.building.order import ENDED, WAITING, Order, Standing
from coachkit.whole_files import write_whole

KEPT = 20
"""So many builds that ended are remembered."""
WORKER = "coachkit.web.building.worker"
_LARGEST_LOG = 1_000_000
_STARTS_IN = 5.0
"""Seconds within which a worker that was started takes the lock."""
_LOCK_WAIT = 1.0
"""Seconds that a worker tries to get it: who only looks holds it for a moment."""
_ID = re.compile(r"\d{20}-[0-9a-f]{6}")

Kind = TypeVar("Kind", Order, Standing)
_ORDERS, _STANDINGS = TypeAdapter(Order), TypeAdapter(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """A build that was asked for, and how it stands."""

    order: Order
    standing: Standing


@dataclass(slots=True, kw_only=True)
class BuildQueue:
    """The builds of the library at `db`."""

    db: Path
    _started: float = field(default=-_STARTS_IN)
    _start: threading.Lock = field(default_factory=threading.Lock)

    @property
    def folder(self) -> Path:
        """Where they are kept."""
        db = self.db.resolve()
        return db.with_name(f"{db.stem}.builds")

    @property
    def log(self) -> Path:
        """What the worker says."""
        return self.folder / "worker.log"

    def ask(self, order: Order) -> None:
        """Put an order in the queue, and see that a worker is there."""
        self._waiting.mkdir(parents=True, exist_ok=True)
        self._taken.mkdir(exist_ok=True)
        write_whole(self._waiting / f"{order.id}.json", _ORDERS.dump_json(order))
        self.wake()

    def withdraw(self, build: str) -> Order | None:
        """Take out what waits, and return it; None: it does not wait, or not any more."""
        if not _ID.fullmatch(build):
            return None
        path = self._waiting / f"{build}.json"
        order = _read(_ORDERS, path)
        try:
            path.unlink()
        except OSError:
            return None
        return order

    def take(self) -> Order | None:
        """Take the order that has waited longest; for the worker."""
        for path in self._in(self._waiting):
            order = _read(_ORDERS, path)
            with suppress(OSError):  # withdrawn meanwhile
                path.replace(self._taken / path.name)
                if order:
                    return order
        return None

    def save(self, build: str, standing: Standing) -> None:
        """Keep how a build stands; for the worker."""
        write_whole(self._taken / f"{build}.state", _STANDINGS.dump_json(standing))

    def builds(self) -> list[Build]:
        """Return all builds that are remembered, in the order in which they were asked for."""
        waiting = [
            Build(order=order, standing=WAITING)
            for path in self._in(self._waiting)
            if (order := _read(_ORDERS, path))
        ]
        taken = [Build(order=order, standing=_standing(path)) for path, order in self._orders_taken()]
        if any(one.standing.state not in ENDED for one in taken) and not self.is_worked_on():
            # what ended between the two looks is not taken for dead
            taken = [
                Build(order=order, standing=_or_died(_standing(path))) for path, order in self._orders_taken()
            ]
        there = {one.order.id for one in taken}
        waiting = [one for one in waiting if one.order.id not in there]
        return sorted([*taken, *waiting], key=lambda one: one.order.id)

    def find(self, build: str) -> Build:
        """Return a build; raises NotFoundError."""
        found = next((one for one in self.builds() if one.order.id == build), None)
        if found is None:
            raise NotFoundError("this build is not there any more; load the page again")
        return found

    def bury(self) -> None:
        """Write down which builds a worker left undone, and forget the oldest; for the next worker."""
        ended = self._orders_taken()
        for path, order in ended:
            if (standing := _standing(path)).state not in ENDED:
                self.save(order.id, _or_died(standing))
        for path, _ in ended[: -KEPT or None]:
            path.unlink(missing_ok=True)
            path.with_suffix(".state").unlink(missing_ok=True)

    def has_waiting(self) -> bool:
        """Say whether something waits."""
        return bool(self._in(self._waiting))

    def is_worked_on(self) -> bool:
        """Say whether a worker runs."""
        if not self.folder.is_dir():
            return False
        with self._locked(fcntl.LOCK_SH) as is_free:
            return not is_free

    def wake(self) -> None:
        """Start a worker where something waits and none runs; it goes on when this process ends."""
        with self._start:
            soon = time.monotonic() - self._started < _STARTS_IN
            if soon or not self.has_waiting() or self.is_worked_on():
                return
            self._started = time.monotonic()
            if self.log.exists() and self.log.stat().st_size > _LARGEST_LOG:
                self.log.unlink()
            with self.log.open("ab") as log:
                worker = subprocess.Popen(
                    [sys.executable, "-m", WORKER, str(self.db.resolve())],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
        # else it would stay in the list of processes when it has ended
        threading.Thread(target=worker.wait, daemon=True).start()

    @contextmanager
    def as_only_worker(self) -> Iterator[bool]:
        """Hold the worker's lock, and say whether it was free; for the worker."""
        with self._locked(fcntl.LOCK_EX, patience=_LOCK_WAIT) as is_mine:
            yield is_mine

    @contextmanager
    def _locked(self, kind: int, *, patience: float = 0.0) -> Iterator[bool]:
        handle = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        end = time.monotonic() + patience
        try:
            while True:
                try:
                    fcntl.flock(handle, kind | fcntl.LOCK_NB)
                except BlockingIOError:
                    if time.monotonic() >= end:
                        yield False
                        return
                    time.sleep(0.05)
                else:
                    yield True
                    return
        finally:
            os.close(handle)

    @property
    def _waiting(self) -> Path:
        return self.folder / "waiting"

    @property
    def _taken(self) -> Path:
        return self.folder / "taken"

    def _in(self, folder: Path) -> list[Path]:
        return sorted(path for path in folder.glob("*.json") if not path.name.startswith("."))

    def _orders_taken(self) -> list[tuple[Path, Order]]:
        return [(path, order) for path in self._in(self._taken) if (order := _read(_ORDERS, path))]


def new_id() -> str:
    """Return an id that sorts after those before it."""
    return f"{time.time_ns():020d}-{secrets.token_hex(3)}"


def _standing(order: Path) -> Standing:
    # taken this moment: the worker writes how it stands at once
    return _read(_STANDINGS, order.with_suffix(".state")) or Standing(state="running")


def _or_died(standing: Standing) -> Standing:
    return standing if standing.state in ENDED else replace(standing, state="died")


def _read(kind: TypeAdapter[Kind], path: Path) -> Kind | None:
    """Return what a file holds; None where it is gone or is none of ours."""
    try:
        return kind.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
