"""Playlists made, filled and arranged by hand: `/playlists/LIST/…`, and `to-list` of a search or a call."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path
from fastapi.responses import Response

from coachkit.web.acting.forms import LeadActing
from coachkit.web.acting.playlist_adding import MANY, Into, put_in_found, put_in_part
from coachkit.web.acting.playlist_clips import (
    At,
    checked_place,
    exclude,
    move,
    note,
    pin,
    restore,
    trim,
    unpin,
)
from coachkit.web.acting.playlists import ListTexts, drop, edit, freeze, make
from coachkit.web.page_routes import add_page
from coachkit.web.pages.call import CallNamed
from coachkit.web.pages.search_form import MOST_LETTERS
from coachkit.web.pages.to_list import read_part_to_list, read_search_to_list

router = APIRouter(tags=["playlists"])
_OF_LIST = "/playlists/{playlist}"
_OF_CLIP = _OF_LIST + "/clips/{call}/{start}/{end}"
_MOST_SECONDS = 10_000_000
Listed = Annotated[str, Path(max_length=300)]
Short = Annotated[str, Form(max_length=300)]
Text = Annotated[str, Form(max_length=2_000)]
QueryText = Annotated[str, Form(max_length=MOST_LETTERS)]

add_page(router, "/search/to-list", "to_list.html.j2", read_search_to_list, title="What a search would list")
add_page(
    router, "/calls/{call}/to-list", "to_list.html.j2", read_part_to_list, title="A part of a call to list"
)


def _texts(
    title: Short = "",
    description: Text = "",
    query: QueryText = "",
    max_clips: Annotated[int | None, Form(ge=1, le=1_000)] = None,
) -> ListTexts:
    return ListTexts(title=title, description=description, query=query, max_clips=max_clips)


def _at(
    playlist: Listed,
    call: CallNamed,
    start: Annotated[float, Path(ge=0, le=_MOST_SECONDS)],
    end: Annotated[float, Path(ge=0, le=_MOST_SECONDS)],
) -> At:
    return At(playlist=playlist, call_id=call, start=start, end=end)


Texts = Annotated[ListTexts, Depends(_texts)]
Clip = Annotated[At, Depends(_at)]


@router.post("/playlists", include_in_schema=False)
async def make_a_list(sent: LeadActing, texts: Texts) -> Response:
    """Make a list, by hand or filled by a query."""
    return await sent.do(make(texts))


@router.post(_OF_LIST + "/edit", include_in_schema=False)
async def edit_a_list(playlist: Listed, sent: LeadActing, texts: Texts) -> Response:
    """Change what a list is called, what it is for, and what fills it."""
    return await sent.do(edit(playlist, texts, version=sent.version))


@router.post(_OF_LIST + "/freeze", include_in_schema=False)
async def freeze_a_list(playlist: Listed, sent: LeadActing, title: Short = "") -> Response:
    """Keep a list as it is, under a title of its own."""
    return await sent.do(freeze(playlist, title))


@router.post(_OF_LIST + "/drop", include_in_schema=False)
async def drop_a_list(playlist: Listed, sent: LeadActing) -> Response:
    """Drop a list."""
    return await sent.do(drop(playlist))


@router.post(_OF_CLIP + "/move", include_in_schema=False)
async def move_a_clip(clip: Clip, sent: LeadActing, place: Short) -> Response:
    """Move a clip to a place."""
    return await sent.do(move(clip, checked_place(place), version=sent.version))


@router.post(_OF_CLIP + "/note", include_in_schema=False)
async def note_a_clip(clip: Clip, sent: LeadActing, text: Text = "") -> Response:
    """Write a note beside a clip."""
    return await sent.do(note(clip, text, version=sent.version))


@router.post(_OF_CLIP + "/trim", include_in_schema=False)
async def trim_a_clip(clip: Clip, sent: LeadActing, begin: Short = "", end_at: Short = "") -> Response:
    """Let a clip begin and end elsewhere."""
    return await sent.do(trim(clip, begin.strip(), end_at.strip(), version=sent.version))


@router.post(_OF_CLIP + "/exclude", include_in_schema=False)
async def exclude_a_clip(clip: Clip, sent: LeadActing, why: Text = "") -> Response:
    """Take a clip out of its list."""
    return await sent.do(exclude(clip, why))


@router.post(_OF_CLIP + "/restore", include_in_schema=False)
async def restore_a_clip(clip: Clip, sent: LeadActing) -> Response:
    """Bring back a clip that was taken out."""
    return await sent.do(restore(clip))


@router.post(_OF_CLIP + "/pin", include_in_schema=False)
async def pin_a_clip(clip: Clip, sent: LeadActing) -> Response:
    """Keep a clip where it is."""
    return await sent.do(pin(clip))


@router.post(_OF_CLIP + "/unpin", include_in_schema=False)
async def unpin_a_clip(clip: Clip, sent: LeadActing) -> Response:
    """Let a clip come and go by itself again."""
    return await sent.do(unpin(clip))


@router.post("/search/to-list", include_in_schema=False)
async def put_in_a_search(
    sent: LeadActing,
    query: QueryText,
    playlist: Short = "",
    title: Short = "",
    limit: Annotated[int, Form(ge=1)] = MANY,
) -> Response:
    """Put what a search finds into a list."""
    return await sent.do(put_in_found(Into(playlist=playlist, title=title), query, limit=limit))


@router.post("/calls/{call}/to-list", include_in_schema=False)
async def put_in_a_part(
    call: CallNamed,
    sent: LeadActing,
    start: Annotated[str, Form(alias="from", max_length=20)],
    end: Annotated[str, Form(alias="to", max_length=20)],
    playlist: Short = "",
    title: Short = "",
    why: Text = "",
) -> Response:
    """Put a part of a call into a list."""
    return await sent.do(put_in_part(Into(playlist=playlist, title=title), call, (start, end), why=why))
