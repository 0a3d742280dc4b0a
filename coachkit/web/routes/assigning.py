"""`/playlists/LIST/hearers`: who is asked to hear a list, until when, and what is answered to them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from coachkit.errors import EditError, InputError
from coachkit.web.acting.assigning import Wish, assign, set_day, take_from
from coachkit.web.acting.forms import LeadActing
from coachkit.web.acting.hearing_lists import comment
from coachkit.web.page_routes import add_page
from coachkit.web.pages.ask_to_hear import read_ask_to_hear
from coachkit.web.pages.assigned import ListNamed
from coachkit.web.pages.hearers import read_hearers

router = APIRouter(tags=["lists to hear"])

add_page(
    router,
    "/playlists/{playlist}/hearers",
    "hearers.html.j2",
    read_hearers,
    title="Who is asked to hear a list",
)
add_page(router, "/assign", "ask_to_hear.html.j2", read_ask_to_hear, title="Lists that an agent can hear")
Day = Annotated[str, Form(max_length=40)]
Agent = Annotated[str, Form(max_length=200)]


@router.post("/assign", include_in_schema=False)
async def ask_agent(
    sent: LeadActing,
    playlist: Annotated[str, Form(max_length=300)],
    agents: Annotated[list[str], Form(max_length=200)],
    due: Day = "",
    note: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Ask an agent to hear a list that is chosen there."""
    return await sent.do(assign(playlist, Wish(agents=tuple(agents), due=_day(due), note=note)))


@router.post("/playlists/{playlist}/assign", include_in_schema=False)
async def ask_to_hear(
    playlist: ListNamed,
    sent: LeadActing,
    agents: Annotated[list[str] | None, Form(max_length=200)] = None,
    team: Annotated[str, Form(max_length=200)] = "",
    due: Day = "",
    note: Annotated[str, Form(max_length=2_000)] = "",
    again: Annotated[bool, Form()] = False,
) -> Response:
    """Ask agents, or a team, to hear a list."""
    wish = Wish(agents=tuple(agents or ()), team=team, due=_day(due), note=note, again=again)
    return await sent.do(assign(playlist, wish))


@router.post("/playlists/{playlist}/due", include_in_schema=False)
async def change_day(playlist: ListNamed, sent: LeadActing, agent: Agent, due: Day = "") -> Response:
    """Change until when an agent is asked to hear a list."""
    return await sent.do(set_day(playlist, agent, _day(due), version=sent.version))


@router.post("/playlists/{playlist}/unassign", include_in_schema=False)
async def take_list_back(
    playlist: ListNamed,
    sent: LeadActing,
    agent: Agent,
    why: Annotated[str, Form(max_length=2_000)] = "",
) -> Response:
    """Take a list back from an agent."""
    if not why.strip():
        raise EditError("say why in a few words, such as “She is on leave”; it is kept")
    return await sent.do(take_from(playlist, agent, why))


@router.post("/playlists/{playlist}/answer", include_in_schema=False)
async def answer_comment(
    playlist: ListNamed,
    sent: LeadActing,
    agent: Agent,
    reply_to: Annotated[int, Form()],
    text: Annotated[str, Form(max_length=4_000)] = "",
) -> Response:
    """Answer what an agent wrote."""
    return await sent.do(comment(playlist, agent, text, reply_to=reply_to))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise InputError(f"“{text}” is no day; write one such as 2026-12-01") from None
