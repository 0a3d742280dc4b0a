"""`coachkit build --watch`: build now, and again whenever calls have arrived."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import FrameType

import click

from coachkit.cli.build import BuildChoices, build_once, print_report, told_settings
from coachkit.cli.screen import harmless, print_heading
from coachkit.errors import InputError, LibraryError, RecordingError, SettingsError
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.watching import Settling, watch_folder

PATIENCE = 60.0
"""Seconds until the next try after the library could not be written."""


def keep_building(
    db: Path,
    choices: BuildChoices,
    *,
    settle: float,
    tools: Tools | None = None,
    stop: threading.Event | None = None,
) -> None:
    """Build, then build again for calls that arrive; ends with Ctrl-C, a SIGTERM, or when `stop` is set.

    A problem that can be mended meanwhile (settings, a locked library) is told, and does not end it.

    Raises:
        RecordingError: There is no such folder.
        SettingsError: The settings cannot be read at the start.
        ModelError: A model that is needed is missing or is not what it claims to be.
    """
    folder = choices.folder
    if not folder.is_dir():
        raise RecordingError(f"{folder}: there is no such folder; name the folder your recordings are in")
    stopped = stop or threading.Event()
    settling = Settling(quiet=settle)
    builder = _Builder(db, choices, settling, tools or Toolbox())
    try:
        with _ended_by_sigterm():
            builder.build_now(folder, stopped)
            click.echo(f"Watching {folder}; Ctrl-C ends it.", err=True)
            for arrived in watch_folder(folder.resolve(), settling, stop=stopped):
                print_heading(f"{datetime.now():%H:%M}  {', '.join(path.name for path in arrived[:5])}")
                builder.build_now(folder, stopped, *arrived)
    except KeyboardInterrupt:
        pass
    click.echo("\nStopped watching. Run the same command to go on.", err=True)


class _Builder:
    """Builds with what was asked for; keeps the models open from one build to the next."""

    def __init__(self, db: Path, choices: BuildChoices, settling: Settling, tools: Tools) -> None:
        self._db, self._choices, self._settling, self._tools = db, choices, settling, tools
        self._told = ""

    def build_now(self, folder: Path, stopped: threading.Event, *arrived: Path) -> None:
        """Build; where that cannot be done yet, say so, and wait for what has arrived once more."""
        try:
            wanted = self._choices.wanted(self._settling.is_growing)
            self._tell(told_settings(wanted.settings_path))
            print_report(*build_once(self._db, wanted, self._tools), self._db)
        except RecordingError:
            click.echo(f"There is no call in {folder} yet.", err=True)
        except LibraryError as error:
            click.echo(f"Error: {harmless(str(error))}; trying again in a minute.", err=True)
            stopped.wait(PATIENCE)
            for path in arrived or (folder,):
                self._settling.note(path)
        except (SettingsError, InputError) as error:
            if not arrived:
                raise
            click.echo(f"Error: {harmless(str(error))}; it counts from the next change on.", err=True)

    def _tell(self, text: str) -> None:
        if text != self._told:
            click.echo(text, err=True)
            self._told = text


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Let a SIGTERM, which service managers send, end the watching as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
