"""A battle card as Markdown, for a wiki or a chat: with the place of every quote."""

from collections.abc import Callable, Iterator

from coachkit.battlecards.page import SECTIONS, CardPage, ShownLine, counted, head_of, nothing_in
from coachkit.markdown_text import plain_markdown
from coachkit.models import CardQuote

Placed = Callable[[CardQuote], str]
"""Says where a quote is: call, time, agent."""


def card_markdown(page: CardPage, place: Placed) -> str:
    """Return a card as Markdown; `place` says where a quote is, in plain text."""
    return "\n".join(_lines(page, place)) + "\n"


def _lines(page: CardPage, place: Placed) -> Iterator[str]:
    yield f"# {plain_markdown(page.card.title)}"
    yield ""
    yield from map(plain_markdown, head_of(page.card))
    if page.playbook:
        yield from ("", "## The playbook says", "")
        yield from (f"- {plain_markdown(one)}" for one in page.playbook)
    for section, heading in SECTIONS.items():
        found, nothing = page.of(section), nothing_in(section, page.card)
        if found or nothing:
            yield from ("", f"## {heading}", "")
        for one in found:
            yield from _line(one, place)
        if nothing and not found:
            yield nothing


def _line(one: ShownLine, place: Placed) -> Iterator[str]:
    is_quote = one.line.section != "next"
    text = plain_markdown(one.line.text)
    yield f"- {f'“{text}”' if is_quote else text} ({plain_markdown(counted(one.line))})"
    for quote in one.quotes:
        said = [f"customer: “{plain_markdown(quote.prompt)}”"] if quote.prompt else []
        said += [f"“{plain_markdown(quote.quote)}”"] if quote.quote != one.line.text else []
        said += [f"customer then: “{plain_markdown(quote.reaction)}”"] if quote.reaction else []
        yield f"  - {' · '.join((*said, plain_markdown(place(quote))))}"
