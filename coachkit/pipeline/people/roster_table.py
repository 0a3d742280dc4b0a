"""A table of agents or customers, from a spreadsheet or a personnel system, put into the settings."""

from dataclasses import dataclass, replace
from pathlib import Path

from coachkit.config import load_settings
from coachkit.dates import parse_moment
from coachkit.errors import InputError
from coachkit.pipeline.people.roster import COLUMNS, Draft, PeopleSection, Person, PersonChange
from coachkit.sheets import SheetRow, read_sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class BadRow:
    """A row of a table that cannot be used, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterReport:
    """What a table of people changes in the settings."""

    changes: tuple[PersonChange, ...]
    unchanged: int
    """Rows that say what the settings say already."""
    bad_rows: tuple[BadRow, ...]


def import_people(path: Path, table: Path, section: PeopleSection, *, dry_run: bool = False) -> RosterReport:
    """Put the people of a CSV table into the settings at `path`; what cannot be used is reported.

    Raises:
        InputError: The table cannot be read, or has no column `name`.
        SettingsError: The settings cannot be read, or cannot be changed without harm.
        CoachkitError: The settings cannot be written.
    """
    settings = load_settings(path)
    draft = Draft(settings, section)
    changes, bad = [], []
    unchanged = 0
    for row in read_sheet(table, COLUMNS[section], needed=("name",)).rows:
        try:
            change = draft.add(_person(row, day_first=settings.manifest.day_first))
        except InputError as error:
            bad.append(BadRow(line=row.line, reason=str(error)))
            continue
        if change.before == change.after:
            unchanged += 1
        else:
            changes.append(replace(change, line=row.line))
    draft.write(path, dry_run=dry_run)
    return RosterReport(changes=tuple(changes), unchanged=unchanged, bad_rows=tuple(bad))


def _person(row: SheetRow, *, day_first: bool) -> Person:
    name, started = row.cells["name"], row.cells.get("started", "")
    if not name:
        raise InputError("there is no name in it")
    day = parse_moment(started, day_first=day_first) if started else None
    if started and day is None:
        raise InputError(f"“{started}” is no day; write it as 2026-01-05")
    return Person(
        name=name,
        aliases=_split(row.cells["aliases"]),
        team=row.cells.get("team") or None,
        started=day.date() if day else None,
    )


def _split(cell: str) -> tuple[str, ...]:
    """Return a cell's aliases: split at semicolons where it has one (“Berg, Tom; agent7”), else at commas."""
    forms = cell.split(";" if ";" in cell else ",")
    return tuple(form.strip() for form in forms if form.strip())
