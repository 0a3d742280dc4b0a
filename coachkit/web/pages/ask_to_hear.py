"""The lists that an agent can be asked to hear."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Query

from coachkit.store.reading.people import agent_named
from coachkit.store.reading.playlists import list_playlists
from coachkit.web.library_pool import Opened
from coachkit.web.person import Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class ListToHear:
    """A list with clips."""

    id: str
    title: str
    clips: int
    minutes: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AskToHear:
    """An agent, and what there is to hear."""

    agent: str
    lists: tuple[ListToHear, ...]
    """By title."""


def read_ask_to_hear(opened: Opened, agent: Annotated[str, Query(max_length=200)], _: Lead) -> AskToHear:
    """Return the lists that an agent can be asked to hear.

    Raises:
        NotFoundError: There is no such agent; says what comes near.
        NotAllowedError: Who asks is no lead.
    """
    lists = [
        ListToHear(id=one.id, title=one.title, clips=one.clips, minutes=one.minutes)
        for one in list_playlists(opened.library)
        if one.clips
    ]
    return AskToHear(
        agent=agent_named(opened.library, agent),
        lists=tuple(sorted(lists, key=lambda one: (one.title.casefold(), one.id))),
    )
