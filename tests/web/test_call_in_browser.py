from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.web.advised_example import findings_in_both_schemes
from tests.web.conftest import Served
from tests.web.talk_example import HUGE, LONG, TALK, build_talks

NOW = ".line.now"
GONE = "The recording is not where it was."
FAR = "This is remark number 11."


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talks")
    return build_talks(folder / "talks.db", folder)


@pytest.fixture(scope="module")
def served(db: Path) -> Iterator[str]:
    with Served(db) as server:
        yield server.address


def without_sound(page: Page) -> None:
    """Let the recording be gone."""
    page.route("**/audio/*/ready", lambda route: route.fulfill(json={"problem": GONE}))


def seek(page: Page, time: float) -> None:
    """Let the sound be at a time, as playing on would."""
    page.evaluate("time => { document.getElementById('sound').currentTime = time; }", time)


def test_a_click_on_a_time_plays_from_there_and_the_transcript_follows(page: Page) -> None:
    page.goto(f"/calls/{TALK}")
    page.get_by_role("link", name="0:12, Jana Kovac").click()
    expect(page.locator(NOW)).to_contain_text("What matters most in the move?")
    assert page.evaluate("document.getElementById('sound').currentTime") >= 12
    seek(page, 54.5)
    expect(page.locator(NOW)).to_contain_text(FAR)
    expect(page.locator(NOW)).to_be_in_viewport()


def test_a_reader_who_scrolled_away_is_left_alone_and_can_come_back(page: Page) -> None:
    page.set_viewport_size({"width": 1000, "height": 420})
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"/calls/{TALK}?at=9")
    page.keyboard.press("k")
    page.locator(NOW).wait_for()
    expect(page.locator("#player-time")).to_contain_text("0:01 /")
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="To the line that plays")).to_be_visible()
    seek(page, 12.5)
    expect(page.locator(NOW)).to_contain_text("What matters most")
    expect(page.locator(NOW)).not_to_be_in_viewport()
    page.get_by_role("button", name="To the line that plays").click()
    expect(page.locator(NOW)).to_be_in_viewport()


def test_a_time_in_the_address_is_shown_and_nothing_plays(page: Page) -> None:
    page.goto(f"/calls/{TALK}?at=54.00")
    expect(page.locator(".line.asked")).to_contain_text(FAR)
    expect(page.locator(".line.asked")).to_be_in_viewport()
    expect(page.locator("#player")).to_be_hidden()


def test_the_keyboard_goes_from_line_to_line_plays_and_copies_a_link(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/calls/{TALK}?at=9.00")
    expect(page.get_by_role("link", name="0:09, Ms Ortlieb")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Copy a link to 0:12")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#call-says")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"/calls/{TALK}?at=12.00")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(NOW)).to_contain_text("What matters most")


def test_words_are_found_in_the_call_with_keys_alone(page: Page) -> None:
    page.goto(f"/calls/{TALK}")
    page.keyboard.press("f")
    page.keyboard.type("remark number 1")
    expect(page.locator(".found-count")).to_contain_text("3 lines of 20")
    expect(page.locator("mark.found")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.locator(".found-count")).to_have_count(0)
    expect(page.locator("#lines .line")).to_have_count(20)


def test_a_click_on_the_waves_plays_from_there(page: Page) -> None:
    page.goto(f"/calls/{TALK}")
    wave = page.get_by_role("slider", name="Place in the call")
    box = wave.bounding_box()
    assert box is not None
    wave.click(position={"x": box["width"] / 2, "y": 10})
    expect(page.locator(NOW)).to_contain_text("This is remark number 3.")
    wave.press("ArrowRight")
    expect(page.locator(NOW)).to_contain_text("This is remark number 4.")


def test_moments_stand_on_the_waves_and_in_a_list(page: Page) -> None:
    page.goto(f"/calls/{TALK}")
    expect(page.locator("#wave .marker")).to_have_count(1)
    page.locator("#moments a.play").press("Enter")
    expect(page.locator(NOW)).to_contain_text("Larkfield, this is Jana.")  # it plays a second earlier


def test_playing_on_past_the_lines_that_are_shown_loads_others(page: Page) -> None:
    page.goto(f"/calls/{LONG}")
    page.get_by_role("button", name="Show the next lines").click()
    expect(page.locator("#lines .line")).to_have_count(200)
    page.goto(f"/calls/{LONG}?at=6000")
    page.get_by_role("button", name="Show earlier lines").click()
    expect(page.get_by_text("Line 2880 of many.")).to_be_attached()
    expect(page.locator("#lines .line")).to_have_count(200)


@pytest.mark.parametrize("call", [TALK, HUGE, LONG])
def test_nothing_is_wider_than_a_phone(page: Page, call: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"/calls/{call}?at=12")
    page.locator(".line.asked").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_where_the_sound_is_gone_the_page_says_so(page: Page) -> None:
    without_sound(page)
    page.goto(f"/calls/{TALK}")
    expect(page.get_by_text(GONE)).to_be_visible()
    expect(page.locator("#wave")).to_be_hidden()


def test_axe_finds_nothing_serious(page: Page) -> None:
    without_sound(page)  # axe makes styles of its own for what wavesurfer draws, which the policy refuses
    page.goto(f"/calls/{TALK}?at=12")
    expect(page.get_by_text(GONE)).to_be_visible()
    for summary in page.locator("#call summary").all():
        summary.click()
    assert findings_in_both_schemes(page) == []
