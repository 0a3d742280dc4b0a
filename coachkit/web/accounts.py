"""Who may log in, as the library says now: a change there counts from the next request on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import anyio
from starlette.concurrency import run_in_threadpool

from coachkit.errors import LibraryError
from coachkit.store.library import Library
from coachkit.store.users import list_users, replace_password
from coachkit.web.kept_readings import FileState, file_state
from coachkit.web.passwords import PasswordHasher, folded

if TYPE_CHECKING:
    from coachkit.models import User

Users = Mapping[str, "User"]
"""By their names as names are compared (`folded`)."""

LOCK_WAIT = 2.0
"""Seconds that a request waits for a program that holds the file to itself."""
AT_ONCE = 2
"""So many passwords are checked at the same time: each takes 64 MiB."""
MOST_WAITING = 20
"""So many more wait for that; others are asked to come again."""
_SETTLED = 0.05
"""Seconds after a change; a second change before that might leave no trace in the file's time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    state: FileState
    users: Users


@dataclass(slots=True, kw_only=True)
class Accounts:
    """The users of the library at `path`."""

    path: Path
    hasher: PasswordHasher = field(default_factory=PasswordHasher)
    clock: Callable[[], float] = time.time
    _read: _Read | None = None
    _had_any: bool = False
    _checks: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(AT_ONCE))

    async def users(self) -> Users | None:
        """Return who may log in; None: nobody needs to, as there never was anybody.

        Where there were users, and all were removed, nobody comes in until the server is started anew.

        Raises:
            LibraryError: The file cannot be read; nobody may be let in then.
        """
        kept = self._read
        if kept is None or kept.state != file_state(self.path):
            kept = await run_in_threadpool(self._read_anew)
        return kept.users if self._had_any else None

    @property
    def is_crowded(self) -> bool:
        """Whether too many wait for their password to be checked."""
        return self._checks.statistics().tasks_waiting >= MOST_WAITING

    async def log_in(self, name: str, password: str) -> User | None:
        """Return whose name and password these are; None: nobody's, found out in the same time.

        Raises:
            LibraryError: The file cannot be read.
        """
        user = (await self.users() or {}).get(folded(name))
        is_right = await anyio.to_thread.run_sync(
            self.hasher.fits, password, user.password if user else None, limiter=self._checks
        )
        if user is None or not is_right:
            return None
        if user.password and self.hasher.is_old(user.password):
            await anyio.to_thread.run_sync(self._hash_anew, user, password, limiter=self._checks)
            return (await self.users() or {}).get(folded(name))
        return user

    def _read_anew(self) -> _Read:
        state, now = file_state(self.path), self.clock()
        with Library.open_to_read(self.path, wait=LOCK_WAIT) as library:
            users = {folded(one.name): one for one in list_users(library)}
        self._had_any = self._had_any or bool(users)
        read = _Read(state=state, users=users)
        newest = max((one[-1] for one in state if one), default=0) / 1e9
        self._read = read if now - newest > _SETTLED else None
        return read

    def _hash_anew(self, user: User, password: str) -> None:
        with suppress(LibraryError), Library.open(self.path, wait=LOCK_WAIT) as library:
            replace_password(library, user, self.hasher.hash(password))
