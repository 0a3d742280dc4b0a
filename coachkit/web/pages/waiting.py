"""What waits for a lead: scores that somebody objects to, comments without an answer, a build that failed."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import FastAPI

from coachkit.following.standing import Standing
from coachkit.store.library import Library
from coachkit.store.reading.opinions import list_disputes
from coachkit.web.pages.building import read_lines
from coachkit.web.pages.threads import threads_of

SHOWN = 3
"""Objections and lists that are named; the others are counted."""
_FAILED = ("failed", "died")


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """A score that somebody objects to, on which nobody has decided."""

    call_id: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """Comments to a list and its clips that nobody has answered."""

    playlist_id: str
    title: str
    comments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for leads."""

    objections: tuple[Objection, ...] = ()
    """The oldest first."""
    more_objections: int = 0
    unanswered: tuple[Unanswered, ...] = ()
    more_unanswered: int = 0
    """So many other lists have some."""

    @property
    def is_something(self) -> bool:
        """Whether anything waits."""
        return bool(self.objections or self.unanswered)


def read_waiting(library: Library, asked: Iterable[Standing]) -> Waiting:
    """Return what waits for leads: in the library, and in what was written to lists that agents hear."""
    open_now = list_disputes(library, only_open=True)
    unanswered = _unanswered(asked)
    return Waiting(
        objections=tuple(Objection(call_id=one.call_id, author=one.author) for one in open_now[:SHOWN]),
        more_objections=len(open_now[SHOWN:]),
        unanswered=tuple(unanswered[:SHOWN]),
        more_unanswered=len(unanswered[SHOWN:]),
    )


def has_failed_build(app: FastAPI) -> bool:
    """Say whether the build that ended last did not get done."""
    ended = [one.state for one in read_lines(app) if one.state not in ("waiting", "running")]
    return bool(ended) and ended[-1] in _FAILED


def _unanswered(asked: Iterable[Standing]) -> list[Unanswered]:
    """Return lists with comments that nobody but their author has written to, most comments first."""
    counts: dict[str, int] = {}
    titles: dict[str, str] = {}
    for one in asked:
        alone = [
            thread
            for place in {comment.place for comment in one.comments}
            for thread in threads_of(comment for comment in one.comments if comment.place == place)
            if all(answer.author == thread.first.author for answer in thread.answers)
        ]
        if alone:
            counts[one.playlist.id] = counts.get(one.playlist.id, 0) + len(alone)
            titles[one.playlist.id] = one.playlist.title
    return [
        Unanswered(playlist_id=id_, title=titles[id_], comments=count)
        for id_, count in sorted(counts.items(), key=lambda one: (-one[1], titles[one[0]], one[0]))
    ]
