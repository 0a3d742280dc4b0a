"""`/playbooks` and `/cards`: what works and what does not."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import PlainTextResponse

from coachkit.export.safe_names import safe_names
from coachkit.web.page_routes import add_page, only_leads
from coachkit.web.pages.cards import read_card, read_card_file
from coachkit.web.pages.playbooks import read_playbook, read_playbook_file, read_playbooks

router = APIRouter(tags=["playbooks"])

File = tuple[str, str]
"""A file's name without its ending, and its text."""


@router.get("/playbooks/{playbook_id}/markdown", include_in_schema=False)
def playbook_markdown(file: Annotated[File, Depends(read_playbook_file)]) -> PlainTextResponse:
    """Give a playbook as a file for a wiki."""
    return _as_file(file)


@router.get("/cards/markdown/{kind}/{name:path}", include_in_schema=False, dependencies=only_leads())
def card_markdown(file: Annotated[File, Depends(read_card_file)]) -> PlainTextResponse:
    """Give a battle card as a file for a wiki."""
    return _as_file(file)


add_page(router, "/playbooks", "playbooks.html.j2", read_playbooks, title="Playbooks and battle cards")
add_page(router, "/playbooks/{playbook_id}", "playbook.html.j2", read_playbook, title="A playbook, whole")
add_page(
    router,
    "/cards/{kind}/{name:path}",
    "card.html.j2",
    read_card,
    title="A battle card, whole",
    for_leads=True,
)


def _as_file(file: File) -> PlainTextResponse:
    name, text = file
    [safe] = safe_names([name], instead="playbook")
    return PlainTextResponse(
        text,
        media_type="text/markdown",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(safe)}.md"},
    )
