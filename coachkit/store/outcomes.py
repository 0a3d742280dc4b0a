"""Reading and writing the outcomes of calls and their history."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from coachkit.models import Outcome, PastOutcome
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.outcome_history import CallOutcomes
from coachkit.store.tables import TABLE_OF


def outcomes_of(library: Library) -> dict[str, CallOutcomes]:
    """Return the outcomes of every call that has any, by call id."""
    now: dict[str, list[Outcome]] = {}
    past: dict[str, list[PastOutcome]] = {}
    for outcome in library.rows(Outcome):
        now.setdefault(outcome.call_id, []).append(outcome)
    for old in library.rows(PastOutcome):
        past.setdefault(old.call_id, []).append(old)
    return {
        call_id: CallOutcomes(now=tuple(now.get(call_id, ())), past=tuple(past.get(call_id, ())))
        for call_id in sorted(now.keys() | past.keys())
    }


def save_outcomes(library: Library, outcomes: Mapping[str, CallOutcomes]) -> None:
    """Put outcomes in place of those of their calls, all of them in one transaction."""
    if not outcomes:
        return
    with library.changing() as connection:
        for call_id, one in outcomes.items():
            _replace(connection, Outcome, call_id, one.now)
            _replace(connection, PastOutcome, call_id, one.past)


def replace_calls_outcomes(library: Library, kind: str, found: Iterable[Outcome]) -> None:
    """Store what the calls themselves show about a kind of outcome, in place of what they showed before."""
    wanted = {one.call_id: one for one in found}
    changed = {}
    known = outcomes_of(library)
    for call_id in sorted(known.keys() | wanted.keys()):
        now = known[call_id].now if call_id in known else ()
        old = next((one for one in now if one.origin == "calls" and one.kind == kind), None)
        new = wanted.get(call_id)
        if old is None and new is None:
            continue
        others = [one for one in now if one is not old]
        n = old.n if old else max((one.n for one in others), default=-1) + 1
        rows = [*others, replace(new, n=n)] if new else others
        if sorted(rows, key=lambda one: one.n) != sorted(now, key=lambda one: one.n):
            changed[call_id] = rows
    if changed:
        with library.changing() as connection:
            for call_id, rows in changed.items():
                _replace(connection, Outcome, call_id, rows)


def _replace(connection: sqlite3.Connection, noun: type, call_id: str, rows: Sequence[object]) -> None:
    table = TABLE_OF[noun]
    connection.execute(f"delete from {table.name} where call_id = ?", (call_id,))  # noqa: S608 - name from the registry
    connection.executemany(coding.insert_sql(table), coding.pack(rows, table))
