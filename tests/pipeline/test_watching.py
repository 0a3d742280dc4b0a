"""Files are taken only when they have stopped growing, and each once."""

import os
import threading
import time
from dataclasses import dataclass

import pytest

from coachkit.pipeline.watching import OLD, Settling, is_watched, watch_folder


@dataclass
class Clock:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def settling(clock):
    return Settling(quiet=5.0, clock=clock)


def write(path, text="x", *, age=0.0):
    path.write_text(text)
    if age:
        moment = time.time() - age
        os.utime(path, (moment, moment))
    return path


def test_a_new_file_grows_until_it_has_been_the_same_for_some_seconds(tmp_path, settling, clock):
    call = write(tmp_path / "call.wav")
    assert settling.is_growing(call)
    clock.now += 4.9
    assert settling.is_growing(call)
    clock.now += 0.2
    assert not settling.is_growing(call)


def test_a_file_that_is_written_on_waits_again_from_the_start(tmp_path, settling, clock):
    call = write(tmp_path / "call.wav")
    assert settling.is_growing(call)
    clock.now += 4.0
    write(call, "xy")
    assert settling.is_growing(call)
    clock.now += 4.0
    assert settling.is_growing(call)
    clock.now += 1.0
    assert not settling.is_growing(call)


def test_an_old_file_is_whole_at_first_sight(tmp_path, settling):
    assert not settling.is_growing(write(tmp_path / "call.wav", age=OLD + 5))


def test_a_file_from_the_future_is_waited_for_and_no_longer_than_others(tmp_path, settling, clock):
    call = write(tmp_path / "call.wav", age=-7200)
    assert settling.is_growing(call)
    clock.now += 5.0
    assert not settling.is_growing(call)


def test_a_file_that_was_waited_for_is_told_once(tmp_path, settling, clock):
    call = write(tmp_path / "call.wav")
    settling.note(call)
    assert settling.take_settled() == []
    clock.now += 5.0
    assert settling.take_settled() == [call]
    assert settling.take_settled() == []
    assert not settling.is_growing(call)


def test_a_file_that_a_build_left_out_is_told_when_it_has_settled(tmp_path, settling, clock):
    call = write(tmp_path / "call.wav")
    assert settling.is_growing(call)
    clock.now += 5.0
    assert settling.take_settled() == [call]


def test_a_file_that_goes_away_is_not_waited_for_any_longer(tmp_path, settling):
    call = write(tmp_path / "call.wav")
    assert settling.is_growing(call)
    call.unlink()
    assert settling.take_settled() == [call]
    assert settling.take_settled() == []


@pytest.mark.parametrize(
    ("name", "watched"),
    [
        ("call.wav", True),
        ("north/call.json", True),
        ("coachkit.toml", True),
        (".call.wav.part", False),
        (".hidden/call.wav", False),
        ("coachkit.db", False),
        ("coachkit.db-wal", False),
        ("call.mp3.crdownload", False),
    ],
)
def test_what_is_hidden_or_the_librarys_own_is_not_watched(tmp_path, name, watched):
    assert is_watched(tmp_path / name, tmp_path) is watched


def test_a_folder_whose_own_path_has_a_hidden_part_is_watched_all_the_same(tmp_path):
    folder = tmp_path / ".calls"
    assert is_watched(folder / "call.wav", folder)


@pytest.mark.parametrize("arrives", ["written", "moved in with its folder"])
def test_a_file_that_arrives_in_a_real_folder_is_told(tmp_path, arrives):
    folder = tmp_path / "calls"
    folder.mkdir()
    stop = threading.Event()
    found = watch_folder(folder, Settling(quiet=0.2), stop=stop)
    outside = tmp_path / "week 47"
    outside.mkdir()
    write(outside / "call.wav")

    def arrive() -> None:
        time.sleep(0.5)
        if arrives == "written":
            (folder / "week 47").mkdir()
            write(folder / "week 47" / "call.wav")
        else:
            outside.rename(folder / "week 47")

    writer = threading.Thread(target=arrive)
    writer.start()
    try:
        told = next(found)
    finally:
        writer.join()
        stop.set()
    assert folder / "week 47" / "call.wav" in told
    assert list(found) == []
