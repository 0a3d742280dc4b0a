"""A library of a few transcripts with settings beside it, which pages may change."""

from pathlib import Path

from coachkit.config import load_settings
from coachkit.pipeline import build_library
from coachkit.store.library import Library
from coachkit.web.acting.acts import Acts
from coachkit.web.library_pool import LibraryPool
from tests.pipeline.fakes import FakeTools

TOML = """# Whose calls these are
[company]
name = "Fernway"

[[competitors]]
name = "Zenlane"  # the cheap one

[[features]]
name = "export"

[[trackers]]
name = "moving away"
phrases = ["we left"]
"""
SAID = {
    "one": "Zenlane is cheaper than you",
    "two": "my exbort is gone since we left Larkfield",
    "three": "the exbort and Larkfield again",
}


def build_listed(folder: Path) -> None:
    """Write `calls/` with its coachkit.toml, and `coachkit.db`, into a folder."""
    calls = folder / "calls"
    calls.mkdir()
    (calls / "coachkit.toml").write_text(TOML, encoding="utf-8")
    for name, text in SAID.items():
        lines = (
            f"00:00.000 --> 00:04.000\n<v Agent>hello there\n\n00:05.000 --> 00:09.000\n<v Customer>{text}"
        )
        (calls / f"{name}.vtt").write_text(f"WEBVTT\n\n{lines}", encoding="utf-8")
    with Library.open(folder / "coachkit.db", create=True) as library:
        build_library(calls, library, load_settings(calls / "coachkit.toml"), tools=tools())


def tools() -> FakeTools:
    """Return models that are made up."""
    return FakeTools(scripts={})


def listed_app(folder: Path) -> tuple[LibraryPool, Acts]:
    """Return what the application is made of for such a folder."""
    db = folder / "coachkit.db"
    return LibraryPool(db), Acts(path=db, config=folder / "calls" / "coachkit.toml", tools=tools())
