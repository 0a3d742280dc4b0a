import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Browser, Page, expect

from tests.web.axe import serious_findings
from tests.web.coached_example import Coached, coached_in
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send, undo, use_mine

LIST = "competitor-zenlane-bad"


@pytest.fixture
def coached(tmp_path: Path) -> Coached:
    return coached_in(tmp_path)


@pytest.fixture
def client(coached: Coached) -> Iterator[TestClient]:
    with TestClient(coached.app(), base_url=HOME) as client:
        yield client


@pytest.fixture
def served(coached: Coached) -> Iterator[str]:
    with Served(coached.db, coached.app()) as server:
        yield server.address


@pytest.fixture
def call(coached: Coached) -> str:
    return f"/calls/{coached.calls['lost']}"


def rate(client: TestClient, call: str, verdict: str = "good", **fields: str) -> Response:
    return send(client, call, f"{call}/rate", verdict=verdict, **fields)


def test_a_call_is_rated_and_the_page_tells_it(client: TestClient, call: str) -> None:
    told = rate(client, call, why="He stayed calm.")
    assert told.status_code == 200
    assert "You rated this call good. The call counts as good now." in notice(told)
    assert "He stayed calm." in told.text
    assert re.search(r'value="good" class="outline good" aria-pressed="true"', told.text)


def test_a_rating_can_be_undone(client: TestClient, call: str) -> None:
    told = undo(client, rate(client, call, why="He stayed calm."))
    assert "You took back your word on this call." in notice(told)
    assert "He stayed calm." not in client.get(call).text


def test_ones_own_rating_is_taken_back(client: TestClient, call: str) -> None:
    rate(client, call)
    told = rate(client, call, "none")
    assert "You took back your word on this call." in notice(told)
    assert "You rated this call good." in notice(undo(client, told))


def test_what_came_up_is_rated_where_it_stands(client: TestClient, call: str) -> None:
    place = re.search(r'id="rate-came-[^"]*" href="([^"]*)"', client.get(call).text)
    assert place
    told = send(client, place[1], f"{call}/rate", verdict="neutral", why="Not his fault.")
    assert "You rated this part in between." in notice(told)
    assert "“Zenlane”: in between now." in notice(told)
    assert "You: in between" in told.text
    assert "You: in between" not in undo(client, told).text


def test_a_time_past_the_end_and_no_time_are_told(client: TestClient, call: str) -> None:
    assert client.get(f"{call}/rate?at=99:00").status_code == 400
    assert client.get(f"{call}/rate?at=soon").status_code == 400
    late = rate(client, call, at="99:00", why="Too late.")
    assert late.status_code == 400
    assert "Too late." in late.text


def test_a_form_of_another_site_is_refused(client: TestClient, call: str) -> None:
    refused = client.post(f"{call}/rate", data={"verdict": "good", "form": "made up"})
    assert refused.status_code == 403
    assert client.post(f"{call}/rate", data={"verdict": "good"}).status_code == 403


def test_of_two_leads_the_second_is_shown_both(client: TestClient, call: str) -> None:
    old = re.search(r'name="version" value="(\w+)"', client.get(call).text)
    assert old
    rate(client, call, why="He stayed calm.")
    second = rate(client, call, "bad", why="He was late.", version=old[1])
    assert second.status_code == 409
    assert "says good" in second.text
    assert "bad: “He was late.”" in second.text
    told = use_mine(client, second)
    assert "You rated this call bad." in notice(told)
    assert "He was late." in told.text


def test_a_call_is_rated_and_its_playlist_changes(page: Page, call: str) -> None:
    page.goto(f"/playlists/{LIST}")
    expect(page.get_by_text("Zenlane is cheaper than you are").first).to_be_visible()
    page.goto(call)
    page.locator("#came-up .rate-link").first.click()
    page.locator("#in-place").get_by_role("button", name="Good").click()
    changed = "The playlist “Zenlane comes up, and the answer misses” changed."
    expect(page.locator("#notice")).to_contain_text(changed)
    expect(page.locator("#came-up .rate-link").first).to_be_focused()
    expect(page.locator("#came-up .rate-link").first).to_have_text("You: good")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#came-up .rate-link").first).to_have_text("Rate")


def test_undo_changes_the_page_in_place_and_what_it_tells_can_be_closed(page: Page, call: str) -> None:
    page.goto(call)
    page.evaluate("() => { globalThis.stays = true; }")
    page.locator("#went").get_by_role("button", name="Good").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#notice")).to_contain_text("You took back your word on this call.")
    expect(page.locator("#went [aria-pressed=true]")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#notice")).to_contain_text("You rated this call good.")
    assert page.evaluate("() => globalThis.stays"), "the page was loaded anew"
    page.get_by_role("link", name="Close this message").click()
    expect(page.locator("#notice")).to_be_empty()


def test_after_rating_the_focus_is_not_at_a_form_that_was_closed_before(page: Page, call: str) -> None:
    page.goto(call)
    page.locator("#came-up .rate-link").first.click()
    page.locator("#in-place .choices button").first.press("Escape")
    expect(page.locator("#came-up .rate-link").first).to_be_focused()
    page.locator("#went").get_by_role("button", name="Good").press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()


def test_what_is_told_is_closed_without_scripts(client: TestClient, call: str) -> None:
    told = rate(client, call)
    close = re.search(r'class="close" href="([^"]*)"', told.text)
    assert close
    assert notice(client.get(close[1])) == ""


def test_return_in_the_field_of_the_reason_does_not_choose_for_anybody(page: Page, call: str) -> None:
    page.goto(call)
    page.locator("#went").get_by_label("Why, in a sentence").fill("Hm.")
    page.keyboard.press("Enter")
    page.locator("#went").get_by_role("button", name="Bad").click()
    expect(page.locator("#notice")).to_contain_text("You rated this call bad.")
    expect(page.locator("#people-say")).not_to_contain_text("good")


@pytest.mark.parametrize(("scheme", "opens"), [("light", "#came-up .rate-link"), ("dark", "#edit-1")])
def test_what_is_done_to_a_call_is_there_for_everybody(
    chromium: Browser, served: str, call: str, scheme: Literal["light", "dark"], opens: str
) -> None:
    context = chromium.new_context(base_url=served, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(call)
    page.locator("#went").get_by_role("button", name="Good").click()
    expect(page.locator("#notice")).to_contain_text("You rated this call good.")
    page.get_by_text("Correct it", exact=True).click()
    page.locator(opens).first.click()
    expect(page.locator("#in-place")).to_be_visible()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
