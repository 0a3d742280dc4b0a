"""Asking agents to hear a list from its page."""

from fastapi.testclient import TestClient

from tests.web.forms import notice, send, undo

LIST = "/playlists/competitor-zenlane-good"
PAGE = f"{LIST}/hearers"


def hearers(client: TestClient) -> dict[str, str | None]:
    """Return until when each is asked to hear it."""
    return {one["agent"]: one["due"] for one in client.get(f"/api{PAGE}").json()["hearers"]}


def test_agents_are_asked_with_a_day_and_a_note(client: TestClient) -> None:
    told = send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-01-02", note="Who asks first?")
    assert "Tom Berg is asked to hear it until 2 Jan 2099." in notice(told)
    assert "Who asks first?" in told.text
    assert hearers(client) == {"Tom Berg": "2099-01-02"}


def test_asking_is_taken_back_and_done_again(client: TestClient) -> None:
    told = send(client, PAGE, f"{LIST}/assign", agents="Tom Berg")
    back = undo(client, told)
    assert hearers(client) == {}
    undo(client, back)
    assert hearers(client) == {"Tom Berg": None}


def test_who_was_asked_before_has_a_new_day_and_by_undo_the_old(client: TestClient) -> None:
    send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-01-02")
    told = send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-02-03")
    assert "Tom Berg had it already, and has a new day." in notice(told)
    undo(client, told)
    assert hearers(client) == {"Tom Berg": "2099-01-02"}


def test_asking_once_more_begins_anew_and_by_undo_goes_on(client: TestClient) -> None:
    send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-01-02")
    told = send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", again="true")
    assert hearers(client) == {"Tom Berg": None}
    undo(client, told)
    assert hearers(client) == {"Tom Berg": "2099-01-02"}


def test_the_day_is_changed_and_changed_back(client: TestClient) -> None:
    send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-01-02")
    told = send(client, PAGE, f"{LIST}/due", due="2099-03-04")
    assert "Tom Berg is asked to hear it until 4 Mar 2099." in notice(told)
    undo(client, told)
    assert hearers(client) == {"Tom Berg": "2099-01-02"}


def test_a_day_that_somebody_changed_since_stays(client: TestClient) -> None:
    send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-01-02")
    asked = send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-02-03")
    told = send(client, PAGE, f"{LIST}/due", due="2099-03-04")
    send(client, PAGE, f"{LIST}/due", due="2099-05-06")
    assert undo(client, told).status_code == 400
    assert "Tom Berg was given another day since, which stays." in notice(undo(client, asked))
    assert hearers(client) == {"Tom Berg": "2099-05-06"}


def test_of_two_leads_who_change_the_day_the_second_is_shown_both(client: TestClient) -> None:
    send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-01-02")
    second = send(client, PAGE, f"{LIST}/due", due="2099-03-04", version="of long ago")
    assert second.status_code == 409
    assert "until 2 Jan 2099" in second.text
    assert "until 4 Mar 2099" in second.text


def test_a_list_is_taken_back_with_a_reason_and_given_again(client: TestClient) -> None:
    send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2099-01-02")
    assert "say why" in send(client, PAGE, f"{LIST}/unassign", why=" ").text
    told = send(client, PAGE, f"{LIST}/unassign", why="On leave.")
    assert "Tom Berg is no longer asked to hear it." in notice(told)
    assert hearers(client) == {}
    undo(client, told)
    assert hearers(client) == {"Tom Berg": "2099-01-02"}


def test_what_cannot_be_done_is_said_with_what_was_typed(client: TestClient) -> None:
    assert "tick somebody" in send(client, PAGE, f"{LIST}/assign", note="Well?").text
    over = send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="2001-01-01", note="Well?")
    assert over.status_code == 400
    assert "is over" in over.text
    assert "Well?" in over.text
    assert "is no day" in send(client, PAGE, f"{LIST}/assign", agents="Tom Berg", due="soon").text
    assert send(client, PAGE, f"{LIST}/assign", agents="Nobody Known").status_code == 404


def test_an_agent_is_asked_from_the_page_of_the_team(client: TestClient) -> None:
    page = "/assign?agent=Tom%20Berg"
    assert page in client.get("/team/Tom%20Berg").text
    told = send(client, page, "/assign", playlist="competitor-zenlane-good")
    assert "Tom Berg is asked to hear it." in notice(told)
    assert f'href="{PAGE}"' in told.text
    assert hearers(client) == {"Tom Berg": None}


def test_a_playlists_page_leads_to_who_hears_it(client: TestClient) -> None:
    assert f'href="{PAGE}"' in client.get(LIST).text


def test_what_was_taken_back_meanwhile_is_not_there(client: TestClient) -> None:
    send(client, PAGE, f"{LIST}/assign", agents="Tom Berg")
    gone = send(client, PAGE, f"{LIST}/due", agent="Jana Kovac", due="2099-03-04")
    assert gone.status_code == 404
    assert "not asked to hear this list" in gone.text


def test_agents_neither_see_nor_do_it(as_agent: TestClient) -> None:
    assert as_agent.get(PAGE).status_code == 403
    assert as_agent.get(f"/api{PAGE}").status_code == 403
    token = as_agent.get("/mine").text.partition('name="form" value="')[2].partition('"')[0]
    for deed in ("assign", "due", "unassign", "answer"):
        data = {"form": token, "agents": "Tom Berg", "agent": "Tom Berg", "reply_to": "1", "why": "x"}
        sent = as_agent.post(f"{LIST}/{deed}", data=data, headers={"origin": str(as_agent.base_url)})
        assert sent.status_code == 403
