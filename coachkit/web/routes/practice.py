"""`/practice`: answer customers from real calls."""

from fastapi import APIRouter

from coachkit.web.page_routes import add_page
from coachkit.web.pages.practice import read_practice, read_session

router = APIRouter(tags=["practice"])

add_page(router, "/practice", "practice.html.j2", read_practice, title="What can be practised")
add_page(
    router, "/practice/{subject}", "practice_session.html.j2", read_session, title="The rounds of a session"
)
