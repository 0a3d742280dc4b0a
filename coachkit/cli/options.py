"""Options that many commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., object])

DEFAULT_DATABASE = "coachkit.db"


def db_option(command: Command) -> Command:
    """Add `--db`, the library's file."""
    return click.option(
        "--db",
        type=click.Path(path_type=Path),
        default=DEFAULT_DATABASE,
        envvar="COACHKIT_DB",
        show_default=True,
        show_envvar=True,
        help="The library's file.",
    )(command)


def json_option(command: Command) -> Command:
    """Add `--json`, passed as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def measure_option(explained: str) -> Callable[[Command], Command]:
    """Add `--by`, which says how well a call went is told: by its outcome, its score or its time."""
    return click.option(
        "--by",
        type=click.Choice(["outcome", "score", "time"]),
        default="outcome",
        show_default=True,
        help=explained,
    )


def min_calls_option(command: Command) -> Command:
    """Add `--min-calls`: with how many calls people are compared."""
    return click.option(
        "--min-calls",
        type=click.IntRange(min=2),
        default=5,
        show_default=True,
        help="Fewer calls are not ranked.",
    )(command)
