"""A page and its JSON twin: one function reads, a template shows it, and `/api` gives the same as data."""

from collections.abc import Callable
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from coachkit.web.rendering import render

Page = TypeVar("Page")


def add_page(
    router: APIRouter, address: str, template: str, read: Callable[..., Page], *, title: str
) -> None:
    """Show what `read` returns at `address`, and as JSON at `/api` + `address`.

    `read` asks for what it needs as FastAPI's dependencies do (`Opened`, parameters of the address or the
    query); `title` says in the list of addresses what is there, in a few words.
    """

    def show(request: Request, page: Annotated[Page, Depends(read)]) -> HTMLResponse:
        return render(request, template, page)

    router.add_api_route(address, show, methods=["GET"], include_in_schema=False, response_model=None)
    router.add_api_route(
        "/api" + address.removesuffix("/"), read, methods=["GET"], summary=title, name=f"{read.__name__}_data"
    )
