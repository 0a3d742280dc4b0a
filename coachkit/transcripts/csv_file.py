"""Transcripts in CSV files: one line of talk a row, under headings that the settings name."""

from pathlib import Path

from coachkit.config import TranscriptSettings
from coachkit.errors import InputError
from coachkit.models import Role
from coachkit.sheets import SheetRow, read_sheet, without_guard
from coachkit.transcripts.clock import parse_time
from coachkit.transcripts.drafts import DraftLine, finish_lines
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.language_codes import language_code
from coachkit.transcripts.speakers import role_of

_LABELS: dict[Role, str] = {"agent": "Agent", "customer": "Customer"}
"""What speakers are called whose role alone is known."""


def read_csv(path: Path, settings: TranscriptSettings) -> GivenTranscript:
    """Return the transcript in a CSV file. Only the column of the text must be there.

    Raises:
        InputError: The file is no table, lacks that column, or a time is none; names the line.
    """
    try:
        sheet = read_sheet(path, settings.columns, needed=("text",))
    except InputError as error:
        if " has no column " not in str(error):
            raise
        raise InputError(
            f"{error}; name the column that holds the words in coachkit.toml:"
            ' [transcripts.columns] text = "…"'
        ) from None
    drafts = [_draft(path.name, row, settings) for row in sheet.rows]
    return GivenTranscript(format="CSV", lines=finish_lines(path.name, drafts))


def _draft(name: str, row: SheetRow, settings: TranscriptSettings) -> DraftLine:
    speaker = without_guard(row.cells["speaker"])
    role = role_of(row.cells["role"]) or role_of(speaker)
    return DraftLine(
        place=f"line {row.line}",
        start=_time(name, row, "start", settings),
        end=_time(name, row, "end", settings),
        text=without_guard(row.cells["text"]),
        speaker=speaker or (_LABELS.get(role) if role else None),
        role=role,
        language=language_code(row.cells["language"]),
    )


def _time(name: str, row: SheetRow, key: str, settings: TranscriptSettings) -> float | None:
    written = row.cells[key]
    if not written:
        return None
    time = parse_time(written.removesuffix("s").rstrip())
    if time is None:
        raise InputError(
            f"{name}, line {row.line}: “{written}” in the column “{settings.columns[key]}” is no time;"
            " write seconds (12.5) or minutes and seconds (0:12)"
        )
    return time
