from playwright.sync_api import Page, expect


def test_a_page_opens_without_an_error_of_a_script_or_of_the_policy(page: Page) -> None:
    page.goto("/calls")
    expect(page.get_by_role("heading", name="Calls")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
