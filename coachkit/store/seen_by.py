"""What one person may see of a library: the one rule, laid under every statement that reads it.

For a person who may not see all, every table and view of the file is covered by a view of the same name that
holds only what they may see, and SQLite itself refuses whatever reads past these. So the functions that read
are the same for everybody, and none can forget the rule: a table without a rule cannot be read at all.

An agent sees the calls that they took part in with all that was made of them, the playlists that they were
asked to hear, and the lines of playbooks that a lead approved. A clip of such a list may be of a call of
somebody else: its words are shown, its call is not. What a person called a list may name somebody: its
title is covered, and its id, which is made of the title (`web/pages/assigned.py` shows what may be read of
them).
"""

import re
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, fields

from coachkit.store.tables import TABLES, Table

_CALLS = "(select id from temp.seen_calls)"
_LISTS = "(select id from temp.seen_lists)"
# SQLite asks the guard about columns, so one is named even where all rows are alike; row numbers do not count
_NOTHING = "typeof({column}) = ''"
_ALL = "typeof({column}) != ''"
_OF_CALL = f"call_id in {_CALLS}"
_APPROVED = "approved_by is not null and struck_by is null"

_RULES: Mapping[str, str] = {
    "customers": f"name in (select customer from main.calls where id in {_CALLS})",  # noqa: S608 - names of our own tables
    "agents": "name = (select agent from temp.seen_agent)",
    "calls": f"id in {_CALLS}",
    "failures": f"subject in {_CALLS}",
    "stage_runs": f"{_OF_CALL} or call_id = ''",
    # settings are read for their rules; no page shows them to who may not see all
    "folders": _ALL,
    "corpus_models": _ALL,
    "phrase_counts": _NOTHING,
    "rejected_suggestions": _NOTHING,
    "learned_models": _NOTHING,
    "learned_weights": _NOTHING,
    "topics": f"id in (select topic_id from main.topic_passages where {_OF_CALL})",  # noqa: S608 - names of our own tables
    "topic_centres": _NOTHING,
    "topic_moves": _NOTHING,
    "topic_edits": f"topic_id in (select topic_id from main.topic_passages where {_OF_CALL})",  # noqa: S608 - names of our own tables
    "playlists": f"id in {_LISTS}",
    "clips": f"playlist_id in {_LISTS}",
    "departures": _NOTHING,
    "made_playlists": f"id in {_LISTS}",
    "kept_clips": _NOTHING,
    "clip_changes": _NOTHING,
    "assignments": "agent in (select name from temp.seen_names)",
    "listenings": "assignment in (select n from main.assignments"
    " where agent in (select name from temp.seen_names))",
    "users": _NOTHING,
    "talks_prepared": _NOTHING,
    "playbooks": f"id in (select playbook_id from main.playbook_lines where {_APPROVED})",  # noqa: S608 - names of our own tables
    "playbook_lines": _APPROVED,
    "playbook_versions": _NOTHING,
    "line_choices": _NOTHING,
    "battle_cards": _NOTHING,
    "card_lines": _NOTHING,
    "card_quotes": _NOTHING,
}
"""Which rows of a table an agent sees, where that is not decided by the row's call."""
_EMPTIED: Mapping[str, Mapping[str, str]] = {
    "clips": {"reason": "''", "quote": "''", "subject": "''"}
    | dict.fromkeys(("difference", "note", "added_by"), "null")
}
"""What stands in place of a column in rows of calls of others: it may tell whose call it is."""
_SHOWN_ID = "(select shown from temp.seen_lists where id = {column})"
_IS_TITLED = f"{_SHOWN_ID.format(column='main.{table}.id')} = id"
_LIST_IDS: Mapping[str, str] = {
    "playlists": _SHOWN_ID.format(column="main.playlists.id"),
    "made_playlists": _SHOWN_ID.format(column="main.made_playlists.id"),
    "clips": _SHOWN_ID.format(column="main.clips.playlist_id"),
    "assignments": f"coalesce({_SHOWN_ID.format(column='main.assignments.playlist_id')}, 'list-' || n)",
}
"""What stands in place of a list's id: that of a list which a person named is made of its title."""
_LIST_TEXTS: Mapping[str, Mapping[str, str]] = {
    "playlists": {"title": "'A list to hear'", "description": "''", "subject": "''"}
    | dict.fromkeys(("query", "note"), "null"),
    "made_playlists": {"title": "'A list to hear'", "description": "''", "of": "null"},
}
"""What stands in place of a person's words about a list, which may name somebody."""
_MADE_ANEW = ("turn_index", "vocabulary")
"""What is worked out from the agent's own turns: how often a word is said tells of others' calls."""
_COPIED = {"topic_passages": "topic_id"}
"""Small tables that views count by another column than the call: what is seen of them is copied, by it."""
_CREATED = re.compile(r"create view \S+ as\s", re.IGNORECASE)
_OF_MODULES = ("json_each", "json_tree", "pragma_data_version")
_OF_SQLITE = (*_OF_MODULES, "sqlite_master", "sqlite_temp_master")


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who reads, where they may not see all."""

    agent: str
    """A name that the library knows them by; somebody whom it does not know sees nothing."""


def limit_to(connection: sqlite3.Connection, viewer: Viewer) -> None:
    """Let a connection, from now on, read nothing but what `viewer` may see.

    What they may see is worked out now: after a change of the file, open it anew.
    """
    connection.execute("pragma temp_store = memory")
    # SQLite tells the guard by the name of the view what reads the file: nobody else may have that name
    secret = f"seen_{secrets.token_hex(16)}_"
    _note_what_is_seen(connection, viewer)
    views = connection.execute("select name, sql from main.sqlite_master where type = 'view'").fetchall()
    for table in TABLES:
        if table.name not in _MADE_ANEW:
            # rows are numbered in some tables by SQLite alone, and views ask for these numbers
            number = "rowid as rowid, " if table.row_number is None else ""
            connection.execute(
                f'create temp view "{secret}{table.name}" as select {number}{_columns_of(table)}'  # noqa: S608 - names of our own tables
                f' from main."{table.name}" where {rule_of(table)}'
            )
            kind = "table" if table.name in _COPIED else "view"
            connection.execute(f'create temp {kind} "{table.name}" as select * from "{secret}{table.name}"')  # noqa: S608 - as above
    for name, column in _COPIED.items():
        connection.execute(f'create index temp."{name}_{column}" on "{name}" ({column})')
    for name, sql in views:
        connection.execute(f"create temp view {name} as {_CREATED.sub('', sql, count=1)}")
    _index_again(connection)
    for module in _OF_MODULES:  # made when they are asked for first, which the guard would not let happen
        connection.execute(f"select 1 from {module} limit 0")  # noqa: S608 - names of SQLite's own
    connection.set_authorizer(
        _Guard(frozenset({*(table.name for table in TABLES), *(name for name, _ in views)}), secret)
    )


def _columns_of(table: Table) -> str:
    """Return what is read of a table's rows."""
    covered = {
        name: f'case when {_OF_CALL} then "{name}" else {instead} end'
        for name, instead in _EMPTIED.get(table.name, {}).items()
    }
    covered |= {
        name: f'case when {_IS_TITLED.format(table=table.name)} then "{name}" else {instead} end'
        for name, instead in _LIST_TEXTS.get(table.name, {}).items()
    }
    columns = [one.name for one in fields(table.noun)]
    if table.name in _LIST_IDS:
        covered["playlist_id" if "playlist_id" in columns else "id"] = _LIST_IDS[table.name]
    return ", ".join(f'{covered[name]} as "{name}"' if name in covered else f'"{name}"' for name in columns)


def rule_of(table: Table) -> str:
    """Return the condition over a table's rows; rows of a call go by the call.

    Raises:
        KeyError: There is no rule for the table.
    """
    columns = [one.name for one in fields(table.noun)]
    if table.name not in _RULES and "call_id" in columns:
        return _OF_CALL
    return _RULES[table.name].format(column=columns[-1])


def _note_what_is_seen(connection: sqlite3.Connection, viewer: Viewer) -> None:
    who = {"agent": viewer.agent}
    for statement in (
        """create temp table seen_agent as select name as agent from main.agents where name = :agent
           union select min(a.name) from main.agents a, json_each(a.aliases) j where j.value = :agent
               and :agent not in (select name from main.agents) group by j.value having count(*) = 1""",
        # whom only the speakers of a transcript name
        """insert into seen_agent select :agent where :agent != ''
               and :agent not in (select name from main.agents
                   union select j.value from main.agents a, json_each(a.aliases) j)""",
        """create temp table seen_names as select agent as name from seen_agent
           union select j.value from main.agents a, json_each(a.aliases) j
               where a.name in (select agent from seen_agent)
               and j.value not in (select name from main.agents)
               and not exists (select 1 from main.agents b, json_each(b.aliases) k
                   where b.name != a.name and k.value = j.value)""",
        "create temp table seen_calls (id text primary key not null) without rowid",
        """insert into seen_calls select distinct call_id from main.v_call_agents
           where agent in (select name from seen_names)""",
        "create temp table seen_lists (id text primary key not null, shown text not null) without rowid",
        """insert into seen_lists select playlist_id, case when exists
                   (select 1 from main.playlists p where p.id = playlist_id and kind not in
                       ('made', 'smart', 'starter'))
               then playlist_id else 'list-' || min(n) end
           from main.assignments a
           where agent in (select name from seen_names) and not exists
               (select 1 from main.listenings w where assignment = a.n and kind = 'withdrawn' and not exists
                   (select 1 from main.listenings where kind = 'taken back' and reply_to = w.n))
           group by playlist_id""",
    ):
        connection.execute(statement, who if ":agent" in statement else {})


def _index_again(connection: sqlite3.Connection) -> None:
    """Index the words of the turns that are seen: those of the others must not be counted."""
    [(sql,)] = connection.execute("select sql from main.sqlite_master where name = 'turn_index'").fetchall()
    connection.execute(sql.replace("turn_index", "temp.turn_index", 1))
    connection.execute("insert into temp.turn_index (turn_index) values ('rebuild')")
    connection.execute("create virtual table temp.seen_words using fts5vocab(temp, turn_index, col)")
    connection.execute(
        "create temp table vocabulary (term text primary key not null, turns integer not null)"
    )
    connection.execute("insert into vocabulary select term, doc from seen_words where col = 'words'")


class _Guard:
    """What SQLite asks, while it reads a statement, of everything that the statement would read."""

    def __init__(self, covered: frozenset[str], secret: str) -> None:
        self._covered, self._secret = covered, secret

    def __call__(
        self, action: int, what: str | None, _: str | None, database: str | None, inside: str | None
    ) -> int:
        if action in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE):
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_PRAGMA:
            return sqlite3.SQLITE_OK if what == "data_version" else sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_READ:
            # without a database's name it is one of the covered names, which come before those of the file
            is_own = database == "temp" or (database is None and what in self._covered)
            is_let_in = is_own or what in _OF_SQLITE or (inside or "").startswith(self._secret)
            return sqlite3.SQLITE_OK if is_let_in else sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_DENY
