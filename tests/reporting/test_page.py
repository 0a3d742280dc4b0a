import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from coachkit.reporting.page import format_page, spots_in
from coachkit.reporting.report import report
from tests.reporting.made_report import Told, made_report

CALLS = [
    Told(
        days_ago=0, label="bad", score_label="good", lines={"next_step": True}, moments=("promise",),
        pace=(200.0, "out of range"),
    ),
    Told(
        days_ago=8, agent="Cem", replies={"<b>Zen</b>": "good"}, lines={"next_step": True},
        pace=(150.0, "in range"),
    ),
    Told(days_ago=9, agent="Ben", topic="t2", lines={"next_step": True}, pace=(185.0, "near")),
]  # fmt: skip


class Reader(HTMLParser):
    """Collects tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def page_of(path: Path, calls: list[Told]) -> str:
    with made_report(path / "made.db", calls) as library:
        found = report(library)
    places = {
        spot: (f"file:///calls/{spot.call.id}.wav#t=1", f"{spot.call.id}.wav at 0:01")
        for spot in spots_in(found)
    }
    return format_page(found, places)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of three calls."""
    return page_of(tmp_path_factory.mktemp("page"), CALLS)


def tags_of(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Reader()
    reader.feed(page)
    return reader.tags


def test_nothing_is_loaded_from_anywhere_and_nothing_runs(page: str) -> None:
    tags = tags_of(page)
    assert not [tag for tag, _ in tags if tag in ("script", "link", "img", "iframe", "object")]
    links = [
        value for _, given in tags for name, value in given.items() if name in ("href", "src", "xlink:href")
    ]
    assert links
    assert all(value and value.startswith(("#", "file:")) for value in links)
    assert "http:" not in page
    assert "https:" not in page
    assert "@import" not in page


def test_what_calls_hold_is_text_and_never_markup(page: str) -> None:
    assert "<b>Zen" not in page
    assert "&lt;b&gt;Zen&lt;/b&gt;" in page


def test_every_picture_says_in_words_what_it_shows(page: str) -> None:
    pictures = [given for _, given in tags_of(page) if given.get("role") == "img"]
    assert len(pictures) == 3
    assert page.count("<svg") == 3
    assert pictures[0]["aria-label"] == (
        "Calls by week and how they went. 9 Nov: 2 good, 0 neutral, 0 bad; 16 Nov: 0 good, 0 neutral, 1 bad."
    )


def test_pictures_share_no_ids_and_have_the_pages_colours(page: str) -> None:
    ids = [given["id"] for _, given in tags_of(page) if "id" in given]
    assert len(ids) == len(set(ids))
    assert "#0a0b0" not in page
    assert "var(--bar-bad)" in page


def test_headings_go_down_one_level_at_a_time(page: str) -> None:
    levels = [int(tag[1]) for tag, _ in tags_of(page) if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_the_same_report_gives_the_same_page(page: str, tmp_path: Path) -> None:
    assert page_of(tmp_path, CALLS) == page


@pytest.mark.parametrize("count", [0, 1])
def test_few_calls_make_a_page_without_pictures_of_nothing(tmp_path: Path, count: int) -> None:
    page = page_of(tmp_path, [Told(topic=None)][:count])
    assert "<svg" not in page
    assert ("There are no calls to report on." in page) == (count == 0)


def test_a_mean_score_has_a_column_where_a_topic_has_enough_calls(page: str, tmp_path: Path) -> None:
    assert ">Mean score</th>" not in page
    many = page_of(tmp_path, [Told(days_ago=n) for n in range(12)])
    assert ">Mean score</th>" in many
    assert "70 (" in many
