"""`build --watch` takes in what arrives: whole, once, and again after a restart only what is new."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coachkit.cli.build import BuildChoices
from coachkit.cli.watch import keep_building
from coachkit.errors import LibraryError, RecordingError
from coachkit.models import Call
from coachkit.store.library import Library
from tests.pipeline.example import SCRIPTS, make_folder
from tests.pipeline.fakes import FakeTools

SETTLE = 0.6


@contextmanager
def watching(folder: Path, db: Path, tools: FakeTools) -> Iterator[None]:
    stop = threading.Event()
    choices = BuildChoices(folder=folder, no_progress=True)
    thread = threading.Thread(
        target=keep_building, args=(db, choices), kwargs={"settle": SETTLE, "tools": tools, "stop": stop}
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(timeout=30)
    assert not thread.is_alive()


def wait_until(is_so: Callable[[], bool], *, seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.1)
    return False


def names(db: Path) -> list[str]:
    try:
        with Library.open(db) as library:
            return sorted(Path(call.path).stem for call in library.rows(Call))
    except LibraryError:  # not made yet
        return []


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "outside")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "calls"
    made.mkdir()
    return made


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "coachkit.db"


def test_an_empty_folder_is_waited_for_and_a_call_that_arrives_is_taken_in(folder, outside, db):
    tools = FakeTools(scripts=SCRIPTS)
    with watching(folder, db, tools):
        time.sleep(0.5)
        (outside / "two.wav").rename(folder / "two.wav")
        assert wait_until(lambda: "score" in stages_of(db))
    assert names(db) == ["two"]


def stages_of(db: Path) -> set[str]:
    try:
        with Library.open(db) as library:
            return {stage for _, stage in library.stage_runs()}
    except LibraryError:  # not made yet
        return set()


def test_a_file_is_left_alone_as_long_as_it_grows_and_heard_once(folder, outside, db):
    sound = (outside / "two.wav").read_bytes()
    tools = FakeTools(scripts=SCRIPTS)
    with watching(folder, db, tools):
        for end in range(0, len(sound), len(sound) // 8 + 1):
            (folder / "two.wav").write_bytes(sound[: end + len(sound) // 8 + 1])
            time.sleep(SETTLE / 2)
            assert names(db) == []
        assert wait_until(lambda: names(db) == ["two"])
        time.sleep(3 * SETTLE)
    assert tools.heard == ["two"]


def test_a_restart_takes_in_what_came_meanwhile_and_nothing_twice(folder, outside, db):
    tools = FakeTools(scripts=SCRIPTS)
    with watching(folder, db, tools):
        (outside / "two.wav").rename(folder / "two.wav")
        assert wait_until(lambda: names(db) == ["two"])
    (outside / "three.wav").rename(folder / "three.wav")
    with watching(folder, db, tools):
        assert wait_until(lambda: names(db) == ["three", "two"])
    assert sorted(tools.heard) == ["three", "two"]


def test_a_sidecar_that_arrives_later_describes_its_call(folder, outside, db):
    with watching(folder, db, FakeTools(scripts=SCRIPTS)):
        (outside / "one.wav").rename(folder / "one.wav")
        assert wait_until(lambda: names(db) == ["one"])
        (outside / "one.json").rename(folder / "one.json")
        assert wait_until(lambda: customers(db) == {"Marta"})


def customers(db: Path) -> set[str | None]:
    with Library.open(db) as library:
        return {call.customer for call in library.rows(Call)}


def test_settings_that_become_unreadable_are_told_and_do_not_end_it(folder, outside, db, capsys):
    with watching(folder, db, FakeTools(scripts=SCRIPTS)):
        (outside / "two.wav").rename(folder / "two.wav")
        assert wait_until(lambda: names(db) == ["two"])
        (folder / "coachkit.toml").write_text("[company\n")
        assert wait_until(lambda: "not valid TOML" in capsys.readouterr().err)
        (folder / "coachkit.toml").write_text('[[competitors]]\nname = "Zenlane"\n')
        (outside / "three.wav").rename(folder / "three.wav")
        assert wait_until(lambda: names(db) == ["three", "two"])


def test_a_folder_that_is_not_there_is_refused(tmp_path, db):
    choices = BuildChoices(folder=tmp_path / "nowhere", no_progress=True)
    with pytest.raises(RecordingError, match="there is no such folder"):
        keep_building(db, choices, settle=1, tools=FakeTools(scripts=SCRIPTS))
