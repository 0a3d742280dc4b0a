"""`coachkit calls sentiment`: how the customer felt over a call, turn by turn."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coachkit.cli.options import db_option, json_option

if TYPE_CHECKING:
    from coachkit.figures.call_sentiment import CallSentiment
    from coachkit.models import Metric


@click.command("sentiment")
@click.argument("call")
@db_option
@json_option
def sentiment(call: str, db: Path, as_json: bool) -> None:
    """Show how the customer felt over a CALL: by thirds, by turns, at the lowest and the highest point.

    Only the customer's words count.

    Example: coachkit calls sentiment 4f0c2a
    """
    from coachkit.cli.screen import print_json
    from coachkit.figures.call_sentiment import call_sentiment
    from coachkit.models import Call
    from coachkit.store.library import Library
    from coachkit.store.reading import find_call

    with Library.open(db) as library:
        call_id = find_call(library, call)
        found = call_sentiment(library, next(one for one in library.rows(Call) if one.id == call_id))
    if as_json:
        print_json(found)
    else:
        _print(found)


def _print(found: "CallSentiment") -> None:
    from coachkit.cli.screen import Column, print_line, print_table
    from coachkit.export.clock import format_clock
    from coachkit.figures.call_sentiment import picture

    print_line(f"Call {found.call_id}", style="bold")
    print_line(f"Customer's mood: {found.trend or f'no trend, as {found.reason}'}", indent=2)
    thirds = (("start", found.start), ("middle", found.middle), ("end", found.end))
    print_line(", ".join(f"{name} {_mood(value)}" for name, value in thirds), indent=2)
    for name, point in (("Lowest", found.lowest), ("Highest", found.highest)):
        if point:
            print_line(_told(name, point), indent=2)
    if found.turns:
        bars = picture([turn.mood for turn in found.turns])
        print_line(f"{bars}  (a bar a turn, from ▁ displeased to █ pleased)", indent=2)
    columns = (
        Column(name="at", align="right"),
        Column(name="mood", align="right"),
        Column(name="says", grows=True),
    )
    rows = [(format_clock(turn.start), _mood(turn.mood), turn.text) for turn in found.turns]
    print_table(columns, rows, empty="There is no turn of the customer's whose mood is known.")


def _told(name: str, point: "Metric") -> str:
    from coachkit.export.clock import format_clock

    quote = f" “{point.quote}”" if point.quote else ""
    return f"{name} {_mood(point.value)} at {format_clock(point.start or 0.0)}{quote}"


def _mood(value: float | None) -> str:
    from coachkit.measuring.showing import format_value

    return "–" if value is None else format_value(value, "-1 to 1")
