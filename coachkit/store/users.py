"""Who may log in to the web page: writing the table, and reading it with agents as they are called now."""

from dataclasses import replace

from coachkit.models import Agent, User
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF


def list_users(library: Library) -> list[User]:
    """Return all who may log in, by name.

    Agents may be merged and renamed after the user was added: each user's agent is the one who goes by that
    name now.
    """
    agents = library.rows(Agent)
    aliases = [alias for one in agents for alias in {*one.aliases}]
    # a name that two go by is neither's
    named = {alias: one.name for one in agents for alias in one.aliases if aliases.count(alias) == 1} | {
        one.name: one.name for one in agents
    }
    return [replace(one, agent=named.get(one.agent or "", one.agent)) for one in library.rows(User)]


def save_user(library: Library, user: User) -> None:
    """Store somebody who may log in, in place of what was known under this name.

    Raises:
        LibraryError: The database cannot be written.
    """
    table = TABLE_OF[User]
    with library.changing() as connection:
        connection.execute("delete from users where name = ?", (user.name,))
        connection.execute(coding.insert_sql(table), coding.pack([user], table)[0])


def replace_password(library: Library, user: User, password: str) -> None:
    """Store another hash of the same password, unless the password was changed meanwhile.

    Raises:
        LibraryError: The database cannot be written.
    """
    with library.changing() as connection:
        connection.execute(
            "update users set password = ? where name = ? and password = ?",
            (password, user.name, user.password),
        )


def remove_user(library: Library, name: str) -> None:
    """Let nobody log in by this name any more.

    Raises:
        LibraryError: The database cannot be written.
    """
    with library.changing() as connection:
        connection.execute("delete from users where name = ?", (name,))
