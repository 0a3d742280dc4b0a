from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.export.example import BAD, GOOD, build_example
from tests.searching.small_archive import Told, store
from tests.web.conftest import HOME


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The example library, opened once for all tests here: they only read."""
    folder = tmp_path_factory.mktemp("example")
    with TestClient(
        make_app(LibraryPool(build_example(folder / "example.db", folder))), base_url=HOME
    ) as client:
        yield client


def test_an_empty_box_shows_ways_to_ask_with_names_of_this_library(client: TestClient) -> None:
    page = client.get("/search")
    assert page.status_code == 200
    assert "Ways to ask" in page.text
    assert "/search?q=name%3AZenlane+went%3Agood" in page.text


def test_a_hit_shows_the_quote_marked_with_its_call_and_neighbours(client: TestClient) -> None:
    text = client.get("/search", params={"q": "percent"}).text
    assert "<mark>percent</mark>" in text
    assert f'href="/calls/{GOOD}?at=4.50"' in text
    assert "Thank you for calling Larkfield" in text
    assert "I see. What matters most" in text
    assert "1 place." in text


def test_text_from_calls_is_escaped(client: TestClient) -> None:
    text = client.get("/search", params={"q": "every single"}).text
    assert "&lt;b&gt;" in text
    assert "<b>" not in text


def test_the_query_stays_in_the_box_escaped(client: TestClient) -> None:
    text = client.get("/search", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in text


def test_data_is_what_the_command_gives_with_links_to_the_page(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "export fails", "label": "bad"}).json()
    assert found["query"] == "(export fails) label:bad"
    assert [hit["call"]["id"] for hit in found["hits"]] == [BAD]
    assert found["hits"][0]["link"] == f"/calls/{BAD}?at=3.50"


@pytest.mark.parametrize("view", ["places", "calls", "answers", "agents"])
def test_every_view_has_a_page_and_data(client: TestClient, view: str) -> None:
    assert client.get("/search", params={"q": "Zenlane", "view": view}).status_code == 200
    assert client.get("/api/search", params={"q": "Zenlane", "view": view}).status_code == 200


@pytest.mark.parametrize("view", ["places", "calls", "agents"])
def test_data_tells_files_by_name_alone(client: TestClient, tmp_path: Path, view: str) -> None:
    found = client.get("/api/search", params={"q": "Zenlane", "view": view}).text
    assert ".wav" in found
    assert str(tmp_path) not in found


def test_agents_who_never_say_it_are_listed_by_themselves(client: TestClient) -> None:
    text = client.get("/search", params={"q": "said-by:customer dashboards", "view": "agents"}).text
    assert "1 of 2 agents" in text
    assert text.index("Jana Kovac</a>") < text.index("On none of their calls") < text.index("Tom Berg</a>")


def test_replies_to_a_question_are_shown_with_how_they_were_taken(client: TestClient) -> None:
    text = client.get("/search", params={"q": "the export fails", "view": "answers"}).text
    assert "It works for the others." in text


def test_filters_narrow_the_search_and_each_can_be_taken_away(client: TestClient) -> None:
    text = client.get("/search", params={"q": "Zenlane", "label": "bad", "said_by": "customer"}).text
    assert f'id="hit-{BAD}-' in text
    assert f'id="hit-{GOOD}-' not in text
    assert 'href="/search?q=Zenlane&amp;said_by=customer"' in text


def test_a_filter_alone_is_a_search(client: TestClient) -> None:
    assert f'id="hit-{BAD}-' in client.get("/search", params={"agent": "Tom Berg"}).text


def test_a_wrong_query_is_marked_and_what_was_meant_is_a_link(client: TestClient) -> None:
    page = client.get("/search", params={"q": "agnet:jana move"})
    assert page.status_code == 400
    assert '<mark class="error">agnet:</mark>' in page.text
    assert 'href="/search?q=agent%3Ajana+move"' in page.text
    assert 'value="agnet:jana move"' in page.text


def test_a_wrong_name_in_a_query_is_replaced_by_the_nearest(client: TestClient) -> None:
    page = client.get("/search", params={"q": "move agent:Janna"})
    assert page.status_code == 400
    assert 'href="/search?q=move+agent%3A%22Jana+Kovac%22"' in page.text


def test_a_wrong_query_is_an_error_in_the_data(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "refund OR"})
    assert answer.status_code == 400
    assert "OR needs something after it" in answer.json()["detail"]


@pytest.mark.parametrize(
    "asked", [{"agent": "Nobody"}, {"since": "whenever"}, {"part": "middle"}, {"view": "x"}]
)
def test_a_wrong_filter_is_told(client: TestClient, asked: dict[str, str]) -> None:
    page = client.get("/search", params={"q": "move", **asked})
    assert page.status_code == 400
    assert "--" not in page.text.partition("<main")[2].partition("</main>")[0]


def test_nothing_found_says_what_to_try(client: TestClient) -> None:
    text = client.get("/search", params={"q": "dashboards label:bad"}).text
    assert "Nothing found" in text
    assert "What may help" in text


def test_a_word_that_nobody_says_leads_to_one_that_is_said(client: TestClient) -> None:
    assert "/search?q=dashboards" in client.get("/search", params={"q": "dashbords"}).text


def test_while_typing_the_last_word_may_go_on(client: TestClient) -> None:
    found = client.get("/search/hits", params={"q": "dashb", "typing": 1})
    assert found.status_code == 200
    assert "<mark>Dashboards</mark>" in found.text
    assert "<html" not in found.text


def test_while_typing_what_is_unfinished_is_not_wrong(client: TestClient) -> None:
    assert client.get("/search/hits", params={"q": '"on ho', "typing": 1}).status_code == 204
    assert "quotation mark" in client.get("/search/hits", params={"q": '"on ho'}).text


def test_more_is_shown_around_a_hit_on_demand(client: TestClient) -> None:
    text = client.get(f"/search/around/{GOOD}/1").text
    assert "The two weeks, honestly" in text
    assert client.get(f"/search/around/{GOOD}/99").status_code == 404


def test_a_long_list_goes_on_without_showing_a_place_twice(tmp_path: Path) -> None:
    path = tmp_path / "long.db"
    with Library.open(path, create=True) as library:
        store(
            library, Told(id="c1", talk=[("customer", "a refund"), ("agent", "yes")] * 25), has_vectors=False
        )
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        first = client.get("/search", params={"q": '"refund"'}).text
        assert "The first 20 of 25 places" in first
        assert "/search/more?q=%22refund%22&amp;page=2" in first
        more = client.get("/search/more", params={"q": '"refund"', "page": 2}).text
    keys = [{f"hit-c1-{n}" for n in range(50) if f'id="hit-c1-{n}"' in text} for text in (first, more)]
    assert [len(one) for one in keys] == [20, 5]
    assert not keys[0] & keys[1]


def test_a_library_without_calls_says_how_to_begin(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    Library.open(path, create=True).close()
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        assert client.get("/search").status_code == 200
        assert "coachkit build" in client.get("/search", params={"q": "refund"}).text
        assert client.get("/api/search", params={"q": "refund"}).json()["hits"] == []
