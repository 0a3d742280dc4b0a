"""`/build`: dropping files in, building a folder, and how far it is."""

import hmac
from collections.abc import AsyncIterator, Collection, Mapping
from http import HTTPStatus
from typing import Annotated, Any

import anyio
from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from coachkit.config import load_settings
from coachkit.store.library import Library
from coachkit.store.reading.known_content import files_with
from coachkit.store.reading.settings_used import settings_path
from coachkit.web.acting.acts import Acts
from coachkit.web.acting.building import PAGE, build_again, build_dropped, build_folder, stop_build
from coachkit.web.acting.forms import Acting, LeadActing, form_token
from coachkit.web.building.judging import Judged, Known, judge
from coachkit.web.building.order import ENDED
from coachkit.web.building.places import Places
from coachkit.web.building.receiving import Received, receive
from coachkit.web.building.refusal import UploadRefusedError
from coachkit.web.library_pool import LibraryPool
from coachkit.web.page_routes import add_page
from coachkit.web.pages.building import BuildLine, key_of, queue_of, read_building, read_lines
from coachkit.web.pages.upload_refused import RefusedUpload
from coachkit.web.person import Lead
from coachkit.web.rendering import render

router = APIRouter(tags=["building"])
LOOKS = 0.3
"""Seconds between two looks at how far a build is."""
BuildId = Annotated[str, Form(max_length=40)]

add_page(router, PAGE, "build.html.j2", read_building, title="What is being built from the page")


@router.post(f"{PAGE}/folder", include_in_schema=False)
async def build_a_folder(sent: LeadActing, folder: Annotated[str, Form(max_length=4_096)]) -> Response:
    """Build a folder that the settings name."""
    return await sent.do(build_folder(queue_of(sent.request.app), folder))


@router.post(f"{PAGE}/stop", include_in_schema=False)
async def stop_a_build(sent: LeadActing, build: BuildId) -> Response:
    """Take a build out of the queue, or stop it."""
    return await sent.do(stop_build(queue_of(sent.request.app), build))


@router.post(f"{PAGE}/again", include_in_schema=False)
async def build_once_more(sent: LeadActing, build: BuildId) -> Response:
    """Build a folder once more."""
    return await sent.do(build_again(queue_of(sent.request.app), build))


@router.post(f"{PAGE}/files", include_in_schema=False)
async def take_files(request: Request, person: Lead) -> Response:
    """Take in files that were dropped, and build them."""
    try:
        places = await run_in_threadpool(_places, request)
        return await _taken(request, Acting(request=request, person=person, version="", back=PAGE), places)
    except UploadRefusedError as error:
        page = RefusedUpload(text=str(error), files=())
        return render(request, "build_refused.html.j2", page, status=error.status)
    except ClientDisconnect:
        return Response(status_code=HTTPStatus.BAD_REQUEST)  # nobody reads it


async def _taken(request: Request, sent: Acting, places: Places) -> Response:
    token = form_token(request)
    with places.staging() as staged:
        files = await receive(
            request,
            staged,
            places.settings.web,
            lambda given: hmac.compare_digest(given.encode(), token.encode()),
        )
        judged = await run_in_threadpool(_judged, files, places)
        if not judged.calls:
            text = "Choose recordings or transcripts first." if not files else "There was no call in it."
            page = RefusedUpload(text=text, files=judged.refused)
            return render(request, "build_refused.html.j2", page, status=HTTPStatus.BAD_REQUEST)
        folder = await run_in_threadpool(places.keep, staged)
    queue = queue_of(request.app)
    return await sent.do(build_dropped(queue, folder, [path.name for path in judged.calls], judged.refused))


def _places(request: Request) -> Places:
    pool: LibraryPool = request.app.state.pool
    acts: Acts = request.app.state.acts
    with Library.open_to_read(pool.path) as library:
        file = settings_path(library, acts.config)
    return Places(db=pool.path, settings=load_settings(file), settings_file=file)


def _judged(files: list[Received], places: Places) -> Judged:
    return judge(files, places.settings, _known_to(places))


def _known_to(places: Places) -> Known:
    def known(hashes: Collection[str]) -> Mapping[str, str]:
        with Library.open_to_read(places.db) as library:
            return files_with(library, hashes)

    return known


@router.get(f"{PAGE}/progress", include_in_schema=False, response_class=EventSourceResponse)
async def tell_progress(request: Request, _: Lead) -> AsyncIterator[ServerSentEvent]:
    """Tell how far the build is whenever that changes, until nothing is built or waits."""
    told: dict[str, Any] | None = None
    while True:
        lines = await run_in_threadpool(read_lines, request.app)
        now = _progress(request, lines)
        if now != told:
            yield ServerSentEvent(event="progress", data=now)
            told = now
        if now["over"]:
            return
        await anyio.sleep(LOOKS)


def _progress(request: Request, lines: list[BuildLine]) -> dict[str, Any]:
    running = next((one for one in lines if one.state == "running"), None)
    return {
        "key": key_of(lines),
        "over": all(one.state in ENDED for one in lines),
        "html": bytes(render(request, "parts/build_figures.html.j2", running).body).decode()
        if running
        else "",
    }
