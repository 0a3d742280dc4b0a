"""`/playlists`: clips to hear, list by list, and lists as files."""

import shutil
from typing import Annotated

import anyio
from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from coachkit.export.offers import WITH_SOUND, Audience, ExportFormat, refusal
from coachkit.web.exporting import ExportOrder, gather, write
from coachkit.web.library_pool import LibraryPool
from coachkit.web.page_routes import add_page, only_leads
from coachkit.web.pages.playlist import read_playlist
from coachkit.web.pages.playlists import read_playlists
from coachkit.web.person import person_of

router = APIRouter(tags=["playlists"])
LONGEST = 3 * 3600
"""Seconds of sound that are cut for somebody who waits for it."""
_one_at_a_time = anyio.CapacityLimiter(1)

add_page(
    router,
    "/playlists",
    "playlists.html.j2",
    read_playlists,
    title="Playlists by what they are about",
    for_leads=True,
)
add_page(
    router,
    "/playlists/{playlist}",
    "playlist.html.j2",
    read_playlist,
    title="A playlist with its clips",
    for_leads=True,
)


@router.get("/playlists/{playlist}/export", include_in_schema=False, dependencies=only_leads())
async def export_playlist(
    request: Request,
    playlist: str,
    form: Annotated[ExportFormat, Query(alias="format")],
    audience: Annotated[Audience | None, Query(alias="for")] = None,
) -> FileResponse:
    """Send a playlist as a file; without `for` it is for peers, as the command has it."""
    if refused := refusal(form, audience):
        raise HTTPException(400, refused)
    pool: LibraryPool = request.app.state.pool
    order = ExportOrder(
        playlist=playlist, form=form, audience=audience, sound_address=f"{request.base_url}audio/"
    )
    async with pool.borrow(person_of(request).viewer) as opened:
        gathered = await run_in_threadpool(gather, opened.library, order)
    if form in WITH_SOUND and gathered.contents.seconds_to_play > LONGEST:
        command = f"coachkit playlists export {gathered.contents.playlist.id} --format {form}"
        raise HTTPException(400, f"This list is too long to wait for here; make the file with: {command}")
    written = await anyio.to_thread.run_sync(write, gathered, order, limiter=_one_at_a_time)
    return FileResponse(
        written.path,
        media_type=written.type,
        filename=written.path.name,
        background=BackgroundTask(shutil.rmtree, written.folder, ignore_errors=True),
    )
