"""Asking agents to hear a list, changing the day, and taking it back; every row stays in the record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from coachkit.errors import EditError, NotFoundError
from coachkit.following.completion import Progress, progress_of
from coachkit.following.standing import Standing, going_on, standings
from coachkit.models import Assignment, Listening, ListeningKind
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinions
from coachkit.store.reading.following import ListHead, clips_in
from coachkit.text_files import clean_text

What = Literal["assigned", "as before", "new day", "again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What agents are asked for."""

    due: date | None = None
    """None: no day is said."""
    note: str | None = None
    again: bool = False
    """Whether those who were asked before are asked to hear it from the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What became of the request for one agent."""

    agent: str
    what: What
    assignment: Assignment
    progress: Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Who does something, and when."""

    author: str
    at: str
    """ISO 8601, in UTC."""
    day: date
    """The day on the clock of whoever does it: what is overdue goes by it."""


def assign_list(
    library: Library, head: ListHead, agents: Sequence[str], request: Request, *, stamp: Stamp
) -> list[Asked]:
    """Ask agents to hear a list; those who were asked before keep what they heard.

    Raises:
        EditError: The list is gone or holds no clip.
        LibraryError: The database cannot be written.
    """
    clips = clips_in(library, [head.id]).get(head.id, [])
    if head.is_gone:
        raise EditError(f"the list “{head.title}” was dropped, so it cannot be assigned")
    if not clips:
        raise EditError(f"“{head.title}” has no clips now, so there is nothing to hear")
    before = going_on(standings(library, today=stamp.day, playlist_id=head.id))
    anew = [agent for agent in agents if agent not in before or request.again]
    ended = [before[agent] for agent in anew if agent in before]
    made = add_opinions(library, [_assignment(head, agent, request, stamp) for agent in anew])
    # only once the new ones are stored: nobody is left without any
    add_opinions(library, [row_of(one, "withdrawn", stamp, text="assigned again") for one in ended])
    moved = [before[agent] for agent in agents if agent not in anew and _has_new_day(before[agent], request)]
    add_opinions(library, [row_of(one, "due", stamp, text=str(request.due)) for one in moved])
    new = {one.agent: one for one in made}
    return [
        Asked(
            agent=agent,
            what="again" if agent in before else "assigned",
            assignment=new[agent],
            progress=progress_of(new[agent], [], clips, today=stamp.day),
        )
        if agent in new
        else _as_before(before[agent], request, is_moved=before[agent] in moved)
        for agent in agents
    ]


def take_back(
    library: Library, head: ListHead, agents: Sequence[str], *, why: str, stamp: Stamp
) -> list[Standing]:
    """Take an assignment back from agents, all of them where none is named; return what it was.

    Raises:
        EditError: There is no reason given.
        NotFoundError: One of them was not asked to hear it; nothing is taken back then.
        LibraryError: The database cannot be written.
    """
    said = clean_text(why)
    if not said:
        raise EditError("taking it back needs a reason, such as “She is on leave”; it is kept")
    found = going_on(standings(library, today=stamp.day, playlist_id=head.id))
    missing = [agent for agent in agents if agent not in found]
    if missing or not found:
        who = ", ".join(missing) or "anybody"
        asked = f"; it is assigned to {', '.join(found)}" if found else ""
        raise NotFoundError(f"“{head.title}” is not assigned to {who}{asked}")
    taken = [found[agent] for agent in agents or found]
    add_opinions(library, [row_of(one, "withdrawn", stamp, text=said) for one in taken])
    return taken


def row_of(standing: Standing, kind: ListeningKind, stamp: Stamp, *, text: str | None = None) -> Listening:
    """Return what happened to an assignment, the list as a whole, ready to be stored."""
    return Listening(
        n=0,
        assignment=standing.assignment.n,
        kind=kind,
        call_id=None,
        start=None,
        end=None,
        seconds=None,
        text=text,
        author=stamp.author,
        made_at=stamp.at,
    )


def _assignment(head: ListHead, agent: str, request: Request, stamp: Stamp) -> Assignment:
    return Assignment(
        n=0,
        playlist_id=head.id,
        agent=agent,
        due=request.due,
        note=clean_text(request.note or "") or None,
        author=stamp.author,
        made_at=stamp.at,
    )


def _has_new_day(standing: Standing, request: Request) -> bool:
    return request.due is not None and request.due != standing.progress.due


def _as_before(standing: Standing, request: Request, *, is_moved: bool) -> Asked:
    progress = replace(standing.progress, due=request.due) if is_moved else standing.progress
    return Asked(
        agent=standing.agent,
        what="new day" if is_moved else "as before",
        assignment=standing.assignment,
        progress=progress,
    )
