"""`/api/docs`: the list of all data, to be tried out."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from coachkit.web.rendering import render

router = APIRouter(tags=["api docs"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiDocsPage:
    """Where the list of addresses is read from."""

    openapi: str


@router.get("/api/docs", include_in_schema=False)
def show_api_docs(request: Request) -> HTMLResponse:
    """Show the list of all data, each with a form to try it."""
    return render(request, "api_docs.html.j2", ApiDocsPage(openapi=str(request.app.openapi_url)))
