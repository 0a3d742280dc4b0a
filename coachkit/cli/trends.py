"""`coachkit trends`: what rises and falls, by week, month, team and agent."""

import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli.options import db_option, json_option
from coachkit.cli.screen import Column, print_json, print_line, print_table

if TYPE_CHECKING:
    from datetime import date

    from coachkit.trends import Question, TrendRow, TrendTable

_OF = ("topics", "trackers", "competitors", "features", "all")
_OPTIONS = {
    "of": click.option(
        "--of",
        multiple=True,
        type=click.Choice(_OF),
        help="What to count; can be given again. Left out: all.",
    ),
    "by": click.option(
        "--by", type=click.Choice(["week", "month", "team", "agent"]), default="week", show_default=True
    ),
    "where": click.option(
        "--where", metavar="QUERY", help="Only calls that fit, such as: kind:support label:bad."
    ),
    "since": click.option(
        "--since", metavar="DAY", help="From this day on: 2026-08-01, or 'last quarter'. Else 13 weeks."
    ),
    "until": click.option("--until", metavar="DAY", help="To this day, which counts."),
    "weeks": click.option("--weeks", type=click.IntRange(2, 520), help="Only the last so many weeks."),
    "touched": click.option(
        "--touched",
        is_flag=True,
        help="Count a topic on every call that touches it, not only as its main one.",
    ),
}
_SUBJECT = (Column(name="kind"), Column(name="subject", grows=True))
_SHARE = (Column(name="share", align="right"), Column(name="likely", align="right", spare=True))
_FOUND = Column(name="beyond chance?", grows=True)
_MOST_BARS = 26
"""Half a year of weeks: the last of them, where there are more."""


def question_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say what is counted on which calls, passed together as `question`."""

    @wraps(command)
    def with_question(*given: Any, **options: Any) -> None:  # click's own, of every kind
        values = {name: options.pop(name) for name in _OPTIONS}
        command(*given, question=_question(**values), **options)

    for option in reversed(_OPTIONS.values()):
        with_question = option(with_question)
    return with_question


@click.command()
@db_option
@json_option
@question_options
@click.option("--only-changed", is_flag=True, help="Only what is beyond chance.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet.")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=40,
    show_default=True,
    help="At most so many lines on a terminal.",
)
def trends(
    db: Path, as_json: bool, question: "Question", only_changed: bool, as_csv: bool, limit: int
) -> None:
    """Show on how many calls each topic, tracker, competitor and feature comes up, and what is beyond chance.

    By week and month, the newest is compared with those before; by team and agent, each with all others.

    Example: coachkit trends --of topics --by week --where kind:support
    """
    from coachkit.store.library import Library
    from coachkit.trends import trends as count_trends

    with Library.open(db) as library:
        table = count_trends(library, question)
    if only_changed:
        table = replace(table, rows=tuple(row for row in table.rows if row.is_news))
    if as_json:
        print_json(table)
    elif as_csv:
        from coachkit.trends.sheet import format_csv

        click.echo(format_csv(table), nl=False)
    else:
        _print(table, limit=limit if sys.stdout.isatty() else None, only_changed=only_changed)


def _print(table: "TrendTable", *, limit: int | None, only_changed: bool) -> None:
    if sys.stdout.isatty():
        for news in table.news:
            print_line(news.sentence, style="bold")
            if news.query:
                print_line(f"coachkit calls --where {shlex.quote(news.query)}", indent=2, style="dim")
    is_over_time = table.by in ("week", "month")
    lines = list(_over_time(table) if is_over_time else _by_group(table, only_changed=only_changed))
    columns = (
        (*_SUBJECT, *_SHARE, Column(name=f"{table.by} by {table.by}", spare=True), _FOUND)
        if is_over_time
        else (*_SUBJECT, Column(name=table.by), *_SHARE, Column(name="others", align="right"), _FOUND)
    )
    print_table(columns, lines[:limit], empty=_nothing(table, only_changed=only_changed))
    if limit is not None and len(lines) > limit:
        click.echo(f"… and {len(lines) - limit} more lines; see them with --limit {len(lines)}", err=True)
    for note in table.notes:
        click.echo(note, err=True)


def _nothing(table: "TrendTable", *, only_changed: bool) -> str:
    if not table.columns:
        return "There are no calls to count."
    return "Nothing is beyond chance." if only_changed else "Nothing of the kind comes up on these calls."


def _over_time(table: "TrendTable") -> Iterator[tuple[object, ...]]:
    from coachkit.trends.wording import interval, of_calls, sparkline

    complete = [place for place, column in enumerate(table.columns) if column.is_complete]
    for row in table.rows:
        bars = sparkline([row.cells[place].share.value for place in complete[-_MOST_BARS:]])
        yield row.kind, row.name, of_calls(row.share), interval(row.share), bars or None, _says(row)


def _says(row: "TrendRow") -> str | None:
    """Return what is beyond chance; where nothing is, how the newest weeks stand."""
    told = [one.says for one in row.findings if one.is_news] or [one.says for one in row.findings[:1]]
    return "; ".join(told) or None


def _by_group(table: "TrendTable", *, only_changed: bool) -> Iterator[tuple[object, ...]]:
    from coachkit.trends.wording import interval, of_calls

    lines = [
        (row, cell, finding)
        for row in table.rows
        for cell, finding in zip(row.cells, row.findings, strict=True)
        if finding.is_news or not only_changed
    ]
    for row, cell, finding in sorted(lines, key=lambda line: not line[2].is_news):
        yield (
            row.kind,
            row.name,
            cell.name,
            of_calls(cell.share),
            interval(cell.share),
            of_calls(finding.there),
            f"{finding.outcome} (others without {finding.apart})" if finding.apart else finding.outcome,
        )


def _question(*, of: tuple[str, ...], since: str | None, until: str | None, **others: Any) -> "Question":
    from coachkit.trends import KINDS, Question

    if since is not None and others["weeks"] is not None:
        raise click.UsageError("--since and --weeks both say where to begin: choose one.")
    first, last = _day("since", since), _day("until", until)
    if first and last and first > last:
        raise click.UsageError(f"--since: {first} is after --until: {last}; give the earlier day first.")
    every = not of or "all" in of
    return Question(
        of=tuple(kind for kind in KINDS if every or f"{kind}s" in of), since=first, until=last, **others
    )


def _day(name: str, said: str | None) -> "date | None":
    """Return the day that an option says, counted from today: of a stretch, its first or its last."""
    from datetime import date

    from coachkit.query.days import days_of

    if said is None:
        return None
    try:
        return days_of(said, date.today())[0 if name == "since" else 1]
    except ValueError as error:
        raise click.UsageError(f"--{name}: {error}") from None
