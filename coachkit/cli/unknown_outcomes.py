"""Outcomes in words that the settings do not know: which, how often, and how to give them a meaning."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coachkit.cli.screen import print_heading, print_line
from coachkit.counts import format_count

if TYPE_CHECKING:
    from coachkit.pipeline.outcomes.unknown import UnknownWord

MOST_SHOWN = 10


def print_unknown_outcomes(words: "Sequence[UnknownWord]") -> None:
    """Print the values under a heading; nothing where all have a meaning."""
    if words:
        print_heading("Outcomes without a meaning in the settings: kept, but they label nothing")
    for line in lines_about(words, "call"):
        print_line(line, indent=2)


def lines_about(words: "Sequence[UnknownWord]", noun: str) -> Iterator[str]:
    """Yield a line for each value, counted in calls or in rows, and one that says what to do."""
    for word in words[:MOST_SHOWN]:
        off = f"; its scale is {word.scale[0]:g} to {word.scale[1]:g}" if word.scale else ""
        yield f"{word.kind} “{word.value}”: {format_count(word.count, noun)}{off}"
    if len(words) > MOST_SHOWN:
        yield f"… and {len(words) - MOST_SHOWN} more (coachkit outcomes unknown)"
    if words:
        yield how_to_map(words[0])


def how_to_map(word: "UnknownWord") -> str:
    """Return in one line what to write in the settings, with a value for an example."""
    if word.scale:
        return (
            f"Another scale is written under [[outcomes]] in coachkit.toml, such as kind = “{word.kind}”, "
            "good_from = 80, bad_to = 50; list the other kinds that you use there as well."
        )
    return (
        f"To give them one: in coachkit.toml, under [[outcomes]] with kind = “{word.kind}”, put "
        f"“{word.value}” into good, bad, neutral or ignore; list the other kinds that you use there as well."
    )
