"""Assignments as lists show them: one flat value each, with numbers as people count them."""

from dataclasses import dataclass

from coachkit.following.completion import State
from coachkit.following.standing import Comment, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentLine:
    """What an agent wrote, or what somebody answered."""

    n: int
    text: str
    author: str
    made_at: str
    clip: int | None
    """Number of the clip from 1; None where it is about the list, or about a clip that left it."""
    is_on_clip: bool
    second: float | None = None
    """Which second of the clip is meant."""
    reply_to: int | None = None
    """The number of the comment that it answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentLine:
    """Who has to hear what, and how far they are."""

    n: int
    agent: str
    playlist_id: str
    title: str
    state: State
    heard: int
    of: int
    """Clips that were heard, and those that are in the list now and were not."""
    new_since: int
    """Clips that came into the list after all of it had been heard."""
    due: str | None
    note: str | None
    assigned_by: str
    assigned_at: str
    finished_at: str | None
    acknowledged_at: str | None
    withdrawn_at: str | None
    why_withdrawn: str | None
    next_clip: int | None
    """Number from 1 of the clip to go on with."""
    next_second: float
    comments: tuple[CommentLine, ...]


def line_of(standing: Standing) -> AssignmentLine:
    """Return an assignment as lists show it."""
    asked, progress = standing.assignment, standing.progress
    return AssignmentLine(
        n=asked.n,
        agent=asked.agent,
        playlist_id=asked.playlist_id,
        title=standing.playlist.title,
        state=progress.state,
        heard=progress.heard,
        of=progress.of,
        new_since=progress.new_since,
        due=progress.due.isoformat() if progress.due else None,
        note=asked.note,
        assigned_by=asked.author,
        assigned_at=asked.made_at,
        finished_at=progress.finished_at,
        acknowledged_at=progress.acknowledged_at,
        withdrawn_at=progress.withdrawn_at,
        why_withdrawn=progress.why_withdrawn,
        next_clip=None if progress.next_place is None else progress.next_place + 1,
        next_second=progress.next_second,
        comments=tuple(map(_comment, standing.comments)),
    )


def _comment(one: Comment) -> CommentLine:
    return CommentLine(
        n=one.n,
        text=one.text,
        author=one.author,
        made_at=one.made_at,
        clip=None if one.place is None else one.place + 1,
        is_on_clip=one.is_on_clip,
        second=one.second,
        reply_to=one.reply_to,
    )
