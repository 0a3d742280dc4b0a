import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from coachkit.errors import LibraryBusyError
from coachkit.models import Recording
from coachkit.store.connection import SCHEMA_VERSION
from coachkit.store.library import Library
from coachkit.web.app import make_app
from coachkit.web.error_pages import without_folders
from coachkit.web.library_pool import LibraryPool, Opened
from tests.web.conftest import HOME


@pytest.fixture
def db(example: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(example, tmp_path / "example.db"))


@contextmanager
def asking(db: Path, **limits: float) -> Iterator[TestClient]:
    with TestClient(make_app(LibraryPool(db, **limits)), base_url=HOME) as client:  # type: ignore[arg-type]
        yield client


def test_a_page_that_is_not_there_says_so(client: TestClient) -> None:
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "There is nothing here" in page.text
    assert "No page has the address /nothing." in page.text


def test_data_that_is_not_there_says_so_as_data(client: TestClient) -> None:
    assert client.get("/api/nothing").json() == {
        "status": 404,
        "problem": "There is nothing here",
        "detail": "No page has the address /api/nothing.",
        "advice": "Look for it in the list of calls, or search for what was said.",
    }


def test_a_part_of_a_page_says_so_in_a_few_lines(client: TestClient) -> None:
    part = client.get("/calls/none", headers={"HX-Request": "true"})
    assert part.status_code == 404
    assert 'role="alert"' in part.text
    assert "<html" not in part.text


def test_a_wrong_parameter_is_named(client: TestClient) -> None:
    page = client.get("/api/calls", params={"page": "0"})
    assert page.status_code == 400
    assert "page" in page.json()["detail"]


@pytest.mark.parametrize(
    "address",
    ["/calls?page={}", "/topics/unfiled?page={}", "/search/around/x/{}", "/calls/x/lines/0?after={}"],
)
def test_a_number_beyond_all_numbers_is_a_wrong_one(client: TestClient, address: str) -> None:
    assert client.get(address.format("9" * 20)).status_code == 400


@pytest.mark.parametrize("address", ["/topics/unfiled", "/names/unknown", "/team"])
def test_after_the_last_page_of_a_list_the_last_is_shown(client: TestClient, address: str) -> None:
    last = client.get(f"/api{address}", params={"page": 99}).json()
    assert last["number"] == last["pages"]


def test_names_of_calls_that_come_near_are_told_without_their_folder(client: TestClient, db: Path) -> None:
    with Library.open(db) as library:
        path = library.rows(Recording)[0].path
    page = client.get("/api/calls/" + quote(path.replace("/", "-"), safe=""))
    assert page.status_code == 404
    assert Path(path).name in page.json()["detail"]
    assert str(Path(path).parent) not in page.json()["detail"]


def test_a_query_that_is_not_understood_has_its_place_marked(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "price AND ("})
    assert answer.status_code == 400
    assert "^" in answer.json()["detail"]


def test_the_wrong_method_is_told_with_those_that_work(client: TestClient) -> None:
    answer = client.delete("/api/calls")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_script_in_an_address_stays_text(client: TestClient) -> None:
    page = client.get("/<script>alert(1)</script>")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


def test_a_locked_library_is_waited_for_and_then_told(db: Path) -> None:
    with asking(db, lock_wait=0.05) as client, closing(sqlite3.connect(db, isolation_level=None)) as other:
        other.execute("pragma journal_mode = delete")
        assert client.get("/api/calls").status_code == 200
        other.execute("begin exclusive")
        answer = client.get("/calls")
        other.execute("rollback")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        assert "another program is writing to it" in answer.text
        assert client.get("/calls").status_code == 200


def test_another_library_in_its_place_is_shown_at_once(tmp_path: Path, db: Path) -> None:
    with asking(db) as client:
        assert client.get("/api/calls").json()["total"] == 3
        with Library.open(tmp_path / "new.db", create=True):
            pass
        (tmp_path / "new.db").replace(db)
        assert client.get("/api/calls").json()["total"] == 0


def _remove(db: Path) -> None:
    db.unlink()


def _empty(db: Path) -> None:
    db.unlink()
    db.touch()


def _damage(db: Path) -> None:
    size = db.stat().st_size
    with db.open("r+b") as file:
        file.seek(1024)
        file.write(b"\x55" * (size - 1024))


def _replace_by_text(db: Path) -> None:
    db.unlink()
    db.write_text("What a lovely day for a call. " * 100, encoding="utf-8")


def _make_newer(db: Path) -> None:
    with closing(sqlite3.connect(db)) as library:
        library.execute(f"pragma user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize(
    ("happens", "told", "was_open"),
    [
        (_remove, "there is no such database", True),
        (_remove, "there is no such database", False),
        (_empty, "the database is empty", True),
        (_damage, "damaged", False),
        (_replace_by_text, "not a SQLite database", True),
        (_make_newer, "newer coachkit", False),
    ],
)
def test_what_happened_to_the_file_is_told_without_its_folder(
    tmp_path: Path, example: Path, *, happens: Callable[[Path], None], told: str, was_open: bool
) -> None:
    folder = tmp_path / "a folder of Anna's"
    folder.mkdir()
    db = Path(shutil.copy(example, folder / "calls.db"))
    with asking(db) as client:
        if was_open:
            client.get("/calls")
        for side in ("-wal", "-shm"):
            db.with_name(db.name + side).unlink(missing_ok=True)
        happens(db)
        answer, data = client.get("/calls"), client.get("/api/calls")
    assert answer.status_code == data.status_code == 503
    assert told in answer.text
    assert "Retry-After" not in answer.headers
    assert "Anna" not in answer.text + data.text


def test_a_library_may_come_back(db: Path) -> None:
    away = db.with_suffix(".away")
    with asking(db) as client:
        db.rename(away)
        assert client.get("/calls").status_code == 503
        away.rename(db)
        assert client.get("/calls").status_code == 200


def _with_route(db: Path, read: Callable[..., object], **limits: float) -> TestClient:
    router = APIRouter()
    router.add_api_route("/odd", read, response_model=None)
    router.add_api_route("/api/odd", read, response_model=None)
    app = make_app(LibraryPool(db, **limits))  # type: ignore[arg-type]
    app.include_router(router)
    return TestClient(app, base_url=HOME)


def test_a_mistake_of_ours_shows_nothing_of_itself(db: Path, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise ZeroDivisionError("a secret of the house")

    client = _with_route(db, fail)
    page, data = client.get("/odd"), client.get("/api/odd")
    assert page.status_code == data.status_code == 500
    assert "Something went wrong" in page.text
    assert "secret" not in page.text + data.text
    assert "Traceback" not in page.text + data.text
    assert "Content-Security-Policy" in page.headers
    assert "a secret of the house" in caplog.text


def test_reading_that_takes_too_long_is_ended(db: Path) -> None:
    def read_forever(opened: Opened) -> object:
        endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
        return opened.library.values(endless)

    answer = _with_route(db, read_forever, limit=0.1).get("/api/odd")
    assert answer.status_code == 503
    assert "took too long" in answer.json()["detail"]


def test_when_the_server_ends_nothing_is_read_any_more(db: Path) -> None:
    pool = LibraryPool(db)
    begun = threading.Event()

    def read_forever(opened: Opened) -> object:
        begun.set()
        endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
        with pytest.raises(LibraryBusyError):
            opened.library.values(endless)
        return "ended"

    app = make_app(pool)
    app.add_api_route("/odd", read_forever, response_model=None)
    found: list[str] = []
    asking = threading.Thread(target=lambda: found.append(TestClient(app, base_url=HOME).get("/odd").text))
    asking.start()
    begun.wait()
    pool.stop()
    asking.join()
    assert found == ['"ended"']


def test_an_unknown_name_does_not_cost_the_open_library(db: Path) -> None:
    seen: list[int] = []

    def note(opened: Opened) -> None:
        seen.append(id(opened))

    client = _with_route(db, note)
    client.get("/odd")
    client.get("/calls", params={"agent": "Nobody"})
    client.get("/odd")
    assert seen[0] == seen[1]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/anna/calls.db: gone", "calls.db: gone"),
        ("see '/srv/calls/x.wav'", "see 'x.wav'"),
        (r"C:\Users\anna\calls.db: gone", "calls.db: gone"),
        ("did you mean “/srv/My Calls/x.wav”?", "did you mean “x.wav”?"),
        ("good/bad and 1/2", "good/bad and 1/2"),
        ("nothing here", "nothing here"),
    ],
)
def test_folders_are_left_out_of_messages(text: str, shown: str) -> None:
    assert without_folders(text) == shown
