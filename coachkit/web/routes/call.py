"""`/calls/CALL`: one call, to be heard and read."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from coachkit.web.page_routes import add_data, add_page
from coachkit.web.pages.call import read_call, read_long_line, read_some_lines
from coachkit.web.pages.call_figures import Figures, read_all_figures
from coachkit.web.pages.call_lines import LineSection, RestOfLine
from coachkit.web.pages.call_similar import SimilarPage, read_similar
from coachkit.web.rendering import render

router = APIRouter(tags=["call"])

add_page(router, "/calls/{call}", "call.html.j2", read_call, title="One call")


@router.get("/calls/{call}/lines", include_in_schema=False)
def show_lines(request: Request, page: Annotated[LineSection, Depends(read_some_lines)]) -> HTMLResponse:
    """Show some lines of the transcript: a part of the page."""
    return render(request, "parts/call_lines.html.j2", page)


@router.get("/calls/{call}/lines/{n}", include_in_schema=False)
def show_rest(request: Request, page: Annotated[RestOfLine, Depends(read_long_line)]) -> HTMLResponse:
    """Show more of a long line."""
    return render(request, "parts/call_rest.html.j2", page)


@router.get("/calls/{call}/figures", include_in_schema=False)
def show_figures(request: Request, page: Annotated[Figures, Depends(read_all_figures)]) -> HTMLResponse:
    """Show all figures: a part of the page."""
    return render(request, "parts/call_figures.html.j2", page)


@router.get("/calls/{call}/similar", include_in_schema=False)
def show_similar(request: Request, page: Annotated[SimilarPage, Depends(read_similar)]) -> HTMLResponse:
    """Show similar calls: a part of the page."""
    return render(request, "parts/call_similar.html.j2", page)


add_data(
    router, "/api/calls/{call}/lines", read_some_lines, title="Some lines of a call, or those that say it"
)
add_data(router, "/api/calls/{call}/similar", read_similar, title="The calls most like one")
