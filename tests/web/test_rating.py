import re

from fastapi.testclient import TestClient

from tests.export.example import BAD
from tests.web.forms import notice, send, undo

PAGE, RATE = f"/calls/{BAD}", f"/calls/{BAD}/rate"


def test_a_call_is_rated_and_the_page_tells_it(client: TestClient) -> None:
    told = send(client, PAGE, RATE, verdict="good", why="He stayed calm.")
    assert told.status_code == 200
    assert "You rated this call good." in notice(told)
    assert "He stayed calm." in told.text


def test_a_rating_can_be_undone(client: TestClient) -> None:
    told = undo(client, send(client, PAGE, RATE, verdict="good", why="He stayed calm."))
    assert "You took back your word on this call." in notice(told)
    assert "He stayed calm." not in client.get(PAGE).text


def test_a_form_of_another_site_is_refused(client: TestClient) -> None:
    refused = client.post(RATE, data={"verdict": "good", "form": "made up"})
    assert refused.status_code == 403
    assert client.post(RATE, data={"verdict": "good"}).status_code == 403


def test_of_two_leads_the_second_is_shown_both(client: TestClient) -> None:
    old = re.search(r'name="version" value="(\w+)"', client.get(PAGE).text)
    assert old
    send(client, PAGE, RATE, verdict="good", why="He stayed calm.")
    second = send(client, PAGE, RATE, verdict="bad", why="He was late.", version=old[1])
    assert second.status_code == 409
    assert "says good" in second.text
    assert "bad: “He was late.”" in second.text
    assert "Use mine" in second.text
