"""Playing a moment: the clip is cut out, both sides equally loud, and given to a player that is installed."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from coachkit.call_files import Stretch, files_of
from coachkit.cli.screen import print_line
from coachkit.errors import CoachkitError
from coachkit.export.clock import format_clock
from coachkit.models import Recording
from coachkit.searching.results import CallFacts
from coachkit.store.library import Library
from coachkit.store.reading.calls import summarise_call

PLAYERS = {
    "ffplay": ("-nodisp", "-autoexit", "-loglevel", "error"),
    "mpv": ("--no-video", "--really-quiet"),
    "afplay": (),
    "mpg123": ("-q",),
    "cvlc": ("--play-and-exit", "--quiet"),
    "play": ("-q",),
}
"""Programs that play an MP3 and end, the first that is installed is taken; and what they are told."""
AROUND = 0.5
"""Seconds before and after, so that no word is cut."""


class PlayerError(CoachkitError):
    """The program that plays sound failed."""


def play_moment(library: Library, call: CallFacts, start: float, end: float) -> None:
    """Play `start` to `end`, in seconds of the call, and return when it has been heard.

    Raises:
        CoachkitError: There is no sound, no player, or the player fails.
        RecordingError: The recording is gone or damaged.
    """
    if call.medium == "transcript":
        raise CoachkitError(f"call {call.id} came as a transcript: there is no sound to play")
    player = find_player()
    from coachkit.backends.clip_audio import cut_clips

    length = summarise_call(library, call.id).duration
    first, last = max(0.0, start - AROUND), min(end + AROUND, length)
    [clip] = cut_clips(
        files_of(call, library.rows(Recording, call_id=call.id)), [Stretch(start=first, end=last)]
    )
    print_line(f"Playing {format_clock(first)} to {format_clock(last)} of {Path(call.path).name}")
    play_sound(player, clip)


def find_player() -> str:
    """Return the first player that is installed.

    Raises:
        CoachkitError: There is none; says which would do.
    """
    player = next((found for name in PLAYERS if (found := shutil.which(name))), None)
    if player is None:
        raise CoachkitError(
            f"no player is installed that can be started from here (looked for {', '.join(PLAYERS)}); "
            "install one of them, or open the link of the place"
        )
    return player


def play_sound(player: str, clip: bytes) -> None:
    """Play an MP3, and return when the player has ended; what it says of errors is not shown.

    Raises:
        PlayerError: The player fails.
    """
    with tempfile.TemporaryDirectory(prefix="coachkit-") as folder:
        file = Path(folder) / "clip.mp3"
        file.write_bytes(clip)
        options = PLAYERS[Path(player).stem]
        # what a player says of a missing sound card fills a page; one plain sentence tells it
        done = subprocess.run(
            [player, *options, os.fspath(file)],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
    if done.returncode:
        raise PlayerError(
            f"the player {Path(player).name} could not play it (exit code {done.returncode}); "
            "open the link of the place instead"
        )
