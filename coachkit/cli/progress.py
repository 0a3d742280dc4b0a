"""How far a build is: bars with rate and time left on a terminal, one line a task elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress
from rich.text import Text

from coachkit.pipeline.build import TITLES
from coachkit.pipeline.progress import Advance, Progress, Silent


def choose_progress(*, is_wanted: bool) -> Progress:
    """Return bars for a terminal, lines for a file or pipe, and nothing where it is not wanted."""
    if not is_wanted:
        return Silent()
    return Bars() if sys.stderr.isatty() else Lines()


class Lines:
    """Says on stderr what begins."""

    @contextmanager
    def task(self, title: str, *, total: float) -> Iterator[Advance]:
        """Say the title and how much there is to do; nothing where that is nothing."""
        if not total:
            yield _show_nothing
            return
        amount = f"{total / 60:.0f} min of sound" if _counts_sound(title) else f"{total:.0f}"
        click.echo(f"{title}: {amount}", err=True)
        yield _show_nothing


class Bars:
    """Draws a bar on stderr, with rate and time left."""

    @contextmanager
    def task(self, title: str, *, total: float) -> Iterator[Advance]:
        """Draw one bar until the context ends; none where there is nothing to do."""
        if not total:
            yield _show_nothing
            return
        columns = (
            TextColumn("{task.description:<30}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            _Rate(),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        with RichProgress(*columns, console=Console(stderr=True)) as bars:
            bar = bars.add_task(title, total=total)

            def advance(amount: float = 1) -> None:
                bars.advance(bar, amount)

            yield advance


class _Rate(ProgressColumn):
    """Seconds of sound heard in a second (× real time), or calls a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, once there is one."""
        speed = task.finished_speed or task.speed
        return Text(format_rate(task.description, speed) if speed else "", style="dim")


def format_rate(title: str, speed: float) -> str:
    """Return `speed`, in units of the task a second, as people read it."""
    figure = f"{speed:.1f}" if speed < 100 else f"{speed:.0f}"
    return f"{figure} × real time" if _counts_sound(title) else f"{figure}/s"


def _counts_sound(title: str) -> bool:
    return title == TITLES["transcribe"]


def _show_nothing(amount: float = 1) -> None:
    """Leave steps out."""
