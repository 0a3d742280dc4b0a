"""What somebody is asked to hear: what waits with its day, and what was heard."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Depends

from coachkit.following.completion import State
from coachkit.following.standing import Standing
from coachkit.following.words import due_words, heard_words
from coachkit.web.pages.assigned import read_all_assigned


@dataclass(frozen=True, slots=True, kw_only=True)
class MyList:
    """A list to hear."""

    id: str
    title: str
    state: State
    heard: str
    """How far, as `3 of 7`."""
    share: float
    """How much of it is heard, 0 to 1."""
    due: str | None
    note: str | None
    asked_by: str
    asked_at: str
    next_clip: int | None
    next_second: float
    seconds_left: float
    new_since: int
    comments: int
    acknowledged_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyLists:
    """All lists that somebody is asked to hear."""

    waiting: tuple[MyList, ...]
    heard: tuple[MyList, ...]


def read_my_lists(found: Annotated[list[Standing], Depends(read_all_assigned)]) -> MyLists:
    """Return what waits, what is due first, and what was heard, the latest first."""
    lists = [my_list(one, today=date.today()) for one in found if not one.playlist.is_gone]
    waits = [one for one in lists if one.state in ("open", "overdue") or one.new_since]
    return MyLists(waiting=tuple(waits), heard=tuple(one for one in lists if one not in waits))


def my_list(one: Standing, *, today: date) -> MyList:
    """Return how a list stands."""
    progress = one.progress
    left = [
        clip.end - clip.start for clip, done in zip(one.clips, progress.is_heard, strict=True) if not done
    ]
    return MyList(
        id=one.playlist.id,
        title=one.playlist.title,
        state=progress.state,
        heard=heard_words(one),
        share=progress.share or 0.0,
        due=due_words(one, today=today) if progress.due else None,
        note=one.assignment.note,
        asked_by=one.assignment.author,
        asked_at=one.assignment.made_at,
        next_clip=None if progress.next_place is None else progress.next_place + 1,
        next_second=progress.next_second,
        seconds_left=max(0.0, sum(left) - progress.next_second),
        new_since=progress.new_since,
        comments=len(one.comments),
        acknowledged_at=progress.acknowledged_at,
    )
