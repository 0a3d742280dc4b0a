"""`coachkit topics priorities`: which topics cost most, as a table and as a picture."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from coachkit.cli.options import db_option, json_option, measure_option
from coachkit.cli.screen import Column, harmless, print_json, print_table
from coachkit.counts import format_count

if TYPE_CHECKING:
    from coachkit.priorities.measures import By
    from coachkit.priorities.results import Priorities, TopicPriority
    from coachkit.statistics.averages import Estimate
    from coachkit.statistics.shares import Share
    from coachkit.store.library import Library

_NAMED = 2
"""How many of those who handle a topic best are named in the table."""
_WHAT = {
    "outcome": "A bad call counts as one lost call, a neutral one as half.",
    "score": "A call loses the points that it is below {mark:.0f} of 100, the mark of a good call.",
    "time": "A call counts with the minutes beyond {mark:.1f}, which half of all calls take at most.",
}

_UNKNOWN = {"outcome": "not judged", "score": "without a score", "time": "without a length"}


@click.command()
@db_option
@json_option
@measure_option("What calls lose is counted by.")
@click.option("--where", metavar="QUERY", help="Only calls that fit, such as: team:support since:2026-11-01.")
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Draw it as well, as a .png or .svg file.",
)
def priorities(db: Path, as_json: bool, by: str, where: str | None, picture: Path | None) -> None:
    """Say which topics cost most: how often each comes up, and how badly its calls go.

    Figures in brackets are what the true figure may as well be (95 %). What could be won is how much better
    the calls go with those who handle them best, adjusted for how hard and how few their calls are.

    Example: coachkit topics priorities --by score --picture priorities.png
    """
    if picture and picture.suffix.lower() not in (".png", ".svg"):
        raise click.UsageError(f"--picture: {picture.name} must end in .png or .svg")
    from coachkit.priorities.measures import GOOD_SCORE
    from coachkit.priorities.topics import priorities as find_priorities
    from coachkit.store.library import Library

    with Library.open(db) as library:
        good_from = _good_from(library) if by == "score" else GOOD_SCORE
        found = find_priorities(library, by=cast("By", by), where=where, good_from=good_from)
    if picture:
        from coachkit.priorities.picture import draw

        draw(found, picture)
        click.echo(harmless(f"Drawn: {picture}"), err=True)
    if as_json:
        print_json(found)
        return
    columns = (
        Column(name="topic", grows=True),
        Column(name="calls", align="right"),
        Column(name="share", align="right", spare=True),
        Column(name="bad", align="right"),
        Column(name="score", align="right", spare=True),
        Column(name="minutes", align="right", spare=True),
        Column(name=found.unit, align="right"),
        Column(name="could be won", grows=True),
    )
    empty = (
        "No call that fits is about a topic." if where else "There are no topics yet; they need more calls."
    )
    print_table(columns, map(_row, found.rows), empty=empty)
    if found.rows:
        click.echo(_explained(found), err=True)


def format_share(share: "Share") -> str:
    """Return a share with its interval, `43 % (18 to 71)`; of few calls the counts."""
    if share.value is None or share.low is None or share.high is None:
        return "–"
    if share.calls < 5:
        return f"{share.held} of {share.calls}"
    digits = 1 if share.value < 0.1 and share.calls >= 500 else 0
    value, low, high = (f"{100 * one:.{digits}f}" for one in (share.value, share.low, share.high))
    return f"{value} % ({low} to {high})"


def format_estimate(one: "Estimate", *, digits: int = 0) -> str:
    """Return a figure with its interval, `2.3 (0.8 to 4.1)`."""
    return f"{one.value:.{digits}f} ({one.low:.{digits}f} to {one.high:.{digits}f})"


def _row(row: "TopicPriority") -> tuple[object, ...]:
    return (
        row.title,
        row.calls,
        format_share(row.share),
        format_share(row.bad),
        row.score and format_estimate(row.score),
        row.minutes and format_estimate(row.minutes, digits=1),
        format_estimate(row.cost, digits=_digits(row.cost)) if row.cost else "too few calls to tell",
        _won(row),
    )


def _won(row: "TopicPriority") -> str | None:
    if row.won is None:
        return "too few calls each" if row.cost else None
    if not row.won.is_clear:
        return "nobody stands out"
    names = row.won.agents[:_NAMED]
    more = len(row.won.agents) - len(names)
    others = f" and {format_count(more, 'other')}" if more else ""
    figure = format_estimate(row.won.in_all, digits=_digits(row.won.in_all))
    return f"{figure}, as with {', '.join(names)}{others}"


def _digits(one: "Estimate") -> int:
    return 1 if one.high < 100 else 0


def _explained(found: "Priorities") -> str:
    said = [_WHAT[found.by].format(mark=found.mark)]
    if found.by == "outcome":
        said.append(
            f"Of {format_count(found.calls, 'call')}, {found.by_outcome:,} are judged by what was recorded "
            f"about how they ended, {found.calls - found.by_outcome - found.unknown:,} by their score."
        )
    if found.unknown:
        said.append(f"{format_count(found.unknown, 'call')} {_UNKNOWN[found.by]}.")
    if found.unsorted:
        said.append(f"{format_count(found.unsorted, 'call')} under no topic.")
    if found.copies:
        said.append(f"{format_count(found.copies, 'call')} there twice, counted once.")
    if any(row.won and row.won.is_clear for row in found.rows):
        said.append("Who handles a topic best, and calls to listen to: coachkit topics experts TOPIC")
    return " ".join(said)


def _good_from(library: "Library") -> float:
    """Return the mark of a good call as the settings of the last build have it."""
    from coachkit.config import load_settings
    from coachkit.errors import SettingsError
    from coachkit.priorities.measures import GOOD_SCORE
    from coachkit.store.reading.settings_used import settings_path

    try:
        return load_settings(settings_path(library, None)).scoring.good_from
    except SettingsError as error:
        click.echo(harmless(f"{error}; a good call is taken to begin at {GOOD_SCORE:.0f}"), err=True)
        return GOOD_SCORE
