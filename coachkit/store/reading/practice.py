"""What practising takes of an archive: what was said in exchanges that customers begin."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from coachkit.models import HighlightKind, Verdict
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class PractisedExchange:
    """An exchange with its times in the call, and what the agent does in it."""

    call_id: str
    n: int
    """`Exchange.n`."""
    start: float
    """Of its highlight, as are `end`, `kind` and `name`."""
    end: float
    kind: HighlightKind
    name: str
    verdict: Verdict
    reason: str
    prompt: str
    prompt_start: float
    prompt_end: float
    last: float
    """When the exchange ends, the customer's reaction included."""
    quote: str
    """What shows the verdict best; the reaction where there is one."""
    quote_end: float
    reaction_start: float | None
    traits: tuple[str, ...]
    """As `Highlight.traits`."""
    vector: bytes
    """Of the prompt, as `PromptVector.vector`."""


def practised_exchanges(
    library: Library, keys: Iterable[tuple[str, float, float]]
) -> list[PractisedExchange]:
    """Return the exchanges of the highlights that lie there (call, start, end), by call and number.

    Those without a reply are left out, and those that an agent begins.
    """
    return library.find(
        PractisedExchange,
        """
        select h.call_id, e.n, h.start, h."end", h.kind, h.name, h.verdict, h.reason,
            e.prompt, e.prompt_start, e.prompt_end, e."end" as last, e.quote, e.quote_end, e.reaction_start,
            h.traits, p.vector
        from json_each(:keys) k
        join highlights h on h.call_id = json_extract(k.value, '$[0]')
            and h.start = json_extract(k.value, '$[1]') and h."end" = json_extract(k.value, '$[2]')
        join exchanges e on e.call_id = h.call_id and e.n = h.exchange and e.reply is not null
        join prompt_vectors p on p.call_id = h.call_id and p.n = h.n
        order by h.call_id, h.n
        """,
        {"keys": json.dumps([*keys])},
    )
