"""What people do with a list that they are asked to hear: clips heard, how far, taken in, and comments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from coachkit.errors import EditError, NotFoundError
from coachkit.export.clock import format_clock
from coachkit.following.assigning import Stamp
from coachkit.following.listening import (
    About,
    count_no_more,
    keep_comment,
    note_acknowledged,
    note_heard,
    note_position,
)
from coachkit.following.standing import Standing, going_on, standings
from coachkit.store.library import Library
from coachkit.store.reading.following import list_named, listenings_of
from coachkit.web.acting.desk import Action, Desk, Done
from coachkit.web.pages.assigned import place_of

HIDDEN = "this list"
"""In place of the title, which may name somebody."""


def stamp_of(desk: Desk) -> Stamp:
    """Return who does something now."""
    return Stamp(author=desk.author, at=datetime.now(UTC).isoformat(timespec="seconds"), day=date.today())


def hear(playlist: str, agent: str, keys: tuple[str, ...]) -> Action:
    """Return the action that notes clips as heard."""

    def act(desk: Desk) -> Done:
        standing = asked_to_hear(desk.library, playlist, agent)
        before = _numbers(desk.library, standing)
        numbers = [place_of(standing, key) + 1 for key in keys]
        after = note_heard(desk.library, standing, numbers, stamp=stamp_of(desk))
        new = _numbers(desk.library, after) - before
        what = f"clip {numbers[0]}" if len(numbers) == 1 else "these clips"
        if not new:
            return Done(said=f"You have heard {what} already.")
        is_last = after.progress.to_hear == 0
        return Done(
            said=f"Noted: you heard {what}.",
            changed=("That was all of the list.",) if is_last else (),
            undo=_taken_back(
                playlist, agent, new, f"Not heard, then: {what}.", again=hear(playlist, agent, keys)
            ),
        )

    return act


def be_at(playlist: str, agent: str, key: str, second: float) -> Action:
    """Return the action that notes how far into a clip somebody is."""

    def act(desk: Desk) -> Done:
        standing = asked_to_hear(desk.library, playlist, agent)
        place = place_of(standing, key)
        clip = standing.clips[place]
        there = min(max(0.0, second), clip.end - clip.start)
        note_position(desk.library, standing, place + 1, there, stamp=stamp_of(desk))
        return Done(said=f"You are at {format_clock(there)} of clip {place + 1}.")

    return act


def acknowledge(playlist: str, agent: str) -> Action:
    """Return the action that says a list was taken in."""

    def act(desk: Desk) -> Done:
        standing = asked_to_hear(desk.library, playlist, agent)
        before = _numbers(desk.library, standing)
        after = note_acknowledged(desk.library, standing, stamp=stamp_of(desk))
        new = _numbers(desk.library, after) - before
        if not new:
            return Done(said="You said so already.")
        return Done(
            said=f"{standing.assignment.author} sees that you have taken it in.",
            undo=_taken_back(
                playlist, agent, new, "You no longer say so.", again=acknowledge(playlist, agent)
            ),
        )

    return act


def comment(
    playlist: str,
    agent: str,
    text: str,
    *,
    key: str = "",
    second: float | None = None,
    reply_to: int | None = None,
) -> Action:
    """Return the action that writes to a list, to the clip with a key, or answers a comment."""

    def act(desk: Desk) -> Done:
        standing = asked_to_hear(desk.library, playlist, agent)
        number = place_of(standing, key) + 1 if key else None
        if not text.strip():
            raise EditError("nothing is written yet")
        before = _numbers(desk.library, standing)
        after = keep_comment(
            desk.library,
            standing,
            text,
            about=About(number=number, second=second, reply_to=reply_to),
            stamp=stamp_of(desk),
        )
        new = _numbers(desk.library, after) - before
        again = comment(playlist, agent, text, key=key, second=second, reply_to=reply_to)
        return Done(
            said="Your answer is there." if reply_to else "Your comment is there.",
            undo=_taken_back(playlist, agent, new, "It is taken away again.", again=again),
        )

    return act


def asked_to_hear(library: Library, playlist: str, agent: str) -> Standing:
    """Return how far an agent is with a list.

    Raises:
        NotFoundError: They are not asked to hear it.
    """
    head = replace(list_named(library, playlist), title=HIDDEN)
    there = going_on(standings(library, today=date.today(), playlist_id=head.id, agent=agent))
    if agent not in there:
        raise NotFoundError(f"{agent} is not asked to hear this list any more")
    return replace(there[agent], playlist=head)


def _numbers(library: Library, standing: Standing) -> frozenset[int]:
    """Return the numbers of all that happened to an assignment and counts."""
    return frozenset(one.n for one in listenings_of(library, [standing.assignment]))


def _taken_back(playlist: str, agent: str, numbers: Iterable[int], said: str, *, again: Action) -> Action:
    def act(desk: Desk) -> Done:
        count_no_more(
            desk.library, asked_to_hear(desk.library, playlist, agent), numbers, stamp=stamp_of(desk)
        )
        return Done(said=said, undo=again)

    return act
