from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.web.conftest import HOME
from tests.web.talk_example import BARE, HUGE, LETTERS, LINES, LONG, SCRIPT, TALK, build_talks

MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("talks")
    return build_talks(folder / "talks.db", folder)


@pytest.fixture(scope="module")
def client(db: Path) -> Iterator[TestClient]:
    with TestClient(make_app(LibraryPool(db)), base_url=HOME) as client:
        yield client


def test_the_page_says_who_talked_and_how_it_went_and_why(client: TestClient) -> None:
    page = client.get(f"/calls/{TALK}")
    assert page.status_code == 200
    assert "<h1>Jana Kovac with Ortlieb &amp; Söhne</h1>" in page.text
    assert 'href="/customers/Ortlieb%20%26%20S%C3%B6hne"' in page.text
    assert "the score is 50 of 100" in page.text
    assert "by the score card “service”" in page.text


def test_the_page_has_a_twin_of_data(client: TestClient) -> None:
    found = client.get(f"/api/calls/{TALK}", params={"at": 12}).json()
    assert found["title"] == "Jana Kovac with Ortlieb & Söhne"
    assert found["lines"]["asked"] == 4
    assert [one["verdict"] for one in found["cards"][0]["lines"]] == ["missed", "met"]


def test_what_is_made_of_the_call_is_told_in_plain_words(client: TestClient) -> None:
    text = client.get(f"/calls/{TALK}").text
    for told in (
        "Agent and customer are perhaps the wrong way round: The customer answers for the company.",
        "jana objects: “she sends the plan”",
        "not heard; it could have come here",
        "also: The customer objects",
        "objection, price",
        "outside the usual range",
        "30–65 % (Gong Labs)",
        "told apart by their voices",
        "2 lines are in Turkish. Key phrases are left out.",
        "changed by hand",
        "Menu and announcements: 2 lines, not part of the talk",
    ):
        assert told in text


def test_names_are_marked_where_they_are_said(client: TestClient) -> None:
    assert '<mark class="competitor" title="Zenlane">Zenlane</mark>' in client.get(f"/calls/{TALK}").text


@pytest.mark.parametrize("address", ["", "/lines?find=notes", "?at=15"])
def test_what_a_customer_says_is_never_run(client: TestClient, address: str) -> None:
    text = client.get(f"/calls/{TALK}{address}").text
    assert SCRIPT not in text
    assert "&lt;script&gt;" in text


def test_a_time_in_the_address_marks_the_line_that_is_said_then(client: TestClient) -> None:
    text = client.get(f"/calls/{TALK}?at=13.37").text
    [marked] = [line for line in text.split("<li ") if " asked" in line[:60]]
    assert "What matters most in the move?" in marked


@pytest.mark.parametrize("at", ["-1", "nan", "inf", "soon"])
def test_a_time_that_is_none_is_refused(client: TestClient, at: str) -> None:
    assert client.get(f"/calls/{TALK}?at={at}").status_code == 400


def test_a_time_after_the_end_opens_the_end(client: TestClient) -> None:
    assert client.get(f"/api/calls/{TALK}?at=99999").json()["lines"]["asked"] == 19


def test_an_unknown_call_is_told_with_those_that_come_near(client: TestClient) -> None:
    answer = client.get("/calls/ca11ab1f")
    assert answer.status_code == 404
    assert TALK in answer.text


def test_a_call_is_found_by_the_name_of_its_file(client: TestClient) -> None:
    assert client.get(f"/api/calls/{TALK}.wav").json()["call"]["id"] == TALK


def test_a_call_that_is_not_heard_yet_says_what_to_do(client: TestClient) -> None:
    page = client.get(f"/calls/{BARE}")
    assert page.status_code == 200
    assert "There is no transcript yet" in page.text


def test_an_empty_library_knows_no_call(tmp_path: Path) -> None:
    Library.open(tmp_path / "empty.db", create=True).close()
    with TestClient(make_app(LibraryPool(tmp_path / "empty.db")), base_url=HOME) as client:
        answer = client.get("/calls/1f00ba5e")
    assert answer.status_code == 404
    assert "there are none yet" in answer.text


def test_a_line_of_two_megabytes_is_cut(client: TestClient) -> None:
    page = client.get(f"/calls/{HUGE}")
    assert len(page.content) < MOST_BYTES
    assert "Show more of this line" in page.text


def test_all_of_a_long_line_comes_piece_by_piece(client: TestClient) -> None:
    more = client.get(f"/calls/{HUGE}/lines/1?after=900")
    assert "Show more of this line" in more.text
    assert len(more.content) < MOST_BYTES
    end = client.get(f"/calls/{HUGE}/lines/1?after={LETTERS - 20}").text
    assert "and then the needle" in end
    assert "Show more" not in end


def test_a_line_that_is_not_there_is_told_so(client: TestClient) -> None:
    assert client.get(f"/calls/{HUGE}/lines/77").status_code == 404


def test_words_far_inside_a_long_line_are_found_and_shown(client: TestClient) -> None:
    text = client.get(f"/calls/{HUGE}/lines", params={"find": "NEEDLE"}).text
    assert '<mark class="found">needle</mark>' in text
    assert len(text) < MOST_BYTES


def test_a_call_of_five_thousand_lines_comes_in_sections(client: TestClient) -> None:
    page = client.get(f"/calls/{LONG}")
    assert len(page.content) < MOST_BYTES
    assert f"{LINES - 100:,} left" in page.text
    assert f"{LINES - 40:,} more are marked in the transcript" in page.text


def test_sections_follow_each_other_without_gap_or_repetition(client: TestClient) -> None:
    middle = client.get(f"/api/calls/{LONG}/lines", params={"at": 6_000}).json()
    first, numbers = middle["first"], [line["n"] for line in middle["lines"]]
    assert 3_000 in numbers[1:]
    later = client.get(f"/api/calls/{LONG}/lines", params={"first": first + 100, "way": "later"}).json()
    assert later["lines"][0]["n"] == numbers[-1] + 1
    asked = {"first": first - 30, "until": first, "way": "earlier"}
    earlier = client.get(f"/api/calls/{LONG}/lines", params=asked).json()
    assert [line["n"] for line in earlier["lines"]] == [*range(first - 30, first)]


def test_a_time_late_in_a_long_call_is_among_the_lines_shown(client: TestClient) -> None:
    assert "Line 4321 of many." in client.get(f"/calls/{LONG}?at=8642").text


def test_lines_that_say_something_are_counted_and_cut_at_a_hundred(client: TestClient) -> None:
    text = client.get(f"/calls/{LONG}/lines?find=of+many").text
    assert "5,000 lines of 5,000 say “of many”; the first 100" in text


def test_where_nobody_says_it_all_calls_can_be_searched(client: TestClient) -> None:
    text = client.get(f"/calls/{TALK}/lines", params={"find": "zebra"}).text
    assert 'href="/search?q=zebra"' in text


def test_all_figures_come_when_asked_for(client: TestClient) -> None:
    assert "Turns" in client.get(f"/calls/{TALK}/figures").text


def test_calls_like_it_are_looked_for_apart(client: TestClient) -> None:
    answer = client.get(f"/calls/{TALK}/similar", params={"better": "1"})
    assert answer.status_code == 200
    assert "That went better" in answer.text


def test_a_call_without_sound_has_no_player_of_its_own(client: TestClient) -> None:
    text = client.get(f"/calls/{HUGE}").text
    assert 'id="play-all"' not in text
    assert 'id="wave"' not in text
