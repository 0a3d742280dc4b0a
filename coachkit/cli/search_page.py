"""Places that a search finds, as they are read on a terminal: who, the words marked, why, and where."""

from collections.abc import Sequence

import click

from coachkit.cli.place import place_of
from coachkit.cli.screen import harmless, mark_part, print_line, print_marked
from coachkit.counts import format_count
from coachkit.export.clock import format_clock, format_day
from coachkit.searching.results import CallFacts, Extent, Found, FoundCalls, Hit, Line, NearMiss
from coachkit.searching.told import tell_by_what, tell_extent, tell_missing, tell_why
from coachkit.store.library import Library

INDENT = 3


def print_understood(understood: str) -> None:
    """Say what is looked for, on stderr."""
    _say(f"Looking for {understood.rstrip(';')}")


def print_places(library: Library, found: Found) -> None:
    """Print hits, the best first, then how many there are and what would have found more."""
    for number, hit in enumerate(found.hits, 1):
        print_hit(library, hit, number)
    _say(" ".join(filter(None, (_count(found), tell_missing(found)))))
    print_notes(found.notes, found.near)


def print_calls(library: Library, found: FoundCalls) -> None:
    """Print calls, each with its best place."""
    for number, group in enumerate(found.groups, 1):
        print_hit(library, group.best, number, places=group.hits)
    more = "" if found.is_exact else "more than "
    if not found.groups:
        _say(f"No call fits{_of(found.searched)}.")
    elif len(found.groups) < found.total:
        _say(f"{len(found.groups)} of {more}{format_count(found.total, 'call')} shown; --limit shows more.")
    else:
        _say(f"{more.capitalize()}{format_count(found.total, 'call')} found{_of(found.searched)}.")
    print_notes(found.notes, found.near)


def print_hit(library: Library, hit: Hit, number: int, *, places: int = 1) -> None:
    """Print one hit under its call; `places`: how many the call has in all."""
    place = place_of(library, hit.call, hit.start, hit.end)
    several = f" · {places} places" if places > 1 else ""
    print_line(f"{number:<{INDENT}}{call_title(hit.call)}{several}", style="bold")
    for line in hit.before:
        print_turn(line, style="dim")
    print_marked(hit.quote, hit.matches, lead=_lead(hit))
    for line in hit.after:
        print_turn(line, style="dim")
    print_line(f"Why: {tell_why(hit.why) or 'it fits all conditions'}", indent=INDENT, style="dim")
    print_link(hit.call, place.shown, place.link)


def print_turn(line: Line, *, style: str = "") -> None:
    """Print what one speaker says, with the time."""
    print_marked(line.text, (), lead=_lead(line), style=style)


def print_link(call: CallFacts, shown: str, link: str) -> None:
    """Print where it can be heard or read: a link that a terminal opens, and in a pipe the link itself."""
    import sys

    if sys.stdout.isatty():
        print_line(f"{shown} · call {call.id}", indent=INDENT, style=f"dim link {link}")
    else:
        print_line(f"{shown} · call {call.id} · {link}", indent=INDENT)
    click.echo()


def print_notes(notes: Sequence[str], near: Sequence[NearMiss]) -> None:
    """Say what a person should know about the search, and what would find more, on stderr."""
    for note in notes:
        _say(f"Note: {note}.")
    for miss in near:
        _say(f"{miss.said[:1].upper()}{miss.said[1:]}." + (f"  Try: {miss.query}" if miss.query else ""))


def call_title(call: CallFacts) -> str:
    """Return `Tom Berg with Marta Lind · 17 Nov 2026, 14:20`."""
    agents = ", ".join(call.agents)
    who = f"{agents} with {call.customer}" if agents and call.customer else agents or call.customer or ""
    at = call.started_at or ""
    day = f"{format_day(at)}, {at[11:16]}" if len(at) > len("2026-11-17") else format_day(at) if at else ""
    return " · ".join(fact for fact in (who, day) if fact) or f"Call {call.id}"


def _lead(line: Hit | Line) -> str:
    return f"{format_clock(line.start):>7}  {line.speaker or line.role}: {mark_part(line.part)}"


def _count(found: Found) -> str:
    shown = len(found.hits)
    if not shown:
        return f"Nothing found{_of(found.searched)}."
    more = "" if found.is_exact else "more than "
    if found.total is None:
        return f"The {shown} nearest in meaning{_of(found.searched)}; --limit shows more."
    if all(one.kind == "exchange" for hit in found.hits for one in hit.why):
        places = format_count(found.total, "place")
        return f"{shown} of {more}{places} shown, the newest first; --calls shows each call once."
    if found.total > shown:
        return f"{shown} of {more}{found.total:,} places shown, the best first; --limit shows more."
    return f"{format_count(shown, 'place')} shown, of {tell_extent(found.searched)}{_by_what(found)}."


def _by_what(found: Found) -> str:
    told = tell_by_what(found)
    return f": {told}" if told else ""


def _of(searched: Extent) -> str:
    return f" in {tell_extent(searched)}"


def _say(text: str) -> None:
    click.echo(harmless(text), err=True)
