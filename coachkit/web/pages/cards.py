"""A battle card, for an agent with a customer on the line."""

from dataclasses import dataclass
from typing import Literal

from coachkit.battlecards.page import SECTIONS, CardPage, ShownLine, counted, head_of, nothing_in, why_no_card
from coachkit.errors import NotFoundError
from coachkit.export.cards import card_file, who_talks
from coachkit.models import BattleCard, CardLine, CardQuote, CardSection, Medium
from coachkit.near import pick, similar_names
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.cards import CardSummary, calls_that_name, list_cards, show_card
from coachkit.web.library_pool import Opened

Kind = Literal["competitor", "feature"]
PLACES = 3
"""Places of each line that are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedQuote:
    """A quote, whose call it is of, and whether that can be heard."""

    quote: CardQuote
    who: str
    medium: Medium


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCardLine:
    """A line of a card, how often it is said, and places to hear."""

    line: CardLine
    said: str
    quotes: tuple[PlacedQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    """A section of a card; `nothing` says why it is empty."""

    section: CardSection
    heading: str
    lines: tuple[ToldCardLine, ...]
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BattleCardPage:
    """A battle card, whole."""

    card: BattleCard
    head: tuple[str, ...]
    """How often it comes up and how it goes, in sentences."""
    playbook: tuple[str, ...]
    """What the playbook of the same name says."""
    has_playbook: bool
    sections: tuple[ToldSection, ...]
    others: tuple[CardSummary, ...]
    """The cards about anything else."""


def read_card(opened: Opened, kind: Kind, name: str) -> BattleCardPage:
    """Return the battle card of a competitor or a feature.

    Raises:
        NotFoundError: There is none; says why.
    """
    library = opened.library
    cards = list_cards(library)
    page = _find(library, cards, kind, name)
    calls = call_heads(library, (quote.call_id for one in page.lines for quote in one.quotes[:PLACES]))
    sections = (
        ToldSection(
            section=section,
            heading=heading,
            lines=tuple(_told(one, calls) for one in page.of(section)),
            nothing=nothing_in(section, page.card),
        )
        for section, heading in SECTIONS.items()
    )
    return BattleCardPage(
        card=page.card,
        head=tuple(head_of(page.card)),
        playbook=page.playbook,
        has_playbook=bool(page.card.cases),
        sections=tuple(one for one in sections if one.lines or one.nothing),
        others=tuple(one for one in cards if one.id != page.card.id),
    )


def read_card_file(opened: Opened, kind: Kind, name: str) -> tuple[str, str]:
    """Return a card's id and its Markdown.

    Raises:
        NotFoundError: There is none; says why.
    """
    page = _find(opened.library, list_cards(opened.library), kind, name)
    return page.card.id, card_file(opened.library, page)


def _find(library: Library, cards: list[CardSummary], kind: Kind, name: str) -> CardPage:
    own = [one for one in cards if one.kind == kind]
    exact = [one.id for one in own if one.name == name]
    if exact:
        return show_card(library, exact[0])
    try:
        return show_card(library, pick(name, [(one.name, one.id) for one in own], what="battle card"))
    except NotFoundError as error:
        if "several" in str(error):
            raise
    by_customers, calls = calls_that_name(library, name)
    near = similar_names(name, (one.name for one in own))
    hint = f"; there are cards for {', '.join(near)}" if near else ""
    raise NotFoundError(why_no_card(name, by_customers=by_customers, calls=calls) + hint)


def _told(one: ShownLine, calls: dict[str, CallHead]) -> ToldCardLine:
    placed = (
        PlacedQuote(
            quote=quote,
            who=who_talks(calls[quote.call_id], quote.agent),
            medium=calls[quote.call_id].medium,
        )
        for quote in one.quotes[:PLACES]
    )
    return ToldCardLine(line=one.line, said=counted(one.line), quotes=tuple(placed))
