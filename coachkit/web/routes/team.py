"""`/team`: the agents and their figures; `/talks`: what to talk about with one of them."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException

from coachkit.web.library_pool import Opened
from coachkit.web.page_routes import add_page
from coachkit.web.pages.agent import read_agent
from coachkit.web.pages.own_name import own_name
from coachkit.web.pages.talk import read_talk
from coachkit.web.pages.team import TeamPage, read_team

router = APIRouter(tags=["team"])


def own_page_first(request: Request, opened: Opened) -> None:
    """Send an agent on to the own page.

    Raises:
        HTTPException: The way there.
    """
    if opened.viewer is not None:
        where = f"{request.url.path.removesuffix('/')}/{quote(own_name(opened), safe='')}"
        raise HTTPException(303, headers={"Location": where})


def read_team_or_own(
    _: Annotated[None, Depends(own_page_first)], team: Annotated[TeamPage, Depends(read_team)]
) -> TeamPage:
    """Return everybody by team, or one team, some on a page."""
    return team


add_page(router, "/team", "team.html.j2", read_team_or_own, title="Agents by team, with their figures")
add_page(router, "/team/{name:path}", "agent.html.j2", read_agent, title="An agent")
add_page(
    router,
    "/talks/{name:path}",
    "talk.html.j2",
    read_talk,
    title="What to talk about with an agent",
    for_leads=True,
)
