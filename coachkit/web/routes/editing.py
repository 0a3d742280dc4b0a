"""`/calls/CALL/lines/N/edit` and what else corrects a transcript."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path
from fastapi.responses import Response

from coachkit.models import Role
from coachkit.web.acting.editing import Wanted, edit, exchange, take_back
from coachkit.web.acting.forms import LeadActing
from coachkit.web.page_routes import add_page
from coachkit.web.pages.call import MOST_LINES, CallNamed
from coachkit.web.pages.call_edit import MOST_LETTERS, read_line_to_edit

router = APIRouter(tags=["editing"])

add_page(
    router, "/calls/{call}/lines/{n}/edit", "call_edit.html.j2", read_line_to_edit, title="A line to correct"
)


@router.post("/calls/{call}/lines/{n}/edit", include_in_schema=False)
async def edit_a_line(
    call: CallNamed,
    n: Annotated[int, Path(ge=0, le=MOST_LINES)],
    sent: LeadActing,
    text: Annotated[str | None, Form(max_length=MOST_LETTERS)] = None,
    speaker: Annotated[str | None, Form(max_length=200)] = None,
    role: Annotated[Role | None, Form()] = None,
    everywhere: Annotated[Literal["yes", "no"], Form()] = "no",
) -> Response:
    """Change what a line says, or who says it."""
    wanted = Wanted(text=text, speaker=speaker, role=role, everywhere=everywhere == "yes")
    return await sent.do(edit(call, n, wanted, version=sent.version))


@router.post("/calls/{call}/edits/{n}/undo", include_in_schema=False)
async def take_an_edit_back(
    call: CallNamed, n: Annotated[int, Path(ge=0, le=MOST_LINES)], sent: LeadActing
) -> Response:
    """Take a change of a line back."""
    return await sent.do(take_back(call, {n: sent.version}))


@router.post("/calls/{call}/exchange", include_in_schema=False)
async def exchange_roles(
    call: CallNamed, sent: LeadActing, exchanged: Annotated[Literal["yes", "no"], Form()]
) -> Response:
    """Exchange agent and customer, or take that back."""
    return await sent.do(exchange(call, exchanged=exchanged == "yes"))
