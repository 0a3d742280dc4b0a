import itertools
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response

from coachkit.models import Assignment, Clip, Playlist
from coachkit.store.library import Library
from coachkit.store.row_writing import upsert_rows
from coachkit.store.users import save_user
from coachkit.web.acting.forms import acting, acting_as_lead
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from coachkit.web.person import lead_of
from tests.export.example import AGENTS, BAD, GOOD, LOST
from tests.web.accounts import log_in, reception_of, save_users, user
from tests.web.conftest import HOME
from tests.web.every_address import all_routes, asked_of, depends_on, filled, named, routes
from tests.web.planted_calls import CALLS_OF, WORDS, plant, told_secrets

LEADS_ALONE = {
    "/assign",
    "/build",
    "/build/progress",
    "/cards/markdown/{kind}/{name:path}",
    "/cards/{kind}/{name:path}",
    "/home/changes",
    "/names/spellings",
    "/names/unknown",
    "/playlists",
    "/playlists/{playlist}",
    "/playlists/{playlist}/export",
    "/playlists/{playlist}/hearers",
    "/search/to-list",
    "/calls/{call}/to-list",
    "/calls/{call}/rate",
    "/calls/{call}/lines/{n}/edit",
    "/talks/{name:path}",
    "/topics/ask",
    "/topics/priorities",
    "/topics/unfiled",
    "/topics/{topic_id}/experts",
}
"""What agents may not open at all; a page that is not here is theirs to see, with what is theirs on it."""
WITHOUT_FORM_TOKEN = {"/token", "/login", "/login/again"}
"""Who comes in has no page of this server yet."""
FOR_NOBODY = ("/login", "/token", "/static/")
LISTS = ("competitor-zenlane-good", "competitor-zenlane-bad", "feature-export-bad", "topic-dashboards-mixed")
FILLED: dict[str, tuple[str, ...]] = {
    "call": (GOOD, BAD, LOST),
    "call_id": (GOOD, BAD, LOST),
    "name": ("Jana Kovac", "Tom Berg", "agent12", "+4912345", "Zenlane"),
    "kind": ("competitor", "phrase"),
    "playlist": LISTS[:2],
    "topic_id": ("t1", *(f"t-{word}" for word in WORDS.values())),
    "playbook_id": tuple(f"book-{word}" for word in WORDS.values()),
    "subject": ("competitor-zenlane", "feature-export"),
}
"""What the names in addresses stand for; those not told here are numbers."""
ASKED = {
    "q": "zenlane OR export OR dashboards",
    "at": "4.5",
    "start": "4.5",
    "end": "10",
    "from": "4.5",
    "to": "10",
    "format": "json",
    "for": "peers",
    "agent": "",
    "figure": "",
    "view": "places",
    "card": "service",
    "criterion": "next step agreed",
    "verdict": "good",
    "why": "so",
    "text": "changed",
    "reason": "so",
    "playlist": "competitor-zenlane-good",
    "title": "Mine",
    "n": "0",
    "name": "Zenlane",
    "form": "",
    "back": "/calls",
    "version": "",
}


@pytest.fixture(scope="module")
def library(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = Path(shutil.copy(example, tmp_path_factory.mktemp("roles") / "example.db"))
    save_users(plant(db))
    return db


@pytest.fixture(scope="module")
def app(library: Path) -> FastAPI:
    return make_app(LibraryPool(library), reception=reception_of(library))


@pytest.fixture(params=["petra", "jana", "tom", "nobody"])
def role(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def asking(app: FastAPI, role: str) -> Iterator[TestClient]:
    with TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False) as client:
        if role != "nobody":
            log_in(client, "Petra" if role == "petra" else role)
        yield client


def addresses(path: str) -> list[str]:
    """Return a path with all that its names can stand for."""
    choices = [FILLED.get(name, ("0", "1")) for name in named(path)]
    return [filled(path, (quote(one) for one in chosen)) for chosen in itertools.product(*choices)]


def question(route: APIRoute) -> dict[str, str]:
    return {name: ASKED[name] for name in asked_of(route) if ASKED.get(name)}


def leaks(answer: Response, role: str, asked: str) -> list[str]:
    """Return what an answer tells that the role may not know, and that was not in the question already."""
    return told_secrets(role, f"{answer.headers}\n{answer.text}", asked)


def is_for_leads(path: str) -> bool:
    return (path.removeprefix("/api") or "/") in LEADS_ALONE


def test_the_planted_words_are_there_to_be_found(app: FastAPI) -> None:
    with TestClient(app, base_url=HOME) as client:
        log_in(client, "Petra")
        for call_id, word in WORDS.items():
            assert client.get(f"/calls/{call_id}").text.count(word) > 5
            assert word in client.get("/search/hits", params={"q": word}).text
        for path in ("/names", "/names/unknown", "/topics", "/home/changes", "/"):
            page = client.get(path).text
            assert any(word in page for word in WORDS.values()) or path in ("/topics", "/home/changes")


def test_every_answer_is_one_that_the_role_may_have(asking: TestClient, role: str) -> None:
    wrong: list[str] = []
    seen: set[int] = set()
    for route in all_routes():
        if "GET" not in (route.methods or ()):
            continue
        most = {"petra": 3, "nobody": 1}.get(role, 100)  # of agents, all that others have
        for address in addresses(route.path)[:most]:
            asked = question(route)
            answer = asking.get(address, params=asked)
            seen.add(answer.status_code)
            if answer.status_code >= 500:
                wrong.append(f"{address}: {answer.status_code}")
            if found := leaks(answer, role, f"{address} {asked}"):
                wrong.append(f"{address} tells {found}")
            if role == "nobody" and not address.startswith(FOR_NOBODY) and answer.status_code != 401:
                wrong.append(f"{address}: {answer.status_code}, and nobody asks")
            if role in ("jana", "tom"):
                is_refused = answer.status_code == 403
                is_own = not re.match(r"(/api)?/team/.", address)
                if is_refused != is_for_leads(route.path) and is_own:
                    wrong.append(f"{address}: {answer.status_code}, an agent asks")
            if role == "petra" and answer.status_code in (401, 403):
                wrong.append(f"{address}: {answer.status_code}, a lead asks")
    assert not wrong, "\n".join(wrong)
    assert 200 in seen


def test_leads_alone_open_what_is_for_leads() -> None:
    unknown = LEADS_ALONE - set(routes())
    assert not unknown


@pytest.mark.parametrize("agent", ["jana", "tom"])
def test_calls_of_others_are_refused_by_page_data_sound_and_file(app: FastAPI, agent: str) -> None:
    with TestClient(app, base_url=HOME) as client:
        log_in(client, agent)
        for call_id in AGENTS:
            is_own = call_id in CALLS_OF[agent]
            for path in (
                "/calls/{}",
                "/api/calls/{}",
                "/calls/{}/lines",
                "/api/calls/{}/lines",
                "/calls/{}/similar",
                "/calls/{}/figures",
                "/search/around/{}/0",
            ):
                assert (client.get(path.format(call_id)).status_code == 200) == is_own, path
            gone = 410 if is_own else 404  # the recordings of the example are none
            assert client.get(f"/audio/{call_id}").status_code == gone
            assert client.get(f"/api/calls/{call_id}/waves").status_code == gone
            ready = client.get(f"/audio/{call_id}/ready").json()["problem"]
            assert ("No call has the id" in ready) != is_own
        for form in ("json", "csv", "md", "m3u8", "zip", "html", "rss"):
            assert client.get(f"/playlists/{LISTS[1]}/export", params={"format": form}).status_code == 403


@pytest.mark.parametrize("agent", ["jana", "tom"])
def test_lists_and_searches_hold_own_calls_alone(app: FastAPI, agent: str) -> None:
    with TestClient(app, base_url=HOME) as client:
        log_in(client, agent)
        assert {one["id"] for one in client.get("/api/calls").json()["calls"]} == {*CALLS_OF[agent]}
        found = client.get("/api/search", params={"q": "zenlane OR export OR dashboards"}).json()
        assert {one["call"]["id"] for one in found["hits"]} == {*CALLS_OF[agent]}
        for call_id, word in WORDS.items():
            hits = client.get("/api/search", params={"q": word}).json()["hits"]
            assert bool(hits) == (call_id in CALLS_OF[agent])


def test_a_name_that_comes_near_is_not_told_of_others(app: FastAPI) -> None:
    with TestClient(app, base_url=HOME) as client:
        log_in(client, "jana")
        for path in (
            "/calls/2ee7",
            "/calls?agent=Tom",
            "/calls?customer=%2B491",
            "/customers/%2B491",
            "/team/Tom",
            "/names/competitor/quince",
            "/mine/competitor-zenlane-ba",
            "/search?q=agent:Tom",
            "/search?q=customer:%2B49",
            "/calls?topic=t-quin",
            "/playbooks/book-quin",
        ):
            answer = client.get(path)
            assert not leaks(answer, "jana", path), path


def test_the_menu_holds_pages_that_the_person_may_open(asking: TestClient, role: str) -> None:
    if role == "nobody":
        return
    menu = re.search(r'<nav class="places".*?</nav>', asking.get("/").text, re.DOTALL)
    assert menu
    places = re.findall(r'href="([^"]+)"', menu[0])
    assert len(places) > 8
    assert {asking.get(place, follow_redirects=True).status_code for place in places} == {200}
    assert ("/build" in places) == ("/playlists" in places) == (role == "petra") or "/build" not in places


@pytest.mark.parametrize("agent", ["jana", "tom"])
def test_no_link_leads_an_agent_to_a_page_that_is_refused(app: FastAPI, agent: str) -> None:
    with TestClient(app, base_url=HOME) as client:
        log_in(client, agent)
        ahead, seen, refused = ["/"], {"/"}, []
        while ahead and len(seen) < 250:
            here = ahead.pop(0)
            page = client.get(here)
            if page.status_code in (401, 403):
                refused.append(here)
            if "text/html" not in page.headers.get("content-type", ""):
                continue
            for link in re.findall(r'(?:href|hx-get)="(/[^"]*)"', page.text):
                where = unescape(link).partition("#")[0]
                if where not in seen and not where.startswith(("/static", "/api/docs", "/audio")):
                    seen.add(where)
                    ahead.append(where)
        assert not refused
        assert len(seen) > 25


def test_an_agent_is_sent_on_to_the_own_page(app: FastAPI) -> None:
    with TestClient(app, base_url=HOME) as client:
        log_in(client, "jana")
        page = client.get("/team")
        assert page.url.path == "/team/Jana Kovac" or str(page.url).endswith("/team/Jana%20Kovac")
        assert "Jana Kovac" in page.text
        assert "Beside such calls with everybody" not in page.text
        assert '<th scope="col">Everybody</th>' not in page.text
        own = client.get("/api/team").json()
        assert own["went"]["agent"] == "Jana Kovac"
        assert {one["team"] for one in own["figures"]} <= {None}


# forms


def test_every_form_needs_the_token_of_its_page() -> None:
    without = {
        route.path
        for route in all_routes()
        if "POST" in (route.methods or ()) and not depends_on(route, acting, acting_as_lead)
    }
    assert without <= WITHOUT_FORM_TOKEN | {"/build/files"}  # files are read only once the token is known


def form_token_of(client: TestClient) -> str:
    found = re.search(r'name="form" value="([0-9a-f]{64})"', client.get("/calls").text)
    assert found
    return found[1]


def stored(db: Path) -> list[str]:
    """Return all that is in a library, users and playlists and all."""
    with Library.open_to_read(db) as library:
        tables = library.values("select name from sqlite_master where type = 'table'")
        names = [str(name) for (name,) in tables]
        return [
            repr([*library.values(f"select * from {name}")])  # noqa: S608 - names of our own tables
            for name in names
            if "index" not in name
        ]


def posting() -> list[APIRoute]:
    return [route for route in all_routes() if "POST" in (route.methods or ())]


@pytest.mark.parametrize("agent", ["jana", "tom"])
def test_no_form_of_an_agent_changes_what_is_not_theirs(app: FastAPI, library: Path, agent: str) -> None:
    others = {one for one in AGENTS if one not in CALLS_OF[agent]}
    before = stored(library)
    with TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False) as client:
        log_in(client, agent)
        token = form_token_of(client)
        wrong = []
        for route in posting():
            if route.path in ("/logout", "/login", "/token"):
                continue
            is_leads = depends_on(route, acting_as_lead, lead_of)
            for address in addresses(route.path):
                sent = question(route) | {"form": token}
                if not is_leads and not any(one in address for one in others):
                    continue  # own things: tested with what they do
                answer = client.post(address, data=sent, headers={"origin": HOME})
                if answer.status_code not in ((403,) if is_leads else (400, 403, 404)):
                    wrong.append(f"{address}: {answer.status_code}")
                if found := leaks(answer, agent, f"{address} {sent}"):
                    wrong.append(f"{address} tells {found}")
    assert not wrong, "\n".join(wrong)
    assert stored(library) == before


def test_no_form_without_its_token_changes_anything(app: FastAPI, library: Path, role: str) -> None:
    before = stored(library)
    with TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False) as client:
        log_in(client, "tom")
        of_another = form_token_of(client)
        client.cookies.clear()
        if role != "nobody":
            log_in(client, "Petra" if role == "petra" else role)
        wrong = []
        for route in posting():
            if route.path in WITHOUT_FORM_TOKEN:
                continue
            address = addresses(route.path)[0]
            for token in ("", "0" * 64, of_another):
                sent = question(route) | {"form": token}
                answer = client.post(address, data=sent, headers={"origin": HOME})
                if answer.status_code not in (400, 401, 403, 404):
                    wrong.append(f"{address}: {answer.status_code} with the token {token[:8]}")
                if found := leaks(answer, role, f"{address} {question(route)}"):
                    wrong.append(f"{address} tells {found}")
    assert not wrong, "\n".join(wrong)
    assert stored(library) == before


# what changes while somebody looks


@pytest.fixture
def changing(example: Path, tmp_path: Path) -> Path:
    db = Path(shutil.copy(example, tmp_path / "example.db"))
    save_users(plant(db))
    return db


def test_a_call_that_is_given_to_another_is_gone_at_once(changing: Path) -> None:
    app = make_app(LibraryPool(changing), reception=reception_of(changing))
    with TestClient(app, base_url=HOME) as client:
        log_in(client, "tom")
        assert client.get(f"/calls/{BAD}").status_code == 200
        assert "quincebad" in client.get("/search/hits", params={"q": "quincebad"}).text
        with Library.open(changing) as library, library.changing() as connection:
            connection.execute("update call_agents set agent = 'Jana Kovac' where call_id = ?", (BAD,))
        assert client.get(f"/calls/{BAD}").status_code == 404
        assert client.get("/api/calls").json()["total"] == 0
        assert not client.get("/api/search", params={"q": "quincebad"}).json()["hits"]


def test_two_agents_and_a_lead_in_turn_see_each_what_is_theirs(changing: Path) -> None:
    app = make_app(LibraryPool(changing), reception=reception_of(changing))
    with (
        TestClient(app, base_url=HOME) as lead,
        TestClient(app, base_url=HOME) as jana,
        TestClient(app, base_url=HOME) as tom,
    ):
        people = {"petra": lead, "jana": jana, "tom": tom}
        for name, client in people.items():
            log_in(client, "Petra" if name == "petra" else name)
        for _ in range(2):
            for path in (
                "/api/calls",
                "/api",
                "/api/customers",
                "/api/topics",
                "/api/names",
                "/search",
                "/api/mine",
                "/api/practice",
                "/api/playbooks",
                "/api/search?q=zenlane&view=calls",
            ):
                for name, client in people.items():
                    answer = client.get(path)
                    assert not leaks(answer, name, path), (name, path)


def test_who_is_no_lead_any_more_takes_nothing_back_as_one(changing: Path) -> None:
    app = make_app(LibraryPool(changing), reception=reception_of(changing))
    with TestClient(app, base_url=HOME) as client:
        log_in(client, "Petra")
        sent = {"form": form_token_of(client), "back": "/calls", "verdict": "bad", "why": "rude"}
        rated = client.post(f"/calls/{GOOD}/rate", data=sent, headers={"origin": HOME})
        where = re.search(r'action="(/undo/[^"]*)"', rated.text)
        assert where
        with Library.open(changing) as library:
            save_user(library, replace(user("Petra"), role="agent", agent="Tom Berg"))
        log_in(client, "Petra")
        token = form_token_of(client)
        assert client.post(where[1], data={"form": token}, headers={"origin": HOME}).status_code == 400


def test_what_a_list_is_called_tells_an_agent_no_name(changing: Path) -> None:
    with Library.open(changing) as library, library.changing() as connection:
        named = Playlist(
            id="what-tom-berg-said", kind="made", subject="Tom Berg", verdict="mixed",
            title="What Tom Berg said", description="Never like Tom Berg.", query='agent:"Tom Berg"',
        )  # fmt: skip
        asked = Assignment(
            n=90, playlist_id=named.id, agent="Jana Kovac", due=None, note=None, author="Lead",
            made_at="2026-11-19T10:00:00+00:00",
        )  # fmt: skip
        clip = replace(library.rows(Clip)[0], playlist_id=named.id, n=0, call_id=BAD, verdict="bad")
        upsert_rows(connection, named, clip, asked)
    app = make_app(LibraryPool(changing), reception=reception_of(changing))
    with TestClient(app, base_url=HOME) as client:
        log_in(client, "jana")
        assert "What the agent said" in client.get("/mine").text
        assert client.get("/mine/what-tom-berg-said").status_code == 200
        for path in (
            "/", "/mine", "/api/mine", "/api/mine/list-90", "/mine/wha", "/mine/nothing", "/search",
            "/api/search?q=playlist:wh", "/api/search?q=playlist:zz", "/api/search?q=playlist:list-90",
        ):  # fmt: skip
            assert "berg" not in client.get(path).text.lower(), path


def test_an_agent_whom_the_library_does_not_know_sees_no_call(changing: Path) -> None:
    with Library.open(changing) as library:
        save_user(library, replace(user("jana"), name="ada", agent="Ada Nobody"))
    app = make_app(LibraryPool(changing), reception=reception_of(changing))
    with TestClient(app, base_url=HOME) as client:
        log_in(client, "ada")
        for path in ("/", "/calls", "/search", "/topics", "/names", "/customers", "/practice", "/playbooks"):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert not leaks(answer, "nobody", path) or path in ("/search",), path
        assert client.get("/api/calls").json()["total"] == 0
        assert client.get("/team").status_code == 404
