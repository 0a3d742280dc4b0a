from playwright.sync_api import Page, expect

from tests.web.axe import serious_findings


def test_a_page_opens_without_an_error_of_a_script_or_of_the_policy(page: Page) -> None:
    page.goto("/calls")
    expect(page.get_by_role("heading", name="Calls")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_axe_finds_nothing_serious_on_the_list_of_calls(page: Page) -> None:
    page.goto("/calls")
    assert serious_findings(page) == []
