import io
import re
import wave
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.export.example import BAD, GOOD, build_example
from tests.web.axe import serious_findings
from tests.web.conftest import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example library, served once for all tests here: they only read."""
    folder = tmp_path_factory.mktemp("example")
    with Served(build_example(folder / "example.db", folder)) as server:
        yield server.address


def silence(seconds: float = 30.0) -> bytes:
    data = io.BytesIO()
    with wave.open(data, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * int(8000 * seconds))
    return data.getvalue()


@pytest.fixture
def search(page: Page) -> Page:
    sound = silence()
    page.route("**/audio/*", lambda route: route.fulfill(body=sound, content_type="audio/wav"))
    page.goto("/search")
    return page


def test_hits_come_as_one_types_and_the_address_follows(search: Page) -> None:
    expect(search.locator("#query")).to_be_focused()
    search.keyboard.type("dashb")
    expect(search.locator("li.hit mark")).to_have_text("Dashboards")
    search.keyboard.type("oards")
    expect(search.locator("#told")).to_have_text("1 place.")
    expect(search).to_have_url(re.compile(r"/search\?q=dashboards$"))
    expect(search.locator("#query")).to_be_focused()
    search.reload()
    expect(search.locator("li.hit mark")).to_have_text("Dashboards")


def test_a_hit_plays_on_the_spot_by_keyboard_alone(search: Page) -> None:
    search.keyboard.type("Zenlane")
    expect(search.locator("#told")).to_have_text("2 places.")
    search.keyboard.press("ArrowDown")
    expect(search.locator("li.hit").first.locator("a.open")).to_be_focused()
    search.keyboard.press("Space")
    expect(search.locator("#player")).to_be_visible()
    expect(search.locator("li.hit").first).to_have_class(re.compile("now"))
    search.keyboard.press("n")
    expect(search.locator("li.hit").nth(1)).to_have_class(re.compile("now"))
    search.keyboard.press("ArrowDown")
    search.keyboard.press("ArrowUp")
    search.keyboard.press("ArrowUp")
    expect(search.locator("#query")).to_be_focused()


def test_the_arrow_goes_to_the_hits_of_a_search_from_another_page(search: Page) -> None:
    search.goto("/topics")
    search.keyboard.press("/")
    search.keyboard.type("Zenlane")
    search.keyboard.press("Enter")
    search.wait_for_url("**/search?q=Zenlane")
    search.keyboard.press("ArrowDown")
    expect(search.locator("li.hit").first.locator("a.open")).to_be_focused()


def test_more_around_a_hit_comes_with_a_key(search: Page) -> None:
    search.goto("/search?q=percent")
    search.locator("a.open").first.focus()
    search.keyboard.press("ArrowRight")
    expect(search.get_by_text("The two weeks, honestly")).to_be_visible()
    expect(search.locator("a.open").first).to_be_focused()


def test_a_filter_narrows_at_once_and_its_chip_takes_it_away(search: Page) -> None:
    search.goto("/search?q=Zenlane")
    search.get_by_text("Narrow it down").click()
    search.locator("select[name=label]").select_option("bad")
    expect(search.locator(f"#hit-{BAD}-3")).to_be_visible()
    expect(search.locator("li.hit")).to_have_count(1)
    search.get_by_label("Without: calls that went badly").click()
    expect(search.locator("li.hit")).to_have_count(2)


def test_another_view_is_one_press_away(search: Page) -> None:
    search.goto("/search?q=dashboards")
    search.get_by_text("Who says it").click()
    expect(search.get_by_role("heading", name="On none of their calls")).to_be_visible()
    expect(search).to_have_url(re.compile(r"view=agents"))


def test_a_query_that_is_wrong_says_where_when_one_stops_typing(search: Page) -> None:
    search.keyboard.type("agnet:jana")
    expect(search.locator("mark.error")).to_have_text("agnet:")
    expect(search.locator("#query")).to_be_focused()
    expect(search.locator("#query")).to_have_value("agnet:jana")


def test_the_page_works_without_scripts(chromium: Browser, served: str) -> None:
    context = chromium.new_context(java_script_enabled=False, base_url=served)
    tab = context.new_page()
    tab.goto("/search")
    tab.locator("#query").fill("dashboards")
    tab.locator("#query").press("Enter")
    expect(tab.locator("li.hit mark")).to_have_text("Dashboards")
    context.close()


@pytest.mark.parametrize(
    "address",
    ["/search", "/search?q=Zenlane", "/search?q=Zenlane&view=agents&label=bad", "/search?q=xyz&agent=tom"],
)
def test_axe_finds_nothing_serious(page: Page, address: str) -> None:
    page.goto(address)
    assert serious_findings(page) == []


def test_nothing_has_to_be_scrolled_sideways_on_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for address in ("/search", "/search?q=Zenlane", f"/search?q=call:{GOOD}+export"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
