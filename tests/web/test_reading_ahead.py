from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import anyio
import pytest

from coachkit.errors import LibraryError
from coachkit.models import Customer
from coachkit.store.library import Library
from coachkit.store.people import save_people
from coachkit.web.library_pool import LibraryPool, OpenedLibrary
from coachkit.web.reading_ahead import READINGS, Reading, read_ahead


def ahead(
    pool: LibraryPool, *readings: Reading, until: Callable[[], bool], change: Callable[[], None]
) -> None:
    """Read ahead until `until`; `change` is done once something was read."""

    async def both() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(lambda: read_ahead(pool, readings, rest=0.02))
            with anyio.fail_after(20):
                await anyio.sleep(0.2)
                change()
                while not until():
                    await anyio.sleep(0.02)
            tasks.cancel_scope.cancel()
        pool.close()

    # in a thread of its own: the browser of other tests keeps a loop running in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(anyio.run, both).result()


def nothing() -> None:
    pass


def test_what_is_read_ahead_need_not_be_read_by_the_page(db: Path) -> None:
    pool, read = LibraryPool(db), list[str]()

    def keep(opened: OpenedLibrary) -> None:
        opened.kept("calls", lambda _: read.append("calls"))

    ahead(pool, keep, until=lambda: bool(read), change=nothing)
    assert read == ["calls"]


def test_a_library_that_changed_is_read_again(db: Path) -> None:
    pool, read = LibraryPool(db), list[str]()

    def change() -> None:
        with Library.open(db) as library:
            save_people(library, customers=[Customer(name="New Ltd")])

    ahead(pool, lambda _: read.append("read"), until=lambda: len(read) > 1, change=change)


def test_a_reading_that_fails_does_not_stop_the_others(db: Path) -> None:
    pool, read = LibraryPool(db), list[str]()

    def fail(_: OpenedLibrary) -> None:
        raise LibraryError("gone")

    ahead(pool, fail, lambda _: read.append("read"), until=lambda: bool(read), change=nothing)


def test_every_page_of_the_menu_can_be_read_ahead(db: Path) -> None:
    pool, read = LibraryPool(db), list[object]()
    checked = [lambda opened, one=one: read.append(one(opened)) for one in READINGS]
    ahead(pool, *checked, until=lambda: len(read) == len(READINGS), change=nothing)


def test_a_mistake_in_a_reading_is_logged_and_ends_nothing(
    db: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pool, read = LibraryPool(db), list[str]()

    def stumble(_: OpenedLibrary) -> None:
        raise ZeroDivisionError("a mistake")

    ahead(pool, stumble, lambda _: read.append("read"), until=lambda: bool(read), change=nothing)
    assert "stumble failed while reading ahead" in caplog.text
