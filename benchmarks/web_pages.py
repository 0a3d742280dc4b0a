"""Which pages there are: the addresses of the application, their names filled in by following links."""

import re
from dataclasses import dataclass, field

from fastapi.routing import APIRoute

from coachkit.web.routes import ROUTERS
from web_server import Asker

_EXAMPLES = 4
"""Addresses of each kind that are measured."""
_MOST_READ = 60
"""Pages that are read to find links."""
_PARTS = ("/audio", "/api", "/token")


@dataclass(slots=True, kw_only=True)
class Kind:
    """Pages of one kind: `/calls/{call}`."""

    path: str
    twin: str | None
    addresses: list[str] = field(default_factory=list)


def find_pages(asker: Asker) -> tuple[list[Kind], list[str]]:
    """Return the kinds of pages with addresses of each, and the kinds to which no link was found."""
    routes = [
        route
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    ]
    paths = {route.path for route in routes}
    pages = [route for route in routes if not route.path.startswith(_PARTS)]
    kinds = {
        route.path: Kind(
            path=route.path, twin=twin if (twin := "/api" + route.path.rstrip("/")) in paths else None
        )
        for route in pages
    }
    for path, kind in kinds.items():
        if "{" not in path:
            kind.addresses.append(path)
    patterns = [(route.path_regex, kinds[route.path]) for route in pages]
    ahead, read = [kind.addresses[0] for kind in kinds.values() if kind.addresses], 0
    seen = {*ahead}
    while ahead and read < _MOST_READ:
        answer = asker.get(ahead.pop(0))
        read += 1
        for link in dict.fromkeys(re.findall(r'(?:href|hx-get)="(/[^"#]*)', answer.text)):
            address = link.replace("&amp;", "&")
            path = address.partition("?")[0]
            found = next((kind for pattern, kind in patterns if pattern.match(path)), None)
            if address in seen or found is None or len(found.addresses) >= _EXAMPLES:
                continue
            seen.add(address)
            found.addresses.append(address)
            ahead.append(address)
    return [kind for kind in kinds.values() if kind.addresses], [
        path for path, kind in kinds.items() if not kind.addresses
    ]


def twin_of(kind: Kind, address: str) -> str | None:
    """Return the address of the same as data."""
    if kind.twin is None:
        return None
    path, _, query = address.partition("?")
    return f"/api{path.rstrip('/')}" + (f"?{query}" if query else "")
