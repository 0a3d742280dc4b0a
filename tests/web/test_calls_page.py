from fastapi.testclient import TestClient


def test_the_list_of_calls_shows_each_call_with_a_link(client: TestClient) -> None:
    page = client.get("/calls")
    assert page.status_code == 200
    assert 'href="/calls/1f00ba5e"' in page.text


def test_the_list_has_a_twin_of_data(client: TestClient) -> None:
    found = client.get("/api/calls", params={"label": "bad"}).json()
    assert [call["label"] for call in found["calls"]] == ["bad"]


def test_an_unknown_name_is_told_with_the_right_status(client: TestClient) -> None:
    assert client.get("/calls", params={"agent": "Nobody"}).status_code == 404
