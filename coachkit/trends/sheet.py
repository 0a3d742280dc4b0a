"""A table of trends for spreadsheets: one line for each subject and week, or each subject and agent."""

import csv
import io

from coachkit.sheets import with_guard
from coachkit.trends.table import Column, TrendRow, TrendTable

CSV_COLUMNS = (
    "kind", "id", "name", "by", "cell", "first", "last", "is_complete",
    "held", "calls", "share", "low", "high", "outcome", "course",
)  # fmt: skip


def format_csv(table: TrendTable) -> str:
    """Return the cells of a table under `CSV_COLUMNS`; shares are 0 to 1.

    `outcome` is that of the team or agent, or, on every line of a subject, that of its newest weeks; `course`
    that of the weeks before. Text that a spreadsheet would run gets a leading quote.
    """
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(CSV_COLUMNS)
    for row in table.rows:
        for place, column in enumerate(table.columns):
            lines.writerow([_harmless(value) for value in _line(table, row, column, place)])
    return out.getvalue()


def _line(table: TrendTable, row: TrendRow, column: Column, place: int) -> tuple[object, ...]:
    share = row.cells[place].share
    outcomes = {one.kind: one.outcome for one in row.findings if one.cell in (None, column.name)}
    return (
        row.kind, row.id, row.name, table.by, column.name, column.first, column.last, int(column.is_complete),
        share.held, share.calls, _rounded(share.value), _rounded(share.low), _rounded(share.high),
        outcomes.get("group") or outcomes.get("newest"), outcomes.get("course"),
    )  # fmt: skip


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 4)


def _harmless(value: object) -> object:
    return with_guard(value) if isinstance(value, str) else value
