"""Teams' transcripts as Word files, in the two layouts that Teams has written so far.

Today a turn is `Name   0:03` and below it what is said, so that only its beginning is known. Before, it
was a line with two times, the name, and what is said.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coachkit.errors import InputError
from coachkit.text_files import clean_text
from coachkit.transcripts.clock import has_teams_times, parse_time
from coachkit.transcripts.drafts import DraftLine, finish_lines
from coachkit.transcripts.given import GivenTranscript
from coachkit.transcripts.speakers import role_of

_TIME = r"\d{1,3}:\d{1,2}(?::\d{1,2})?(?:[.,]\d{1,3})?"
_RANGE = re.compile(rf"\s*({_TIME})\s*-->\s*({_TIME})\s*")
_HEADING = re.compile(rf"\s*(\S.{{0,99}}?)\s{{2,}}({_TIME})\s*")
_LOOSE_HEADING = re.compile(rf"\s*(\S.{{0,60}}?)\s+({_TIME})\s*")
"""For files in which another program has folded the spaces."""
_ANNOUNCEMENT = re.compile(r".{1,99} (?:started|stopped) transcription\.?")

_BROKEN = (SyntaxError, KeyError, ValueError, AttributeError, EOFError, RuntimeError)
"""What else a ZIP file raises that holds no whole document; broken XML is a SyntaxError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    line: int
    """Number of its heading among the document's lines, from 1."""
    times: tuple[str, ...]
    speaker: str | None
    said: tuple[str, ...]


def read_docx(path: Path) -> GivenTranscript:
    """Return the transcript in a Word file as Teams writes it.

    Raises:
        InputError: It is no Word file, or holds no turn in one of the two layouts.
    """
    lines = _lines_of(path)
    turns = _ranged(lines) or _headed(lines, _HEADING) or _headed(lines, _LOOSE_HEADING)
    if not turns:
        raise InputError(
            f"{path.name}: holds no turn that begins as Teams writes it, such as “Jana Kovac   0:03”"
        )
    is_teams = has_teams_times(time for turn in turns for time in turn.times)
    drafts = [_draft(path.name, turn, is_teams=is_teams) for turn in turns]
    return GivenTranscript(format="Teams DOCX", lines=finish_lines(path.name, drafts))


def _lines_of(path: Path) -> list[str]:
    """Return the lines of a Word file; a paragraph may hold several."""
    import zlib
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with path.open("rb") as file:
            paragraphs = [paragraph.text for paragraph in Document(file).paragraphs]
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror or error})") from None
    except (BadZipFile, PackageNotFoundError, zlib.error, *_BROKEN):
        raise InputError(
            f"{path.name}: is no whole Word file (DOCX) that can be opened; export the transcript again"
        ) from None
    return [line for text in paragraphs for line in text.split("\n")]


def _ranged(lines: Sequence[str]) -> list[_Turn]:
    """Return the turns of the layout with two times; the name stands on the line below them."""
    turns = []
    for n, found, below in _below(lines, _RANGE):
        filled = [line for line in below if clean_text(line)]
        speaker = filled[0] if len(filled) > 1 else None
        said = filled[1:] if len(filled) > 1 else filled
        turns.append(_Turn(line=n, times=(found[1], found[2]), speaker=speaker, said=tuple(said)))
    return turns


def _headed(lines: Sequence[str], heading: re.Pattern[str]) -> list[_Turn]:
    """Return the turns of the layout with the name and the time of the beginning."""
    return [
        _Turn(line=n, times=(found[2],), speaker=found[1], said=tuple(below))
        for n, found, below in _below(lines, heading)
    ]


def _below(
    lines: Sequence[str], heading: re.Pattern[str]
) -> Iterable[tuple[int, re.Match[str], Sequence[str]]]:
    """Yield each heading with its number and the lines below it, up to the next."""
    places = [(n, found) for n, line in enumerate(lines) if (found := heading.fullmatch(line))]
    for k, (n, found) in enumerate(places):
        end = places[k + 1][0] if k + 1 < len(places) else len(lines)
        yield n + 1, found, [line for line in lines[n + 1 : end] if not _ANNOUNCEMENT.fullmatch(line.strip())]


def _draft(name: str, turn: _Turn, *, is_teams: bool) -> DraftLine:
    times = [parse_time(time, is_teams=is_teams) for time in turn.times]
    for written, time in zip(turn.times, times, strict=True):
        if time is None:
            raise InputError(f"{name}, line {turn.line}: “{written}” is no time; export the transcript again")
    return DraftLine(
        place=f"line {turn.line}",
        start=times[0],
        end=times[1] if len(times) > 1 else None,
        text=" ".join(turn.said),
        speaker=turn.speaker,
        role=role_of(turn.speaker),
    )
