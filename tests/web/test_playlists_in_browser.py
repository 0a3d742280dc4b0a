from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import serious_findings
from tests.web.lists_to_hear import MONDAY, PAIRS, build_lists
from tests.web.played_sound import play_silence


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    return build_lists(folder / "lists.db", folder)


def test_a_list_goes_on_by_itself_and_passes_over_what_has_no_sound(page: Page) -> None:
    play_silence(page)
    page.goto(f"/playlists/{MONDAY}")
    expect(page.locator("#where")).to_have_text("1 of 3, 35 s left")
    page.get_by_role("button", name="Play the list").click()
    expect(page.locator("#player-title")).to_have_text("Jana Kovac, Acme Ltd")
    expect(page.locator("#player-time")).to_contain_text(" / 0:")
    page.evaluate("document.getElementById('sound').currentTime = 23.8")
    expect(page.get_by_role("heading", name="3. Tom Berg waves the complaint away.")).to_be_visible()
    expect(page.locator("#where")).to_contain_text("clip 2 has no sound: read it")
    assert page.evaluate("document.getElementById('sound').currentTime") >= 3.5
    assert page.url.endswith("?clip=3")


def test_keys_go_through_the_clips_and_stop_at_those_to_be_read(page: Page) -> None:
    page.goto(f"/playlists/{MONDAY}")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", name="2. They praise")).to_be_visible()
    expect(page.get_by_text("Dashboards are lovely")).to_be_visible()
    expect(page.get_by_role("heading", name="1. The agent asks")).to_be_hidden()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#where")).to_contain_text("3 of 3")
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(page.locator("#where")).to_contain_text("1 of 3")
    expect(page.locator("[data-go='1']")).to_have_attribute("aria-current", "true")


def test_a_clip_is_chosen_from_the_list_with_the_keyboard(page: Page) -> None:
    page.goto(f"/playlists/{MONDAY}")
    page.locator("[data-go='3']").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="3. Tom Berg")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="3. Tom Berg")).to_be_visible()


def test_the_sides_of_a_pair_play_one_after_the_other(page: Page) -> None:
    play_silence(page)
    page.goto(f"/playlists/{PAIRS}")
    expect(page.get_by_role("heading", name="Pair 1: what differs")).to_be_visible()
    page.get_by_role("button", name="Play the list").click()
    expect(page.locator("#clip-1")).to_have_class("side bad on")
    expect(page.locator("#player-time")).to_contain_text(" / 0:")
    page.evaluate("document.getElementById('sound').currentTime = 18.8")
    expect(page.locator("#clip-2")).to_have_class("side good on")
    expect(page.locator("#clip-1")).to_be_visible()


def test_a_name_that_is_hidden_is_not_heard(page: Page) -> None:
    play_silence(page)
    page.goto(f"/playlists/{MONDAY}?for=peers")
    page.evaluate("document.querySelector('#clip-3 a.play').dataset.muted = '5.00-60.00'")
    page.get_by_role("button", name="Play the list").click()
    page.keyboard.press("n")
    page.keyboard.press("n")
    sound = page.locator("#sound")
    expect(sound).to_have_attribute("data-call", "2ee7c0de")
    expect(sound).to_have_js_property("muted", False)
    page.evaluate("document.getElementById('sound').currentTime = 6")
    expect(sound).to_have_js_property("muted", True)
    page.keyboard.press("p")
    page.keyboard.press("p")
    expect(sound).to_have_js_property("muted", False)


def test_the_filter_works_while_one_types(page: Page) -> None:
    page.goto("/playlists")
    page.get_by_label("Show lists about").fill("zenlane")
    expect(page.get_by_role("row", name="Zenlane")).to_be_visible()
    expect(page.get_by_role("heading", name="Topics")).to_be_hidden()
    expect(page.locator("#list-count")).to_have_text("3 lists")
    page.get_by_label("Show lists about").fill("qqq")
    expect(page.locator("#list-count")).to_have_text("No list is about “qqq”.")


@pytest.mark.parametrize("address", ["/playlists", f"/playlists/{MONDAY}", f"/playlists/{PAIRS}"])
def test_axe_finds_nothing_serious_and_a_phone_need_not_scroll_sideways(page: Page, address: str) -> None:
    page.goto(address)
    assert serious_findings(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
