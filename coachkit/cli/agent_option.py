"""Who an agent is who says something: the one named, else the one whose log-in it is."""

from collections.abc import Callable
from typing import TypeVar

import click

from coachkit.cli.author import author
from coachkit.errors import NotFoundError
from coachkit.models import Agent
from coachkit.store.library import Library
from coachkit.store.reading import agent_named

Command = TypeVar("Command", bound=Callable[..., object])


def as_option(command: Command) -> Command:
    """Add `--as`, passed as `as_agent`: the name that was given, or None."""
    return click.option(
        "--as",
        "as_agent",
        metavar="AGENT",
        envvar="COACHKIT_AGENT",
        show_envvar=True,
        help="Who you are; else the agent with the name you are logged in with.",
    )(command)


def agent_who_asks(library: Library, given: str | None) -> str:
    """Return the name of the agent.

    Raises:
        NotFoundError: Nobody is called so, or more than one; or nobody has this log-in.
    """
    if given:
        return agent_named(library, given)
    login = author().casefold()
    for agent in library.rows(Agent):
        if login in {name.casefold() for name in (agent.name, *agent.aliases)}:
            return agent.name
    raise NotFoundError(f"no agent has the log-in “{author()}”; say who you are, such as --as Jana")
