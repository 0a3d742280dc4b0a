"""Playlists made and arranged in a browser, with the mouse and with keys."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.axe import serious_findings
from tests.web.lists_by_hand import ASK, HELLO, MONDAY, PRAISE, build_by_hand, reasons
from tests.web.played_sound import play_silence

PAGE = f"/playlists/{MONDAY}"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return build_by_hand(tmp_path / "lists.db", tmp_path)


def in_order(page: Page, *wanted: str) -> None:
    """Wait until the page has the clips in this order."""
    for number, why in enumerate(wanted):
        expect(page.locator("#order li").nth(number)).to_contain_text(why)


def test_a_clip_is_dragged_to_another_place_and_back_by_undo(page: Page, db: Path) -> None:
    page.goto(PAGE)
    page.locator("#order li").nth(2).locator(".grip").drag_to(
        page.locator("#order li").nth(0), target_position={"x": 20, "y": 3}
    )
    expect(page.locator("#notice")).to_contain_text("Moved to place 1")
    in_order(page, PRAISE, HELLO, ASK)
    assert reasons(db) == [PRAISE, HELLO, ASK]
    page.get_by_role("button", name="Undo").click()
    in_order(page, HELLO, ASK, PRAISE)


def test_a_clip_is_moved_by_keys_and_keeps_the_focus(page: Page, db: Path) -> None:
    page.goto(PAGE)
    page.locator("[data-go='1']").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#arranged")).to_contain_text("Moved to place 2")
    expect(page.locator("[data-go='2']")).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#arranged")).to_contain_text("Moved to place 3")
    expect(page.locator("[data-go='3']")).to_be_focused()
    expect(page.get_by_role("heading", name=f"3. {HELLO}")).to_be_visible()
    expect(page.locator("[aria-current=true]")).to_have_attribute("data-go", "3")
    expect(page.locator("#where")).to_contain_text("3 of 3")
    page.keyboard.press("Alt+ArrowDown")
    in_order(page, ASK, PRAISE, HELLO)
    assert reasons(db) == [ASK, PRAISE, HELLO]


def test_a_clip_is_taken_out_while_the_list_plays_and_comes_back(page: Page) -> None:
    play_silence(page)
    page.goto(PAGE)
    page.get_by_role("button", name="Play the list").click()
    expect(page.locator("#player-number")).to_have_text("1 of 2")
    page.locator("[data-go='2']").click()
    page.get_by_text("Change this clip").locator("visible=true").click()
    page.get_by_label("Why it should go").locator("visible=true").fill("Too long.")
    page.get_by_role("button", name="Take it out").locator("visible=true").click()
    expect(page.locator("#notice")).to_contain_text("Taken out")
    in_order(page, HELLO, PRAISE)
    page.get_by_text("1 clip taken out").click()
    expect(page.get_by_text("Too long.")).to_be_visible()
    page.get_by_role("button", name="Bring back").click()
    in_order(page, HELLO, ASK, PRAISE)


def test_bounds_are_set_in_steps_and_heard(page: Page) -> None:
    play_silence(page)
    page.goto(f"{PAGE}?clip=2")
    page.get_by_text("Change this clip").locator("visible=true").click()
    begin = page.get_by_label("Begin", exact=True).locator("visible=true")
    begin.press("ArrowUp")
    page.get_by_role("button", name="Begin half a second later").locator("visible=true").click()
    expect(begin).to_have_value("0:05.5")
    page.get_by_role("button", name="Hear the end").locator("visible=true").click()
    expect(page.locator("#player-time")).to_contain_text("/ 0:03")


def test_a_search_becomes_a_list(page: Page, db: Path) -> None:
    page.goto("/search?q=dashboards")
    page.get_by_text("Put these into a playlist").click()
    page.get_by_label("Title of the new one").fill("Dashboards on Friday")
    assert not serious_findings(page)
    page.get_by_role("button", name="Put them in").click()
    expect(page.get_by_role("heading", name="Dashboards on Friday")).to_be_visible()
    expect(page.locator("#notice")).to_contain_text("with 1 clip")
    assert len(reasons(db, "dashboards-on-friday")) == 1


def test_a_hit_is_put_into_a_list_without_leaving_the_search(page: Page, db: Path) -> None:
    page.goto("/search?q=speaking")
    page.locator("#hit-3abad1de-0").get_by_text("Add to a playlist").click()
    page.locator("select[name=playlist]").select_option("Monday")
    expect(page.get_by_label("Title of the new one")).to_be_hidden()
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("#notice")).to_contain_text("1 clip put into “Monday”")
    expect(page.get_by_role("button", name="Put it in")).to_have_count(0)
    assert len(reasons(db)) == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_arranges_a_list_can_be_used_without_seeing_it(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its words
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(PAGE)
    page.get_by_text("Change this clip").locator("visible=true").click()
    page.get_by_text("Change the list").click()
    assert not serious_findings(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
