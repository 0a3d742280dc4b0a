import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.trends.made_library import Told, tell
from tests.web.busy_weeks import CALLS
from tests.web.coached_example import coached_in
from tests.web.conftest import HOME
from tests.web.forms import send
from tests.web.judged_weeks import build_judged_weeks
from tests.web.lists_to_hear import MONDAY, build_lists


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Eight weeks of calls, the last of which went far worse."""
    path = build_judged_weeks(tmp_path_factory.mktemp("weeks") / "weeks.db")
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        yield client


@pytest.fixture
def told(tmp_path: Path) -> Iterator[TestClient]:
    """One call, of which nobody knows the day."""
    path = tmp_path / "told.db"
    with Library.open(path, create=True) as library:
        tell(library, [Told(id="c1", agents=("Ann",))])
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        yield client


def test_the_first_page_says_how_the_newest_week_went_beside_the_one_before(weeks: TestClient) -> None:
    page = weeks.get("/")
    assert page.status_code == 200
    found = weeks.get("/api").json()
    assert [(one["good"], one["bad"]) for one in found["weeks"][-2:]] == [(22, 3), (5, 20)]
    assert "before: 3 of 25" in page.text
    assert f"{CALLS} in the seven days before" in page.text


def test_what_changed_beyond_chance_is_told_with_its_range(weeks: TestClient) -> None:
    moves = {one["label"]: one["direction"] for one in weeks.get("/api").json()["moves"]}
    assert moves == {"good": "down", "bad": "up"}
    said = re.sub(r"<[^>]+>", "", weeks.get("/").text)
    assert re.search(r"more, beyond chance\s+between \d+ and \d+ of 100", said)


def test_few_calls_are_told_as_such(client: TestClient) -> None:
    assert "beyond chance" not in client.get("/").text


def test_each_figure_leads_to_its_calls(weeks: TestClient) -> None:
    page = weeks.get("/").text
    address = re.search(r'class="tile bad" href="([^"]+)"', page)
    assert address
    listed = weeks.get(address[1].replace("&amp;", "&"))
    assert "20 calls" in listed.text


def test_calls_to_hear_first_have_a_reason_and_can_be_played(weeks: TestClient) -> None:
    first = weeks.get("/api").json()["first"]
    assert len(first) == 6
    assert all(one["reasons"][0].startswith("It went badly") for one in first)
    page = weeks.get("/").text
    assert page.count(f'data-call="{first[0]["call"]["id"]}"') == 1


def test_what_people_and_files_say_is_shown_as_text(weeks: TestClient) -> None:
    page = weeks.get("/").text
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>in it" not in page


def test_a_file_that_could_not_be_read_is_named_without_its_folder(weeks: TestClient) -> None:
    page = weeks.get("/").text
    assert "1 file could not be read" in page
    assert "&lt;b&gt;broken.mp3" in page
    assert "/home/lead" not in page
    assert "/home/lead" not in weeks.get("/api").text


def test_what_comes_up_more_is_a_part_of_its_own(weeks: TestClient) -> None:
    part = weeks.get("/home/changes")
    assert part.status_code == 200
    assert "<html" not in part.text
    assert "comes up more in the last week" in part.text
    assert "<b>Zenlane" not in part.text
    found = weeks.get("/api/home/changes").json()
    assert {one["name"] for one in found["changes"] if one["direction"] == "up"} >= {"churn risk", "Refunds"}


def test_lists_about_one_thing_stand_side_by_side_and_play(tmp_path: Path) -> None:
    path = build_lists(tmp_path / "lists.db", tmp_path)
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        found = client.get("/api").json()
        assert found["lists"]
        with_clips = [one for pair in found["lists"] for one in (pair["good"], pair["bad"]) if one]
        assert all(one["clips"] and one["played"] for one in with_clips)
        assert with_clips[0]["title"] in client.get("/").text.replace("&#39;", "'")


def test_a_comment_waits_on_the_first_page_until_a_lead_answers(tmp_path: Path) -> None:
    path = build_lists(tmp_path / "lists.db", tmp_path)
    hearers = f"/playlists/{MONDAY}/hearers"
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        waiting = client.get("/api").json()["waiting"]["unanswered"]
        assert [(one["playlist_id"], one["comments"]) for one in waiting] == [(MONDAY, 1)]
        assert f'href="{hearers}#written"' in client.get("/").text
        send(client, hearers, f"/playlists/{MONDAY}/answer", text="Well done.")
        assert client.get("/api").json()["waiting"]["unanswered"] == []
        told = client.get(f"/playlists/{MONDAY}").text
        answer = re.search(r'<div class="answer">.*?<b>([^<]+)</b>.*?Well done', told, re.DOTALL)
        assert answer
        assert answer[1] != "Jana Kovac"


def test_an_objection_waits_on_the_first_page_until_it_is_decided(tmp_path: Path) -> None:
    coached = coached_in(tmp_path)
    call = f"/calls/{coached.calls['lost']}"
    with TestClient(coached.app(), base_url=HOME) as client:
        assert "Waits for you" not in client.get("/").text
        send(client, f"{call}/disputes/new?card=service&line=resolved", f"{call}/disputes", why="By mail.")
        assert f'href="{call}#score"' in client.get("/").text
        send(client, call, f"{call}/disputes/1/decide", outcome="refused", why="No.")
        assert "Waits for you" not in client.get("/").text


def test_a_library_whose_calls_have_no_day_says_so_and_still_leads_on(told: TestClient) -> None:
    page = told.get("/")
    assert page.status_code == 200
    assert "has a day" in page.text
    assert told.get("/api").json()["weeks"] == []
    assert told.get("/home/changes").status_code == 200


def test_the_first_page_as_data_says_as_data_what_went_wrong(tmp_path: Path) -> None:
    with TestClient(make_app(LibraryPool(tmp_path / "gone.db")), base_url=HOME) as client:
        answer = client.get("/api")
        assert answer.status_code >= 400
        assert "json" in answer.headers["content-type"]


def test_an_empty_library_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Library.open(path, create=True).close()
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        page = client.get("/")
        assert page.status_code == 200
        for command in ("coachkit init", "coachkit build", "coachkit serve"):
            assert command in page.text
        assert client.get("/api").json()["has_calls"] is False
        assert client.get("/home/changes").status_code == 200
