from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.web.advised_example import SCRIPT, build_advised_example, findings_in_both_schemes, silence
from tests.web.conftest import HOME

JANA = "/team/Jana%20Kovac"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("advised")
    return build_advised_example(folder / "advised.db", folder)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "empty.db"
    Library.open(path, create=True).close()
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        yield client


def test_agents_stand_by_name_with_how_many_calls_they_have(client: TestClient) -> None:
    text = client.get("/team").text
    assert text.index('href="/team/Jana%20Kovac"') < text.index('href="/team/Tom%20Berg"')
    assert "By name, not by rank" in text


def test_too_few_calls_are_told_as_such(client: TestClient) -> None:
    agents = client.get("/api/team").json()["parts"][0]["agents"]
    assert {one["says"] for one in agents} <= {"too few calls to tell", "no call judged yet"}
    assert all(one["effect"] is None for one in agents)


def test_an_empty_library_says_how_agents_are_named(empty: TestClient) -> None:
    assert "coachkit agents add NAME" in empty.get("/team").text


def test_a_figure_can_be_chosen_and_one_that_is_not_there_is_told(client: TestClient) -> None:
    choices = client.get("/api/team").json()["choices"]
    chosen = client.get("/api/team", params={"figure": choices[-1]["name"]}).json()["chosen"]
    assert chosen == choices[-1]
    assert client.get("/team", params={"figure": "shoe size"}).status_code == 404
    assert client.get("/team", params={"team": "Nobody's"}).status_code == 404


def test_an_agents_page_shows_what_went_well_and_badly_to_hear(client: TestClient) -> None:
    page = client.get(JANA)
    assert page.status_code == 200
    assert 'data-call="1f00ba5e"' in page.text
    assert SCRIPT not in page.text


def test_a_place_that_can_hardly_be_heard_is_not_played(client: TestClient) -> None:
    found = client.get("/api/team/Tom%20Berg").json()
    assert found["badly"] == []


def test_an_agent_is_found_by_an_alias_and_an_unknown_one_is_not(client: TestClient) -> None:
    assert client.get("/api/team/agent12").json()["went"]["agent"] == "Jana Kovac"
    assert client.get("/team/Nobody").status_code == 404
    assert client.get("/talks/Nobody").status_code == 404


def test_figures_have_how_many_calls_they_are_of(client: TestClient) -> None:
    figures = client.get(f"/api{JANA}").json()["figures"]
    assert figures
    assert all(one["now"]["calls"] <= 2 for one in figures)
    assert {one["change"] for one in figures} == {"no calls before"}


def test_a_talk_says_so_where_nothing_stands_out(client: TestClient) -> None:
    assert "Nothing stands out" in client.get("/talks/Jana%20Kovac").text
    assert client.get("/api/talks/Jana%20Kovac").json()["talk"]["calls"] == 2


def test_what_to_talk_about_comes_after_the_page(page: Page) -> None:
    page.goto(JANA)
    expect(page.get_by_text("Nothing stands out")).to_be_visible()
    page.get_by_role("link", name="The whole talk").click()
    expect(page.get_by_role("heading", name="Talk with Jana Kovac")).to_be_visible()


def test_a_place_of_an_agent_plays_on_the_spot(page: Page) -> None:
    silence(page)
    page.goto(JANA)
    page.locator("[aria-labelledby=well] a.play").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Player")).to_be_visible()


def test_axe_finds_nothing_serious_on_the_teams_pages(page: Page) -> None:
    for address in ("/team", JANA, "/talks/Jana%20Kovac"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert findings_in_both_schemes(page) == []


def test_the_teams_pages_fit_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("/team", JANA, "/talks/Jana%20Kovac"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
