"""The library: everything that coachkit knows about a team's calls, in one SQLite file.

Nouns go in and nouns come out; one public write is one transaction. Thousands of rows (words,
segments) are written with `executemany`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from coachkit import models
from coachkit.store import coding
from coachkit.store.connection import PAGE_CACHE, READ_WAIT, connect, connect_to_read, plain_errors
from coachkit.store.forgetting import forget_words
from coachkit.store.row_writing import (
    StageResult,
    forget_failure,
    replace_rows,
    upsert_rows,
    write_result,
)
from coachkit.store.seen_by import Viewer, limit_to

if TYPE_CHECKING:
    from coachkit.models import (
        BuiltFolder,
        Call,
        CallAgent,
        CorpusModel,
        Customer,
        Edit,
        Failure,
        Outcome,
        Recording,
        SpeechChoice,
        StageName,
        StageRun,
    )

Noun = TypeVar("Noun")
_STEPS_BETWEEN = 20_000
"""Instructions of SQLite's machine between two questions of `stop_when`."""


class Library:
    """An open coachkit database. Close it, or use it in a `with` statement.

    Every method raises `LibraryError`, in words that say what to do, when the file cannot be read or
    written (full disk, another writer, no permission, damage).
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: Path, *, create: bool = False, wait: float = 30.0) -> Self:
        """Open the database at `path`, and make it when `create` is set and there is none.

        `wait` is how many seconds a statement waits for another writer.

        Raises:
            LibraryError: The file is missing, not coachkit's, of a newer schema, or not permitted.
        """
        return cls(path, connect(path, create=create, wait=wait))

    @classmethod
    def open_to_read(
        cls,
        path: Path,
        *,
        any_thread: bool = False,
        page_cache: int = PAGE_CACHE,
        wait: float = READ_WAIT,
        viewer: Viewer | None = None,
    ) -> Self:
        """Open the database at `path` without the right to change it, not even its schema.

        `any_thread`: one thread after the other may use it, never two at once. `page_cache` is how many KiB
        of the file may be kept in memory, `wait` how many seconds a statement waits for a program that holds
        the file to itself. `viewer`: who reads, where they may not see all (`coachkit.store.seen_by`).

        Raises:
            LibraryError: As `open`.
        """
        connection = connect_to_read(path, any_thread=any_thread, page_cache=page_cache, wait=wait)
        if viewer is not None:
            with plain_errors(path):
                limit_to(connection, viewer)
        return cls(path, connection)

    def stop_when(self, is_over: Callable[[], bool] | None) -> None:
        """Let every statement end with a `LibraryBusyError` once `is_over` says so; None: let them run on.

        It is asked every millisecond or so while a statement runs.
        """
        self._connection.set_progress_handler(is_over, _STEPS_BETWEEN)

    def close(self) -> None:
        """Close the file; the library cannot be used afterwards."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # reading

    def rows(self, noun: type[Noun], *, call_id: str | None = None) -> list[Noun]:
        """Return all stored values of a noun, or those of one call, in the order of the table's key."""
        sql = coding.select_sql(noun, where="" if call_id is None else "call_id = :call")
        return self.find(noun, sql, {"call": call_id})

    def rows_of(self, noun: type[Noun], call_ids: Iterable[str]) -> list[Noun]:
        """Return all stored values of a noun of these calls, in the order of the table's key."""
        sql = coding.select_sql(noun, where="call_id in (select value from json_each(:calls))")
        return self.find(noun, sql, {"calls": json.dumps([*call_ids])})

    def find(self, noun: type[Noun], sql: str, parameters: Mapping[str, object] | None = None) -> list[Noun]:
        """Return what a query finds as values of `noun`, whose fields are the query's columns, in order.

        For the modules of `coachkit.store`, which alone hold SQL.
        """
        with plain_errors(self.path):
            found = self._connection.execute(sql, parameters or {}).fetchall()
        return coding.unpack(noun, found)

    def values(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> list[tuple[coding.SqlValue, ...]]:
        """Return what a query finds as SQLite gives it, for reading tens of thousands of rows; as `find`."""
        with plain_errors(self.path):
            return self._connection.execute(sql, parameters or {}).fetchall()

    def each(
        self, sql: str, parameters: Mapping[str, object] | None = None
    ) -> Iterator[tuple[coding.SqlValue, ...]]:
        """Yield what a query finds row by row, where all rows would fill the memory; as `values`."""
        with plain_errors(self.path):
            yield from self._connection.execute(sql, parameters or {})

    def stage_runs(self) -> dict[tuple[str, str], StageRun]:
        """Return every recorded run by (call id, stage); stages of the whole library have call id ""."""
        return {(run.call_id, run.stage): run for run in self.rows(models.StageRun)}

    def current_epoch(self, kind: str) -> CorpusModel | None:
        """Return the newest corpus model of a kind, or None before the first fit."""
        epochs = [model for model in self.rows(models.CorpusModel) if model.kind == kind]
        return max(epochs, key=lambda model: model.epoch, default=None)

    # writing

    def save_call(
        self,
        call: Call,
        *recordings: Recording,
        customer: Customer | None = None,
        call_agents: Sequence[CallAgent] = (),
        outcomes: Sequence[Outcome] = (),
    ) -> None:
        """Store what ingest knows of a call and its files; what later stages wrote about it stays.

        The call's agents are replaced by those given, and so are the outcomes that its sidecar or manifest
        tells; those from elsewhere stay. An agent whom the settings do not name gets a row with the name
        alone, and so does the call's customer where none is given.
        """
        with self._writing():
            if customer is not None:
                upsert_rows(self._connection, customer)
            elif call.customer is not None:
                self._connection.execute(
                    "insert into customers (name) values (?) on conflict do nothing", (call.customer,)
                )
            self._connection.executemany(
                "insert into agents (name, aliases) values (?, '[]') on conflict do nothing",
                [(on_call.agent,) for on_call in call_agents],
            )
            upsert_rows(self._connection, call)
            upsert_rows(self._connection, *recordings)
            replace_rows(self._connection, models.CallAgent, call_agents, call_id=call.id)
            self._replace_details(call.id, outcomes)

    def forget_call(self, call_id: str) -> None:
        """Remove a call with all that was made of it and all that people said about it.

        What playbooks quote of it alone goes as well (`coachkit.store.forgetting`).
        """
        with self._writing():
            forget_words(self._connection, call_id)
            self._connection.execute("delete from calls where id = ?", (call_id,))

    def save_recording(self, recording: Recording) -> None:
        """Store a file that holds a call which is stored already."""
        with self._writing():
            upsert_rows(self._connection, recording)

    def save_folder(self, folder: BuiltFolder) -> None:
        """Store that a folder was built, and with which settings."""
        with self._writing():
            upsert_rows(self._connection, folder)

    def save_edits(self, call_id: str, edits: Sequence[Edit]) -> None:
        """Put `edits` in place of the call's edits; the next run of its stages applies them."""
        with self._writing():
            replace_rows(self._connection, models.Edit, edits, call_id=call_id)

    def save_speech_choice(self, call_id: str, choice: SpeechChoice | None) -> None:
        """Store how a person wants the call heard; None: as the settings say."""
        with self._writing():
            replace_rows(self._connection, models.SpeechChoice, [choice] if choice else [], call_id=call_id)

    def move_recording(self, old: str, new: str) -> None:
        """Note that the recording at path `old` is now at `new`; nothing else about its call changes."""
        with self._writing():
            self._connection.execute("delete from recordings where path = ?", (new,))
            self._connection.execute("update recordings set path = ? where path = ?", (new, old))
            self._connection.execute("update calls set path = ? where path = ?", (new, old))

    def replace_stage(
        self, run: StageRun, tables: Sequence[str], rows: Mapping[str, Sequence[object]]
    ) -> None:
        """Put a stage's rows in place of those of its last run, and record the run.

        Deletes the call's rows of `tables` (all rows, when `run.call_id` is empty), inserts `rows`, and
        clears the stage's failure. Tables that are only appended to keep their rows: a row that is there
        already is left, one that differs from the stored row of the same key is refused.

        Raises:
            ValueError: `rows` holds a table that is not among `tables`, or changes an append-only row.
        """
        self.replace_stages([StageResult(run=run, tables=tables, rows=rows)])

    def replace_stages(self, results: Iterable[StageResult]) -> None:
        """Do as `replace_stage` for each of several results, all in one transaction.

        Raises:
            ValueError: As `replace_stage`; nothing is written then.
        """
        with self._writing():
            for result in results:
                write_result(self._connection, result)

    def record_failure(self, failure: Failure) -> None:
        """Store that a file, or a stage of a call, could not be done."""
        with self._writing():
            upsert_rows(self._connection, failure)

    def clear_failure(self, subject: str, stage: StageName | str) -> None:
        """Forget a failure; nothing happens when there is none."""
        with self._writing():
            forget_failure(self._connection, subject, stage)

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction for the modules of `coachkit.store`, which alone hold SQL."""
        with self._writing():
            yield self._connection

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One transaction: all of it is stored, or nothing."""
        with plain_errors(self.path):
            self._connection.execute("begin immediate")
            try:
                yield
                self._connection.execute("commit")
            except BaseException:
                # SQLite has already rolled back by itself after some errors, a full disk among them
                if self._connection.in_transaction:
                    self._connection.execute("rollback")
                raise

    def _replace_details(self, call_id: str, outcomes: Sequence[Outcome]) -> None:
        from coachkit.store.outcome_history import CallOutcomes

        known = CallOutcomes(
            now=tuple(self.rows(models.Outcome, call_id=call_id)),
            past=tuple(self.rows(models.PastOutcome, call_id=call_id)),
        )
        new = known.with_details(outcomes, at=datetime.now(UTC).isoformat(timespec="seconds"))
        replace_rows(self._connection, models.Outcome, new.now, call_id=call_id)
        replace_rows(self._connection, models.PastOutcome, new.past, call_id=call_id)
