"""A table of outcomes from a CRM, a survey or a ticket system, read row by row.

Which column means what is in the settings (`[outcome_import]`); without them the headings `call`, `agent`,
`customer`, `started_at` and `recorded_at` are looked for, and every kind of outcome that has a meaning.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path

from coachkit.config import OUTCOME_COLUMNS, OutcomeImportSettings, Settings
from coachkit.dates import parse_moment
from coachkit.errors import InputError
from coachkit.sheets import Sheet, SheetRow, read_sheet

_KIND = "outcome:"
"""Put before a kind, so that a kind called `agent` is not taken for the agent."""
_DECIMAL = re.compile(r"[-+]?\d+,\d+")
_YEARS = range(1970, 3000)
_DAY = re.compile(r"\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """A row that says how a call ended, and by what the call is found."""

    line: int
    """In the file, from 1."""
    outcomes: tuple[tuple[str, str], ...]
    """(kind, value) each."""
    call: str = ""
    """The call's id, the beginning of it, or its recording's file."""
    agent: str = ""
    customer: str = ""
    at: datetime | None = None
    """When the call was."""
    recorded_at: datetime | None = None
    """When somebody said how it ended."""
    problem: str | None = None
    """What is wrong with the row, where it cannot be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeTable:
    """A table that was read."""

    name: str
    rows: tuple[OutcomeRow, ...]
    skipped: int
    """Rows without any outcome."""


def read_outcome_table(path: Path, settings: Settings) -> OutcomeTable:
    """Return the rows of the table in `path` that hold an outcome.

    Raises:
        InputError: The file is no table, has no outcome in it, or nothing by which a call can be found;
            says which columns it has, and how to name them in the settings.
    """
    layout = settings.outcome_import
    kinds = dict(layout.outcomes) or {meaning.kind: meaning.kind for meaning in settings.outcomes}
    columns = {**layout.columns, **{_KIND + kind: heading for kind, heading in kinds.items()}}
    needed = [key for key, heading in layout.columns.items() if heading != OUTCOME_COLUMNS[key]]
    needed += [_KIND + kind for kind in layout.outcomes]
    sheet = read_sheet(path, columns, needed=needed)
    _check_columns(sheet, layout, kinds)
    rows = [_row(row, layout, kinds) for row in sheet.rows]
    told = tuple(row for row in rows if row.outcomes)
    return OutcomeTable(name=sheet.name, rows=told, skipped=len(rows) - len(told))


def plain_value(text: str) -> str:
    """Return a value without spaces around it and with a decimal point: `4,5` is 4.5, words stay."""
    value = text.strip()
    return value.replace(",", ".") if _DECIMAL.fullmatch(value) else value


def _check_columns(sheet: Sheet, layout: OutcomeImportSettings, kinds: Mapping[str, str]) -> None:
    has = f"it has {', '.join(filter(None, sheet.headings))}"
    if not any(key.startswith(_KIND) for key in sheet.found):
        raise InputError(
            f"{sheet.name}: line 1 names no outcome ({', '.join(kinds.values())}); {has}; say which column "
            f'it is in coachkit.toml: [outcome_import] outcomes = {{ csat = "its heading" }}'
        )
    by_time = "started_at" in sheet.found and sheet.found & {"agent", "customer"}
    if "call" not in sheet.found and not by_time:
        call, agent, start = (layout.columns[key] for key in ("call", "agent", "started_at"))
        raise InputError(
            f"{sheet.name}: line 1 has neither “{call}” nor “{agent}” and “{start}” to find calls by; "
            f"{has}; say which column it is in coachkit.toml: "
            f'[outcome_import] columns = {{ call = "its heading" }}'
        )


def _row(row: SheetRow, layout: OutcomeImportSettings, kinds: Mapping[str, str]) -> OutcomeRow:
    cells = row.cells
    problems: list[str] = []
    at = _moment(cells["started_at"], layout, problems)
    if at and not cells["call"] and _is_day_alone(at, cells["started_at"]):
        problems.append(f"“{cells['started_at']}” has no time of day, so it fits no single call")
    recorded_at = _moment(cells["recorded_at"], layout, problems)
    return OutcomeRow(
        line=row.line,
        outcomes=tuple(
            (kind, plain_value(cells[_KIND + kind])) for kind in kinds if cells[_KIND + kind].strip()
        ),
        call=cells["call"],
        agent=cells["agent"],
        customer=cells["customer"],
        at=at,
        recorded_at=recorded_at,
        problem=problems[0] if problems else None,
    )


def _moment(text: str, layout: OutcomeImportSettings, problems: list[str]) -> datetime | None:
    """Return the moment in a cell; what is wrong with it goes to `problems`."""
    if not text:
        return None
    numbers = _DAY.match(text)
    first, second = map(int, numbers.groups()) if numbers else (1, 1)
    day, month = (first, second) if layout.day_first else (second, first)
    if month > 12 >= day:
        wanted = "false" if layout.day_first else "true"
        order = "day first" if layout.day_first else "month first"
        problems.append(f"“{text}” is no date with the {order}; set outcome_import.day_first = {wanted}")
        return None
    moment = parse_moment(text, day_first=layout.day_first)
    if moment is None or moment.year not in _YEARS:
        problems.append(f"“{text}” is no date and time; write it as 2026-11-16 09:30")
        return None
    return moment


def _is_day_alone(moment: datetime, text: str) -> bool:
    return moment.time() == time() and ":" not in text and "T" not in text
