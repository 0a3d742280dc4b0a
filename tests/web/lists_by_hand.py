"""The example library with a list that a person made: three clips of two calls."""

from pathlib import Path

from coachkit.config import Settings
from coachkit.models import Playlist
from coachkit.pipeline.changes.list_adding import add_clips, part_of_call
from coachkit.pipeline.changes.list_clips import change_several
from coachkit.pipeline.changes.list_making import Texts, make_list
from coachkit.pipeline.changes.lists import Editor
from coachkit.store.library import Library
from coachkit.store.reading.by_hand import clips_of_list
from tests.export.example import GOOD, LOST, build_example

MONDAY = "monday"
HELLO, ASK, PRAISE = "The greeting.", "Ask first.", "Praise."
PARTS = ((GOOD, "0", "4", HELLO), (GOOD, "4.5", "24", ASK), (LOST, "3.5", "12", PRAISE))
"""Of BAD there is none: it is too hard to hear for a list."""


def build_by_hand(path: Path, recordings: Path) -> Path:
    """Write the library to `path`, with the list MONDAY: HELLO, ASK, PRAISE."""
    build_example(path, recordings)
    with Library.open(path) as library:
        editor = Editor(library=library, settings=Settings(), name="Eva")
        make_list(editor, Texts(title="Monday", description="For the team."))
        for call_id, start, end, why in PARTS:
            add_clips(editor, part_of_call(editor, MONDAY, call_id, (start, end), why=why))
    return path


def take_all_out(db: Path) -> None:
    """Leave the list empty."""
    with Library.open(db) as library:
        editor = Editor(library=library, settings=Settings(), name="Eva")
        change_several(editor, MONDAY, clips_of_list(library, MONDAY), "exclude")


def reasons(db: Path, playlist: str = MONDAY) -> list[str]:
    """Return why each clip of a list is there, in order."""
    with Library.open(db) as library:
        return [one.reason for one in clips_of_list(library, playlist)]


def titles(db: Path) -> list[str]:
    """Return the titles of all lists."""
    with Library.open(db) as library:
        return [one.title for one in library.rows(Playlist)]
