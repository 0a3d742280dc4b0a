"""A server in front of this one that is trusted to say who asks, and from where.

What its headers say counts only in requests that come from its own addresses: from anywhere else anybody
could have written them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from fastapi import Request

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Proxy:
    """Which server is trusted; without addresses, none."""

    header: str | None = None
    """Where it says who asks, as `X-Remote-User`; None: it does not."""
    networks: tuple[Network, ...] = ()

    @classmethod
    def at(cls, addresses: Iterable[str], *, header: str | None = None) -> Self:
        """Return the proxy with these addresses, as `127.0.0.1` or `10.1.0.0/24`."""
        return cls(header=header, networks=tuple(ipaddress.ip_network(one) for one in addresses))

    def sent(self, request: Request) -> bool:
        """Say whether a request came by the proxy."""
        return request.client is not None and self._has(request.client.host)

    def name(self, request: Request) -> str | None:
        """Return who asks, as the proxy says; None: it is not the proxy that asks, or it does not say."""
        if self.header is None or not self.sent(request):
            return None
        names = request.headers.getlist(self.header)
        # two of them: one was the client's own, and nobody knows which
        return _as_text(names[0]).strip() or None if len(names) == 1 else None

    def client(self, request: Request) -> str:
        """Return the address that a request came from, the proxy's own left aside."""
        direct = request.client.host if request.client else ""
        if not self.sent(request):
            return direct
        # the last ones were written by proxies that are trusted; what stands before may be made up
        passed = ",".join(request.headers.getlist("x-forwarded-for")).split(",")
        outside = (one for one in reversed([one.strip() for one in passed]) if one and not self._has(one))
        return next(outside, direct)

    def is_https(self, request: Request) -> bool:
        """Say whether the browser's own connection is encrypted."""
        if request.url.scheme == "https":
            return True
        return self.sent(request) and request.headers.get("x-forwarded-proto", "").lower() == "https"

    def _has(self, address: str) -> bool:
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        return any(found in network for network in self.networks if network.version == found.version)


def _as_text(header: str) -> str:
    """Return a header as what it was before it was read as latin-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
