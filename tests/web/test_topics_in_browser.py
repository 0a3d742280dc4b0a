import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import serious_findings
from tests.web.busy_weeks import build_busy_weeks

PAGES = (
    "/topics",
    "/topics/t1",
    "/topics/t1/experts",
    "/topics/priorities",
    "/topics/ask",
    "/topics/unfiled",
    "/names",
    "/names/phrase/churn%20risk",
    "/names/unknown",
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_busy_weeks(tmp_path_factory.mktemp("busy") / "busy.db")


@pytest.mark.parametrize(
    "address", ["/topics", "/topics/t1", "/topics/ask", "/names", "/names/phrase/churn%20risk"]
)
def test_axe_finds_nothing_serious(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert serious_findings(page) == []


def test_no_page_has_to_be_scrolled_sideways_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in PAGES:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, address


def test_in_the_dark_nothing_is_hard_to_read(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/names/phrase/churn%20risk")
    assert serious_findings(page) == []


def test_the_page_of_topics_fills_in_what_to_work_on_first(page: Page) -> None:
    page.goto("/topics")
    expect(page.get_by_text("Too few calls to tell: a topic needs 5 calls")).to_be_visible()
    expect(page).to_have_title("Topics · coachkit")


def test_a_topic_is_reached_and_its_weeks_are_changed_by_keyboard_alone(page: Page) -> None:
    page.goto("/topics")
    page.get_by_role("link", name="Refunds").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Refunds", exact=True)).to_be_visible()
    page.get_by_role("link", name="by month").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Figures by month")).to_be_visible()
    page.get_by_text("Figures by month").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Of calls")).to_be_visible()


def test_a_team_is_chosen_by_keyboard_alone(page: Page) -> None:
    page.goto("/names")
    page.get_by_label("Team").focus()
    page.keyboard.press("S")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("team=Sales"))
    expect(page.get_by_label("Team")).to_have_value("Sales")


def test_a_line_in_which_a_name_is_said_plays_on_the_spot(page: Page) -> None:
    page.goto("/names/phrase/churn%20risk")
    page.route("**/audio/**", lambda route: route.fulfill(status=200, body=b"", content_type="audio/wav"))
    page.locator("a.play").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#player-title")).to_contain_text("Ben")
