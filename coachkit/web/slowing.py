"""Wrong log-ins make the next one wait, by the name that was tried and by the address it was tried from."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from coachkit.web.passwords import folded

FREE_OF_NAME = 4
"""So many wrong passwords for one name cost nothing."""
FREE_OF_ADDRESS = 20
"""A whole office may share an address."""
LONGEST = 300
"""Seconds of the longest wait; each wrong one doubles it, from one second on."""
_FORGOTTEN = 3_600.0
"""Seconds after which wrong ones no longer count."""
_MOST = 20_000
_NAME_LENGTH = 200
_Key = tuple[str, str]


@dataclass(slots=True, kw_only=True)
class _Wrong:
    times: int = 0
    last: float = 0.0


@dataclass(slots=True, kw_only=True)
class Slowing:
    """Counts wrong log-ins."""

    clock: Callable[[], float] = time.monotonic
    _wrong: OrderedDict[_Key, _Wrong] = field(default_factory=OrderedDict)

    def wait(self, name: str, address: str) -> int:
        """Return for how many seconds no password is looked at for this name or from this address."""
        return max(
            self._wait(("name", _short(name)), FREE_OF_NAME),
            self._wait(("address", _network(address)), FREE_OF_ADDRESS),
        )

    def count(self, name: str, address: str) -> None:
        """Count a log-in as wrong before it is looked at, so that many at once do not slip through."""
        now = self.clock()
        for key in (("name", _short(name)), ("address", _network(address))):
            wrong = self._wrong.setdefault(key, _Wrong())
            if now - wrong.last >= _FORGOTTEN:
                wrong.times = 0
            wrong.times, wrong.last = wrong.times + 1, now
            self._wrong.move_to_end(key)
        while len(self._wrong) > _MOST:
            self._wrong.popitem(last=False)

    def was_right(self, name: str, address: str) -> None:
        """Take back what was counted: the name's all, the address's only this one.

        Else who has a password of their own could try those of others without a wait.
        """
        self._wrong.pop(("name", _short(name)), None)
        if wrong := self._wrong.get(("address", _network(address))):
            wrong.times -= 1

    def _wait(self, key: _Key, free: int) -> int:
        wrong = self._wrong.get(key)
        if wrong is None or wrong.times < free:
            return 0
        seconds = min(1 << min(wrong.times - free, 16), LONGEST)
        return max(0, math.ceil(wrong.last + seconds - self.clock()))


def _short(name: str) -> str:
    return folded(name)[:_NAME_LENGTH]


def _network(address: str) -> str:
    """Return what one person cannot change at will: of IPv6 the first half, which a network is given."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:_NAME_LENGTH]
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return address
