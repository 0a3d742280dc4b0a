"""Groups of commands: one that imports a command only when it runs, and one that lists by default."""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, cast

import click

from coachkit.errors import CoachkitError

STOPPED = 130
"""Exit code after Ctrl-C, as shells give it (128 + SIGINT)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LazyCommand:
    """A command by name: where it is, and its one line of help, so that help imports nothing."""

    name: str
    module: str
    help: str
    function: str | None = None
    """Its name in the module, where that is not the command's."""

    def load(self) -> click.Command:
        """Import and return the command."""
        return cast(click.Command, getattr(import_module(self.module), self.function or self.name))


class LazyGroup(click.Group):
    """A group whose commands are imported when they run; the one place where errors become exit codes."""

    def __init__(self, *args: Any, lazy: Sequence[LazyCommand] = (), **options: Any) -> None:  # click's own
        super().__init__(*args, **options)
        self.lazy = {command.name: command for command in lazy}

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table, which is the order of work."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command."""
        entry = self.lazy.get(cmd_name)
        if entry is None:
            return None
        return entry.load()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.help) for command in self.lazy.values()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error of coachkit's is one line and an exit code."""
        try:
            return super().invoke(ctx)
        except CoachkitError as error:
            from coachkit.cli.screen import harmless

            click.echo(f"Error: {harmless(str(error))}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("\nStopped. Run the same command to go on.", err=True)
            ctx.exit(STOPPED)


class NounGroup(click.Group):
    """A group such as `calls`, which lists when no command is named: `coachkit calls --json`."""

    unnamed = "list"
    """The command that runs when none is named."""

    def __init__(self, *args: Any, lazy: Sequence[LazyCommand] = (), **options: Any) -> None:  # click's own
        super().__init__(*args, **options)
        self.lazy = {command.name: command for command in lazy}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of its own commands, then those of the table, in its order."""
        return [*super().list_commands(ctx), *self.lazy]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command; one of the table is imported for it."""
        entry = self.lazy.get(cmd_name)
        return entry.load() if entry else super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands; those of the table are not imported for it."""
        own = [(name, one.get_short_help_str(80)) for name, one in sorted(self.commands.items())]
        with formatter.section("Commands"):
            formatter.write_dl([*own, *((one.name, one.help) for one in self.lazy.values())])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put that command in front of what is not a command's name and not a call for help."""
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = [self.unnamed, *args]
        return super().parse_args(ctx, args)
