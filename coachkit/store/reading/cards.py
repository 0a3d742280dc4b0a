"""What battle cards are made of, and the cards as they are read."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from coachkit.battlecards.following import MOMENTS
from coachkit.battlecards.matter import CardCall, Later, NamedLine, Took
from coachkit.battlecards.page import CardPage, ShownLine
from coachkit.models import BattleCard, CardLine, CardQuote, Case, GradeLetter, SubjectKind
from coachkit.store import coding
from coachkit.store.library import Library

Noun = TypeVar("Noun", BattleCard, CardLine, CardQuote)
BEFORE, AFTER = 2, 4
"""Lines before and after the one that names it."""
_KINDS = "('competitor', 'feature')"
_OF_CALLS = "call_id in (select value from json_each(:calls))"


def card_calls(library: Library, *, min_grade: GradeLetter) -> list[CardCall]:
    """Return the calls that can be heard, the best of two copies first.

    Recordings come before transcripts, and clear recordings before others.
    """
    return library.find(
        CardCall,
        """
        select c.id, c.started_at, c.customer from calls c left join grades g on g.call_id = c.id
        where g.grade is null or g.grade <= :grade
        order by c.medium = 'transcript', g.grade, c.id
        """,
        {"grade": min_grade},
    )


def calls_named_in(library: Library) -> list[tuple[str, str, str]]:
    """Return (kind, name, call id) of every competitor and feature that a customer names, in order."""
    return library.values(  # type: ignore[return-value]
        f"select distinct kind, name, call_id from mentions where role = 'customer' and kind in {_KINDS} "  # noqa: S608 - a constant
        "order by 1, 2, 3"
    )


def named_lines(library: Library, call_ids: Collection[str]) -> list[NamedLine]:
    """Return the lines around those in which customers of these calls name something, by call and name."""
    return library.find(
        NamedLine,
        f"""
        select m.kind, m.name, m.call_id, m.segment, min(m.text), min(m.modality), max(m.stance),
            s.n, s.role, s.start, s.end, s.text
        from mentions m join segments s on s.call_id = m.call_id
            and s.n between m.segment - {BEFORE} and m.segment + {AFTER} and s.part = 'talk'
        where m.role = 'customer' and m.kind in {_KINDS} and m.{_OF_CALLS}
        group by m.call_id, m.kind, m.name, m.segment, s.n
        order by m.call_id, m.kind, m.name, m.segment, s.n
        """,  # noqa: S608 - constants of this module
        {"calls": json.dumps([*call_ids])},
    )


def named_cases(library: Library, call_ids: Collection[str]) -> list[Case]:
    """Return the cases of these calls about a competitor or a feature, by call and number."""
    sql = coding.select_sql(Case, where=f"kind in {_KINDS} and {_OF_CALLS}")
    return library.find(Case, sql, {"calls": json.dumps([*call_ids])})


def reactions_taken(library: Library, call_ids: Collection[str]) -> list[Took]:
    """Return how customers took the replies of these calls about a competitor or a feature."""
    return library.find(
        Took,
        f"""
        select call_id, n, reaction, reaction_start, strength from exchanges
        where kind in {_KINDS} and {_OF_CALLS} order by call_id, n
        """,  # noqa: S608 - constants of this module
        {"calls": json.dumps([*call_ids])},
    )


def moments_of_customers(library: Library, call_ids: Collection[str]) -> list[Later]:
    """Return the customers' moments of these calls that may come next, by call and time."""
    return library.find(
        Later,
        f"""
        select call_id, kind, name, start, "end", quote from moments
        where role = 'customer' and kind in (select value from json_each(:kinds)) and {_OF_CALLS}
        order by call_id, start, n
        """,  # noqa: S608 - a constant
        {"calls": json.dumps([*call_ids]), "kinds": json.dumps(MOMENTS)},
    )


def told_to_leave(library: Library) -> dict[tuple[str, str], frozenset[str]]:
    """Return the traits that playbooks say agents are to leave, by kind and name of what comes up.

    What is to be left whatever comes up is under ("everything", "").
    """
    found: dict[tuple[str, str], frozenset[str]] = {}
    for kind, name, behaviour in library.values(
        """
        select p.kind, p.subject, l.behaviour from playbooks p join playbook_lines l on l.playbook_id = p.id
        where l.kind = 'dont' and l.behaviour_kind = 'trait' and l.withheld is null order by 1, 2, 3
        """
    ):
        key = str(kind), str(name)
        found[key] = found.get(key, frozenset()) | {str(behaviour).removeprefix("trait:")}
    return found


def calls_as_dated(library: Library) -> str:
    """Return when and of whom calls are, and whether they came as sound, as one text to be hashed."""
    [(found,)] = library.values(
        "select json_group_array(json_array(id, started_at, customer, medium)) from "
        "(select id, started_at, customer, medium from calls order by id)"
    )
    return str(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSummary:
    """One line of the list of battle cards."""

    id: str
    kind: SubjectKind
    name: str
    calls: int
    cases: int
    good: int
    bad: int
    open: int
    """Questions without a good answer yet, as far as the card lists them."""
    until: str | None


def list_cards(library: Library) -> list[CardSummary]:
    """Return the battle cards: competitors first, what comes up in most calls first."""
    return library.find(
        CardSummary,
        """
        select id, kind, name, calls, cases, good, bad,
            (select count(*) from card_lines where card_id = b.id and section = 'open'), until
        from battle_cards b order by kind, calls desc, name, id
        """,
    )


def show_card(library: Library, card_id: str) -> CardPage:
    """Return the battle card with this id, which must exist, with what stands in its playbook now."""
    [card] = _of_card(library, BattleCard, "id", card_id)
    quotes: dict[int, list[CardQuote]] = {}
    for quote in _of_card(library, CardQuote, "card_id", card_id):
        quotes.setdefault(quote.line, []).append(quote)
    lines = _of_card(library, CardLine, "card_id", card_id)
    return CardPage(
        card=card,
        lines=tuple(ShownLine(line=line, quotes=tuple(quotes.get(line.n, ()))) for line in lines),
        playbook=tuple(
            _with_kind(str(kind), str(text))
            for kind, text in library.values(
                """
                select l.kind, l.text
                from playbooks p join playbook_lines l on l.playbook_id = p.id
                where p.kind = :kind and p.subject = :name and l.withheld is null order by l.n
                """,
                {"kind": card.kind, "name": card.name},
            )
        ),
    )


def _with_kind(kind: str, text: str) -> str:
    """Return a line with its kind before it, where its own first word does not say it."""
    heading = {"dont": "Don't", "keep": "Keep"}.get(kind, "Do")
    return text if text.startswith(f"{heading} ") else f"{heading}: {text}"


def calls_that_name(library: Library, name: str) -> tuple[int, int]:
    """Return in how many calls customers name this competitor or feature, and in how many anybody does."""
    [(customers, anybody)] = library.values(
        f"""
        select count(distinct case when role = 'customer' then call_id end), count(distinct call_id)
        from mentions where name = :name and kind in {_KINDS}
        """,  # noqa: S608 - a constant
        {"name": name},
    )
    return int(customers or 0), int(anybody or 0)


def _of_card(library: Library, noun: type[Noun], key: str, card_id: str) -> list[Noun]:
    return library.find(noun, coding.select_sql(noun, where=f"{key} = :card"), {"card": card_id})
