"""The commands of `coachkit playbooks` that are imported only when they run."""

from coachkit.cli.lazy import LazyCommand

COMMANDS: tuple[LazyCommand, ...] = ()
