"""A battle card as a Markdown file: places are told by call and time, as links to files help nobody else."""

from coachkit.battlecards.markdown import card_markdown
from coachkit.battlecards.page import CardPage
from coachkit.export.clock import format_clock, format_day
from coachkit.models import CardQuote
from coachkit.searching.results import CallFacts
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads


def card_file(library: Library, page: CardPage) -> str:
    """Return a card as Markdown."""
    calls = call_heads(library, (quote.call_id for quote in page.quotes))

    def place(quote: CardQuote) -> str:
        who = who_talks(calls[quote.call_id], quote.agent)
        return f"{who}, call {quote.call_id} at {format_clock(quote.start)}"

    return card_markdown(page, place)


def who_talks(call: CallHead | CallFacts, agent: str | None) -> str:
    """Return whose call: `Marcus T. with Derek Osei, 9 Nov 2026`; `agent` is who says what is quoted."""
    named = agent or ", ".join(call.agents) or "an agent"
    with_whom = f"{named} with {call.customer}" if call.customer else named
    return f"{with_whom}, {format_day(call.started_at)}" if call.started_at else with_whom
