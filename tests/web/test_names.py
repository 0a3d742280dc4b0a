import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.models import RejectedSuggestion
from coachkit.store.library import Library
from coachkit.store.suggestions import save_rejection
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import build_example
from tests.web.busy_weeks import RIVAL, build_busy_weeks
from tests.web.conftest import HOME


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = build_busy_weeks(tmp_path_factory.mktemp("busy") / "busy.db")
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        yield client


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    return build_example(folder / "example.db", folder)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    Library.open(tmp_path / "empty.db", create=True).close()
    with TestClient(make_app(LibraryPool(tmp_path / "empty.db")), base_url=HOME) as client:
        yield client


def test_names_are_listed_by_kind_with_their_calls(client: TestClient) -> None:
    page = client.get("/names")
    assert page.status_code == 200
    assert 'href="/names/competitor/Zenlane"' in page.text
    assert 'href="/names/feature/Export"' in page.text
    [competitors, *_] = client.get("/api/names").json()["groups"]
    assert competitors["names"][0]["size"]["calls"] == 2


def test_what_rises_stands_above_with_its_calls(busy: TestClient) -> None:
    changes = busy.get("/api/names").json()["changes"]
    risen = [one for one in changes if one["direction"] == "up"]
    assert [one["name"] for one in risen][:2] == [RIVAL, "churn risk"]
    assert "in 18 of 25 calls (between" in risen[0]["says"]
    assert "/calls?q=tracker%3A" in busy.get("/names").text


def test_phrases_are_never_called_trackers(busy: TestClient) -> None:
    for address in ("/names", "/names/phrase/churn%20risk", "/names/unknown"):
        shown = re.sub(r"<[^>]*>", " ", busy.get(address).text)
        assert "Phrases we listen for" in shown or "Names" in shown
        assert "tracker" not in shown.casefold()


def test_a_team_narrows_the_names(busy: TestClient) -> None:
    def most(**asked: str) -> int:
        return int(busy.get("/api/names", params=asked).json()["groups"][0]["most"])

    assert 0 < most(team="Sales") < most()
    assert busy.get("/names", params={"team": "Nobody"}).status_code == 404


def test_a_name_shows_its_lines_marked_and_where_they_play(client: TestClient) -> None:
    page = client.get("/names/competitor/Zenlane")
    assert page.status_code == 200
    assert "<mark>Zenlane</mark> offered us the same thing" in page.text
    assert 'data-call="1f00ba5e" data-start="4.50"' in page.text
    assert 'href="/calls?q=competitor%3AZenlane"' in page.text
    assert 'href="/playlists/competitor-zenlane-good"' in page.text


def test_what_is_said_is_escaped(client: TestClient, busy: TestClient) -> None:
    page = client.get("/names/feature/Export").text
    assert "<b>every</b>" not in page
    assert "&lt;b&gt;every" in page
    name = busy.get("/api/names").json()["groups"][0]["names"][0]["size"]["name"]
    assert name == RIVAL
    assert RIVAL not in busy.get("/names").text


def test_a_name_has_a_twin_of_data(client: TestClient) -> None:
    found = client.get("/api/names/competitor/Zenlane").json()
    assert [one["call_id"] for one in found["places"]] == ["2ee7c0de", "1f00ba5e"]
    assert [one["name"] for one in found["agents"]] == ["Jana Kovac", "Tom Berg"]
    assert {one["name"] for one in found["customers"]} == {"Acme Ltd", "+4912345"}


def test_the_pages_of_a_name_hold_every_place_once(busy: TestClient) -> None:
    found = [busy.get("/api/names/phrase/churn risk", params={"page": n}).json() for n in (1, 2, 3)]
    assert found[0]["pages"] == 2
    places = [one["call_id"] for part in found for one in part["places"]]
    assert len(places) == len({*places}) == 25
    assert places == sorted(places, key=lambda call: (-int(call[1]), places.index(call)))


def test_a_name_shows_its_course_in_figures(busy: TestClient) -> None:
    page = busy.get("/names/phrase/churn%20risk").text
    assert "18 of 25 calls" in page
    assert "Comes up more in the last week" in page
    by_month = busy.get("/api/names/phrase/churn risk", params={"by": "month"}).json()
    assert by_month["course"]["by"] == "month"


def test_a_name_may_be_written_as_it_is_spoken(client: TestClient) -> None:
    assert client.get("/api/names/competitor/zenlane").json()["name"] == "Zenlane"


@pytest.mark.parametrize(
    ("address", "status"),
    [("/names/competitor/Nobody", 404), ("/names/thing/x", 400), ("/names/competitor/Zenlane?page=0", 400)],
)
def test_what_is_not_there_is_told(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_unknown_names_are_listed_with_a_line_that_plays(client: TestClient) -> None:
    page = client.get("/names/unknown")
    assert "<mark>Larkfield</mark>" in page.text
    assert "None can be listed here: this library was built without a coachkit.toml" in page.text
    [found] = client.get("/api/names/unknown").json()["names"]
    assert (found["name"], found["places"], found["calls"]) == ("Larkfield", 3, 3)
    assert not found["is_rising"]


def test_a_name_that_was_turned_down_is_not_listed(tmp_path: Path) -> None:
    db = build_example(tmp_path / "example.db", tmp_path)
    with Library.open(db) as library:
        save_rejection(
            library, RejectedSuggestion(spelling="larkfield", meant="", author="lead", made_at="2026-11-20")
        )
    with TestClient(make_app(LibraryPool(db)), base_url=HOME) as client:
        assert "No unknown name is said" in client.get("/names/unknown").text


def test_an_empty_library_says_how_names_come(empty: TestClient) -> None:
    assert "coachkit competitors add NAME" in empty.get("/names").text
    assert empty.get("/names/unknown").status_code == 200
    assert empty.get("/names/competitor/Zenlane").status_code == 404
