"""`/calls`: the list of calls."""

from fastapi import APIRouter

from coachkit.web.page_routes import add_page
from coachkit.web.pages.calls import read_calls

router = APIRouter(tags=["calls"])

add_page(router, "/calls", "calls.html.j2", read_calls, title="Calls, filtered and page by page")
