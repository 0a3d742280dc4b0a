"""`/`: what is new, what to hear first."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from coachkit.web.page_routes import add_data, add_page, only_leads
from coachkit.web.pages.home import ChangesPart, read_changes, read_home
from coachkit.web.rendering import render

router = APIRouter(tags=["home"])

add_page(router, "/", "home.html.j2", read_home, title="What is new, and what to hear first")


@router.get("/home/changes", include_in_schema=False, dependencies=only_leads())
def show_changes(request: Request, page: Annotated[ChangesPart, Depends(read_changes)]) -> HTMLResponse:
    """Show what comes up more or less: a part of the page."""
    return render(request, "parts/home_changes.html.j2", page)


add_data(
    router,
    "/api/home/changes",
    read_changes,
    title="What comes up more, or less, than before",
    for_leads=True,
)
