import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Page, expect

from tests.export.example import BAD, GOOD
from tests.web.coached_example import Coached, coached_in
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send, undo

LEADS: dict[str, dict[str, str]] = {
    "/rate": {"verdict": "good"},
    "/lines/0/edit": {"text": "Larkfield."},
    "/edits/1/undo": {},
    "/exchange": {"exchanged": "yes"},
    "/disputes/1/decide": {"outcome": "granted", "why": "Yes."},
    "/disputes/1/reopen": {},
    "/answers": {"card": "asking", "line": "tone", "value": "yes"},
}
"""What only leads may do on a call, and what its form holds."""
LINE = "card=service&line=resolved"


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
    return f"/calls/{coached.calls['lost']}"


def object_to(client: TestClient, call: str, why: str = "It was settled by mail.") -> Response:
    return send(client, f"{call}/disputes/new?{LINE}", f"{call}/disputes", why=why)


def test_an_objection_takes_clips_away_and_is_taken_back(client: TestClient, call: str) -> None:
    told = object_to(client, call)
    assert "You objected" in notice(told)
    assert "changed" in notice(told)
    assert "not decided yet" in told.text
    told = undo(client, told)
    assert "You took your objection back." in notice(told)
    assert "taken back" in told.text
    assert "You objected" in notice(undo(client, told))


def test_a_decision_changes_the_score_and_is_taken_back(client: TestClient, call: str) -> None:
    object_to(client, call)
    told = send(client, call, f"{call}/disputes/1/decide", outcome="granted", why="The mail is there.")
    assert "The score is" in notice(told)
    assert "agreed" in told.text
    told = undo(client, told)
    assert "The objection is open again." in notice(told)
    assert "opened again by" in told.text
    told = undo(client, told)
    assert "the line does not count on this call" in notice(told)


def test_an_objection_needs_a_reason_and_a_line_that_is_there(client: TestClient, call: str) -> None:
    assert object_to(client, call, why=" ").status_code == 400
    assert client.get(f"{call}/disputes/new?card=service&line=kindness").status_code == 404
    gone = send(client, f"{call}/disputes/new?{LINE}", f"{call}/disputes", line="kindness", why="Kind.")
    assert gone.status_code == 404
    assert "Kind." in gone.text


def test_what_was_decided_meanwhile_is_told(client: TestClient, call: str) -> None:
    told = object_to(client, call)
    send(client, call, f"{call}/disputes/1/decide", outcome="refused", why="No mail.")
    late = undo(client, told)
    assert late.status_code == 400
    assert "decided already" in late.text


def test_a_question_is_answered_and_the_answer_taken_back(client: TestClient, call: str) -> None:
    assert "Was the tone right?" in client.get(call).text
    told = send(client, call, f"{call}/answers", value="no", why="He sighed.")
    assert "You answered no." in notice(told)
    assert "says no: He sighed." in told.text
    told = undo(client, told)
    assert "does not count until somebody answers" in notice(told)


def test_an_agent_may_object_on_their_own_calls_and_do_nothing_else(as_agent: TestClient) -> None:
    own = f"/calls/{GOOD}"
    page = as_agent.get(own).text
    assert 'class="act-here object-link"' in page
    assert f"{own}/rate" not in page
    assert "edit-line" not in page
    assert as_agent.get(f"{own}/lines/0/edit").status_code == 403
    assert as_agent.get(f"{own}/rate?at=5").status_code == 403
    assert as_agent.get(f"/calls/{BAD}/disputes/new?card=service&line=next step agreed").status_code == 404
    shown = as_agent.get(f"{own}/disputes/new?card=service&line=next step agreed").text
    token = re.search(r'name="form" value="(\w+)"', shown)
    assert token
    for address, fields in LEADS.items():
        assert as_agent.post(own + address, data={"form": token[1]} | fields).status_code == 403, address
    another = {"form": token[1], "card": "service", "line": "next step agreed", "why": "No."}
    assert as_agent.post(f"/calls/{BAD}/disputes", data=another).status_code == 404


def test_an_objection_is_made_and_decided_where_the_line_stands(page: Page, call: str) -> None:
    page.goto(call)
    page.locator("[id='object-service-resolved']").click()
    why = page.get_by_label("What is wrong with it?")
    expect(why).to_be_focused()
    why.fill("It was settled by mail.")
    page.get_by_role("button", name="Object", exact=True).click()
    expect(page.locator("#notice")).to_contain_text("You objected")
    page.get_by_text("Decide", exact=True).click()
    page.get_by_label("Why? It is kept with the decision.").fill("Right.")
    page.get_by_role("button", name="Agree: take the line out").click()
    expect(page.locator("#notice")).to_contain_text("the line does not count on this call")
    expect(page.locator("#score")).to_contain_text("agreed")
