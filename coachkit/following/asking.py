"""The question before and after, asked of a library."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coachkit.errors import NotFoundError
from coachkit.following.course import courses_of
from coachkit.following.effect import Effect, effect_of
from coachkit.following.observing import as_stored, observe
from coachkit.following.standing import standings
from coachkit.following.trained import Trained
from coachkit.store.library import Library
from coachkit.store.reading.following import ListHead


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is compared."""

    playlist: ListHead
    trained: Trained
    days: int
    agents: tuple[str, ...] = ()
    """Only these; none named: all who were asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was asked, and what changed."""

    playlist_id: str
    title: str
    trained: Trained
    unit: str
    days: int
    effect: Effect


def effect_in(library: Library, question: Question, *, today: date) -> Answer:
    """Return what changed for those who are asked to hear a list, and for the others.

    Raises:
        NotFoundError: Nobody is asked to hear it, or one of the agents is not; or what is trained came up in
            no call.
    """
    asked = standings(library, today=today, playlist_id=question.playlist.id)
    courses = courses_of(asked, days=question.days, today=today)
    _check(question.playlist, [course.agent for course in courses], question.agents)
    chosen = [course for course in courses if not question.agents or course.agent in question.agents]
    trained = as_stored(library, question.trained)
    seen = observe(
        library,
        trained,
        first=min(course.before[0] for course in chosen),
        last=max(max(course.after[1], course.before[1]) for course in chosen),
    )
    return Answer(
        playlist_id=question.playlist.id,
        title=question.playlist.title,
        trained=trained,
        unit=trained.unit,
        days=question.days,
        effect=effect_of(chosen, seen, asked=[one.agent for one in asked]),
    )


def _check(playlist: ListHead, there: Sequence[str], wanted: Sequence[str]) -> None:
    if not there:
        raise NotFoundError(
            f"nobody is asked to hear “{playlist.title}”, so there is no before and after; "
            f"coachkit playlists assign {playlist.id} --to AGENT does it"
        )
    for agent in wanted:
        if agent not in there:
            raise NotFoundError(
                f"“{playlist.title}” is not assigned to {agent}; it is assigned to {', '.join(there)}"
            )
