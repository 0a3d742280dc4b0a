"""What people changed of a transcript, in plain words."""

from dataclasses import dataclass

from coachkit.briefs.quoting import cut_quote
from coachkit.models import Edit
from coachkit.store.library import Library
from coachkit.web.acting.editing import edit_version

QUOTED_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class HandEdit:
    """A person's change."""

    n: int
    """`Edit.n`."""
    start: float
    is_exchange: bool
    """Whether agent and customer were exchanged."""
    field: str
    """What was changed: `words`, `speaker` or `role`."""
    old: str
    new: str
    is_everywhere: bool
    """Whether it holds for all lines of the speaker."""
    author: str
    made_at: str
    version: str
    """As `edit_version` has it."""


def read_edits(library: Library, call_id: str) -> tuple[HandEdit, ...]:
    """Return what people changed of a call's transcript, in the order in which they did."""
    return tuple(
        HandEdit(
            n=one.n,
            start=one.start,
            is_exchange=one.field == "roles",
            field="words" if one.field == "text" else one.field,
            old=cut_quote(one.old, QUOTED_WORDS),
            new=cut_quote(one.new, QUOTED_WORDS),
            is_everywhere=one.everywhere,
            author=one.author,
            made_at=one.made_at,
            version=edit_version(one),
        )
        for one in sorted(library.rows(Edit, call_id=call_id), key=lambda one: one.n)
    )
