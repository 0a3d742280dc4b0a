import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from tests.searching.small_archive import MeaningEncoder, Told, store

PRICE = Told(
    id="price0000000",
    day="2026-11-16",
    agent="Jana K.",
    label="good",
    talk=[
        ("agent", "Good morning, this is Jana, how may I help?"),
        ("customer", "Zen lane is cheaper, can you match their price?"),
        ("agent", "I cannot match it, but you get the audit trail with us, and the first month is free."),
        ("customer", "That sounds great, thanks a lot."),
    ],
    moods={1: -0.2, 3: 0.9},
)
REFUSED = Told(
    id="refused00000",
    day="2026-11-17",
    agent="Tom B.",
    label="bad",
    talk=[
        ("agent", "Hello, Tom here."),
        ("customer", "Could you match the price of your rival?"),
        ("agent", "No, our price is our price."),
        ("customer", "That is awful, then I leave."),
    ],
    moods={1: 0.0, 3: -0.9},
)
EXPORT = Told(
    id="export000000",
    day="2026-10-02",
    agent="Priya S.",
    talk=[
        ("agent", "Welcome, Priya speaking."),
        ("customer", "The export of my report gives an empty file."),
        ("agent", "I will cancel the job and start the export once more."),
        ("customer", "It works, thanks."),
    ],
)


@pytest.fixture(scope="session")
def archive_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three calls: two customers ask for a lower price, one has an empty export."""
    path = tmp_path_factory.mktemp("searching") / "coachkit.db"
    with Library.open(path, create=True) as opened:
        store(opened, PRICE, REFUSED, EXPORT)
    return path


@pytest.fixture
def library(archive_file: Path, tmp_path: Path) -> Iterator[Library]:
    with Library.open(Path(shutil.copy(archive_file, tmp_path))) as opened:
        yield opened


@pytest.fixture
def searcher(library: Library) -> Searcher:
    return Searcher(library, MeaningEncoder(), today=lambda: date(2026, 11, 20))
