"""A place that shows a line of a playbook: as it is read on a terminal, and as data."""

import dataclasses

from coachkit.cli.list_now import quoted
from coachkit.cli.place import place_of
from coachkit.cli.screen import print_line
from coachkit.export.clock import format_clock, format_day
from coachkit.searching.showing import facts_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.playbooks import PlaybookPage, QuoteDetail

LONGEST = 200
"""Characters of what is quoted in one line."""
_WENT = {"good": "went well", "bad": "went badly", "neutral": "unclear"}


def print_quote(library: Library, place: str, quote: QuoteDetail, call: CallHead) -> None:
    """Print what is said there, whose call it is, and how to play it; `place` is what `play` takes."""
    done = "done" if quote.is_done else "not done"
    print_line(f"{done}, {_WENT[quote.verdict]}: {quoted(quote.prompt, LONGEST)}", indent=5)
    for who, words in (("agent", quote.words), ("customer", quote.quote)):
        if words:
            print_line(f"{who}: {quoted(words, LONGEST)}", indent=8)
    facts = (
        f"{format_clock(quote.start)} to {format_clock(quote.end)} of call {quote.call_id}",
        quote.agent or "",
        quote.customer or "",
        format_day(quote.started_at) if quote.started_at else "",
    )
    where = place_of(library, facts_of(call), quote.start, quote.end)
    print_line(" · ".join(fact for fact in facts if fact), indent=8, style="dim")
    if quote.medium == "transcript":
        print_line(f"to read: {where.shown}, as it came as a transcript", indent=8, style="dim")
    else:
        print_line(f"to hear: coachkit playbooks play {place}", indent=8, style=f"dim link {where.link}")


def page_values(library: Library, page: PlaybookPage) -> object:
    """Return a playbook as JSON takes it; every quote has a `link`."""
    calls = call_heads(library, (quote.call_id for one in page.lines for quote in one.quotes))

    def linked(quote: QuoteDetail) -> dict[str, object]:
        place = place_of(library, facts_of(calls[quote.call_id]), quote.start, quote.end)
        return dataclasses.asdict(quote) | {"link": place.link}

    lines = [dataclasses.asdict(one.line) | {"quotes": [linked(q) for q in one.quotes]} for one in page.lines]
    return dataclasses.asdict(page.summary) | {"lines": lines}
