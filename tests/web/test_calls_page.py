import re
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from coachkit.models import Call
from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import BAD, GOOD, LOST
from tests.web.axe import serious_findings
from tests.web.conftest import HOME


def ids(client: TestClient, **asked: str) -> list[str]:
    answer = client.get("/api/calls", params=asked)
    assert answer.status_code == 200, answer.text
    return [call["id"] for call in answer.json()["calls"]]


def test_the_list_of_calls_shows_each_call_with_a_link(client: TestClient) -> None:
    page = client.get("/calls")
    assert page.status_code == 200
    assert 'href="/calls/1f00ba5e"' in page.text


def test_the_list_has_a_twin_of_data(client: TestClient) -> None:
    found = client.get("/api/calls", params={"label": "bad"}).json()
    assert [call["label"] for call in found["calls"]] == ["bad"]
    assert found["competitors"] == {BAD: ["Zenlane"]}
    assert (found["total"], found["number"], found["pages"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("asked", "calls"),
    [
        ({}, [LOST, BAD, GOOD]),
        ({"agent": "jana"}, [LOST, GOOD]),
        ({"customer": "Acme Ltd"}, [LOST, GOOD]),
        ({"topic": "dashboards"}, [LOST]),
        ({"topic": "t1"}, [LOST]),
        ({"kind": "support", "grade": "d"}, [BAD]),
        ({"since": "2026-11-17"}, [LOST, BAD]),
        ({"until": "2026-11-17"}, [BAD, GOOD]),
        ({"q": "export"}, [BAD]),
        ({"q": "competitor:zenlane", "label": "good", "agent": ""}, [GOOD]),
    ],
)
def test_each_filter_narrows_the_list(client: TestClient, asked: dict[str, str], calls: list[str]) -> None:
    assert ids(client, **asked) == calls


@pytest.mark.parametrize(
    ("sort", "calls"),
    [
        ("started", [GOOD, BAD, LOST]),
        ("agent", [LOST, GOOD, BAD]),
        ("-agent", [BAD, LOST, GOOD]),
        ("customer", [BAD, LOST, GOOD]),
        ("topic", [LOST, BAD, GOOD]),
        ("-topic", [LOST, BAD, GOOD]),
        ("label", [BAD, LOST, GOOD]),
        ("-score", [LOST, GOOD, BAD]),
        ("-competitors", [BAD, GOOD, LOST]),
        ("length", [LOST, BAD, GOOD]),
    ],
)
def test_the_list_is_sorted_and_what_is_not_known_comes_last(
    client: TestClient, sort: str, calls: list[str]
) -> None:
    assert ids(client, sort=sort) == calls


@pytest.mark.parametrize(
    ("asked", "status", "hint"),
    [
        ({"agent": "Nobody"}, 404, "Jana Kovac"),
        ({"customer": "Acne Ltd"}, 404, "Acme Ltd"),
        ({"topic": "dashbords"}, 404, "Dashboards"),
        ({"label": "awful"}, 404, "good"),
        ({"grade": "E"}, 404, "“A”"),
        ({"sort": "size"}, 404, "length"),
        ({"since": "sometime"}, 400, "2026-11-16"),
        ({"since": "2026-11-18", "until": "2026-11-17"}, 400, "earlier"),
        ({"q": "agent:("}, 400, "agent"),
    ],
)
def test_a_filter_that_fits_nothing_is_told_with_what_comes_near(
    client: TestClient, asked: dict[str, str], status: int, hint: str
) -> None:
    page, twin = client.get("/calls", params=asked), client.get("/api/calls", params=asked)
    assert (page.status_code, twin.status_code) == (status, status)
    assert hint in page.text
    assert hint in twin.json()["detail"]
    assert '<form id="narrow"' in page.text  # to be put right where it was asked


def test_a_page_that_does_not_exist_is_refused(client: TestClient) -> None:
    assert client.get("/calls", params={"page": "0"}).status_code == 400


def test_a_later_page_begins_where_the_one_before_ended(client: TestClient, db: Path) -> None:
    with Library.open(db) as library:
        [pattern] = [call for call in library.rows(Call) if call.id == LOST]
        for n in range(50):
            library.save_call(replace(pattern, id=f"{n:08}", path=f"{n}.wav", started_at="2026-11-20"))
    first, second = (client.get("/api/calls", params={"page": n}).json() for n in (1, 2))
    assert (len(first["calls"]), first["total"], first["pages"]) == (50, 53, 2)
    assert [call["id"] for call in second["calls"]] == [LOST, BAD, GOOD]
    page = client.get("/calls", params={"page": "2", "kind": "support"}).text
    assert 'rel="prev" href="/calls?kind=support&amp;page=1"' in page
    assert client.get("/calls", params={"page": "3"}).status_code == 404


def test_a_filter_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/calls", params={"label": "bad", "agent": "Tom Berg"}).text
    assert 'href="/calls?agent=Tom+Berg"' in page
    assert 'href="/calls?label=bad"' in page


def test_what_is_asked_and_what_is_said_is_shown_as_text(client: TestClient) -> None:
    page = client.get("/calls", params={"q": "<script>alert(1)</script>"}).text
    assert "<script>alert(1)" not in page


def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.db", create=True).close()
    with TestClient(make_app(LibraryPool(tmp_path / "empty.db")), base_url=HOME) as client:
        assert "coachkit build" in client.get("/calls").text
        assert client.get("/api/calls").json()["calls"] == []


def test_a_filter_is_chosen_with_the_keyboard_and_shown_at_once(page: Page) -> None:
    page.goto("/calls")
    page.get_by_label("How it went").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status").filter(has_text="1 call")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"/calls\?label=bad$"))
    assert page.locator(".foot a").first.get_attribute("href") == "/api/calls?label=bad"
    page.go_back()
    expect(page.locator("tbody tr")).to_have_count(3)


def test_a_column_is_sorted_with_the_keyboard_and_keeps_the_focus(page: Page) -> None:
    page.goto("/calls?q=zenlane")
    page.get_by_role("link", name="Customer", exact=True).focus()
    page.keyboard.press("Enter")
    column = page.get_by_role("columnheader", name="Customer")
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("tbody tr").first).to_contain_text("+4912345")
    expect(column.get_by_role("link")).to_be_focused()
    page.get_by_label("How it went").select_option("good")
    expect(page).to_have_url(re.compile(r"label=good&sort=customer"))


def test_a_row_opens_its_call(page: Page) -> None:
    page.route(f"**/calls/{BAD}", lambda route: route.fulfill(body="the call"))
    page.goto("/calls")
    page.locator("tbody tr", has_text="Tom Berg").get_by_text("went badly").click(
        force=True
    )  # the link lies over it
    expect(page).to_have_url(re.compile(f"/calls/{BAD}"))


def test_a_wrong_query_is_told_beside_the_form(page: Page) -> None:
    page.goto("/calls")
    page.get_by_label("Words that are said").fill("agent:nobody")
    expect(page.locator("p.problem")).to_contain_text("Jana Kovac")


def test_the_list_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/calls?label=bad")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_narrowed_list(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/calls?label=bad&since=2026-11-01")
    assert serious_findings(page) == []
