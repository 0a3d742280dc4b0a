"""In which order a page shows playlists: a chapter a kind, and in it subjects with good and bad."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from coachkit.export.contents import ClipContents, PlaylistContents

_KINDS = {
    "week": "This week",
    "made": "Made by hand",
    "smart": "Lists of the team",
    "starter": "For new agents",
    "competitor": "Competitors",
    "feature": "Features",
    "tracker": "Trackers",
    "moment": "Moments",
    "topic": "Topics",
    "phrase": "Phrases that rise",
}
_FLAT = frozenset({"week", "made", "smart", "starter"})
"""Kinds whose lists stand for themselves; all others are good and bad about one subject."""
_VERDICTS = ("good", "bad", "mixed", "contrast")
"""What went well stands beside what went badly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The playlists about one competitor, feature or topic: what went well first."""

    id: str
    name: str
    playlists: tuple[PlaylistContents, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """All subjects of one kind; in a flat one each subject is one list, which needs no other heading."""

    id: str
    name: str
    subjects: tuple[Subject, ...]
    is_flat: bool = False


def arrange(playlists: Sequence[PlaylistContents]) -> list[Chapter]:
    """Put playlists under their subjects and kinds, keeping the order of subjects."""
    order = {kind: place for place, kind in enumerate(_KINDS)}
    subjects = {of.playlist.subject: place for place, of in reversed(list(enumerate(playlists)))}

    def place_of(of: PlaylistContents) -> tuple[int, int, int]:
        playlist = of.playlist
        if playlist.kind in _FLAT:
            return order[playlist.kind], 0, 0
        return order[playlist.kind], subjects[playlist.subject], _VERDICTS.index(playlist.verdict)

    chapters = []
    for kind, in_kind in groupby(sorted(playlists, key=place_of), key=lambda of: of.playlist.kind):
        is_flat = kind in _FLAT
        by_subject = groupby(in_kind, key=lambda of: of.playlist.title if is_flat else of.playlist.subject)
        found = [(name, tuple(lists)) for name, lists in by_subject]
        subjects_of_kind = tuple(
            Subject(id=f"{kind}-{n}", name=name, playlists=lists) for n, (name, lists) in enumerate(found, 1)
        )
        chapters.append(Chapter(id=kind, name=_KINDS[kind], subjects=subjects_of_kind, is_flat=is_flat))
    return chapters


def pair_up(contents: PlaylistContents) -> list[tuple[ClipContents, ...]]:
    """Return the clips of a contrast list pair by pair, in the list's order; a clip without a pair alone."""
    pairs: dict[int, list[ClipContents]] = {}
    for place, of in enumerate(contents.clips):
        pairs.setdefault(-place - 1 if of.clip.pair is None else of.clip.pair, []).append(of)
    return [tuple(clips) for clips in pairs.values()]
