"""`coachkit users`: who may log in to the web page."""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from coachkit.cli.lazy import NounGroup
from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table
from coachkit.errors import NotFoundError
from coachkit.models import User, UserRole
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading import agent_named
from coachkit.store.users import list_users, remove_user, save_user
from coachkit.text_files import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_COLUMNS = (
    Column(name="name", grows=True),
    Column(name="role"),
    Column(name="agent"),
    Column(name="comes in by"),
    Column(name="since"),
)
_EMPTY = "Nobody logs in; coachkit users add NAME --role lead begins with that."


@click.group(cls=NounGroup)
def users() -> None:
    """List who may log in to the web page, add somebody, or remove them.

    Example: coachkit users add Petra --role lead
    """


@users.command("list")
@db_option
@json_option
def list_(db: Path, as_json: bool) -> None:
    """List who may log in; passwords are never shown, nor what is kept of them.

    Example: coachkit users --json
    """
    with Library.open(db) as library:
        found = list_users(library)
    ways = ["password" if one.password else "proxy" for one in found]
    if as_json:
        print_json(
            [
                {"name": one.name, "role": one.role, "agent": one.agent, "by": way, "added_at": one.added_at}
                for one, way in zip(found, ways, strict=True)
            ]
        )
        return
    rows = [
        (one.name, one.role, one.agent, way, one.added_at[:10]) for one, way in zip(found, ways, strict=True)
    ]
    print_table(_COLUMNS, rows, empty=_EMPTY)


@users.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice(["lead", "agent"]), help="A lead sees all, an agent their own.")
@click.option("--agent", help="Whom of the agents they are; an agent's own name need not be given.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--no-password", is_flag=True, help="They come in by a proxy's word alone.")
@click.option("--keep-password", is_flag=True, help="Change the role or agent alone.")
@db_option
def add(
    name: str,
    role: str | None,
    agent: str | None,
    *,
    password_stdin: bool,
    no_password: bool,
    keep_password: bool,
    db: Path,
) -> None:
    """Let NAME log in, or change the password or role of somebody who may.

    It asks for the password, which nobody sees. Who is logged in under this name is logged out.

    Example: coachkit users add jana --role agent --agent "Jana Kovac"
    """
    if password_stdin + no_password + keep_password > 1:
        raise click.UsageError("take one of --password-stdin, --no-password and --keep-password")
    with Library.open(db) as library:
        known = list_users(library)
        user = _user(library, known, name, role, agent)
        is_new = all(one.name != user.name for one in known)
        if keep_password and is_new:
            raise click.UsageError(f"“{user.name}” has no password yet; leave --keep-password out")
    # the file is not held while somebody types
    if no_password:
        user = replace(user, password=None)
    elif not keep_password:
        user = replace(user, password=_password(user.name, from_stdin=password_stdin))
    with Library.open(db) as library:
        save_user(library, user)
        known = list_users(library)
    whose = f", agent {user.agent}" if user.agent else ""
    print_line(f"“{user.name}” {'may log in now' if is_new else 'is changed'}: {user.role}{whose}.")
    if all(one.role != "lead" for one in known):
        click.echo("No lead may log in yet: coachkit users add NAME --role lead", err=True)


@users.command("remove")
@click.argument("name")
@db_option
def remove(name: str, db: Path) -> None:
    """Let NAME not log in any more; who is logged in under this name is logged out.

    Example: coachkit users remove jana
    """
    with Library.open(db) as library:
        known = [one.name for one in list_users(library)]
        gone = pick(name, [(one, one) for one in known], what="user")
        remove_user(library, gone)
    print_line(f"“{gone}” may not log in any more.")
    if len(known) == 1:
        click.echo("Nobody is left: once `coachkit serve` is started anew, nobody needs to log in.", err=True)


def _user(library: Library, known: "Sequence[User]", name: str, role: str | None, agent: str | None) -> User:
    from coachkit.web.passwords import folded

    if not (plain := clean_text(name)):
        raise click.UsageError("the name is empty")
    before = next((one for one in known if folded(one.name) == folded(plain)), None)
    if role is None and before is None:
        raise click.UsageError(f"“{plain}” is new; say --role lead or --role agent")
    wanted = cast(UserRole, role or (before.role if before else "agent"))
    named = agent or (before.agent if before and before.role == wanted else None)
    if named is None and wanted == "agent":
        named = plain
    return User(
        name=before.name if before else plain,
        role=wanted,
        agent=_agent(library, named, given=agent) if named else None,
        password=before.password if before else None,
        added_at=datetime.now(UTC).isoformat(),
    )


def _agent(library: Library, named: str, *, given: str | None) -> str:
    try:
        return agent_named(library, named)
    except NotFoundError as error:
        if given:
            raise
        raise NotFoundError(f"{error} — say whose calls they may see with --agent") from None


def _password(name: str, *, from_stdin: bool) -> str:
    """Return the hash of the password that somebody types, or that a program gives."""
    from coachkit.web.passwords import PasswordHasher, checked_password

    typed = (
        sys.stdin.readline().rstrip("\r\n")
        if from_stdin
        else click.prompt("Password", hide_input=True, confirmation_prompt="The same once more", err=True)
    )
    return PasswordHasher().hash(checked_password(typed, name=name))
