import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from playwright.sync_api import Browser, expect

from coachkit.config import Settings
from coachkit.models import TopicEdit
from coachkit.pipeline.build import refresh_library
from coachkit.store.library import Library
from coachkit.store.reading import list_topics
from coachkit.web.acting.acts import Acts
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.pipeline.fakes import FakeTools
from tests.topics.library import call
from tests.topics.stored import save
from tests.web.axe import serious_findings
from tests.web.conftest import HOME, Served
from tests.web.forms import notice, send, undo, use_mine

TOOLS = FakeTools(scripts={})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of six topics with eight calls each."""
    path = tmp_path_factory.mktemp("topics") / "made.db"
    with Library.open(path, create=True) as library:
        save(library, [call(n) for n in range(48)])
        refresh_library(library, Settings(), tools=TOOLS)
    return path


@pytest.fixture
def db(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path / "topics.db"))


@pytest.fixture
def topics(db: Path) -> Iterator[TestClient]:
    app = make_app(LibraryPool(db), acts=Acts(path=db, tools=TOOLS))
    with TestClient(app, base_url=HOME) as client:
        yield client


def shown(db: Path) -> dict[str, int]:
    """Return the calls of each topic by its name."""
    with Library.open(db) as library:
        return {topic.title: topic.calls for topic in list_topics(library)}


def id_of(db: Path, title: str) -> str:
    with Library.open(db) as library:
        return next(topic.id for topic in list_topics(library) if topic.title == title)


def change(client: TestClient, db: Path, title: str, what: str, **fields: str) -> Response:
    page = f"/topics/{id_of(db, title)}"
    return send(client, page, f"{page}/{what}", **fields)


def test_a_topic_is_renamed_and_that_is_undone(topics: TestClient, db: Path) -> None:
    told = change(topics, db, "Export", "rename", name="CSV and Excel")
    assert "“Export” is called “CSV and Excel” now." in notice(told)
    assert "<h1>CSV and Excel</h1>" in told.text
    undone = undo(topics, told)
    assert "The name is taken back." in notice(undone)
    assert "<h1>Export</h1>" in undone.text
    with Library.open(db) as library:
        assert [edit.value for edit in library.rows(TopicEdit)] == ["CSV and Excel", None]


def test_a_name_that_a_topic_may_not_have_is_refused_and_kept(topics: TestClient, db: Path) -> None:
    refused = change(topics, db, "Export", "rename", name="calendar")
    assert refused.status_code == 400
    assert "another topic is called “Calendar”" in refused.text
    assert 'value="calendar"' in refused.text
    assert change(topics, db, "Export", "rename", name="  ").status_code == 400


def test_of_two_leads_who_rename_a_topic_the_second_is_shown_both(topics: TestClient, db: Path) -> None:
    page = f"/topics/{id_of(db, 'Export')}"
    old = topics.get(page).text.partition('name="version" value="')[2][:16]
    change(topics, db, "Export", "rename", name="CSV")
    second = send(topics, page, f"{page}/rename", name="Excel", version=old)
    assert second.status_code == 409
    assert "CSV" in second.text
    assert "Excel" in second.text
    assert "CSV" in shown(db)
    use_mine(topics, second)
    assert "Excel" in shown(db)


def test_two_topics_are_joined_what_moved_is_told_and_undone(topics: TestClient, db: Path) -> None:
    before, refund, invoice = shown(db), id_of(db, "Refund"), id_of(db, "Invoice")
    told = change(topics, db, "Refund", "merge", into=invoice)
    assert told.url.path == f"/topics/{invoice}"
    assert "“Refund” is part of “Invoice” now. “Invoice” has 16 calls, 8 before." in notice(told)
    assert shown(db) == {title: n for title, n in before.items() if title != "Refund"} | {"Invoice": 16}
    undone = undo(topics, told)
    assert undone.url.path == f"/topics/{refund}"
    assert shown(db) == before


def test_a_topic_is_cut_in_two_and_that_is_undone(topics: TestClient, db: Path) -> None:
    change(topics, db, "Refund", "merge", into=id_of(db, "Invoice"))
    told = change(topics, db, "Invoice", "split", name="Money back")
    assert "“Money back” is cut off from “Invoice”." in notice(told)
    assert "“Invoice” has 8 calls, 16 before." in notice(told)
    assert "“Money back” has 8 calls." in notice(told)
    undo(topics, told)
    assert shown(db)["Invoice"] == 16
    assert "Money back" not in shown(db)


def test_joining_that_cannot_be_undone_any_more_says_what_to_do(topics: TestClient, db: Path) -> None:
    told = change(topics, db, "Refund", "merge", into=id_of(db, "Invoice"))
    change(topics, db, "Export", "never")
    refused = undo(topics, told)
    assert refused.status_code == 400
    assert "topics have moved since" in refused.text
    assert "cut the topic in two" in refused.text


def test_what_is_no_topic_goes_and_is_brought_back(topics: TestClient, db: Path) -> None:
    told = change(topics, db, "Export", "never")
    assert told.url.path == "/topics"
    assert "“Export” is no topic any more." in notice(told)
    assert "Export" not in shown(db)
    form = told.text.partition('aria-label="Bring back Export"')[0].rpartition('action="')[2].split('"')[0]
    back = send(topics, "/topics", form)
    assert "“Export” is a topic again." in notice(back)
    assert shown(db)["Export"] == 8


def test_a_topic_is_kept_as_it_is_until_that_is_undone(topics: TestClient, db: Path) -> None:
    told = change(topics, db, "Export", "pin", stays="yes")
    assert "stays as it is when topics are found anew" in notice(told)
    assert "Let it change again" in told.text
    assert "Keep it as it is" in undo(topics, told).text


def test_a_topic_that_is_gone_is_told(topics: TestClient, db: Path) -> None:
    page = f"/topics/{id_of(db, 'Export')}"
    gone = send(topics, page, f"{page}/merge", into="t99")
    assert gone.status_code == 404
    assert "there is no topic “t99”" in gone.text


def test_a_topic_is_joined_and_undone_in_a_browser(chromium: Browser, db: Path) -> None:
    app = make_app(LibraryPool(db), acts=Acts(path=db, tools=TOOLS))
    with Served(db, app) as served:
        page = chromium.new_page(base_url=served.address, viewport={"width": 390, "height": 800})
        page.goto(f"/topics/{id_of(db, 'Refund')}")
        page.get_by_text("Change this topic").click()
        assert serious_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.get_by_label("It is the same as").select_option("Invoice")
        page.get_by_role("button", name="Join with it").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Invoice")
        expect(page.locator("#notice")).to_contain_text("“Refund” is part of “Invoice” now.")
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Refund")
        page.close()
    assert shown(db)["Refund"] == 8
