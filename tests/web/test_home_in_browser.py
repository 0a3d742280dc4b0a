from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.advised_example import findings_in_both_schemes, silence
from tests.web.judged_weeks import build_judged_weeks


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_judged_weeks(tmp_path_factory.mktemp("weeks") / "weeks.db")


def test_what_comes_up_more_comes_after_the_page(page: Page) -> None:
    page.goto("/")
    expect(page).to_have_title("Home · coachkit")
    expect(page.get_by_role("link", name="churn risk")).to_be_visible()


def test_the_calls_to_hear_first_play_one_after_another_by_keyboard(page: Page) -> None:
    silence(page)
    page.goto("/")
    page.locator(".to-hear a.play").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Player")).to_contain_text("Ben")
    expect(page.locator("#player")).to_contain_text("1 of 6")


def test_a_figure_leads_to_its_calls_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="went badly").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#counted")).to_have_text("20 calls")


def test_files_that_could_not_be_read_are_opened_by_keyboard(page: Page) -> None:
    page.goto("/")
    page.get_by_text("1 file could not be read").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("<b>broken.mp3")).to_be_visible()


def test_axe_finds_nothing_serious_on_the_first_page(page: Page) -> None:
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert findings_in_both_schemes(page) == []


def test_the_first_page_fits_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
