"""The example library with lists to hear: one by hand, a pair, an empty one, and one that is assigned."""

import wave
from datetime import date
from pathlib import Path

from coachkit.following.assigning import Request, Stamp, assign_list
from coachkit.following.listening import About, keep_comment, note_heard
from coachkit.following.standing import standing_to
from coachkit.models import Clip, Departure, Playlist, StageRun, Verdict
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named
from tests.export.example import BAD, CLIPS, GOOD, LOST, PLAYLISTS, build_example

MONDAY, PAIRS, EMPTY = "made-monday", "competitor-zenlane-contrast", "feature-search-good"
DIFFERENCE = "The better reply asks first; the other does not."
RATE = 8000


def build_lists(path: Path, recordings: Path) -> Path:
    """Write the library to `path`; its recordings are silence that plays, but LOST has none."""
    build_example(path, recordings)
    for call_id in (GOOD, BAD):
        with wave.open(str(recordings / f"{call_id}.wav"), "wb") as sound:
            sound.setparams((1, 2, RATE, 30 * RATE, "NONE", "not compressed"))
            sound.writeframes(bytes(2 * 30 * RATE))
    playlists = (
        *PLAYLISTS,
        _list(MONDAY, "made", "", "mixed", "For <i>Monday</i>"),
        _list(PAIRS, "competitor", "Zenlane", "contrast", "Zenlane comes up: one answer misses, one lands"),
        _list(
            EMPTY,
            "feature",
            "search",
            "good",
            "Search: what makes customers happy",
            note="Nobody praised it.",
        ),
    )
    clips = (
        *CLIPS,
        _clip(MONDAY, 0, GOOD, 4.5, 24.0, "good", "The agent asks what matters."),
        _clip(MONDAY, 1, LOST, 3.5, 12.0, "neutral", "They praise the <script>alert(1)</script> dashboards."),
        _clip(
            MONDAY, 2, BAD, 3.5, 19.0, "bad", "Tom Berg waves the complaint away.", note="Hear this twice."
        ),
        _clip(PAIRS, 0, BAD, 3.5, 19.0, "bad", "The complaint is waved away.", pair=1),
        _clip(PAIRS, 1, GOOD, 4.5, 24.0, "good", "The agent asks what matters.", pair=1),
    )
    gone = Departure(
        playlist_id=MONDAY, n=0, place=3, call_id=LOST, start=0.0, end=3.0,
        reason="The call was heard anew.", left_at="2026-11-19T08:00:00",
    )  # fmt: skip
    run = StageRun(
        call_id="",
        stage="curate",
        fingerprint="f",
        output="o",
        finished_at="2026-11-20T10:00:00",
        seconds=0.1,
    )
    rows = {"playlists": playlists, "clips": clips, "departures": (gone,)}
    with Library.open(path) as library:
        library.replace_stage(run, [*rows], rows)
        _assign(library)
    return path


def _assign(library: Library) -> None:
    stamp = Stamp(author="Lead", at="2026-11-20T10:00:00+00:00", day=date(2026, 11, 20))
    head = list_named(library, MONDAY)
    assign_list(library, head, ["Jana Kovac"], Request(due=date(2026, 11, 27)), stamp=stamp)
    standing = standing_to(library, head, "Jana Kovac", today=stamp.day)
    note_heard(library, standing, [1], stamp=stamp)
    keep_comment(library, standing, "This is how I do it now.", about=About(number=1), stamp=stamp)


def _list(
    id_: str, kind: str, subject: str, verdict: str, title: str, *, note: str | None = None
) -> Playlist:
    return Playlist(
        id=id_,
        kind=kind,  # type: ignore[arg-type]  # one of its words
        subject=subject,
        verdict=verdict,  # type: ignore[arg-type]  # one of its words
        title=title,
        description="To be heard.",
        note=note,
    )


def _clip(
    playlist_id: str, n: int, call_id: str, start: float, end: float, verdict: Verdict, reason: str,
    *, pair: int | None = None, note: str | None = None,
) -> Clip:  # fmt: skip
    return Clip(
        playlist_id=playlist_id,
        n=n,
        call_id=call_id,
        start=start,
        end=end,
        reason=reason,
        score=0.9,
        quote="",
        verdict=verdict,
        pair=pair,
        difference=DIFFERENCE if pair else None,
        note=note,
    )
