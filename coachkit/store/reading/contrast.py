"""What contrast lists take of an archive: what agents do in replies, and what prompts mean."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from coachkit.models import HighlightKind, Verdict
from coachkit.replies.telling import TraitCounts
from coachkit.store.library import Library

COUNTED = 200
"""Of each subject, the clearest so many exchanges of a verdict are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReply:
    """What is stored of the reply and the prompt of a highlight."""

    call_id: str
    start: float
    end: float
    kind: HighlightKind
    name: str
    traits: tuple[str, ...]
    vector: bytes
    plays_prompt: bool
    """Whether the clip begins before the prompt: a long exchange is shown from the reply on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitCount:
    """How many of the clearest exchanges of a subject have a trait."""

    kind: str
    name: str
    verdict: Verdict
    trait: str
    """Its name; empty: all exchanges."""
    exchanges: int


def read_replies(library: Library, call_ids: Iterable[str], *, name: str | None = None) -> list[ReadReply]:
    """Return what was read of the exchanges that customers begin in these calls, by call and number.

    `name`: only of those about it.
    """
    return library.find(
        ReadReply,
        """
        select h.call_id, h.start, h."end", h.kind, h.name, h.traits, p.vector,
            exists (select 1 from exchanges e where e.call_id = h.call_id and e.n = h.exchange
                and h.start < e.prompt_end)
        from json_each(:calls) k join highlights h on h.call_id = k.value
        join prompt_vectors p on p.call_id = h.call_id and p.n = h.n
        where h.verdict in ('good', 'bad') and (:name is null or h.name = :name) order by h.call_id, h.n
        """,
        {"calls": json.dumps(sorted(set(call_ids))), "name": name},
    )


def count_traits(library: Library) -> list[TraitCount]:
    """Return how often each trait is in the clearest good and bad exchanges of every subject."""
    return library.find(
        TraitCount,
        """
        with clearest as (
            select h.kind, h.name, h.verdict, h.traits from
                (select distinct kind, name, verdict from highlights
                where kind != 'point' and verdict in ('good', 'bad')) s
            join highlights h on h.rowid in (
                select rowid from highlights where kind = s.kind and name = s.name and verdict = s.verdict
                order by score desc limit :most)
            where exists (select 1 from prompt_vectors p where p.call_id = h.call_id and p.n = h.n)),
        named as (
            select c.kind, c.name, c.verdict, substr(t.value, 1, instr(t.value || ':', ':') - 1) as trait
            from clearest c, json_each(c.traits) t)
        select kind, name, verdict, trait, count(*) from named group by 1, 2, 3, 4
        union all
        select kind, name, verdict, '', count(*) from clearest group by 1, 2, 3
        order by 1, 2, 3, 4
        """,
        {"most": COUNTED},
    )


def add_up(found: Iterable[TraitCount]) -> TraitCounts:
    """Return the counts of several subjects as one."""
    many: dict[tuple[str, str], int] = {}
    for one in found:
        many[one.verdict, one.trait] = many.get((one.verdict, one.trait), 0) + one.exchanges
    return TraitCounts(
        many.get(("good", ""), 0),
        many.get(("bad", ""), 0),
        {trait: n for (verdict, trait), n in many.items() if verdict == "good" and trait},
        {trait: n for (verdict, trait), n in many.items() if verdict == "bad" and trait},
    )
