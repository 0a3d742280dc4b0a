"""`/calls`: the list of calls."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from coachkit.web.file_names import with_file_names
from coachkit.web.pages.calls import CallsPage, CallsShown, read_calls, read_calls_shown
from coachkit.web.rendering import render

router = APIRouter(tags=["calls"])


@router.get("/calls", include_in_schema=False)
def show_calls(request: Request, page: Annotated[CallsShown, Depends(read_calls_shown)]) -> HTMLResponse:
    """Show the list of calls; htmx takes the list out of it when a filter changes."""
    is_part = request.headers.get("hx-request") == "true"  # which puts only what went well in its place
    return render(request, "calls.html.j2", page, status=200 if is_part else page.status)


@router.get("/api/calls", summary="Calls, filtered, in any order, page by page")
def calls_data(page: Annotated[CallsPage, Depends(read_calls)]) -> CallsPage:
    """Return some of the calls that fit."""
    return with_file_names(page)
