"""Every address of the application, with the names that it takes filled in from a library."""

import re
from collections.abc import Callable, Iterable, Iterator

from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from coachkit.web.routes import ROUTERS

_NAME = re.compile(r"\{(\w+)(?::\w+)?\}")


def routes() -> list[str]:
    """Return the addresses that may be read, as `/calls/{call_id}`."""
    found = {
        route.path
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    }
    return sorted(found)


def all_routes() -> list[APIRoute]:
    """Return all that can be asked or sent, in the order of their addresses."""
    found = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    return sorted(found, key=lambda one: (one.path, sorted(one.methods or ())))


def depends_on(route: APIRoute, *functions: Callable[..., object]) -> bool:
    """Say whether a route asks for one of these, itself or by what it asks for."""
    ahead = [route.dependant]
    while ahead:
        one = ahead.pop()
        if one.call in functions:
            return True
        ahead += one.dependencies
    return False


def asked_of(route: APIRoute) -> list[str]:
    """Return the names of what a route takes by the address's question or a form."""
    names: dict[str, None] = {}
    ahead = [route.dependant]
    while ahead:
        one = ahead.pop()
        names |= dict.fromkeys(param.alias for param in (*one.query_params, *one.body_params))
        ahead += one.dependencies
    return list(names)


def named(address: str) -> list[str]:
    """Return what the names in an address are called."""
    return _NAME.findall(address)


def filled(address: str, words: Iterable[str]) -> str:
    """Return an address with its names replaced, one by one, by `words`."""
    given = iter(words)
    return _NAME.sub(lambda _: next(given, "x"), address)


def names_in(address: str) -> int:
    """Return how many names an address takes."""
    return len(_NAME.findall(address))


def linked_pages(client: TestClient, *, most: int = 80) -> Iterator[tuple[str, str]]:
    """Yield addresses and texts of pages, from the first page on along links, at most so many.

    Of addresses that differ only in what is asked of them, the first few are read.
    """
    known = {address for address in routes() if not names_in(address) and not address.startswith("/api")}
    ahead, seen = sorted(known), {*known}
    kinds: dict[str, int] = {}
    while ahead and most:
        address = ahead.pop(0)
        kind = "/".join(address.partition("?")[0].split("/")[:3])
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > 3:
            continue
        answer = client.get(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        most -= 1
        yield address, answer.text
        new = [
            link.replace("&amp;", "&").partition("#")[0]
            for link in re.findall(r'href="(/[^"]*)"', answer.text)
        ]
        new = [
            link
            for link in dict.fromkeys(new)
            if link not in seen and not link.startswith(("/static", "/api"))
        ]
        seen.update(new)
        ahead += new
