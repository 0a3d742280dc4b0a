"""A stretch of a call, to be rated."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from coachkit.briefs.quoting import cut_quote
from coachkit.models import Rating, Segment
from coachkit.pipeline.changes.stretches import find_stretch
from coachkit.store.reading import find_call
from coachkit.store.reading.call_facts import stored_call
from coachkit.votes import is_same_place, standing
from coachkit.web.library_pool import Opened
from coachkit.web.pages.call import CallNamed
from coachkit.web.person import Lead

MOST_QUOTED = 3
QUOTED_WORDS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedLine:
    """What somebody says in it."""

    role: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartToRate:
    """What is said in a stretch of a call, and what the person has said of it."""

    call_id: str
    at: str
    """The stretch, as the form sends it."""
    start: float
    end: float
    lines: tuple[QuotedLine, ...]
    own: Rating | None


def read_part_to_rate(
    opened: Opened, person: Lead, call: CallNamed, at: Annotated[str, Query(max_length=40)]
) -> PartToRate:
    """Return the stretch of a call that a time means, to be rated.

    Raises:
        NotAllowedError: An agent asks.
        NotFoundError: There is no such call.
        EditError: The time is none of it.
    """
    library = opened.library
    call_id = find_call(library, call)
    start, end = find_stretch(library, stored_call(library, call_id), at)
    said = [s for s in library.rows(Segment, call_id=call_id) if s.start < end and s.end > start]
    own = [
        one
        for one in standing(library.rows(Rating, call_id=call_id))
        if one.start is not None
        and one.end is not None
        and one.author.casefold() == person.name.casefold()
        and is_same_place(one.start, one.end, start, end)
    ]
    return PartToRate(
        call_id=call_id,
        at=f"{start:.3f}-{end:.3f}",
        start=start,
        end=end,
        lines=tuple(
            QuotedLine(role=one.role, speaker=one.speaker or one.role, text=cut_quote(one.text, QUOTED_WORDS))
            for one in said[:MOST_QUOTED]
        ),
        own=own[-1] if own else None,
    )
