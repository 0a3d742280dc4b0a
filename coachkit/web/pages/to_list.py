"""Putting clips into a playlist: what a search finds, or a part of a call, and the lists there are for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request

from coachkit.errors import QueryError
from coachkit.models import Clip
from coachkit.pipeline.changes.list_adding import (
    NEW_LIST,
    Addition,
    find_clips_for,
    part_of_call_for,
    refuse_unheard,
)
from coachkit.pipeline.changes.lists import Editor
from coachkit.pipeline.changes.stretches import find_stretch
from coachkit.store.library import Library
from coachkit.store.reading import find_call
from coachkit.store.reading.call_facts import stored_call
from coachkit.store.reading.playlists import list_playlists
from coachkit.web.acting.playlist_adding import MANY, MOST, left_out
from coachkit.web.acting.playlist_clips import exact_clock
from coachkit.web.library_pool import Opened
from coachkit.web.pages.playlist_arranging import settings_now
from coachkit.web.pages.playlists import KINDS
from coachkit.web.pages.search_form import SearchForm
from coachkit.web.person import Lead

_OWN_FIRST = ("made", "smart")
Time = Annotated[str, Query(max_length=20)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChoice:
    """A list that clips can be put into."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListChoices:
    """The lists of a kind."""

    name: str
    lists: tuple[ListChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipToCome:
    """A clip as it would be put in."""

    call_id: str
    start: float
    end: float
    quote: str
    reason: str

    @property
    def begins(self) -> str:
        """Where it begins, as it is typed."""
        return exact_clock(self.start)

    @property
    def ends(self) -> str:
        """Where it ends, as it is typed."""
        return exact_clock(self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToListPage:
    """What would be put into a list."""

    said: str
    """Where the clips are from, for a heading."""
    query: str | None
    """The search that finds them; None for a part of a call."""
    title: str
    """What a new list may be called."""
    back: str
    problem: str | None
    """Why nothing can be put in."""
    clips: tuple[ClipToCome, ...]
    seconds: float
    many: int
    """So many at most, unless one says otherwise."""
    is_cut: bool
    """Whether more was found than is ever put in at once."""
    left_out: tuple[str, ...]
    lists: tuple[ListChoices, ...]


def read_search_to_list(
    request: Request, opened: Opened, _: Lead, form: Annotated[SearchForm, Depends()]
) -> ToListPage:
    """Return the clips that a search finds, to be put into a list."""
    library = opened.library
    said = {"said": "Put these into a playlist", "query": form.query, "back": form.here}
    try:
        addition = find_clips_for(_editor(request, library), NEW_LIST, form.query, limit=MOST)
    except QueryError as error:
        return _page(library, None, problem=f"{error}", title="", **said)
    problem = None
    if not addition.clips:
        problem = (
            "None of these places can be heard well." if addition.places else "The search finds nothing."
        )
    return _page(library, addition, problem=problem, title=_title(form.text), **said)


def read_part_to_list(
    request: Request,
    opened: Opened,
    _: Lead,
    call: Annotated[str, Path(max_length=400)],
    start: Annotated[Time, Query(alias="from")],
    end: Annotated[Time, Query(alias="to")] = "",
) -> ToListPage:
    """Return a part of a call, to be put into a list; without its end all that belongs to what is said then.

    Raises:
        NotFoundError: There is no such call.
        EditError: The times are none of it.
    """
    library = opened.library
    call_id = find_call(library, call)
    if not end:
        first, last = find_stretch(library, stored_call(library, call_id), start)
        start, end = f"{first:.3f}", f"{last:.3f}"
    editor = _editor(request, library)
    addition = part_of_call_for(editor, NEW_LIST, call_id, (start, end))
    refuse_unheard(editor.settings.playlists, addition)
    clip = addition.clips[0]
    back = f"/calls/{call_id}?at={clip.start:.2f}"
    return _page(
        library, addition, said="Add this to a playlist", query=None, title="", back=back, problem=None
    )


def _editor(request: Request, library: Library) -> Editor:
    settings = settings_now(library, request.app.state.acts.config)
    return Editor(library=library, settings=settings, name=request.state.person.name)


def _page(library: Library, addition: Addition | None, **said: Any) -> ToListPage:  # texts, as they are named
    clips = addition.clips if addition else ()
    return ToListPage(
        clips=tuple(_clip(one) for one in clips),
        seconds=addition.seconds if addition else 0.0,
        many=MANY,
        is_cut=len(clips) >= MOST,
        left_out=left_out(addition) if addition else (),
        lists=tuple(_choices(library)),
        **said,
    )


def _clip(one: Clip) -> ClipToCome:
    return ClipToCome(call_id=one.call_id, start=one.start, end=one.end, quote=one.quote, reason=one.reason)


def _choices(library: Library) -> Iterable[ListChoices]:
    there = [one for one in list_playlists(library) if one.origin != "frozen"]
    for kind in sorted(KINDS, key=lambda kind: kind not in _OWN_FIRST):
        lists = tuple(ListChoice(id=one.id, title=one.title) for one in there if one.kind == kind)
        if lists:
            yield ListChoices(name=KINDS[kind], lists=lists)


def _title(text: str) -> str:
    """Return what a list of a search may be called: its words, where they are no more than words."""
    words = " ".join(text.split())
    return words[:1].upper() + words[1:60] if words and not set(words) & set(':()"') else ""
