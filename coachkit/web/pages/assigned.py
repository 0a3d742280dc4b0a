"""A list that somebody is asked to hear, as they may hear it: also its clips of calls that they may not see.

What must be hidden in such a clip, as whose call it is and when a name is spoken, is itself hidden from
them. So their own eyes find that they were asked; then the list is read whole, and goes on only as
`seen_by` leaves it. Everything that plays or shows these clips asks here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Annotated, TypeVar

from fastapi import Depends, Path, Request
from starlette.concurrency import run_in_threadpool

from coachkit.errors import LibraryBusyError, NotFoundError
from coachkit.export.contents import ClipContents, PlaylistContents
from coachkit.following.agent_view import seen_by, title_seen_by
from coachkit.following.standing import Standing, standings
from coachkit.models import Clip
from coachkit.near import pick
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import stored_calls
from coachkit.store.reading.following import assignments_of, list_heads
from coachkit.store.seen_by import Viewer
from coachkit.web.acting.desk import version_of
from coachkit.web.library_pool import LibraryPool, OpenedLibrary
from coachkit.web.person import Person, person_of
from coachkit.web.sound.call_sound import CallSound, find_sound

Value = TypeVar("Value")
_TRIES = 3
"""The list may change between the two readings."""
ListNamed = Annotated[str, Path(alias="playlist", max_length=300)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """A list with how far somebody is, as they may hear it."""

    list_id: str
    """The list's id in the library, which may name somebody: for acting, and not to be shown."""
    standing: Standing
    """Its list has the title and the id that they may see."""
    contents: PlaylistContents | None
    """None: the list is gone."""
    own_calls: frozenset[str]
    """The calls of its clips that they may see."""

    def clip(self, key: str) -> ClipContents:
        """Return the clip with this key.

        Raises:
            NotFoundError: It is not in the list any more.
        """
        clips = self.contents.clips if self.contents else ()
        return clips[place_of(self.standing, key)]


def key_of(clip: Clip) -> str:
    """Return what names a clip in addresses and forms: lists fill themselves anew, so its number does not."""
    return version_of(clip.call_id, clip.start, clip.end)


def place_of(standing: Standing, key: str) -> int:
    """Return the place from 0 of the clip with this key.

    Raises:
        NotFoundError: It is not in the list any more.
    """
    for place, clip in enumerate(standing.clips):
        if key_of(clip) == key:
            return place
    raise NotFoundError("this clip is not in the list any more")


def agent_of(person: Person) -> str:
    """Return whom of the agents somebody is.

    Raises:
        NotFoundError: They take no calls.
    """
    if not person.agent:
        raise NotFoundError("lists to hear are for people who take calls; you are not one of the agents here")
    return person.agent


async def read_assigned(request: Request, playlist: ListNamed) -> Assigned:
    """Return a list that who asks is asked to hear.

    Raises:
        NotFoundError: There is no such list, or they are not asked to hear it.
    """
    person = person_of(request)
    agent = agent_of(person)
    for _ in range(_TRIES):
        lists = await _seeing_all(request, lambda opened: _lists_of(opened.library, agent))
        standing, own = await _reading(
            request, person.viewer, partial(_found, agent=agent, playlist=playlist, lists=lists)
        )
        list_id = lists.get(standing.assignment.n)
        if list_id is None:
            continue
        if standing.playlist.is_gone:
            return Assigned(list_id=list_id, standing=standing, contents=None, own_calls=own)
        contents = await _seeing_all(request, _whole(list_id, agent))
        if [key_of(of.clip) for of in contents.clips] == [key_of(clip) for clip in standing.clips]:
            head = replace(standing.playlist, title=contents.playlist.title)
            return Assigned(
                list_id=list_id,
                standing=replace(standing, playlist=head),
                contents=contents,
                own_calls=own,
            )
    raise LibraryBusyError("this list is being filled anew; try again in a moment")


async def read_all_assigned(request: Request) -> list[Standing]:
    """Return all lists that who asks is asked to hear, as they may see them; first what is due.

    Nobody is asked who takes no calls.
    """
    person = person_of(request)
    if not person.agent:
        return []
    agent = agent_of(person)
    found = await _reading(
        request,
        person.viewer,
        lambda opened: [
            one for one in standings(opened.library, today=date.today(), agent=agent) if one.is_going_on
        ],
    )
    titles = await _seeing_all(request, lambda opened: _titles(opened.library, found, agent))
    return [
        replace(one, playlist=replace(one.playlist, title=title))
        for one, title in zip(found, titles, strict=True)
    ]


async def sound_of(request: Request, of: ClipContents) -> CallSound:
    """Return the sound of the call of a clip that `Assigned.clip` gave, to be cut to the clip.

    Raises:
        NotFoundError: There is no such call any more, or it came as a transcript.
        SoundGoneError: A file is gone, or has changed since it was read.
    """
    return await _seeing_all(request, lambda opened: find_sound(opened.library, of.call.id))


async def _seeing_all(request: Request, read: Callable[[OpenedLibrary], Value]) -> Value:
    """Return what `read` finds past the eyes of who asks: only what `seen_by` leaves of it may go on."""
    return await _reading(request, None, read)


async def _reading(request: Request, viewer: Viewer | None, read: Callable[[OpenedLibrary], Value]) -> Value:
    pool: LibraryPool = request.app.state.pool
    async with pool.borrow(viewer) as opened:
        return await run_in_threadpool(read, opened)


def _titles(library: Library, found: Sequence[Standing], agent: str) -> list[str]:
    """Return what lists are called, as an agent may see it."""
    lists, heads = _lists_of(library, agent), list_heads(library)
    there = [heads.get(lists.get(one.assignment.n, "")) for one in found]
    return [
        title_seen_by(library, head, agent) if head else one.playlist.title
        for one, head in zip(found, there, strict=True)
    ]


def _lists_of(library: Library, agent: str) -> dict[int, str]:
    """Return the ids of lists that an agent was asked to hear, by the number of the assignment."""
    return {one.n: one.playlist_id for one in assignments_of(library) if one.agent == agent}


def _whole(list_id: str, agent: str) -> Callable[[OpenedLibrary], PlaylistContents]:
    """Return what reads a list as an agent may hear it."""
    return lambda opened: opened.kept(
        f"assigned {list_id} to {agent}", lambda library: seen_by(library, [list_id], agent)[list_id]
    )


def _found(
    opened: OpenedLibrary, *, agent: str, playlist: str, lists: Mapping[int, str]
) -> tuple[Standing, frozenset[str]]:
    """Return how a list stands, with own eyes; it goes by the id that they see, or by that of the library."""
    library = opened.library
    mine = [one for one in standings(library, today=date.today(), agent=agent) if one.is_going_on]
    known = [one for one in mine if lists.get(one.assignment.n) == playlist]
    if not known:
        wanted = pick(
            playlist,
            [(form, one.playlist.id) for one in mine for form in (one.playlist.title, one.playlist.id)],
            what="playlist",
        )
        known = [one for one in mine if one.playlist.id == wanted]
    there = max(known, key=lambda one: one.assignment.n)
    calls = stored_calls(library, {clip.call_id for clip in there.clips})
    return there, frozenset(call.id for call in calls)


AssignedList = Annotated[Assigned, Depends(read_assigned)]
"""What a function asks for that shows or plays a list to who is asked to hear it."""
