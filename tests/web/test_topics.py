import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from fastapi.testclient import TestClient

from coachkit.models import CorpusModel, TopicMove
from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.priorities.made_library import PLACES, Made, made_library
from tests.store.small_library import run_of
from tests.web.busy_weeks import build_busy_weeks
from tests.web.conftest import HOME

FORBIDDEN = re.compile(r"tracker|lemma|hybrid|passage|tombstone|quarantine|kappa|effect size", re.IGNORECASE)


class ByHand:
    """Takes every question for one about invoices."""

    def can_compare(self, stored: str) -> bool:  # noqa: ARG002 - as the protocol has it
        return True

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        return np.asarray([PLACES["t1"]] * len(texts), "<f4")


@pytest.fixture(scope="module")
def handled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Ask the pages of a library in which Ann handles invoices far better than Ben and Cem."""
    path = tmp_path_factory.mktemp("handled") / "made.db"
    calls = [Made(agents=("Ann",), customer="<i>Acme</i>")] * 20
    calls += [Made(agents=(name,), label="bad") for name in ("Ben", "Cem") for _ in range(20)]
    calls += [Made(agents=("Ann",), topic=None)] * 2
    with made_library(path, calls) as library:
        move = TopicMove(
            epoch=1, n=0, topic_id="t1", kind="kept", passages_before=40, passages_after=60, stayed=0.95
        )
        fitted = CorpusModel(kind="topics", epoch=1, fingerprint="f", calls=62)
        rows: dict[str, Sequence[object]] = {"topic_moves": [move], "corpus_models": [fitted]}
        library.replace_stage(run_of("", "fit"), [*rows], rows)
    with TestClient(make_app(LibraryPool(path, encoder=ByHand())), base_url=HOME) as client:
        yield client


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = build_busy_weeks(tmp_path_factory.mktemp("busy") / "busy.db")
    with TestClient(make_app(LibraryPool(path)), base_url=HOME) as client:
        yield client


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[TestClient]:
    Library.open(tmp_path / "empty.db", create=True).close()
    with TestClient(make_app(LibraryPool(tmp_path / "empty.db")), base_url=HOME) as client:
        yield client


def test_topics_are_listed_with_how_their_calls_went(handled: TestClient) -> None:
    page = handled.get("/topics")
    assert page.status_code == 200
    assert 'href="/topics/t1"' in page.text
    assert "20 of 60 well" in page.text
    assert "60 calls about 1 topic" in page.text


def test_topics_have_a_twin_of_data(handled: TestClient) -> None:
    found = handled.get("/api/topics").json()
    assert found["topics"][0]["size"] == {
        "id": "t1", "title": "invoices", "calls": 60, "good": 20, "neutral": 0, "bad": 40
    }  # fmt: skip
    assert (found["filed"], found["unfiled"]) == (60, 2)


def test_a_rise_is_told_where_it_is_beyond_chance(busy: TestClient) -> None:
    found = busy.get("/api/topics").json()
    change = next(one for one in found["changes"] if one["name"] == "Refunds")
    assert change["direction"] == "up"
    assert re.match(
        r"Comes up more in the last week: in 18 of 25 calls \(between \d+ and \d+ of 100\)", change["says"]
    )
    page = busy.get("/topics").text
    assert "comes up more in the last week" in page
    assert "trending-up" in page


def test_a_team_narrows_topics_to_its_calls(busy: TestClient) -> None:
    every = busy.get("/api/topics").json()["filed"]
    found = busy.get("/api/topics", params={"team": "Support", "by": "month"}).json()
    assert 0 < found["filed"] < every
    assert sum(one["size"]["calls"] for one in found["topics"]) == found["filed"]


def test_a_team_that_is_not_there_is_told(busy: TestClient) -> None:
    assert busy.get("/topics", params={"team": "Nobody"}).status_code == 404


def test_a_period_that_is_not_there_is_told(busy: TestClient) -> None:
    assert busy.get("/topics", params={"by": "year"}).status_code == 400


def test_what_to_work_on_first_is_told_with_its_range(handled: TestClient) -> None:
    page = handled.get("/topics/priorities").text
    assert "40 of 60 judged calls went badly: between" in page
    assert "could be won if all went as with Ann" in page
    assert handled.get("/api/topics/priorities").json()["found"]["rows"][0]["topic_id"] == "t1"


def test_a_topic_shows_what_customers_say_where_it_plays(handled: TestClient) -> None:
    page = handled.get("/topics/t1")
    assert page.status_code == 200
    assert "It was charged twice." in page.text
    assert 'data-call="c000" data-start="1.00" data-end="5.00"' in page.text
    assert 'href="/calls?topic=t1"' in page.text
    assert "between 23 and 46 of 100 go well" in page.text


def test_names_from_calls_are_escaped(handled: TestClient) -> None:
    page = handled.get("/topics/t1").text
    assert "<i>Acme</i>" not in page
    assert "&lt;i&gt;Acme" in page


def test_a_topic_tells_what_the_last_refit_did(handled: TestClient) -> None:
    assert handled.get("/api/topics/t1").json()["moves"][0]["passages_after"] == 60


def test_who_handles_a_topic_best_is_told_with_the_range(handled: TestClient) -> None:
    page = handled.get("/topics/t1/experts").text
    assert "Better than the others beyond chance: Ann." in page
    assert re.search(
        r"20 calls, 20 of 20 went well\. Calls go \d+ of 100 better .* \(between \+\d+ and \+\d+\)", page
    )
    assert handled.get("/api/topics/t1/experts").json()["found"]["people"][0]["handler"]["agent"] == "Ann"


def test_a_question_finds_who_is_best_to_take_it(handled: TestClient) -> None:
    page = handled.get("/topics/ask", params={"q": "my invoice was charged twice"})
    assert page.status_code == 200
    assert 'Ask <a href="/team/Ann">Ann</a>' in page.text
    assert handled.get("/topics/ask").status_code == 200
    assert handled.get("/topics/ask", params={"q": "?!"}).status_code == 404


def test_calls_that_fit_no_topic_are_listed(handled: TestClient) -> None:
    found = handled.get("/api/topics/unfiled").json()
    assert [one["call_id"] for one in found["calls"]] == ["c060", "c061"]
    assert "It was charged twice." in handled.get("/topics/unfiled").text


def test_a_topic_that_is_not_there_is_told(handled: TestClient) -> None:
    assert handled.get("/topics/t99").status_code == 404
    assert handled.get("/topics/t99/experts").status_code == 404


def test_a_library_without_topics_says_how_they_come(empty: TestClient) -> None:
    page = empty.get("/topics")
    assert "coachkit build FOLDER" in page.text
    for address in ("/topics/priorities", "/topics/unfiled", "/topics/ask"):
        assert empty.get(address).status_code == 200


@pytest.mark.parametrize(
    "address", ["/topics", "/topics/priorities", "/topics/t1", "/topics/t1/experts", "/topics/unfiled"]
)
def test_the_words_are_a_leads(handled: TestClient, address: str) -> None:
    shown = re.sub(r"<[^>]*>", " ", handled.get(address).text)
    assert not FORBIDDEN.search(shown)
