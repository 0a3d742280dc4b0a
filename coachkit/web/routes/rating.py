"""`/calls/CALL/rate`: saying how a call went."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form
from fastapi.responses import Response

from coachkit.models import Verdict
from coachkit.web.acting.forms import LeadActing
from coachkit.web.acting.rating import rate
from coachkit.web.page_routes import add_page
from coachkit.web.pages.call import CallNamed
from coachkit.web.pages.call_rate import read_part_to_rate

router = APIRouter(tags=["rating"])

add_page(
    router, "/calls/{call}/rate", "call_rate.html.j2", read_part_to_rate, title="A part of a call to rate"
)


@router.post("/calls/{call}/rate", include_in_schema=False)
async def rate_a_call(
    call: CallNamed,
    sent: LeadActing,
    verdict: Annotated[Literal["good", "bad", "neutral", "none"], Form()],
    why: Annotated[str, Form(max_length=2_000)] = "",
    at: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Rate a call, or the stretch at a time."""
    given: Verdict | None = None if verdict == "none" else verdict
    return await sent.do(rate(call, given, why, at or None, version=sent.version))
