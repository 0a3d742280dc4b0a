"""Asking agents to hear a list, changing the day, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coachkit.counts import format_count
from coachkit.errors import InputError
from coachkit.export.clock import format_day
from coachkit.following.assigning import Asked, Request, Stamp, assign_list, row_of, take_back
from coachkit.following.listening import count_no_more
from coachkit.following.standing import going_on, standings
from coachkit.following.who import people_named
from coachkit.models import Listening
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinions
from coachkit.store.reading.following import ListHead, count_calls_of, list_named, listenings_of
from coachkit.web.acting.desk import Action, Desk, Done, refuse_changed, version_of
from coachkit.web.acting.hearing_lists import asked_to_hear, stamp_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Who is to hear a list, and until when."""

    agents: tuple[str, ...]
    team: str = ""
    """Everybody in it; empty: nobody but `agents`."""
    due: date | None = None
    note: str = ""
    again: bool = False
    """Whether those who have heard it are to hear it once more."""


def due_version(due: date | None) -> str:
    """Return the version of the day until which somebody is asked to hear a list."""
    return version_of(str(due))


def assign(playlist: str, wish: Wish) -> Action:
    """Return the action that asks agents to hear a list."""

    def act(desk: Desk) -> Done:
        stamp, head = stamp_of(desk), list_named(desk.library, playlist)
        agents = people_named(desk.library, wish.agents, wish.team or None)
        if not agents:
            raise InputError("say who is to hear it: tick somebody, or choose a team")
        if wish.due is not None and wish.due < stamp.day:
            raise InputError(f"{format_day(wish.due.isoformat())} is over; choose a day to come")
        before = going_on(standings(desk.library, today=stamp.day, playlist_id=head.id))
        request = Request(due=wish.due, note=wish.note or None, again=wish.again)
        asked = assign_list(desk.library, head, agents, request, stamp=stamp)
        new = [one for one in asked if one.what != "as before"]
        days = {agent: one.progress.due for agent, one in before.items()}
        ended = {agent: one.assignment.n for agent, one in before.items()}
        told = [_told(one) for one in asked if one.what != "assigned"]
        told += [
            f"{one.agent} has no calls here, so no figure will show a change."
            for one in asked
            if not count_calls_of(desk.library, one.agent)
        ]
        if not new:
            return Done(said="Nothing to change.", changed=tuple(told))
        return Done(
            said=f"{_names([one.agent for one in new])} {'is' if len(new) == 1 else 'are'} asked to hear it"
            + (f" until {format_day(wish.due.isoformat())}." if wish.due else "."),
            changed=tuple(told),
            undo=_unasked(playlist, wish, new, days=days, ended=ended),
        )

    return act


def set_day(playlist: str, agent: str, due: date | None, *, version: str = "") -> Action:
    """Return the action that changes until when an agent is asked to hear a list; None: until no day."""

    def act(desk: Desk) -> Done:
        standing = asked_to_hear(desk.library, playlist, agent)
        was = standing.progress.due
        refuse_changed(
            f"The day until which {agent} is to hear it",
            version=version,
            now=due_version(was),
            theirs=_day(was),
            yours=_day(due),
        )
        if due == was:
            return Done(said="That is the day already.")
        add_opinions(desk.library, [_day_row(desk, playlist, agent, due)])
        return Done(
            said=f"{agent} is asked to hear it {_day(due)}." if due else f"{agent} has no day set for it.",
            undo=set_day(playlist, agent, was, version=due_version(due)),
        )

    return act


def take_from(playlist: str, agent: str, why: str) -> Action:
    """Return the action that takes a list back from an agent; what they heard and wrote stays on record."""

    def act(desk: Desk) -> Done:
        stamp, head = stamp_of(desk), list_named(desk.library, playlist)
        [taken] = take_back(desk.library, head, [agent], why=why, stamp=stamp)
        progress = taken.progress
        heard = f"{progress.heard} of {format_count(progress.of, 'clip')} heard" if progress.of else ""
        return Done(
            said=f"{agent} is no longer asked to hear it.",
            changed=(f"What {agent} heard and wrote stays on record ({heard}).",) if heard else (),
            undo=_given_back(playlist, agent, taken.assignment.n, why),
        )

    return act


def _given_back(playlist: str, agent: str, assignment: int, why: str) -> Action:
    def act(desk: Desk) -> Done:
        stamp, head = stamp_of(desk), list_named(desk.library, playlist)
        _go_on(desk.library, head, [assignment], stamp)
        return Done(said=f"{agent} is asked to hear it again.", undo=take_from(playlist, agent, why))

    return act


def _go_on(library: Library, head: ListHead, assignments: Sequence[int], stamp: Stamp) -> None:
    """Let assignments count again that were taken back."""
    for one in standings(library, today=stamp.day, playlist_id=head.id):
        if one.assignment.n in assignments:
            rows = listenings_of(library, [one.assignment])
            over = [row.n for row in rows if row.kind == "withdrawn"]
            count_no_more(library, one, over, stamp=stamp)


def _unasked(
    playlist: str, wish: Wish, asked: Sequence[Asked], *, days: dict[str, date | None], ended: dict[str, int]
) -> Action:
    def act(desk: Desk) -> Done:
        stamp, head = stamp_of(desk), list_named(desk.library, playlist)
        there = going_on(standings(desk.library, today=stamp.day, playlist_id=head.id))
        made = {one.assignment.n for one in asked if one.what != "new day"}
        over = [there[one.agent] for one in asked if one.agent in there]
        rows = [
            row_of(one, "withdrawn", stamp, text="it was a mistake")
            for one in over
            if one.assignment.n in made
        ]
        moved = [one.agent for one in asked if one.what == "new day" and one.agent in there]
        later = [agent for agent in moved if there[agent].progress.due != wish.due]
        rows += [_day_row(desk, playlist, agent, days.get(agent)) for agent in moved if agent not in later]
        add_opinions(desk.library, rows)
        _go_on(desk.library, head, [ended[one.agent] for one in asked if one.what == "again"], stamp)
        return Done(
            said="Taken back.",
            changed=tuple(f"{agent} was given another day since, which stays." for agent in later),
            undo=assign(playlist, wish),
        )

    return act


def _day_row(desk: Desk, playlist: str, agent: str, due: date | None) -> Listening:
    standing = asked_to_hear(desk.library, playlist, agent)
    return row_of(standing, "due", stamp_of(desk), text=due.isoformat() if due else None)


def _told(one: Asked) -> str:
    progress = one.progress
    if one.what == "again":
        return f"{one.agent} hears it once more from the beginning."
    if one.what == "new day":
        return f"{one.agent} had it already, and has a new day."
    if progress.is_done:
        return f"{one.agent} has heard it already."
    return f"{one.agent} has it already: {progress.heard} of {progress.of} heard."


def _day(due: date | None) -> str:
    return f"until {format_day(due.isoformat())}" if due else "no day set"


def _names(names: Sequence[str]) -> str:
    *some, last = names
    return f"{', '.join(some)} and {last}" if some else last
