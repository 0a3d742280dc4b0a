"""`/search`: find what was said."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Depends, Request
from fastapi.responses import HTMLResponse, Response

from coachkit.searching.as_values import Values
from coachkit.web.file_names import with_file_names
from coachkit.web.library_pool import Opened
from coachkit.web.pages.search import (
    Around,
    Form,
    SearchPage,
    read_around,
    read_found,
    read_search,
    read_search_data,
)
from coachkit.web.person import Who
from coachkit.web.rendering import render

router = APIRouter(tags=["search"])


@router.get("/search", include_in_schema=False)
def show_search(
    request: Request, page: Annotated[SearchPage, Depends(read_search)], later: BackgroundTasks, person: Who
) -> HTMLResponse:
    """Show the search page, and get ready for what is typed there."""
    if person.is_lead:  # those of all calls are of no use to others
        later.add_task(request.app.state.pool.read_vectors)
    return render(request, "search.html.j2", page, status=400 if page.problem else 200)


@router.get("/search/hits", include_in_schema=False)
def show_hits(request: Request, opened: Opened, form: Form, typing: bool = False) -> Response:
    """Show what is found: a part of the page; `typing`: at once, by the words so far."""
    if typing and form.view not in ("places", "calls"):
        return Response(status_code=204)
    page = read_found(opened, form, is_unfinished=typing)
    if typing and page.problem:  # not wrong yet, but unfinished
        return Response(status_code=204)
    return render(request, "parts/search_found.html.j2", page)


@router.get("/search/more", include_in_schema=False)
def show_more(request: Request, opened: Opened, form: Form) -> HTMLResponse:
    """Show the next hits of a list."""
    return render(request, "parts/search_more.html.j2", read_found(opened, form))


@router.get("/search/around/{call_id}/{turn}", include_in_schema=False)
def show_around(request: Request, around: Annotated[Around, Depends(read_around)]) -> HTMLResponse:
    """Show more of what is said before and after a hit."""
    return render(request, "parts/search_around.html.j2", around)


@router.get("/api/search", summary="What was said where: as `coachkit search --json`")
def search_data(values: Annotated[Values, Depends(read_search_data)]) -> Values:
    """Return what a search finds."""
    return with_file_names(values)
