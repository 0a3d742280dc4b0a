"""Dropping files in, and asking for builds: without a worker, so that all of it stays in the queue."""

import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from coachkit.config import parse_settings
from coachkit.errors import SettingsError
from coachkit.pipeline.toolbox import Toolbox
from coachkit.web.building.file_name import safe_name
from coachkit.web.building.order import Order, Standing, Trouble
from coachkit.web.building.processes import born, interrupt
from coachkit.web.building.progress import KeptProgress
from coachkit.web.building.queue import BuildQueue, new_id
from coachkit.web.building.worker import work_off
from tests.web.building import CALL, SETTINGS, Unworked, app_of, drop, empty_library, kept, sound
from tests.web.conftest import HOME
from tests.web.forms import notice, send, undo


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library without calls."""
    return empty_library(tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="module")
def asking(home: Path) -> Iterator[TestClient]:
    with TestClient(app_of(home), base_url=HOME) as client:
        yield client


@pytest.fixture
def db(home: Path) -> Iterator[Path]:
    """The library, of which nothing was asked yet."""
    yield home
    for left in ("uploads", "team.builds", "north"):
        shutil.rmtree(home.parent / left, ignore_errors=True)
    (home.parent / "coachkit.toml").write_text(SETTINGS)


@pytest.fixture
def client(asking: TestClient, db: Path) -> TestClient:
    """Ask the pages of that library."""
    assert db.exists()
    return asking


@pytest.fixture
def queue(db: Path) -> BuildQueue:
    return Unworked(db=db)


def ordered(queue: BuildQueue, standing: Standing | None = None, title: str = "north") -> Order:
    """Ask for a build, and with a standing take it from the queue."""
    order = Order(
        id=new_id(),
        title=title,
        folder=str(queue.db.parent / title),
        settings=None,
        asked_by="Mara",
        asked_at="2026-05-04T09:00:00+00:00",
    )
    queue.ask(order)
    if standing:
        assert queue.take() == order
        queue.save(order.id, standing)
    return order


def test_a_recording_that_is_dropped_waits_to_be_built(client: TestClient, db: Path, tmp_path: Path) -> None:
    told = drop(client, [("talk.wav", sound(tmp_path))])
    assert told.status_code == 200
    assert "“talk.wav” is being built." in notice(told)
    assert kept(db) == ["talk.wav"]


def test_what_is_no_call_is_named_with_its_reason_and_the_rest_is_taken(client: TestClient, db: Path) -> None:
    told = drop(
        client,
        [
            ("talk.vtt", CALL.encode()),
            ("empty.wav", b""),
            ("notes.pdf", b"%PDF-1.4"),
            ("song.mp3", b"this is no sound" * 99),
            ("list.csv", b"a,b\n1,2\n"),
        ],
    )
    said = notice(told)
    assert "“talk.vtt” is being built." in said
    assert "“empty.wav” was not taken: it is empty." in said
    assert "“notes.pdf” was not taken: it is neither a recording nor a transcript" in said
    assert "“song.mp3” was not taken" in said
    assert "call it manifest.csv" in said
    assert kept(db) == ["talk.vtt"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.wav", b"", "it is empty"),
        ("virus.exe", b"MZ" * 99, "neither a recording nor a transcript"),
        ("picture.wav", b"\x89PNG\r\n" * 99, "picture.wav"),
        ("talk.vtt", b"no captions", "talk.vtt"),
        ("alone.json", b'{"agent": "Jana"}', "describes a recording that was not dropped with it"),
    ],
)
def test_where_no_call_is_among_them_a_page_says_so(
    client: TestClient, db: Path, name: str, content: bytes, reason: str
) -> None:
    told = drop(client, [(name, content)])
    assert told.status_code == 400
    assert "Nothing was taken" in told.text
    assert reason in told.text
    assert str(db.parent) not in told.text
    assert not kept(db)


def test_no_file_is_a_plain_answer(client: TestClient) -> None:
    told = drop(client, [("", b"")])
    assert told.status_code == 400
    assert "Choose recordings or transcripts first." in told.text


def test_a_file_that_is_too_large_is_refused(client: TestClient, db: Path) -> None:
    told = drop(client, [("talk.vtt", CALL.encode()), ("long.wav", b"x" * 300_000)])
    assert told.status_code == 413
    assert "“long.wav” is larger than 0.2 MB" in told.text
    assert not kept(db)


def test_files_that_are_too_large_together_are_refused(client: TestClient, db: Path) -> None:
    told = drop(client, [(f"{n}.wav", b"x" * 190_000) for n in range(3)])
    assert told.status_code == 413
    assert "larger than 0.5 MB" in told.text
    assert not kept(db)


def test_a_length_that_is_too_large_is_refused_before_anything_is_written(
    client: TestClient, db: Path
) -> None:
    told = drop(client, [("long.wav", b"x" * 2_000_000)])
    assert told.status_code == 413
    assert "larger than 0.5 MB" in told.text
    assert not kept(db)


def test_ten_thousand_files_are_refused(client: TestClient, db: Path) -> None:
    (db.parent / "coachkit.toml").write_text(SETTINGS.replace("0.5", "500").replace("0.2", "100"))
    told = drop(client, [(f"{n}.vtt", b"x") for n in range(10_000)])
    assert told.status_code == 413
    assert "at most 20 files are taken at once" in told.text
    assert not kept(db)


URLENCODED = "application/x-www-form-urlencoded"
EMPTY_PART = b'--b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n'


def test_what_is_no_form_of_files_is_not_read_without_end(client: TestClient) -> None:
    told = client.post("/build/files", content=b"a=" + b"x" * 100_000, headers={"content-type": URLENCODED})
    assert told.status_code == 413


@pytest.mark.parametrize("opened", ["[", '{"a":'])
def test_a_json_file_of_endless_depth_is_no_call(client: TestClient, opened: str) -> None:
    told = drop(client, [("talk.json", opened.encode() * 30_000)])
    assert told.status_code == 400
    assert "talk.json" in told.text


@pytest.mark.parametrize("token", ["", "made-up"])
def test_files_of_a_form_that_is_not_ours_are_refused(client: TestClient, db: Path, token: str) -> None:
    told = drop(client, [("talk.vtt", CALL.encode())], token=token)
    assert told.status_code == 403
    assert not kept(db)


def test_a_form_without_its_parts_is_refused(client: TestClient) -> None:
    for kind, body in (
        ("text/plain", b"x"),
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=b", b"x"),
        (f"multipart/form-data; boundary={'b' * 5_000}", b"x"),
        ("multipart/form-data; boundary=b", EMPTY_PART * 1_000),
    ):
        told = client.post("/build/files", content=body, headers={"content-type": kind})
        assert told.status_code == 400, kind


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.wav", "passwd.wav"),
        ("C:\\calls\\a.wav", "a.wav"),
        (".hidden.wav", "hidden.wav"),
        ("a\x00b\u202ec.wav", "abc.wav"),
        ("what?*.wav", "what__.wav"),
        ("Gespräch über Öl.wav", "Gespräch über Öl.wav"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("/", "unnamed"),
    ],
)
def test_names_are_kept_without_what_could_do_harm(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_very_long_name_still_fits_on_a_disk() -> None:
    long = safe_name("ö" * 400 + ".wav")
    assert len(long.encode()) <= 200
    assert long.endswith("ö.wav")


def test_a_name_with_folders_lands_in_the_folder_of_its_drop(client: TestClient, db: Path) -> None:
    drop(client, [("../../talk.vtt", CALL.encode())])
    assert kept(db) == ["talk.vtt"]
    assert sorted(path.name for path in db.parent.iterdir() if path.suffix == ".vtt") == []


def test_of_the_same_content_one_is_taken_and_of_the_same_name_both(client: TestClient, db: Path) -> None:
    other = CALL.replace("export", "import").encode()
    told = drop(client, [("a.vtt", CALL.encode()), ("a.vtt", other), ("b.vtt", CALL.encode())])
    assert "“b.vtt” was not taken: the same was dropped twice." in notice(told)
    assert kept(db) == ["a.vtt", "same-name-2/a.vtt"]


def test_what_describes_recordings_lands_beside_them(client: TestClient, db: Path, tmp_path: Path) -> None:
    sidecar = json.dumps({"agent": "Jana Kovac"}).encode()
    drop(
        client,
        [
            ("talk.wav", sound(tmp_path)),
            ("talk.json", sidecar),
            ("manifest.csv", b"file,agent\ntalk.wav,Jana\n"),
        ],
    )
    assert kept(db) == ["manifest.csv", "talk.json", "talk.wav"]


def test_a_folder_that_settings_name_is_built(client: TestClient, db: Path) -> None:
    (db.parent / "north").mkdir()
    told = send(client, "/build", "/build/folder", folder="north")
    assert "“north” is being built." in notice(told)
    again = send(client, "/build", "/build/folder", folder="north")
    assert again.status_code == 400
    assert "built already" in again.text


@pytest.mark.parametrize("folder", ["south", "../", "/etc", "north"])
def test_no_other_folder_is_built_nor_one_that_is_not_there(
    client: TestClient, queue: BuildQueue, folder: str
) -> None:
    assert send(client, "/build", "/build/folder", folder=folder).status_code == 404
    assert not queue.builds()


def test_what_waits_can_be_taken_out_and_put_back(client: TestClient, queue: BuildQueue) -> None:
    order = ordered(queue)
    told = send(client, "/build", "/build/stop", build=order.id)
    assert "taken out of the queue" in notice(told)
    assert not queue.builds()
    undo(client, told)
    assert [one.order.title for one in queue.builds()] == ["north"]


def test_to_drop_files_can_be_undone_while_they_wait(client: TestClient, queue: BuildQueue) -> None:
    undo(client, drop(client, [("talk.vtt", CALL.encode())]))
    assert not queue.builds()


def test_a_build_that_is_gone_cannot_be_stopped(client: TestClient, queue: BuildQueue) -> None:
    order = ordered(queue)
    for build in ("none", "../../team", order.id[:-1] + "x"):
        assert send(client, "/build", "/build/stop", build=build).status_code == 404
    assert len(queue.builds()) == 1


def test_a_build_that_has_ended_cannot_be_stopped(client: TestClient, queue: BuildQueue) -> None:
    ordered(queue)
    done = ordered(queue, None)
    first = queue.take()
    assert first
    queue.save(first.id, Standing(state="done"))
    shown = send(client, "/build", "/build/stop", build=first.id)
    assert shown.status_code == 400
    assert "ended already" in shown.text
    assert queue.find(done.id).standing.state == "waiting"


def test_how_far_a_build_is_stands_on_the_page(client: TestClient, queue: BuildQueue) -> None:
    (queue.folder / "waiting").mkdir(parents=True)
    ordered(
        queue,
        Standing(
            state="running",
            task="Transcribing",
            done=600,
            total=1_800,
            steps=3,
            failures=(Trouble(name="a.wav", reason="it is broken"),),
        ),
    )
    with queue.as_only_worker():
        shown = client.get("/build").text
        data = client.get("/api/build").json()
    assert "Listening to the calls" in shown
    assert "3 calls heard: 10 of 30 minutes of sound" in shown
    assert "1 problem so far" in shown
    assert data["running"]["share"] == pytest.approx(1 / 3)


def test_a_build_whose_worker_is_gone_is_told_and_can_be_tried_again(
    client: TestClient, queue: BuildQueue
) -> None:
    order = ordered(queue, Standing(state="running", pid=2**22 - 1, born="1"))
    assert "Broken off" in client.get("/build").text
    told = send(client, "/build", "/build/again", build=order.id)
    assert "“north” is being built." in notice(told)
    assert queue.builds()[-1].order.tries_again


def test_what_went_wrong_is_told_without_folders(client: TestClient, queue: BuildQueue) -> None:
    ordered(queue, Standing(state="failed", problem="/home/mara/calls/coachkit.toml: not valid TOML"))
    shown = client.get("/build").text
    assert "coachkit.toml: not valid TOML" in shown
    assert "/home/mara" not in shown


def test_progress_is_told_until_nothing_is_built(client: TestClient, queue: BuildQueue) -> None:
    ordered(queue, Standing(state="done"))
    told = client.get("/build/progress")
    assert told.headers["content-type"].startswith("text/event-stream")
    events = [json.loads(line[6:]) for line in told.text.splitlines() if line.startswith("data: ")]
    assert [event["over"] for event in events] == [True]


def test_only_the_oldest_builds_are_forgotten(queue: BuildQueue) -> None:
    for n in range(25):
        ordered(queue, Standing(state="done"), title=f"number {n}")
    queue.bury()
    assert [one.order.title for one in queue.builds()] == [f"number {n}" for n in range(5, 25)]


def test_a_file_that_is_no_build_is_passed_over(queue: BuildQueue) -> None:
    ordered(queue)
    (queue.folder / "waiting" / "00000000000000000000-abcdef.json").write_text("{")
    assert [one.order.title for one in queue.builds()] == ["north"]
    assert queue.take()


def test_a_process_is_interrupted_only_if_it_is_still_the_same(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    # a run in the background of a shell makes what it starts deaf to this signal
    hear = "import pathlib, signal, time; signal.signal(signal.SIGINT, signal.SIG_DFL)"
    code = f"{hear}; pathlib.Path({str(ready)!r}).touch(); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", code], start_new_session=True, stderr=subprocess.DEVNULL
    ) as process:
        while not ready.exists():
            time.sleep(0.01)
        assert not interrupt(process.pid, "another time")
        assert process.poll() is None
        assert interrupt(process.pid, born(process.pid))
        assert process.wait(10) != 0
    assert not interrupt(process.pid, "1")


def test_an_order_comes_back_as_it_was_written(queue: BuildQueue) -> None:
    order = replace(ordered(queue), id=new_id(), refused=(Trouble(name="<b>.wav", reason="“no”"),))
    queue.ask(order)
    assert queue.builds()[-1].order == order


def test_agents_neither_see_builds_nor_ask_for_them(as_agent: TestClient) -> None:
    for address in ("/build", "/api/build", "/build/progress"):
        assert as_agent.get(address).status_code == 403
    token = re.search(r'name="form" value="(\w+)"', as_agent.get("/").text)
    assert token
    sent = {"form": token[1], "folder": "north", "build": new_id()}
    for action in ("folder", "stop", "again"):
        refused = as_agent.post(f"/build/{action}", data=sent, headers={"origin": HOME})
        assert refused.status_code == 403, action
    files = {"files": ("talk.vtt", CALL.encode())}
    refused = as_agent.post("/build/files", data={"form": token[1]}, files=files, headers={"origin": HOME})
    assert refused.status_code == 403


def test_a_folder_without_calls_is_told_as_failed_and_the_next_is_built(queue: BuildQueue) -> None:
    first, second = ordered(queue, title="first"), ordered(queue, title="second")
    work_off(queue, Toolbox())
    ended = {one.order.id: one.standing for one in queue.builds()}
    for order in (first, second):
        assert ended[order.id].state == "failed"
        assert "there is no such folder" in (ended[order.id].problem or "")
        assert ended[order.id].ended_at


def test_of_two_workers_one_does_nothing(queue: BuildQueue) -> None:
    ordered(queue)
    with queue.as_only_worker():
        work_off(queue, Toolbox())
    assert [one.standing.state for one in queue.builds()] == ["waiting"]


def test_a_build_that_is_to_stop_ends_at_its_next_step() -> None:
    kept: list[Standing] = []
    stops = iter([False, False, True])
    progress = KeptProgress(Standing(state="running"), kept.append, lambda: next(stops))
    with progress.task("Scoring", total=3) as advance:
        advance()
        with pytest.raises(KeyboardInterrupt):
            advance()
    assert progress.standing.done == 1
    assert kept[0].task == "Scoring"


def test_what_a_lead_may_build_is_checked_when_settings_are_read() -> None:
    for wrong in ('folders = ["a", "a"]', 'folders = [" "]', "max_files = 0", "max_file_mb = 9000"):
        with pytest.raises(SettingsError):
            parse_settings(f"[web]\n{wrong}\n")
