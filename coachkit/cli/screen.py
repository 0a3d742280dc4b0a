"""Printing: tables and styled lines for people, plain columns and JSON for pipes.

Nothing from a call is ever taken for markup or sent to the terminal as a control character, and
figures look the same in every command.
"""

import dataclasses
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import click

from coachkit.export.clock import format_clock
from coachkit.models import Part, Segment

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Span = tuple[int, int]

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and the signs that turn the direction of writing; not tab and line feed."""
_BETWEEN = 2
"""Empty places between columns."""
_NARROWEST = 16
"""Places that a column needs at least whose text may be broken."""
_LABEL_STYLES = {"good": "green", "bad": "red", "neutral": "dim", "mixed": "yellow"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; `grows` marks text that may be broken into lines.

    A `spare` column is left out of a terminal that is too narrow, the last such column first.
    """

    name: str
    align: Literal["left", "right"] = "left"
    grows: bool = False
    spare: bool = False


def harmless(text: str) -> str:
    """Return `text` with every control character written out as its number."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def print_json(values: object) -> None:
    """Print a dataclass, or a list of them, as JSON."""
    from coachkit.export.data import to_json

    click.echo(to_json(_plain(values)), nl=False)


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """Print rows under their columns: a table on a terminal, tab-separated text in a pipe.

    Without rows, `empty` goes to stderr.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    if not cells:
        click.echo(empty, err=True)
    elif sys.stdout.isatty():
        _print_rich_table(columns, cells)
    else:
        for row in [[column.name for column in columns], *cells]:
            click.echo("\t".join(" ".join(cell.split()) for cell in row))


def print_line(text: str = "", *, indent: int = 0, style: str = "") -> None:
    """Print a line of text, styled on a terminal and broken at its width."""
    print_marked(text, (), indent=indent, style=style)


def print_marked(
    text: str, spans: Sequence[Span], *, lead: str = "", indent: int = 0, style: str = ""
) -> None:
    """Print `lead` and `text` with its `spans` (in characters of `text`) standing out.

    On a terminal they are reversed, and lines are broken so that text stays right of the lead; in a
    pipe it is one line, with the spans between two stars.
    """
    if not sys.stdout.isatty():
        click.echo(" " * indent + harmless(lead + _with_stars(text, spans)))
        return
    from rich.table import Table
    from rich.text import Text

    line = _with_spans(text, spans, style)
    before = Text(" " * indent + harmless(lead), style=style)
    if before:
        grid = Table.grid()
        grid.add_column(no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(before, line)
        _console().print(grid)
    else:
        _console().print(line)


def print_lines(lines: Sequence[Segment], *, indent: int = 3) -> None:
    """Print what is said, line by line, each with its time and speaker."""
    width = max((len(line.speaker) for line in lines), default=0)
    for line in lines:
        lead = f"{format_time(line):>7}  {line.speaker:<{width}}  "
        print_marked(line.text, (), lead=" " * indent + lead + mark_part(line.part))


def format_time(line: Segment) -> str:
    """Return when a line is said, as `1:05`; `~1:05` where that is estimated."""
    return f"{'~' if line.times_from == 'estimate' else ''}{format_clock(line.start)}"


def print_heading(text: str) -> None:
    """Print a heading after an empty line."""
    click.echo()
    print_line(text, style="bold")


def mark_part(part: Part) -> str:
    """Return `[menu] ` and the like before words that are no conversation, else nothing."""
    if part == "talk":
        return ""
    from coachkit.conversation import PART_NAMES

    return f"[{PART_NAMES[part]}] "


def format_share(value: float | None, *, unit: str = "%") -> str:
    """Return a percentage as people read it, or a dash."""
    return "–" if value is None else f"{value:.0f} {unit}"


def _print_rich_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    from rich.table import Table

    console = _console()
    shown, fits = _columns_that_fit(columns, rows, console.width)
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, _BETWEEN, 0, 0))
    for n in shown:
        column = columns[n]
        is_whole = column.align == "right" or (fits and not column.grows)
        table.add_column(column.name, justify=column.align, overflow="fold", no_wrap=is_whole)
    for row in rows:
        table.add_row(*(_styled(row[n]) for n in shown))
    console.print(table)
    left_out = [column.name for n, column in enumerate(columns) if n not in shown]
    if left_out:
        click.echo(f"Left out for lack of room: {', '.join(left_out)} (--json has all)", err=True)


def _columns_that_fit(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int
) -> tuple[list[int], bool]:
    """Return the places of the columns to show, and whether none of them must be broken into lines."""
    from rich.cells import cell_len

    longest = [max(map(cell_len, [one.name, *(row[n] for row in rows)])) for n, one in enumerate(columns)]
    needed = [
        min(most, _NARROWEST) if one.grows else most for one, most in zip(columns, longest, strict=True)
    ]
    shown = [*range(len(columns))]
    for n in [n for n in reversed(shown) if columns[n].spare]:
        if sum(needed[i] + _BETWEEN for i in shown) - _BETWEEN > width:
            shown.remove(n)
    return shown, sum(needed[i] + _BETWEEN for i in shown) - _BETWEEN <= width


def _styled(cell: str) -> "Text":
    from rich.text import Text

    return Text(cell, style=_LABEL_STYLES.get(cell, ""))


def _console() -> "Console":
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def _with_spans(text: str, spans: Sequence[Span], style: str) -> "Text":
    from rich.text import Text

    line, end = Text(style=style), 0
    for start, stop in sorted(spans):
        line.append(harmless(text[end:start]))
        line.append(harmless(text[start:stop]), style="bold reverse")
        end = stop
    return line.append(harmless(text[end:]))


def _with_stars(text: str, spans: Sequence[Span]) -> str:
    parts, end = [], 0
    for start, stop in sorted(spans):
        parts += [text[end:start], "**", text[start:stop], "**"]
        end = stop
    return "".join(parts) + text[end:]


def _cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, tuple):
        return ", ".join(_cell(part) for part in value) or "–"
    return harmless(str(value))


def _plain(values: object) -> object:
    if dataclasses.is_dataclass(values) and not isinstance(values, type):
        return dataclasses.asdict(values)
    if isinstance(values, list | tuple):
        return [_plain(value) for value in values]
    return values
