"""A moment of a call as a place in a file: a link that opens it, and the words that say where it is."""

from dataclasses import dataclass
from pathlib import Path

from coachkit.call_files import Piece, files_of, pieces_between
from coachkit.export.clock import format_clock
from coachkit.searching.results import CallFacts
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import recordings_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something can be heard or read."""

    link: str
    """`file:///calls/one.wav#t=12.5,20`: browsers and players begin at that second."""
    shown: str
    """`one.wav at 0:12`."""


def place_of(library: Library, call: CallFacts, start: float, end: float) -> Place:
    """Return where `start` to `end`, in seconds of the call, begins in its files."""
    files = files_of(call, recordings_of(library, call.id))
    piece = next(iter(pieces_between(files, start, end)), Piece(path=files[0].path, start=start, end=end))
    link = f"{Path(piece.path).absolute().as_uri()}#t={piece.start:g},{piece.end:g}"
    return Place(link=link, shown=f"{piece.path.name} at {format_clock(piece.start)}")
