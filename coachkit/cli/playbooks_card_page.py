"""A battle card as it is read on a terminal, and as JSON: every quote with how to play it."""

import dataclasses
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coachkit.battlecards.page import SECTIONS, CardPage, ShownLine, counted, head_of, nothing_in
from coachkit.briefs.quoting import cut_quote
from coachkit.cli.place import place_of
from coachkit.cli.screen import print_heading, print_line
from coachkit.errors import NotFoundError
from coachkit.export.cards import who_talks
from coachkit.models import CardQuote, Verdict
from coachkit.searching.results import CallFacts
from coachkit.searching.showing import facts_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import call_heads

INDENT = 2
LONGEST = 30
"""Words of a quote that are shown; --json has all."""
_NO_REACTION: Mapping[Verdict, str] = {
    "good": "(no clear reaction; the call ended well)",
    "bad": "(no clear reaction; the call ended badly)",
}
_STYLES = {"worked": "green", "failed": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A card with the calls of its quotes, by id, and the numbers that quotes are played by."""

    library: Library
    page: CardPage
    calls: Mapping[str, CallFacts]
    most: int = 1
    """Places that are shown of each line."""

    def number(self, quote: CardQuote) -> int:
        return 1 + next(place for place, one in enumerate(self.page.quotes) if one is quote)


def print_page(library: Library, page: CardPage, *, most: int) -> None:
    """Print a card: the head, then each section that has something; of each line `most` places at most."""
    shown = _Page(library=library, page=page, calls=_calls(library, page), most=most)
    print_line(page.card.title, style="bold")
    for sentence in head_of(page.card):
        print_line(sentence)
    if page.playbook:
        print_heading("The playbook says")
    for says in page.playbook:
        print_line(says, indent=INDENT)
    for section, heading in SECTIONS.items():
        found, nothing = page.of(section), nothing_in(section, page.card)
        if found or nothing:
            print_heading(heading)
        for one in found:
            _print_line(shown, one)
        if nothing and not found:
            print_line(nothing, indent=INDENT)
    hidden = max((len(one.quotes) for one in page.lines), default=0)
    if hidden > most:
        print_line()
        print_line(f"More places of each line: --quotes {hidden}", style="dim")


def page_as_json(library: Library, page: CardPage) -> object:
    """Return a card as JSON takes it; every quote has its call and a `link`."""
    shown = _Page(library=library, page=page, calls=_calls(library, page))
    lines = [
        {**dataclasses.asdict(one.line), "quotes": [_quote_as_json(shown, quote) for quote in one.quotes]}
        for one in page.lines
    ]
    return {**dataclasses.asdict(page.card), "playbook": [*page.playbook], "lines": lines}


def play_quote(library: Library, page: CardPage, number: int) -> None:
    """Play the quote with this number.

    Raises:
        NotFoundError: The card has fewer.
        CoachkitError: There is no sound, or nothing to play it with.
    """
    if number > len(page.quotes):
        raise NotFoundError(f"the card has {len(page.quotes)} quotes to play, numbered from 1")
    from coachkit.cli.play import play_moment

    quote = page.quotes[number - 1]
    play_moment(library, _calls(library, page)[quote.call_id], quote.start, quote.end)


def _quote_as_json(shown: _Page, quote: CardQuote) -> dict[str, object]:
    call = shown.calls[quote.call_id]
    link = place_of(shown.library, call, quote.start, quote.end).link
    return {**dataclasses.asdict(quote), "call": dataclasses.asdict(call), "link": link}


def _print_line(shown: _Page, one: ShownLine) -> None:
    line, style = one.line, _STYLES.get(one.line.section, "")
    if style:
        for lead, text in _exchange(one):
            print_line(f"{lead}: {text}", indent=INDENT, style=style if lead == "Agent" else "")
    elif line.section == "next":
        print_line(f"{line.text} ({counted(line)}): {_quoted(one.quotes[0].quote)}", indent=INDENT)
    else:
        print_line(f"“{line.text}” ({counted(line)})", indent=INDENT)
    for quote in one.quotes[: shown.most]:
        _print_place(shown, quote)


def _exchange(one: ShownLine) -> Iterator[tuple[str, str]]:
    first = one.quotes[0]
    yield "Customer", _quoted(first.prompt)
    yield "Agent", f"“{one.line.text}”"
    took = _quoted(first.reaction) if first.reaction else _NO_REACTION[first.verdict]
    yield "Customer", f"{took} ({counted(one.line)})"


def _quoted(text: str) -> str:
    return f"“{cut_quote(text, LONGEST)}”"


def _print_place(shown: _Page, quote: CardQuote) -> None:
    call = shown.calls[quote.call_id]
    place = place_of(shown.library, call, quote.start, quote.end)
    told = f"[{shown.number(quote)}] {who_talks(call, quote.agent)} · {place.shown} · call {call.id}"
    if sys.stdout.isatty():
        print_line(told, indent=2 * INDENT, style=f"dim link {place.link}")
    else:
        print_line(f"{told} · {place.link}", indent=2 * INDENT)


def _calls(library: Library, page: CardPage) -> dict[str, CallFacts]:
    heads = call_heads(library, (quote.call_id for one in page.lines for quote in one.quotes))
    return {call: facts_of(head) for call, head in heads.items()}
