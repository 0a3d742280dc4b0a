"""A library that was built from recordings, so that what is done on its pages is worked out in full."""

import shutil
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi import FastAPI

from coachkit.config import load_settings
from coachkit.models import Call
from coachkit.pipeline import build_library
from coachkit.store.library import Library
from coachkit.web.acting.acts import Acts
from coachkit.web.app import make_app
from coachkit.web.library_pool import LibraryPool
from tests.pipeline.example import SCRIPTS as OTHERS
from tests.pipeline.fakes import FakeTools, Line
from tests.sounds import tones, write_sound

MISHEARD = "Send Lane is cheaper than you and the export is empty"
CORRECT = "Zenlane is cheaper than you and the export is empty"
SCRIPTS: dict[str, list[Line]] = {
    "misheard": [
        (0, 0.5, "hello this is Fernway how can I help"),
        (1, 4.0, MISHEARD),
        (0, 9.0, "they charge extra for every calendar and we do not"),
        (1, 14.0, "oh that makes sense that's great thank you so much"),
    ],
    "lost": OTHERS["two"],
}
SETTINGS = """
[company]
name = "Fernway"

[[competitors]]
name = "Zenlane"

[[features]]
name = "export"

[scoring]
more_cards = ["asking"]
folder = "cards"
"""
CARD = """
title = "What we ask ourselves"

[[criteria]]
id = "tone"
title = "The tone fits"
rule = "question"
question = "Was the tone right?"
weight = 10
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coached:
    """The library, its settings, and the ids of its calls by the name of their recording."""

    db: Path
    settings: Path
    calls: dict[str, str]

    def app(self) -> FastAPI:
        """Return the pages of the library; models are played."""
        acts = Acts(path=self.db, config=self.settings, tools=FakeTools(scripts=SCRIPTS))
        return make_app(LibraryPool(self.db), acts=acts)


def coached_in(folder: Path) -> Coached:
    """Return a copy of the library in a folder, to be changed; it is built once, as that takes long."""
    _, made = _made()
    return replace(made, db=Path(shutil.copy(made.db, folder / "coached.db")))


@cache
def _made() -> tuple[TemporaryDirectory[str], Coached]:
    """Return the library, and its folder, which is there as long as it is held."""
    folder = TemporaryDirectory()
    return folder, _build(Path(folder.name))


def _build(place: Path) -> Coached:
    recordings = place / "calls"
    recordings.mkdir()
    for n, name in enumerate(SCRIPTS):
        sound = tones([200 + 40 * n, 300 + 40 * n], seconds=20, rate=8000)
        write_sound(recordings / f"{name}.wav", sound, codec="pcm_s16le", rate=8000)
    settings = place / "coachkit.toml"
    settings.write_text(SETTINGS)
    (place / "cards").mkdir()
    (place / "cards" / "asking.toml").write_text(CARD)
    db = place / "coached.db"
    with Library.open(db, create=True) as library:
        build_library(recordings, library, load_settings(settings), tools=FakeTools(scripts=SCRIPTS))
        calls = {Path(call.path).stem: call.id for call in library.rows(Call)}
    return Coached(db=db, settings=settings, calls=calls)
