"""Who has to hear what, and how far they are: assignments with their lists and all that happened to them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coachkit.errors import NotFoundError
from coachkit.following.completion import STATES, Progress, is_clip_heard, progress_of
from coachkit.models import Assignment, Clip, Listening
from coachkit.store.library import Library
from coachkit.store.reading.following import (
    ListHead,
    assignments_of,
    clips_in,
    list_heads,
    listenings_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What an agent wrote to a list, or to a clip of it, or what somebody answered."""

    n: int
    """Its number in the library, by which it is answered."""
    text: str
    author: str
    made_at: str
    place: int | None
    """Place of the clip from 0; None: it is about the list, or about a clip that left it."""
    is_on_clip: bool
    second: float | None = None
    """Which second of the clip is meant; None: the clip as a whole."""
    reply_to: int | None = None
    """The number of the comment that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An assignment with its list and how far it is."""

    assignment: Assignment
    playlist: ListHead
    clips: tuple[Clip, ...]
    """In the list now."""
    progress: Progress
    comments: tuple[Comment, ...]
    """The oldest first."""

    @property
    def agent(self) -> str:
        """Who is asked to hear it."""
        return self.assignment.agent

    @property
    def is_going_on(self) -> bool:
        """Whether it was not withdrawn."""
        return self.progress.withdrawn_at is None


def standings(
    library: Library,
    *,
    today: date,
    playlist_id: str | None = None,
    agent: str | None = None,
) -> list[Standing]:
    """Return all assignments, or those of a list or an agent: overdue ones first, then by the day due."""
    asked = [
        one for one in assignments_of(library, playlist_id=playlist_id) if agent is None or one.agent == agent
    ]
    heads = list_heads(library)
    clips = clips_in(library, (one.playlist_id for one in asked))
    happened: dict[int, list[Listening]] = defaultdict(list)
    for row in listenings_of(library, asked):
        happened[row.assignment].append(row)
    found = [
        standing_of(one, heads[one.playlist_id], clips.get(one.playlist_id, []), happened[one.n], today=today)
        for one in asked
    ]
    return sorted(found, key=_order)


def standing_of(
    assignment: Assignment, head: ListHead, clips: Sequence[Clip], rows: Sequence[Listening], *, today: date
) -> Standing:
    """Return how an assignment stands."""
    return Standing(
        assignment=assignment,
        playlist=head,
        clips=tuple(clips),
        progress=progress_of(assignment, rows, clips, today=today),
        comments=tuple(_comment(row, clips) for row in rows if row.kind == "comment"),
    )


def standing_to(library: Library, head: ListHead, agent: str, *, today: date) -> Standing:
    """Return the newest assignment of a list to an agent that was not withdrawn.

    Raises:
        NotFoundError: There is none; says what to do.
    """
    found = going_on(standings(library, today=today, playlist_id=head.id, agent=agent))
    if agent not in found:
        raise NotFoundError(
            f"“{head.title}” is not assigned to {agent}, so nothing can be noted to it; "
            f'a lead assigns it with: coachkit playlists assign {head.id} --to "{agent}"'
        )
    return found[agent]


def going_on(found: Iterable[Standing]) -> Mapping[str, Standing]:
    """Return by agent the newest of these assignments, all of one list, that was not withdrawn."""
    ordered = sorted(found, key=lambda one: one.assignment.n)
    return {one.agent: one for one in ordered if one.is_going_on}


def _order(one: Standing) -> tuple[object, ...]:
    return (
        STATES.index(one.progress.state),
        one.progress.due or date.max,
        one.assignment.agent.casefold(),
        one.assignment.n,
    )


def _comment(row: Listening, clips: Sequence[Clip]) -> Comment:
    places = (place for place, clip in enumerate(clips) if is_clip_heard(clip, [row]))
    return Comment(
        n=row.n,
        text=row.text or "",
        author=row.author,
        made_at=row.made_at,
        place=next(places, None) if row.call_id else None,
        is_on_clip=row.call_id is not None,
        second=row.seconds,
        reply_to=row.reply_to,
    )
