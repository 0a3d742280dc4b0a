"""Writing what people say of calls, scores and playbooks, and make of playlists; nothing is taken away."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from coachkit.models import (
    Answer,
    Assignment,
    ClipChange,
    Dispute,
    DisputeDecision,
    KeptClip,
    LineChoice,
    Listening,
    Rating,
    TalkPrepared,
)
from coachkit.store import coding
from coachkit.store.library import Library
from coachkit.store.tables import TABLE_OF

Numbered = TypeVar(
    "Numbered",
    Rating,
    Answer,
    Dispute,
    KeptClip,
    ClipChange,
    Assignment,
    Listening,
    TalkPrepared,
    LineChoice,
)


def add_opinion(library: Library, opinion: Numbered) -> Numbered:
    """Store an opinion under the next number, whatever its own is, and return it so.

    Raises:
        LibraryError: The database cannot be written.
    """
    return add_opinions(library, [opinion])[0]


def add_opinions(library: Library, opinions: Sequence[Numbered]) -> list[Numbered]:
    """Store opinions of one kind under the next numbers, in their order, all or none; and return them so.

    Raises:
        LibraryError: The database cannot be written.
    """
    if not opinions:
        return []
    table = TABLE_OF[type(opinions[0])]
    with library.changing() as connection:
        [last] = connection.execute(f"select coalesce(max(n), 0) from {table.name}").fetchone()  # noqa: S608 - name from the registry
        numbered = [replace(one, n=n) for n, one in enumerate(opinions, last + 1)]
        connection.executemany(coding.insert_sql(table), coding.pack(numbered, table))
    return numbered


def add_decision(library: Library, decision: DisputeDecision) -> None:
    """Store what was decided on a dispute.

    Raises:
        LibraryError: It was decided before, or the database cannot be written.
    """
    table = TABLE_OF[DisputeDecision]
    with library.changing() as connection:
        connection.execute(coding.insert_sql(table), coding.pack([decision], table)[0])
