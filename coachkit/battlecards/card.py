"""Putting a battle card together."""

from dataclasses import dataclass, replace

from coachkit.battlecards.groups import Calls, calls_of
from coachkit.battlecards.matter import Matter
from coachkit.battlecards.sections import next_said, replies, said, still_open
from coachkit.battlecards.shunned import shuns_of
from coachkit.models import BattleCard, CardLine, CardQuote

_DAY = len("2026-11-17")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A battle card, whole."""

    card: BattleCard
    lines: tuple[CardLine, ...]
    quotes: tuple[CardQuote, ...]


def card_of(matter: Matter, calls: Calls, *, card_id: str, trend: str, left_out: int) -> Card:
    """Return the battle card about a name; `calls` hold all calls of `matter`.

    `trend` says how often it comes up now beside before, `left_out` is how many calls are too hard to hear.
    """
    answers = matter.answers
    shuns = shuns_of(matter.to_leave)
    days = sorted(day[:_DAY] for one in matter.remarks if (day := calls[one.call_id].started_at))
    shown = [
        *said(matter.remarks, calls),
        *replies("worked", answers, calls, shuns=shuns),
        *replies("failed", answers, calls, shuns=shuns),
        *next_said(matter.turned, answers),
        *still_open(matter.asked, calls),
    ]
    return Card(
        card=BattleCard(
            id=card_id,
            kind=matter.kind,
            name=matter.name,
            title=matter.name,
            calls=calls_of(matter.remarks),
            cases=len(answers),
            good=sum(one.verdict == "good" for one in answers),
            bad=sum(one.verdict == "bad" for one in answers),
            trend=trend,
            since=days[0] if days else None,
            until=days[-1] if days else None,
            left_out=left_out,
        ),
        lines=tuple(replace(one.line, card_id=card_id, n=n) for n, one in enumerate(shown)),
        quotes=tuple(
            replace(quote, card_id=card_id, line=n, n=place)
            for n, one in enumerate(shown)
            for place, quote in enumerate(one.quotes)
        ),
    )
