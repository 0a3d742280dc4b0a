import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Browser, Page, expect

from coachkit.models import Edit, Mention
from coachkit.store.library import Library
from tests.web.coached_example import CORRECT, MISHEARD, Coached, coached_in
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send, undo, use_mine


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
    return f"/calls/{coached.calls['misheard']}"


def correct(client: TestClient, call: str, text: str = CORRECT, **fields: str) -> Response:
    return send(client, f"{call}/lines/1/edit", f"{call}/lines/1/edit", text=text, **fields)


def named(coached: Coached) -> list[str]:
    with Library.open(coached.db) as library:
        return sorted(one.name for one in library.rows(Mention, call_id=coached.calls["misheard"]))


def test_a_corrected_name_is_found_at_once_and_gone_once_undone(
    client: TestClient, coached: Coached, call: str
) -> None:
    told = correct(client, call)
    assert "“Zenlane” is named once in this call now." in notice(told)
    assert "Zenlane comes up" in notice(told)
    assert named(coached) == ["Zenlane", "export"]
    told = undo(client, told)
    assert f"It reads “{MISHEARD}” now." in notice(told)
    assert "“Zenlane” is not named in this call any more." in notice(told)
    assert named(coached) == ["export"]
    assert "The change is there again." in notice(undo(client, told))
    assert named(coached) == ["Zenlane", "export"]


def test_who_says_it_is_corrected_in_all_lines_and_each_correction_can_be_taken_back(
    client: TestClient, coached: Coached, call: str
) -> None:
    correct(client, call, speaker="Bethany Crowe", everywhere="yes")
    page = client.get(call).text
    assert page.count(">Bethany Crowe</span>") == 2
    assert "2 corrections by people" in page
    with Library.open(coached.db) as library:
        [first, second] = library.rows(Edit)
    assert (first.field, first.everywhere) == ("text", False)
    assert (second.field, second.everywhere) == ("speaker", True)
    told = send(client, call, f"{call}/edits/{first.n}/undo")
    assert MISHEARD in client.get(f"{call}/lines/1/edit").text
    assert "1 correction by people" in told.text


def test_a_correction_that_somebody_took_back_meanwhile_is_told(client: TestClient, call: str) -> None:
    told = correct(client, call)
    send(client, call, f"{call}/edits/1/undo")
    again = undo(client, told)
    assert again.status_code == 404
    assert "taken this change back already" in again.text


def test_a_correction_is_not_taken_back_for_another_that_got_its_number(
    client: TestClient, call: str
) -> None:
    told = correct(client, call)
    send(client, call, f"{call}/edits/1/undo")
    correct(client, call, text="Send Jane is cheaper")
    again = undo(client, told)
    assert again.status_code == 404
    assert "Send Jane is cheaper" in client.get(call).text


def test_of_two_who_correct_a_line_the_second_is_shown_both(client: TestClient, call: str) -> None:
    old = re.search(r'name="version" value="(\w+)"', client.get(f"{call}/lines/1/edit").text)
    assert old
    correct(client, call)
    second = correct(client, call, text="Send Jane is cheaper", version=old[1])
    assert second.status_code == 409
    assert CORRECT in second.text
    assert "Send Jane is cheaper" in second.text
    use_mine(client, second)
    assert "Send Jane is cheaper" in client.get(f"{call}/lines/1/edit").text


def test_of_two_who_correct_a_line_on_its_page_the_second_decides_there(
    chromium: Browser, served: str, client: TestClient, call: str
) -> None:
    page = chromium.new_context(base_url=served).new_page()
    page.goto(call)
    for mine in (False, True):
        page.get_by_role("link", name="Edit the line at 0:04").click()
        text = page.get_by_label("What is said")
        expect(text).to_be_focused()
        correct(client, call, text=f"Zenlane is cheaper, they say {mine}")
        text.fill("Send Jane is cheaper")
        page.get_by_role("button", name="Save").click()
        told = page.locator("#notice")
        expect(told.locator(".both dd")).to_have_text(
            [re.compile(f"they say {mine}"), re.compile("Send Jane is cheaper")]
        )
        expect(text).to_have_value("Send Jane is cheaper")
        if mine:
            told.get_by_role("button", name="Use mine").click()
            expect(page.locator("#lines")).to_contain_text("Send Jane is cheaper")
        else:
            told.get_by_role("link", name="Leave it as it is").click()
            expect(page.locator("#lines")).to_contain_text("they say False")
    page.context.close()


def test_what_cannot_be_done_keeps_what_was_typed(client: TestClient, call: str) -> None:
    empty = correct(client, call, text=" ", speaker="Bethany Crowe")
    assert empty.status_code == 400
    assert "an empty text would hide" in empty.text
    assert "Bethany Crowe" in empty.text
    assert client.get(f"{call}/lines/77/edit").status_code == 404


def test_saving_a_line_as_it_is_changes_nothing(client: TestClient, coached: Coached, call: str) -> None:
    assert notice(correct(client, call, text=MISHEARD)).startswith("This line is so already.")
    with Library.open(coached.db) as library:
        assert library.rows(Edit) == []


def test_agent_and_customer_are_exchanged_and_back(client: TestClient, call: str) -> None:
    told = send(client, call, f"{call}/exchange")
    assert f"The agent’s first words: “{MISHEARD}”" in notice(told)
    assert "exchanged by hand" in told.text
    told = undo(client, told)
    assert "again as they were found" in notice(told)
    assert "exchanged by hand" not in told.text


def test_a_line_is_corrected_where_it_stands_by_keyboard_and_undone(page: Page, call: str) -> None:
    page.goto(call)
    page.get_by_role("link", name="0:04, Customer", exact=True).focus()
    page.keyboard.press("e")
    text = page.get_by_label("What is said")
    expect(text).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_have_count(0)
    expect(page.get_by_role("link", name="Edit the line at 0:04")).to_be_focused()
    page.keyboard.press("e")
    expect(text).to_be_focused()
    text.fill(CORRECT)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#notice")).to_contain_text("“Zenlane” is named once in this call now.")
    expect(page.locator("#lines mark.competitor")).to_have_text("Zenlane")
    expect(page.locator("#named")).to_contain_text("Zenlane")
    expect(page.locator(".line.asked .at")).to_be_focused()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#notice")).to_contain_text("“Zenlane” is not named in this call any more.")
    expect(page.locator("#lines mark.competitor")).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("link", name="Edit the line at 0:04").click()
    expect(text).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
