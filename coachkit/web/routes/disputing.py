"""`/calls/CALL/disputes`: objections to a score, decisions on them, and answers to what a card asks."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Path, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from coachkit.models import AnswerValue
from coachkit.store.reading import find_call
from coachkit.web.acting.answering import answer
from coachkit.web.acting.disputing import decide, object_to, reopen, withdraw
from coachkit.web.acting.forms import AnyActing, LeadActing
from coachkit.web.acting.telling import told_to
from coachkit.web.library_pool import LibraryPool
from coachkit.web.page_routes import add_page
from coachkit.web.pages.call import CallNamed
from coachkit.web.pages.call_object import read_line_to_dispute
from coachkit.web.person import Who

router = APIRouter(tags=["disputing"])

add_page(
    router,
    "/calls/{call}/disputes/new",
    "call_object.html.j2",
    read_line_to_dispute,
    title="A line of a score to object to",
)


async def own_call(request: Request, person: Who, call: CallNamed) -> str:
    """Return the id of a call that the person may see; its library is given back before anything is written.

    Raises:
        NotFoundError: There is no such call, or it is none of theirs.
    """
    pool: LibraryPool = request.app.state.pool
    async with pool.borrow(person.viewer) as opened:
        return await run_in_threadpool(find_call, opened.library, call)


OwnCall = Annotated[str, Depends(own_call)]
Name = Annotated[str, Form(max_length=200)]
Why = Annotated[str, Form(max_length=2_000)]
Number = Annotated[int, Path(ge=1, le=1_000_000_000)]


@router.post("/calls/{call}/disputes", include_in_schema=False)
async def object_to_a_line(
    call: OwnCall,
    sent: AnyActing,
    card: Name,
    line: Name,
    why: Why = "",
) -> Response:
    """Object to a line of the score."""
    return await sent.do(told_to(sent.person, object_to(call, card, line, why)))


@router.post("/calls/{call}/disputes/{n}/withdraw", include_in_schema=False)
async def take_back_an_objection(call: OwnCall, n: Number, sent: AnyActing) -> Response:
    """Take one's own objection back."""
    return await sent.do(told_to(sent.person, withdraw(call, n)))


@router.post("/calls/{call}/disputes/{n}/decide", include_in_schema=False)
async def decide_on_an_objection(
    call: CallNamed,
    n: Number,
    sent: LeadActing,
    outcome: Annotated[Literal["granted", "refused"], Form()],
    why: Why = "",
) -> Response:
    """Grant an objection, or refuse it."""
    return await sent.do(decide(call, n, outcome, why))


@router.post("/calls/{call}/disputes/{n}/reopen", include_in_schema=False)
async def take_back_a_decision(call: CallNamed, n: Number, sent: LeadActing) -> Response:
    """Take a decision back."""
    return await sent.do(reopen(call, n))


@router.post("/calls/{call}/answers", include_in_schema=False)
async def answer_a_question(
    call: CallNamed,
    sent: LeadActing,
    card: Name,
    line: Name,
    value: Annotated[AnswerValue, Form()],
    why: Why = "",
) -> Response:
    """Answer what the card asks people."""
    return await sent.do(answer(call, card, line, value, why, version=sent.version))
