from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.export.example import BAD, GOOD, LOST
from tests.web.axe import serious_findings
from tests.web.heard_calls import make_audible

PLACE = "document.getElementById('sound').currentTime"
PAUSED = "document.getElementById('sound').paused"


@pytest.fixture
def db(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path / "cache"))
    return make_audible(example, tmp_path)


def put_links(page: Page, *clips: tuple[str, float, float], is_queue: bool = True) -> list[Locator]:
    """Open a page and put links that play these clips into it."""
    page.goto("/calls")
    links = "".join(
        f'<a class="play" href="/calls/{call}" data-call="{call}" data-start="{start}" data-end="{end}"'
        f' data-title="Clip {n}" data-words="said"><svg class="icon"><use href="#play"></use></svg> {n}</a> '
        for n, (call, start, end) in enumerate(clips, 1)
    )
    page.evaluate(
        "([html, isQueue]) => document.getElementById('content').insertAdjacentHTML('afterbegin',"
        " `<p ${isQueue ? 'data-queue' : ''} id='clips'>${html}</p>`)",
        [links, is_queue],
    )
    return page.locator("#clips a").all()


def wait_until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's policy forbids Playwright's own way, which evaluates text."""
    script = (
        "new Promise((resolve) => { const until = performance.now() + 15000;"
        f" const look = () => ({condition} || performance.now() > until ? resolve({condition})"
        " : setTimeout(look, 20)); look(); })"
    )
    assert page.evaluate(script), condition


def player(page: Page) -> Locator:
    return page.get_by_role("region", name="Player")


def note_times(page: Page) -> None:
    """Keep every time that is heard, and where the sound stops."""
    page.evaluate(
        "() => { const sound = document.getElementById('sound'); window.heard = []; window.stops = [];"
        " sound.addEventListener('timeupdate', () => { if (!sound.paused) heard.push(sound.currentTime); });"
        " sound.addEventListener('pause', () => stops.push(sound.currentTime)); }"
    )


def test_space_pauses_while_the_link_that_was_clicked_has_the_focus(page: Page) -> None:
    [link] = put_links(page, (BAD, 2.0, 9.0), is_queue=False)
    link.click()
    wait_until(page, f"!{PAUSED}")
    page.keyboard.press("Space")
    wait_until(page, PAUSED)
    assert page.evaluate("scrollY") == 0


def test_a_link_plays_its_clip_and_ends_where_it_ends(page: Page) -> None:
    [link] = put_links(page, (BAD, 5.0, 6.0), is_queue=False)
    note_times(page)
    link.click()
    expect(player(page).get_by_role("button", name="Pause")).to_be_visible()
    expect(link).to_have_attribute("aria-current", "true")
    expect(player(page).get_by_role("button", name="Play again")).to_be_visible()
    times = page.evaluate("heard")
    assert times
    assert all(4.99 <= time <= 6.1 for time in times), times
    assert page.evaluate("stops") == [pytest.approx(6.0, abs=0.1)]


def test_a_heard_clip_is_played_again_from_its_beginning(page: Page) -> None:
    [link] = put_links(page, (GOOD, 2.0, 2.5))
    link.click()
    player(page).get_by_role("button", name="Play again").click()
    wait_until(page, f"{PLACE} < 2.4 && !{PAUSED}")


def test_a_queue_goes_through_its_clips_by_itself(page: Page) -> None:
    first, second = put_links(page, (GOOD, 1.0, 1.6), (BAD, 3.0, 20.0))
    first.click()
    expect(player(page).locator("#player-number")).to_have_text("1 of 2")
    expect(second).to_have_class("play now")
    expect(first).to_have_class("play")
    expect(page.get_by_role("status").filter(has_text="Clip 2 of 2")).to_have_count(1)
    wait_until(page, f"{PLACE} > 3.1 && !{PAUSED}")


def test_keys_pause_move_and_go_to_the_next_clip(page: Page) -> None:
    first, _ = put_links(page, (GOOD, 10.0, 25.0), (GOOD, 3.0, 20.0))
    first.click()
    wait_until(page, f"{PLACE} > 10 && !{PAUSED}")
    page.keyboard.press("k")
    wait_until(page, PAUSED)
    page.keyboard.press("j")
    wait_until(page, f"{PLACE} < 9")
    page.keyboard.press("n")
    expect(player(page).locator("#player-number")).to_have_text("2 of 2")
    wait_until(page, f"{PLACE} > 3 && {PLACE} < 8 && !{PAUSED}")
    assert page.evaluate("document.activeElement.textContent").strip() == "1"


def test_the_link_that_is_heard_pauses_and_goes_on(page: Page) -> None:
    [link] = put_links(page, (GOOD, 1.0, 20.0))
    link.click()
    wait_until(page, f"!{PAUSED} && {PLACE} > 1")
    link.click()
    wait_until(page, PAUSED)
    stopped = page.evaluate(PLACE)
    link.click()
    wait_until(page, f"!{PAUSED} && {PLACE} > {stopped}")


def test_the_place_is_moved_with_the_arrows_and_told_in_words(page: Page) -> None:
    [link] = put_links(page, (GOOD, 1.0, 20.0))
    link.click()
    place = page.get_by_role("slider", name="Place in the clip")
    place.focus()
    page.keyboard.press("PageUp")
    wait_until(page, f"{PLACE} > 5.9")
    place.press("k")
    wait_until(page, PAUSED)
    assert place.get_attribute("aria-valuetext") in ("0:05 of 0:19", "0:06 of 0:19")


def test_the_speed_is_kept_for_the_next_page(page: Page) -> None:
    [link] = put_links(page, (GOOD, 1.0, 20.0))
    link.click()
    page.get_by_role("combobox", name="Speed").select_option("1.5")
    [link] = put_links(page, (GOOD, 1.0, 20.0))
    link.click()
    wait_until(page, "document.getElementById('sound').playbackRate === 1.5")


def test_closing_stops_the_sound_and_gives_the_focus_back(page: Page) -> None:
    [link] = put_links(page, (GOOD, 1.0, 20.0))
    link.click()
    close = page.get_by_role("button", name="Close the player")
    close.focus()
    page.keyboard.press("Enter")
    expect(player(page)).to_be_hidden()
    wait_until(page, PAUSED)
    expect(link).to_be_focused()
    expect(link).not_to_have_class("play now")


def test_a_missing_recording_is_named_and_the_next_clip_follows(chromium: Browser, served: str) -> None:
    with chromium.new_context(base_url=served) as context:
        page = context.new_page()
        first, _ = put_links(page, (LOST, 1.0, 20.0), (GOOD, 1.0, 20.0))
        first.click()
        said = page.get_by_role("status").filter(has_text=f"{LOST}.wav is not where it was")
        expect(said).to_be_visible()
        wait_until(page, f"{PLACE} > 1 && !{PAUSED}")
        expect(player(page).locator("#player-number")).to_have_text("2 of 2")


def test_axe_finds_nothing_serious_in_the_player(page: Page) -> None:
    [link, _] = put_links(page, (GOOD, 1.0, 20.0), (BAD, 1.0, 20.0))
    link.click()
    expect(player(page)).to_be_visible()
    assert serious_findings(page) == []


def test_on_a_phone_the_player_fits_and_its_buttons_fit_a_thumb(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    [link, _] = put_links(page, (GOOD, 1.0, 20.0), (BAD, 1.0, 20.0))
    link.click()
    expect(player(page)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    boxes = [button.bounding_box() for button in player(page).get_by_role("button").all()]
    assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes), boxes
