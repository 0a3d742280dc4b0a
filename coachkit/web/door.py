"""Who may come in: the names under which the page may be asked for, and the token.

Only digests of the token and of the sessions are kept. `doorkeeper.py` asks this of every request.
"""

import ipaddress
import math
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import urlsplit

from coachkit.errors import CoachkitError
from coachkit.web.person import Person
from coachkit.web.proxy import Proxy

LEAST_TOKEN = 16
"""Characters of a token."""
SESSION_DAYS = 14
"""For so long a browser that told the token is let in, as long as the server runs."""
MOST_SESSIONS = 1_000
WRONG_A_MINUTE = 5
"""Wrong tokens from one address, after which none from there is looked at for a minute."""
_MINUTE = 60.0
_DAY = 86_400.0
_MOST_ADDRESSES = 10_000
_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 - recognised, not bound


class TokenError(CoachkitError):
    """A token that may not be used; the text says why."""

    exit_code = 2


def make_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(24)


def checked_token(token: str) -> str:
    """Return the token.

    Raises:
        TokenError: It is short, or not of letters, digits and signs alone.
    """
    if len(token) < LEAST_TOKEN:
        raise TokenError(
            f"the token has {len(token)} characters and needs {LEAST_TOKEN}; `--new-token` makes a good one"
        )
    if not all("!" <= character <= "~" for character in token):
        raise TokenError("the token may hold letters, digits and signs of ASCII only, and no spaces")
    return token


def is_this_machine(host: str) -> bool:
    """Say whether nobody but this machine reaches what listens on `host`."""
    return host == "localhost" or bool((found := _address(host)) and found.is_loopback)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostNames:
    """The names under which the page may be asked for."""

    names: frozenset[str] = _THIS_MACHINE
    any_address: bool = False
    """Any IP address as well: what listens on all of them cannot know them, and rebinding needs a name."""

    @classmethod
    def of(cls, host: str, more: Iterable[str] = ()) -> "HostNames":
        """Return the names of what listens on `host`."""
        plain = {_bare(name) for name in (host, *more)}
        return cls(names=_THIS_MACHINE | (plain - _EVERYWHERE), any_address=host in _EVERYWHERE)

    def has(self, header: str) -> bool:
        """Say whether a `Host` header (`name`, `name:port`, `[::1]:port`) names one of them."""
        name = host_name(header)
        return name is not None and (name in self.names or (self.any_address and _address(name) is not None))


def host_name(header: str) -> str | None:
    """Return the name in a `Host` header in lower case, without port and brackets; None if it is none."""
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    if parts.netloc != header or "@" in header or not parts.hostname:
        return None
    return parts.hostname.rstrip(".")


def _bare(name: str) -> str:
    return name.strip("[]").rstrip(".").lower()


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


@dataclass(slots=True, kw_only=True)
class _Tries:
    since: float
    wrong: int = 0


@dataclass(slots=True, kw_only=True)
class TokenLock:
    """Knows the token, and which browsers told it; what is kept of both are digests."""

    digest: bytes
    clock: Callable[[], float] = time.monotonic
    _sessions: OrderedDict[bytes, float] = field(default_factory=OrderedDict)
    _tries: OrderedDict[str, _Tries] = field(default_factory=OrderedDict)

    @classmethod
    def with_token(cls, token: str, *, clock: Callable[[], float] = time.monotonic) -> "TokenLock":
        """Return a lock that this token opens; raises TokenError as `checked_token`."""
        return cls(digest=_digest(checked_token(token)), clock=clock)

    def opens(self, token: str, *, address: str) -> bool:
        """Say whether this is the token, and count it against the address where it is not."""
        if self.wait(address):
            return False
        if secrets.compare_digest(_digest(token), self.digest):
            self._tries.pop(address, None)
            return True
        now = self.clock()
        tries = self._tries.setdefault(address, _Tries(since=now))
        if now - tries.since >= _MINUTE:
            tries.since, tries.wrong = now, 0
        tries.wrong += 1
        while len(self._tries) > _MOST_ADDRESSES:
            self._tries.popitem(last=False)
        return False

    def wait(self, address: str) -> int:
        """Return how many seconds tokens from an address are not looked at."""
        tries = self._tries.get(address)
        if tries is None or tries.wrong < WRONG_A_MINUTE:
            return 0
        return max(0, math.ceil(tries.since + _MINUTE - self.clock()))

    def new_session(self) -> str:
        """Return what a browser that told the token shows from now on."""
        session = secrets.token_urlsafe(32)
        self._sessions[_digest(session)] = self.clock() + SESSION_DAYS * _DAY
        while len(self._sessions) > MOST_SESSIONS:
            self._sessions.popitem(last=False)
        return session

    def knows(self, session: str) -> bool:
        """Say whether a browser told the token before."""
        end = self._sessions.get(_digest(session))
        return end is not None and self.clock() < end


def _digest(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """All that decides who may come in."""

    hosts: HostNames = field(default_factory=HostNames)
    lock: TokenLock | None = None
    """None: whoever reaches the page may read it."""
    proxy: Proxy = field(default_factory=Proxy)
    has_password_login: bool = True
    """Whether people may log in here, and not by a proxy alone."""
    somebody_name: str = "lead"
    """Under which things are kept that people do who did not log in."""

    def somebody(self, session: str) -> Person:
        """Return who is let in where nobody logs in by name: they may do all."""
        visit = _digest(session).hex() if self.lock and session else ""
        return Person(name=self.somebody_name, role="lead", session=visit, is_named=False)
