"""Agents compared on some calls, as they are read on a terminal, and as data."""

import dataclasses
from collections.abc import Sequence

from coachkit.cli.place import place_of
from coachkit.cli.screen import print_line, print_marked
from coachkit.cli.search_page import call_title, print_link
from coachkit.export.clock import format_clock
from coachkit.priorities.handlers import Handler
from coachkit.priorities.measures import By
from coachkit.priorities.results import Example
from coachkit.statistics.averages import Estimate
from coachkit.store.library import Library

INDENT = 3


def format_effect(effect: Estimate, by: By) -> str:
    """Return how much better calls go with somebody.

    As `+9 points (+2 to +15)`, `1.2 minutes less (0.3 to 2.1)`.

    Minutes in brackets are minutes less too where it goes faster, else minutes more.
    """
    if by != "time":
        return f"{effect.value:+.0f} points ({effect.low:+.0f} to {effect.high:+.0f})"
    more = "less" if effect.value >= 0 else "more"
    low, high = (effect.low, effect.high) if effect.value >= 0 else (-effect.high, -effect.low)
    return f"{abs(effect.value):.1f} minutes {more} ({low:.1f} to {high:.1f})"


def format_value(value: float, by: By) -> str:
    """Return how a call went: `62 of 100`, `4.1 minutes`."""
    # what is expected is a sum of parts, which may come out a little beyond either end
    return f"{max(value, 0.0):.1f} minutes" if by == "time" else f"{min(max(round(value), 0), 100)} of 100"


def format_went(average: float, good: int, labelled: int, by: By) -> str:
    """Return how an agent's calls went: `12 of 14 went well; on average 83 of 100`."""
    went = f"{good} of {labelled} went well; " if labelled else ""
    return f"{went}on average {format_value(average, by)}"


def format_usual(handler: Handler, by: By) -> str:
    """Return what calls like an agent's come to."""
    return f"where such calls come to {format_value(handler.expected, by)} with everybody"


def print_examples(library: Library, examples: Sequence[Example], by: By) -> None:
    """Print calls to listen to: which, the words, and where it can be heard."""
    for one in examples:
        print_line(f"Listen: {call_title(one.call)} · {format_value(one.value, by)}", indent=INDENT)
        if one.quote:
            span = f"{format_clock(one.start)} to {format_clock(one.end)}  "
            print_marked(f"“{one.quote}”", (), lead=span, indent=2 * INDENT)
        print_line(f"Why: {one.why}", indent=2 * INDENT, style="dim")
        place = place_of(library, one.call, one.start, one.end)
        print_link(one.call, place.shown, place.link)


def with_links(library: Library, value: object) -> object:
    """Return what was found as JSON takes it; every example has a `link`."""
    if isinstance(value, Example):
        link = place_of(library, value.call, value.start, value.end).link
        return dataclasses.asdict(value) | {"link": link}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in dataclasses.fields(value)]
        return {name: with_links(library, getattr(value, name)) for name in names}
    if isinstance(value, list | tuple):
        return [with_links(library, one) for one in value]
    return value
