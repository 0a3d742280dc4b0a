"""Options that say which calls are meant, for every command that works on those that fit."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from coachkit.store.reading import CallFilter

if TYPE_CHECKING:
    from datetime import date

_GRADE = click.Choice(["A", "B", "C", "D"], case_sensitive=False)
_DAYS = {"new_since": 0, "since": 0, "until": 1}
"""Options that take a day, and whether of a stretch (`last week`) the first or the last is meant."""
_OPTIONS = {
    "agent": click.option("--agent", help="Only calls of this agent (name or alias)."),
    "team": click.option("--team", help="Only calls of agents of this team."),
    "new_since": click.option(
        "--new-since", metavar="DAY", help="Only calls of agents who started on this day or later."
    ),
    "customer": click.option("--customer", help="Only calls with this customer (name or alias)."),
    "kind": click.option("--kind", help="Only calls of this kind, such as support."),
    "label": click.option(
        "--label", type=click.Choice(["good", "bad", "neutral"]), help="Only calls that went so."
    ),
    "grade": click.option("--grade", type=_GRADE, help="Only calls whose sound has this grade."),
    "min_grade": click.option(
        "--min-grade", type=_GRADE, help="Only calls whose sound has this grade or a better one."
    ),
    "min_unheard": click.option(
        "--min-unheard", type=float, help="Only calls with so many seconds of speech without words."
    ),
    "topic": click.option("--topic", help="Only calls mainly about this topic."),
    "since": click.option("--since", metavar="DAY", help="From this day on: 2026-11-16, or 'last week'."),
    "until": click.option("--until", metavar="DAY", help="To this day, which counts."),
    "text": click.option(
        "--text",
        "--where",
        metavar="QUERY",
        help="Only calls that fit, such as: refund agent:jana.",
    ),
}


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that narrow a list of calls; they are passed together, as `filters`."""

    @wraps(command)
    def with_filters(*given: Any, **options: Any) -> None:  # click's own, of every kind
        values = {name: options.pop(name) for name in _OPTIONS}
        for name in _DAYS:
            values[name] = day_said(name, values[name]) if values[name] is not None else None
        since, until = values["since"], values["until"]
        if since and until and since > until:
            raise click.UsageError(f"--since: {since} is after --until: {until}; give the earlier day first.")
        command(*given, filters=CallFilter(**values), **options)

    for option in reversed(_OPTIONS.values()):
        with_filters = option(with_filters)
    return with_filters


def day_said(name: str, said: str) -> "date":
    """Return the day that an option says, counted from today.

    Raises:
        UsageError: It says no day.
    """
    from datetime import date

    from coachkit.query.days import days_of

    try:
        return days_of(said, date.today())[_DAYS[name]]
    except ValueError as error:
        raise click.UsageError(f"--{name.replace('_', '-')}: {error}") from None
