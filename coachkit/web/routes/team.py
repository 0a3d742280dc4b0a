"""`/team`: the agents and their figures; `/talks`: what to talk about with one of them."""

from fastapi import APIRouter

from coachkit.web.page_routes import add_page
from coachkit.web.pages.agent import read_agent
from coachkit.web.pages.talk import read_talk
from coachkit.web.pages.team import read_team

router = APIRouter(tags=["team"])

add_page(router, "/team", "team.html.j2", read_team, title="Agents by team, with their figures")
add_page(router, "/team/{name:path}", "agent.html.j2", read_agent, title="An agent")
add_page(router, "/talks/{name:path}", "talk.html.j2", read_talk, title="What to talk about with an agent")
