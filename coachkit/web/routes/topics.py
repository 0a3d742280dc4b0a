"""`/topics`: what calls are about."""

from fastapi import APIRouter

from coachkit.web.page_routes import add_page
from coachkit.web.pages.topic import read_ask, read_experts, read_topic
from coachkit.web.pages.topics import read_priorities, read_topics, read_unfiled

router = APIRouter(tags=["topics"])
add_page(router, "/topics", "topics.html.j2", read_topics, title="Topics")
add_page(
    router,
    "/topics/priorities",
    "priorities.html.j2",
    read_priorities,
    title="What to work on first",
    for_leads=True,
)
add_page(
    router,
    "/topics/unfiled",
    "unfiled.html.j2",
    read_unfiled,
    title="Calls that fit no topic",
    for_leads=True,
)
add_page(
    router, "/topics/ask", "ask.html.j2", read_ask, title="Who is best to take a question", for_leads=True
)
add_page(
    router,
    "/topics/{topic_id}/experts",
    "experts.html.j2",
    read_experts,
    title="Who handles it best",
    for_leads=True,
)
add_page(router, "/topics/{topic_id}", "topic.html.j2", read_topic, title="A topic")
