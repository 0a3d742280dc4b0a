from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from coachkit.models import Verdict
from coachkit.searching.archive import Archive
from coachkit.store.library import Library
from tests.comparing.made import add_reason
from tests.searching.small_archive import MeaningEncoder, Talk, Told, store

EXPORT: Talk = [
    ("agent", "Good morning, Jana here."),
    ("customer", "The export of my report gives an empty file."),
    ("agent", "Unfortunately the export of that report is not possible."),
    ("customer", "That is awful, then I leave."),
]
SOLVED: Talk = [
    ("agent", "Hello, Tom here."),
    ("customer", "My report comes out as an empty spreadsheet file."),
    ("agent", "I will start the export of your report again while you wait."),
    ("customer", "It works, that is great, thanks a lot."),
]
PRICE: Talk = [
    ("agent", "Welcome, Priya speaking."),
    ("customer", "Your price is expensive, can you match the discount?"),
    ("agent", "I can match the price for one year."),
    ("customer", "Great, thanks."),
]


def told(name: str, talk: Talk, label: Verdict, moods: dict[int, float]) -> Told:
    return Told(id=name.ljust(16, "0"), talk=talk, label=label, moods=moods)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A call about an export that went badly, one that went well, a copy of the first, one about a price."""
    with Library.open(tmp_path / "coachkit.db", create=True) as opened:
        for one in (
            told("export", EXPORT, "bad", {1: -0.2, 3: -0.9}),
            told("solved", SOLVED, "good", {1: -0.2, 3: 0.9}),
            told("copy", EXPORT, "bad", {}),
            told("price", PRICE, "good", {3: 0.9}),
        ):
            store(opened, one)
            add_reason(opened, one, line=1)
        yield opened


@pytest.fixture
def archive(library: Library) -> Archive:
    return Archive(library, MeaningEncoder(), today=lambda: date(2026, 11, 20))
