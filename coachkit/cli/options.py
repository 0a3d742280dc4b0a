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
