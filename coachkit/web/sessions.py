"""Who is logged in: kept in memory and as digests, so that no copy of the library holds a session."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from coachkit.web.passwords import folded

if TYPE_CHECKING:
    from coachkit.models import User

HOURS = 12
"""A session lasts a working day at most."""
IDLE_HOURS = 2
"""And ends when so long nothing was asked; what plays asks as well."""
MOST = 5_000
_HOUR = 3_600.0


@dataclass(slots=True, kw_only=True)
class _Session:
    name: str
    stamp: bytes
    """Of the user as they logged in: a session ends when their role, agent or password changes."""
    began: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """Somebody who logged in, and what tells this visit from others."""

    user: User
    visit: str
    """No secret: the session cannot be told from it."""


@dataclass(slots=True, kw_only=True)
class Sessions:
    """The sessions of one server."""

    clock: Callable[[], float] = time.monotonic
    _by_digest: OrderedDict[str, _Session] = field(default_factory=OrderedDict)

    def begin(self, user: User) -> str:
        """Return what the browser of somebody who logged in shows from now on."""
        secret = secrets.token_urlsafe(32)
        now = self.clock()
        self._by_digest[_digest(secret)] = _Session(
            name=folded(user.name), stamp=_stamp(user), began=now, last=now
        )
        while len(self._by_digest) > MOST:
            self._by_digest.popitem(last=False)
        return secret

    def find(self, secret: str, users: Mapping[str, User]) -> LoggedIn | None:
        """Return who shows this; None: nobody, or they are not whom they were at log-in."""
        digest = _digest(secret)
        session = self._by_digest.get(digest)
        if session is None:
            return None
        now, user = self.clock(), users.get(session.name)
        is_over = now - session.began >= HOURS * _HOUR or now - session.last >= IDLE_HOURS * _HOUR
        if is_over or user is None or not secrets.compare_digest(_stamp(user), session.stamp):
            self._by_digest.pop(digest, None)
            return None
        session.last = now
        self._by_digest.move_to_end(digest)
        return LoggedIn(user=user, visit=digest)

    def end(self, secret: str) -> None:
        """End a session."""
        self._by_digest.pop(_digest(secret), None)


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _stamp(user: User) -> bytes:
    return sha256(repr((user.name, user.role, user.password, user.added_at)).encode()).digest()
