"""Manifests: a CSV file beside the recordings that says what they are, one row a file.

A row names its file by its path within the folder, by its name, or by its name without the suffix. What is
wrong with a row is told with its line and concerns its own file alone.
"""

import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from coachkit.config import ManifestSettings
from coachkit.dates import parse_moment
from coachkit.errors import InputError
from coachkit.models import CallDetails
from coachkit.sheets import SheetRow, read_sheet

Target = TypeVar("Target", bound=Hashable)

_OUTCOME = "outcome "


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestRow:
    """A row: the file that it names, and what it says of the call."""

    line: int
    file: str
    details: CallDetails
    problem: str | None = None
    """What is wrong with it, with file and line; its details are then empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Generic[Target]):
    """Rows by what they are about."""

    rows: Mapping[Target, tuple[ManifestRow, ...]]
    strays: tuple[ManifestRow, ...]
    """Rows that are about no file, or about several."""


def read_manifest(path: Path, settings: ManifestSettings) -> tuple[ManifestRow, ...]:
    """Return the rows of the manifest at `path`.

    Raises:
        InputError: It is no table, or lacks its column of files or one that the settings name.
    """
    columns = {**settings.columns, **{_OUTCOME + kind: name for kind, name in settings.outcomes.items()}}
    named = [meaning for meaning, heading in columns.items() if meaning != heading]
    sheet = read_sheet(path, columns, needed=("file", *named))
    return tuple(_read_row(sheet.name, row, settings) for row in sheet.rows)


def assign_rows(
    name: str, rows: Iterable[ManifestRow], targets: Mapping[Target, Sequence[str]]
) -> Assigned[Target]:
    """Return which rows are about which target; a target goes by several names, the surest first.

    A row's file is looked for among the first names of all targets, then among the second, and so on. Case
    counts only where names differ in nothing else. `name` is the manifest's, for messages.
    """
    exact, folded = _index(targets, _tidy), _index(targets, _fold)
    found: dict[Target, list[ManifestRow]] = {}
    strays: list[ManifestRow] = []
    for row in rows:
        fits = exact.get(_tidy(row.file)) or folded.get(_fold(row.file)) or {}
        nearest = [target for target, rank in fits.items() if rank == min(fits.values())]
        if len(nearest) == 1:
            found.setdefault(nearest[0], []).append(row)
            continue
        what = f"there is no file “{row.file}” here" if row.file else "no file is named"
        if nearest:
            what = f"“{row.file}” could be {len(nearest)} files; write its path within the folder"
        strays.append(_with_problem(name, row, what))
    return Assigned(rows={target: tuple(of) for target, of in found.items()}, strays=tuple(strays))


def one_row(name: str, rows: Sequence[ManifestRow]) -> ManifestRow | None:
    """Return the row about a file, None where there is none; rows that say the same are one.

    Raises:
        InputError: The row cannot be read, or two rows about the file differ.
    """
    if not rows:
        return None
    broken = next((row.problem for row in rows if row.problem), None)
    if broken:
        raise InputError(broken)
    other = next((row for row in rows if row.details != rows[0].details), None)
    if other:
        raise InputError(
            f"{name}, lines {rows[0].line} and {other.line}: both are about “{other.file}” and say different "
            "things; keep one of them"
        )
    return rows[0]


def _read_row(name: str, row: SheetRow, settings: ManifestSettings) -> ManifestRow:
    cells = row.cells
    read = ManifestRow(line=row.line, file=cells["file"], details=CallDetails())
    moment, channel = cells["started_at"], cells["agent_channel"]
    started_at = parse_moment(moment, day_first=settings.day_first) if moment else None
    if moment and started_at is None:
        return _with_problem(
            name, read, f"“{moment}” is no date that can be read; write it like 2026-11-16 09:15"
        )
    if channel and not (channel.isascii() and channel.isdigit()):
        return _with_problem(name, read, f"“{channel}” is no channel; write 0 for left or 1 for right")
    details = CallDetails(
        agent=cells["agent"] or None,
        customer=cells["customer"] or None,
        started_at=started_at,
        kind=cells["kind"] or None,
        language=cells["language"] or None,
        agent_channel=int(channel) if channel else None,
        outcomes=tuple(
            (meaning.removeprefix(_OUTCOME), value, "manifest", None)
            for meaning, value in cells.items()
            if meaning.startswith(_OUTCOME) and value
        ),
        source="manifest",
    )
    return ManifestRow(line=row.line, file=read.file, details=details)


def _with_problem(name: str, row: ManifestRow, what: str) -> ManifestRow:
    problem = f"{name}, line {row.line}: {what}"
    return ManifestRow(line=row.line, file=row.file, details=CallDetails(), problem=problem)


def _index(
    targets: Mapping[Target, Sequence[str]], key: Callable[[str], str]
) -> dict[str, dict[Target, int]]:
    """Return which targets go by which name, and how sure each name is: 0 is the surest."""
    index: dict[str, dict[Target, int]] = {}
    for target, names in targets.items():
        for rank, name in enumerate(names):
            index.setdefault(key(name), {}).setdefault(target, rank)
    return index


def _tidy(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).replace("\\", "/").removeprefix("./")


def _fold(name: str) -> str:
    return _tidy(name).casefold()
