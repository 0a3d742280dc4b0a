"""What is alike in meaning as one line of a card, with how often it is and the places that show it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from coachkit.battlecards.grouping import group_alike, without_shared
from coachkit.battlecards.matter import Answer, Asked, CardCall, Remark, Turned
from coachkit.battlecards.titles import short_text
from coachkit.models import CardLine, CardQuote, CardSection
from coachkit.replies.prompts import unit_rows

MOST_QUOTES = 3

Calls = Mapping[str, CardCall]
"""By id."""
Alike = TypeVar("Alike", Remark, Asked, Answer)
Placed = TypeVar("Placed", Remark, Asked, Answer, Turned)
Said = TypeVar("Said", Remark, Asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line of a card with its quotes, before they are numbered."""

    line: CardLine
    quotes: tuple[CardQuote, ...]


def alike(
    found: Sequence[Alike], *, apart: Callable[[Alike], tuple[str, ...]] | None = None
) -> list[list[Alike]]:
    """Return groups of what is alike in meaning; what has no meaning is in one of its own.

    What `apart` gives another value is never in one group.
    """
    known = [one for one in found if one.meaning is not None]
    groups = [[one] for one in found if one.meaning is None]
    if not known:
        return groups
    rows = without_shared(unit_rows(one.meaning or b"" for one in known))
    manners: list[tuple[str, ...]] = [apart(one) if apart else () for one in known]
    for manner in sorted({*manners}):
        own = [n for n, one in enumerate(manners) if one == manner]
        groups += [[known[own[n]] for n in group] for group in group_alike(rows[own])]
    return groups


def calls_of(group: Iterable[Placed]) -> int:
    """Return in how many calls something is."""
    return len({one.call_id for one in group})


def newest_first(found: Iterable[Said], calls: Calls) -> list[Said]:
    """Return what is said with the newest call first, in time order within a call."""
    in_order = sorted(found, key=lambda one: (one.call_id, one.start))
    return sorted(in_order, key=lambda one: calls[one.call_id].started_at or "", reverse=True)


def one_a_call(group: Iterable[Placed]) -> list[Placed]:
    """Return what of a group is quoted: the first of each call."""
    first: list[Placed] = []
    for one in group:
        if len(first) < MOST_QUOTES and all(one.call_id != other.call_id for other in first):
            first.append(one)
    return first


def titled(group: Sequence[Said], calls: Calls) -> tuple[str, Said]:
    """Return the text that stands for a group, and whose it is: the most typical that says something."""
    for one in group:
        if text := short_text(one.text, people_of(one, calls)):
            return text, one
    return group[0].text, group[0]


def people_of(one: Remark | Asked | Answer, calls: Calls) -> list[str]:
    """Return the names of those who talk."""
    return [name for name in (one.agent, calls[one.call_id].customer) if name]


def line_of(section: CardSection, text: str, group: Sequence[Placed], *, of_calls: int) -> CardLine:
    """Return the line of a group; the card that it is on, and its place there, are set later."""
    cases = {(one.call_id, one.case): one.verdict for one in group if one.case is not None}
    return CardLine(
        card_id="",
        n=0,
        section=section,
        text=text,
        cases=len(cases),
        calls=calls_of(group),
        good=sum(verdict == "good" for verdict in cases.values()),
        bad=sum(verdict == "bad" for verdict in cases.values()),
        of_calls=of_calls,
    )


def quote_of(one: Remark | Asked | Answer | Turned, text: str) -> CardQuote:
    """Return the place where something is said; its card and its number are set later."""
    return CardQuote(
        card_id="",
        line=0,
        n=0,
        call_id=one.call_id,
        start=one.start,
        end=one.end,
        agent=one.agent,
        verdict=one.verdict,
        quote=text,
    )
