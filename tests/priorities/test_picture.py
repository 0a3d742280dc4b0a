from pathlib import Path

import pytest

from coachkit.priorities.picture import draw
from coachkit.priorities.topics import priorities
from tests.priorities.made_library import Made, made_library

CALLS = [
    *[Made(agents=("Ann",), label="bad", topic="t1")] * 7,
    *[Made(agents=("Ben",), label="good", topic="t2")] * 3,
]


@pytest.mark.parametrize(("kind", "begins"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_the_same_topics_give_the_same_picture(tmp_path: Path, kind: str, begins: bytes) -> None:
    with made_library(tmp_path / "made.db", CALLS) as library:
        found = priorities(library)
    first, second = tmp_path / f"one.{kind}", tmp_path / f"two.{kind}"
    draw(found, first)
    draw(found, second)
    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().startswith(begins)


@pytest.mark.parametrize("by", ["outcome", "score", "time"])
def test_a_library_without_topics_is_drawn_as_empty(tmp_path: Path, by: str) -> None:
    with made_library(tmp_path / "made.db", []) as library:
        found = priorities(library, by=by)  # type: ignore[arg-type]
    draw(found, tmp_path / "empty.svg")
    assert "<svg" in (tmp_path / "empty.svg").read_text(encoding="utf-8")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    with made_library(tmp_path / "made.db", []) as library:
        found = priorities(library)
    with pytest.raises(ValueError, match=r"\.png or \.svg"):
        draw(found, tmp_path / "picture.bmp")
