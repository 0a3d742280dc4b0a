"""A page for a talk, as it is read on a terminal."""

from typing import TYPE_CHECKING

from coachkit.cli.place import place_of
from coachkit.cli.screen import print_heading, print_line, print_marked
from coachkit.cli.search_page import call_title
from coachkit.export.clock import format_clock, format_day
from coachkit.preparing.wording import WENT_WELL, better_by, headline, summary_of

if TYPE_CHECKING:
    from coachkit.preparing.results import Beside, Heard, LastTime, Point, TalkPage
    from coachkit.reporting.results import Spot
    from coachkit.store.library import Library

_INDENT = 2


def print_talk(library: "Library", page: "TalkPage") -> None:
    """Print everything that is on the page."""
    print_line(headline(page), style="bold")
    for line in (*summary_of(page), *page.notes):
        print_line(line)
    if page.calls:
        print_heading("Two strengths" if len(page.strengths) > 1 else "Strengths")
        for point in page.strengths:
            _print_point(library, point)
        if page.went_well:
            print_line(f"{WENT_WELL}:", indent=_INDENT)
        for heard in page.went_well:
            _print_heard(library, heard)
        print_heading("One focus")
        if page.focus:
            _print_point(library, page.focus)
        else:
            print_line(page.focus_says, indent=_INDENT)
        if page.beside:
            _print_beside(library, page.beside, page.agent)
    if page.drawn:
        print_heading("Picked by chance")
        for drawn in page.drawn:
            _print_place(library, drawn.spot, title=True)
            for text in drawn.brief:
                print_line(text, indent=3 * _INDENT)
    if page.last_time:
        _print_last(page.last_time)
    if page.to_hear:
        print_heading("Asked to hear")
        for one in page.to_hear:
            due = f", due {format_day(one.due.isoformat())}" if one.due else ""
            title = one.title or f"a list that is gone ({one.playlist_id})"
            print_line(f"{title}: heard {one.heard:,} of {one.clips:,}{due}", indent=_INDENT)
    if page.questions:
        print_heading("To open the talk")
        for number, question in enumerate(page.questions, 1):
            print_marked(question, (), lead=f"{number}. ", indent=_INDENT)


def _print_point(library: "Library", point: "Point") -> None:
    print_line(point.title, indent=_INDENT, style="bold")
    print_line(point.says, indent=2 * _INDENT)
    print_line(point.because, indent=2 * _INDENT, style="dim")
    if point.example:
        _print_place(library, point.example, title=True)


def _print_heard(library: "Library", heard: "Heard") -> None:
    print_line(heard.spot.why, indent=2 * _INDENT)
    _print_place(library, heard.spot, title=True)


def _print_beside(library: "Library", two: "Beside", agent: str) -> None:
    print_heading("To hear together")
    print_line(f"{two.title}. {two.note}", indent=_INDENT)

    for lead, heard in ((agent, two.own), (f"{better_by(two, agent)}: a better one", two.better)):
        print_line(lead, indent=_INDENT, style="bold")
        if heard.prompt:
            print_line(f"The customer says: “{heard.prompt}”", indent=2 * _INDENT)
        _print_heard(library, heard)
    if two.differs:
        print_line(f"What differs: {two.differs}", indent=_INDENT)


def _print_last(last: "LastTime") -> None:
    print_heading(f"Since the page of {format_day(last.talk.made_at)}")
    if not last.changes:
        print_line("That page named neither strengths nor a focus.", indent=_INDENT)
    for one in last.changes:
        lead = "The focus then: " if one.was_focus else "A strength then: "
        print_line(f"{lead}{one.title}", indent=_INDENT)
        print_line(one.says, indent=2 * _INDENT)


def _print_place(library: "Library", spot: "Spot", *, title: bool = False) -> None:
    import sys

    place = place_of(library, spot.call, spot.start, spot.end)
    if spot.quote:
        lead = f"{format_clock(spot.start)} to {format_clock(spot.end)}  "
        print_marked(f"“{spot.quote}”", (), lead=lead, indent=3 * _INDENT)
    who = f"{call_title(spot.call)} · " if title else ""
    link = "" if sys.stdout.isatty() else f" · {place.link}"
    style = f"dim link {place.link}" if sys.stdout.isatty() else ""
    print_line(f"{who}{place.shown} · call {spot.call.id}{link}", indent=3 * _INDENT, style=style)
