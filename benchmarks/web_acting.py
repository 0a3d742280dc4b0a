"""How long what people do on the web page of a large library takes, and what it does to pages of others.

    python benchmarks/web_acting.py --library COPY.db --settings COPY.toml [--seconds 60]

Both files are changed: give copies. Pages are asked by a lead and by the agent with the most calls, first
while nothing happens, then while another agent hears a list and notes every few seconds how far it is. After
that a lead does a thing of each kind, and takes it back.
"""

import argparse
import http.client
import re
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from coachkit.following.assigning import Request, Stamp, assign_list
from coachkit.models import CallAgent, Playlist, Segment, User
from coachkit.store.coding import select_sql
from coachkit.store.library import Library
from coachkit.store.reading.following import clips_in, list_named
from coachkit.store.users import save_user
from times_of import spread
from transcripts import report, tell
from web_server import Server, running

_LEAD = "Petra"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)"')
_FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
_EVERY = 3.0
"""Seconds between two notes of how far somebody is."""
_PAGES_OF_LEAD = (
    "/", "/calls", "/playlists", "/topics", "/names", "/team", "/customers", "/playbooks", "/search?q=refund",
)  # fmt: skip
_PAGES_OF_AGENT = ("/", "/calls", "/mine", "/search?q=refund")


class Person:
    """A browser of somebody whom a proxy names."""

    def __init__(self, server: Server, name: str) -> None:
        self._server, self.name = server, name

    def ask(self, address: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Return the status of a page, where it leads to and its text; `fields`: a form is sent."""
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=600)
        headers = {"X-Remote-User": self.name, "Origin": f"http://127.0.0.1:{self._server.port}"}
        if fields is None:
            connection.request("GET", address, headers=headers)
        else:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("POST", address, urlencode(fields), headers)
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        connection.close()
        return response.status, response.headers.get("Location", ""), text

    def send(self, page: str, action: str, **fields: str) -> tuple[float, str]:
        """Send the form of a page; return how long it took in seconds, and the page that tells of it."""
        _, _, text = self.ask(page)
        inside = next(inside for where, inside in _FORM.findall(text) if unescape(where) == action)
        hidden = {name: unescape(value) for name, value in _HIDDEN.findall(inside)}
        began = time.perf_counter()
        status, there, said = self.ask(action, hidden | fields)
        if status != http.HTTPStatus.SEE_OTHER:
            raise SystemExit(f"{action}: {status}: {' '.join(re.sub('<[^>]*>', ' ', said).split())[-600:]}")
        return time.perf_counter() - began, there


def main() -> None:
    """Read the arguments, prepare, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--settings", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=60.0, help="for which pages are asked, each time")
    given = parser.parse_args()
    agents, playlist = prepare(given.library, given.settings)
    with running(given.library, "--config", str(given.settings)) as server:
        time.sleep(given.seconds / 2)  # until what takes long was read ahead
        lead, agent, other = (Person(server, name) for name in (_LEAD, *agents))
        figures: dict[str, object] = {"quiet": pages(lead, agent, given.seconds)}
        tell(str(figures))
        with noting(other, playlist):
            figures["while somebody hears a list"] = pages(lead, agent, given.seconds)
        tell(str(figures))
        figures["done"] = actions(given.library, lead)
        figures["MB at most"] = server.megabytes("VmHWM")
    report(figures)


def prepare(db: Path, settings: Path) -> tuple[list[str], str]:
    """Let a lead and two agents in by a proxy, and ask one of them to hear a list; return agents and list."""
    text = settings.read_text(encoding="utf-8")
    if "proxy_header" not in text:
        settings.write_text(
            f'{text}\n[web]\nproxy_header = "X-Remote-User"\nproxy_addresses = ["127.0.0.1"]\n',
            encoding="utf-8",
        )
    with Library.open(db) as library:
        names = [one.agent for one in library.rows(CallAgent)]
        agents = sorted({*names}, key=lambda name: -names.count(name))[:2]
        for name in (_LEAD, *agents):
            save_user(
                library,
                User(
                    name=name,
                    role="lead" if name == _LEAD else "agent",
                    agent=None if name == _LEAD else name,
                    password=None,
                    added_at="2026-11-02T09:00:00+00:00",
                ),
            )
        head = next(
            list_named(library, one.id) for one in library.rows(Playlist) if clips_in(library, [one.id])
        )
        stamp = Stamp(author=_LEAD, at="2026-11-20T10:00:00+00:00", day=date(2026, 11, 20))
        assign_list(library, head, [agents[1]], Request(), stamp=stamp)
    return agents, head.id


def pages(lead: Person, agent: Person, seconds: float) -> dict[str, object]:
    """Return how long pages take for two who read one after the other, all the time."""
    return {
        "lead": _round(lead, _PAGES_OF_LEAD, seconds / 2),
        "agent": _round(agent, _PAGES_OF_AGENT, seconds / 2),
    }


def _round(person: Person, addresses: Iterable[str], seconds: float) -> dict[str, object]:
    taken: dict[str, list[float]] = {address: [] for address in addresses}
    for address in taken:
        person.ask(address)
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for address, times in taken.items():
            began = time.perf_counter()
            status, _, text = person.ask(address)
            times.append(time.perf_counter() - began)
            if status != http.HTTPStatus.OK:
                raise SystemExit(f"{address}: {status}: {text[-900:]}")
            time.sleep(0.2)
    found: dict[str, object] = {"all": spread([one for times in taken.values() for one in times])}
    return found | {address: spread(times) for address, times in taken.items()}


@contextmanager
def noting(person: Person, playlist: str) -> Iterator[None]:
    """Let somebody hear a list meanwhile."""
    _, _, page = person.ask(f"/mine/{playlist}")
    action = f"/mine/{playlist}/at"
    token = re.search(r'name="form" value="(\w+)"', page)
    clip = re.search(r'name="clip" value="([^"]*)"', page)
    if token is None or clip is None:
        raise SystemExit("the list to hear shows no form")
    is_over = threading.Event()

    def note() -> None:
        second = 0.0
        while not is_over.wait(_EVERY):
            second += _EVERY
            fields = {"form": token[1], "clip": clip[1], "second": str(second % 20)}
            status, _, text = person.ask(action, fields)
            if status != http.HTTPStatus.NO_CONTENT:
                tell(f"{action}: {status}: {text[-300:]}")

    thread = threading.Thread(target=note)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def actions(db: Path, lead: Person) -> dict[str, object]:
    """Return how long a thing of each kind takes, and to take it back, in seconds."""
    figures: dict[str, object] = {}
    for what, page, action, fields in _things(db, lead):
        seconds, there = lead.send(page, action, **fields)
        _, _, told = lead.ask(there)
        back = re.search(r'action="(/undo/[^"]*)"', told)
        undone = lead.send(there, back[1])[0] if back else None
        figures[what] = {"s": round(seconds, 2), "taken back s": undone and round(undone, 2)}
        tell(f"{what}: {figures[what]}")
    return figures


def _things(db: Path, lead: Person) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    with Library.open(db) as library:
        [line] = library.find(Segment, select_sql(Segment, where="text like '%ZenLane%'") + " limit 1")
    call, n = line.call_id, line.n
    text = line.text.replace("ZenLane", "Send Lane")
    edit = f"/calls/{call}/lines/{n}/edit"
    yield "rate a call", f"/calls/{call}", f"/calls/{call}/rate", {"verdict": "good"}
    yield "rate another", f"/calls/{call}", f"/calls/{call}/rate", {"verdict": "bad"}
    yield "correct a line, the first", edit, edit, {"text": text}
    yield "correct a line", edit, edit, {"text": f"{text} Yes."}
    for what, listed, end in (
        ("pin a clip", "/playlists", "/pin"),
        ("rename a topic", "/topics", "/rename"),
    ):
        page, action = _first(lead, listed, end)
        yield what, page, action, {"name": "Something else"} if end == "/rename" else {}
    yield "add a competitor", "/names", "/names/add", {"name": "Greenfield", "kind": "competitor"}
    yield from _spelling(lead)


def _first(lead: Person, listed: str, end: str) -> tuple[str, str]:
    """Return the first page that a list of pages links to and that has a form which ends so."""
    _, _, text = lead.ask(listed)
    for page in dict.fromkeys(re.findall(rf'href="({listed}/[^"?#]+)', text)):
        found = [unescape(one) for one, _ in _FORM.findall(lead.ask(page)[2]) if one.endswith(end)]
        if found:
            return page, found[0]
    raise SystemExit(f"no page of {listed} has a form {end}")


def _spelling(lead: Person) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    began = time.perf_counter()
    _, _, text = lead.ask("/names/spellings")
    tell(f"/names/spellings: {time.perf_counter() - began:.1f} s")
    for where, inside in _FORM.findall(text):
        if where.endswith("/decide"):
            fields = {name: unescape(value) for name, value in _HIDDEN.findall(inside)}
            fields |= {"take": "yes"}
            yield "accept a spelling", "/names/spellings", unescape(where), fields
            return


if __name__ == "__main__":
    main()
