"""Who is asked to hear a list, how far each is, and what they wrote."""

from dataclasses import dataclass
from datetime import date

from coachkit.following.completion import State
from coachkit.following.standing import Standing, going_on, standings
from coachkit.following.words import heard_words
from coachkit.models import Clip
from coachkit.store.reading.following import agents_by_team, list_named
from coachkit.web.acting.assigning import due_version
from coachkit.web.library_pool import Opened
from coachkit.web.pages.assigned import ListNamed
from coachkit.web.pages.threads import Thread, threads_of
from coachkit.web.person import Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearer:
    """Somebody who is asked to hear it."""

    agent: str
    state: State
    heard: str
    due: date | None
    version: str
    """Of the day, for the form that changes it."""
    note: str | None
    asked_by: str
    asked_at: str
    finished_at: str | None
    acknowledged_at: str | None
    missing: tuple[int, ...]
    """The clips that they have not heard, from 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one of them wrote, with its answers."""

    agent: str
    place: int | None
    """The clip, from 1; None: the list, or a clip that left it."""
    start: float | None
    """When the clip begins in its call."""
    end: float | None
    call_id: str | None
    reason: str
    thread: Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Somebody who could be asked."""

    agent: str
    team: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HearersPage:
    """A list and those who are asked to hear it."""

    id: str
    title: str
    is_gone: bool
    clips: int
    hearers: tuple[Hearer, ...]
    choices: tuple[Choice, ...]
    teams: tuple[str, ...]
    written: tuple[Written, ...]


def read_hearers(opened: Opened, wanted: ListNamed, _: Lead) -> HearersPage:
    """Return who is asked to hear a list.

    Raises:
        NotFoundError: There is no such list; says what comes near.
        NotAllowedError: Who asks is no lead.
    """
    library = opened.library
    head = list_named(library, wanted)
    found = standings(library, today=date.today(), playlist_id=head.id)
    there = going_on(found)
    teams = agents_by_team(library)
    return HearersPage(
        id=head.id,
        title=head.title,
        is_gone=head.is_gone,
        clips=len(found[0].clips) if found else 0,
        hearers=tuple(_hearer(one) for one in found if there.get(one.agent) is one),
        choices=tuple(Choice(agent=agent, team=team) for agent, team in sorted(teams.items())),
        teams=tuple(sorted({team for team in teams.values() if team})),
        written=tuple(_written(found)),
    )


def _hearer(one: Standing) -> Hearer:
    progress = one.progress
    return Hearer(
        agent=one.agent,
        state=progress.state,
        heard=heard_words(one),
        due=progress.due,
        version=due_version(progress.due),
        note=one.assignment.note,
        asked_by=one.assignment.author,
        asked_at=one.assignment.made_at,
        finished_at=progress.finished_at,
        acknowledged_at=progress.acknowledged_at,
        missing=tuple(n for n, is_heard in enumerate(progress.is_heard, 1) if not is_heard),
    )


def _written(found: list[Standing]) -> list[Written]:
    written = [
        _of_clip(one, place, thread)
        for one in found
        for place in {comment.place: None for comment in one.comments}
        for thread in threads_of(comment for comment in one.comments if comment.place == place)
    ]
    return sorted(written, key=lambda one: (one.place or 0, one.thread.first.n))


def _of_clip(one: Standing, place: int | None, thread: Thread) -> Written:
    clip: Clip | None = None if place is None else one.clips[place]
    return Written(
        agent=one.agent,
        place=None if place is None else place + 1,
        start=clip.start if clip else None,
        end=clip.end if clip else None,
        call_id=clip.call_id if clip else None,
        reason=clip.reason if clip else "",
        thread=thread,
    )
