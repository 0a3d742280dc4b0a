"""A battle card as it is shown: its lines by section, and what the playbook of the same name says."""

from collections.abc import Mapping
from dataclasses import dataclass

from coachkit.models import BattleCard, CardLine, CardQuote, CardSection

SECTIONS: Mapping[CardSection, str] = {
    "worked": "Replies that worked",
    "failed": "Replies that did not",
    "said": "What customers say",
    "next": "What customers say next",
    "open": "Nobody has a good answer yet",
}
"""The sections in the order in which they are shown, with their headings: what is needed first in a call."""
_STANCES: Mapping[str, str] = {"better": "speaks well of it", "worse": "speaks badly of it"}
_MODALITIES: Mapping[str, str] = {"negated": "denies it", "hypothetical": "imagines it"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A line of a card with the places that show it."""

    line: CardLine
    quotes: tuple[CardQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """A battle card with all that is shown of it."""

    card: BattleCard
    lines: tuple[ShownLine, ...]
    playbook: tuple[str, ...]
    """What stands in the playbook of the same name: `Do: Ask first.`, `Don't promise a date.`"""

    @property
    def quotes(self) -> tuple[CardQuote, ...]:
        """All quotes in the order in which they are shown, by which they are numbered from 1."""
        return tuple(quote for section in SECTIONS for one in self.of(section) for quote in one.quotes)

    def of(self, section: CardSection) -> tuple[ShownLine, ...]:
        """Return the lines of a section, in order."""
        return tuple(one for one in self.lines if one.line.section == section)


def head_of(card: BattleCard) -> list[str]:
    """Return what is said above a card, in sentences."""
    times = "once" if card.cases == 1 else f"{card.cases:,} times"
    unclear = card.cases - card.good - card.bad
    went = f"{card.good:,} went well, {card.bad:,} badly" + (f", {unclear:,} unclear" if unclear else "")
    dealt = f"Dealt with {times}: {went}." if card.cases else "No agent has replied to it yet."
    left = "1 call is" if card.left_out == 1 else f"{card.left_out:,} calls are"
    return [
        f"Customers bring it up in {_calls(card.calls)}. {dealt}",
        card.trend,
        *([f"{left} left out, as too hard to hear."] if card.left_out else []),
    ]


def counted(line: CardLine) -> str:
    """Return how often something is said, and how it went: `3 of 12 calls; 2 went well, 1 badly`."""
    calls = f"{line.calls:,} of {_calls(line.of_calls)}" if line.of_calls > 1 else _calls(line.calls)
    if line.section == "next" or (line.section in ("worked", "failed") and line.cases <= 1):
        return calls
    went = [f"{line.good:,} went well"] if line.good else []
    went += [f"{line.bad:,} went badly"] if line.bad else []
    unclear = line.cases - line.good - line.bad
    went += [f"{unclear:,} unclear"] if unclear and line.section != "said" else []
    manner = _STANCES.get(line.stance or "") or _MODALITIES.get(line.modality)
    return "; ".join(filter(None, (calls, ", ".join(went), manner)))


def nothing_in(section: CardSection, card: BattleCard) -> str:
    """Return what is said of a section without lines; empty where nothing needs to be said."""
    return (
        {
            "said": "Customers only name it.",
            "worked": "No reply has gone well yet.",
            "failed": "No reply has gone badly.",
            "next": "Nothing clear in the minute after the reply.",
            "open": "",
        }[section]
        if card.cases
        else ""
    )


def why_no_card(name: str, *, by_customers: int, calls: int) -> str:
    """Return why there is no card about a name that is looked for.

    It comes up in `calls` calls, and customers bring it up in `by_customers` of them.
    """
    if by_customers:
        return (
            f"there is no card for {name} yet: customers bring it up in {_calls(by_customers)}, but in none "
            "that can be heard well enough, or in none since the last coachkit build FOLDER"
        )
    if not calls:
        return f"{name} has come up in no call yet; the first build after a customer names it writes its card"
    return (
        f"no customer has brought up {name} yet; agents name it in {_calls(calls)}: "
        f'coachkit mentions list --name "{name}"'
    )


def _calls(number: int) -> str:
    return "1 call" if number == 1 else f"{number:,} calls"
