"""A page and its JSON twin: one function reads, a template shows it, and `/api` gives the same as data."""

from collections.abc import Callable
from typing import Annotated, TypeVar, get_type_hints

from fastapi import APIRouter, Depends, Request
from fastapi.params import Depends as DependsOnce
from fastapi.responses import HTMLResponse

from coachkit.web.file_names import with_file_names
from coachkit.web.person import lead_of
from coachkit.web.rendering import render

Page = TypeVar("Page")


def add_page(
    router: APIRouter,
    address: str,
    template: str,
    read: Callable[..., Page],
    *,
    title: str,
    for_leads: bool = False,
) -> None:
    """Show what `read` returns at `address`, and as JSON at `/api` + `address`.

    `read` asks for what it needs as FastAPI's dependencies do (`Opened`, parameters of the address or the
    query); `title` says in the list of addresses what is there, in a few words. `for_leads`: others are told
    that only a team lead may see it.
    """

    def show(request: Request, page: Annotated[Page, Depends(read)]) -> HTMLResponse:
        return render(request, template, page)

    router.add_api_route(
        address,
        show,
        methods=["GET"],
        include_in_schema=False,
        response_model=None,
        dependencies=only_leads(for_leads),
    )
    add_data(router, "/api" + address.removesuffix("/"), read, title=title, for_leads=for_leads)


def add_data(
    router: APIRouter, address: str, read: Callable[..., Page], *, title: str, for_leads: bool = False
) -> None:
    """Give what `read` returns as JSON at `address`, files by their names alone; as `add_page`."""

    def give(page: Annotated[Page, Depends(read)]) -> Page:
        return with_file_names(page)

    router.add_api_route(
        address,
        give,
        methods=["GET"],
        summary=title,
        description=(read.__doc__ or "").partition("\n")[0],
        name=f"{read.__name__}_data",
        response_model=get_type_hints(read)["return"],
        dependencies=only_leads(for_leads),
    )


def only_leads(for_leads: bool = True) -> list[DependsOnce]:
    """Return what a route asks for first, where only a lead may use it."""
    return [Depends(lead_of)] if for_leads else []
