"""Tables in CSV files as spreadsheets and CRMs write them: any separator, any encoding, any headings.

A heading is found whatever its case and spaces, so `Call ID` is `call id`. Every row knows its line in the
file, so that what is wrong with it can be told.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import InputError
from coachkit.text_files import read_text

_SEPARATORS = (",", ";", "\t", "|")
_MOST = 10_000_000
"""Characters that one cell may have."""
_FORMULA = re.compile(r"\s*(?:[=@]|[+-](?![\d\s().-]*$))")
"""What a spreadsheet would run as a formula; a telephone number with a plus is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """A row of a table: its cells by what they mean, stripped; empty where a column is not there."""

    line: int
    """Number of its first line in the file, from 1."""
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table that was read."""

    name: str
    """Of the file."""
    headings: tuple[str, ...]
    """As they stand in the file."""
    found: frozenset[str]
    """Meanings whose column is there."""
    rows: tuple[SheetRow, ...]
    """Without those that are empty."""


def read_sheet(path: Path, columns: Mapping[str, str], *, needed: Sequence[str] = ()) -> Sheet:
    """Return the table in `path`; `columns` are the headings by what they mean.

    Raises:
        InputError: The file is no table, lacks the column of one of `needed`, or has a heading twice.
    """
    text = read_text(path)
    lines = _parsed(path.name, text)
    if not lines:
        raise InputError(f"{path.name}: the table is empty")
    _, headings = lines[0]
    places = _places(path.name, headings, columns)
    missing = [columns[meaning] for meaning in needed if meaning not in places]
    if missing:
        raise InputError(
            f"{path.name}: line 1 has no column “{missing[0]}”; it has {', '.join(filter(None, headings))}"
        )
    rows = []
    for line, cells in lines[1:]:
        values = {m: cells[place].strip() if place < len(cells) else "" for m, place in places.items()}
        if any(cell.strip() for cell in cells):
            rows.append(SheetRow(line=line, cells={m: values.get(m, "") for m in columns}))
    return Sheet(name=path.name, headings=tuple(headings), found=frozenset(places), rows=tuple(rows))


def _parsed(name: str, text: str) -> list[tuple[int, list[str]]]:
    """Return (line, cells) of each record."""
    csv.field_size_limit(_MOST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator_of(text), strict=False)
    records: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if cells:
                records.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(f"{name}, line {line}: not a table ({error})") from None
    return records


def _separator_of(text: str) -> str:
    """Return the separator that splits the line of headings into most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    counts = {sep: len(next(csv.reader([first], delimiter=sep), [])) for sep in _SEPARATORS}
    return max(_SEPARATORS, key=lambda sep: (counts[sep], -_SEPARATORS.index(sep)))


def _places(name: str, headings: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    folded = [fold_heading(heading) for heading in headings]
    places: dict[str, int] = {}
    for meaning, heading in columns.items():
        wanted = fold_heading(heading)
        if folded.count(wanted) > 1:
            raise InputError(f"{name}: line 1 has the column “{heading}” more than once")
        if wanted in folded:
            places[meaning] = folded.index(wanted)
    return places


def fold_heading(heading: str) -> str:
    """Return a heading without case, spaces and underscores, as headings are compared."""
    return "".join(char for char in heading.casefold() if char.isalnum())


def with_guard(text: str) -> str:
    """Return a cell's text with a quote before it if a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text.lstrip("'")) else text


def without_guard(text: str) -> str:
    """Return the text of a cell that `with_guard` may have changed."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text.lstrip("'")) else text
