"""`/topics/TOPIC/…`: changing topics."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Path
from fastapi.responses import Response

from coachkit.web.acting.forms import LeadActing
from coachkit.web.acting.topics import (
    merge_topics,
    no_topic,
    pin_topic,
    rename_topic,
    split_topic,
    topic_again,
)

router = APIRouter(tags=["topic changes"], include_in_schema=False)
TopicNamed = Annotated[str, Path(max_length=200)]
Name = Annotated[str, Form(max_length=200)]


@router.post("/topics/{topic}/rename")
async def rename_a_topic(topic: TopicNamed, sent: LeadActing, name: Name = "") -> Response:
    """Give a topic a name."""
    return await sent.do(rename_topic(topic, name, version=sent.version))


@router.post("/topics/{topic}/merge")
async def merge_two_topics(topic: TopicNamed, sent: LeadActing, into: Name) -> Response:
    """Make one topic of two."""
    return await sent.do(merge_topics(topic, into))


@router.post("/topics/{topic}/split")
async def split_a_topic(topic: TopicNamed, sent: LeadActing, name: Name = "") -> Response:
    """Cut a topic in two."""
    return await sent.do(split_topic(topic, name))


@router.post("/topics/{topic}/pin")
async def pin_a_topic(
    topic: TopicNamed, sent: LeadActing, stays: Annotated[Literal["yes", "no"], Form()]
) -> Response:
    """Make a topic stay as it is, or let it change again."""
    return await sent.do(pin_topic(topic, is_pinned=stays == "yes"))


@router.post("/topics/{topic}/never")
async def say_it_is_no_topic(topic: TopicNamed, sent: LeadActing) -> Response:
    """Say of a topic that it is none."""
    return await sent.do(no_topic(topic))


@router.post("/topics/{topic}/back")
async def bring_a_topic_back(topic: TopicNamed, sent: LeadActing) -> Response:
    """Make a topic of what was said to be none."""
    return await sent.do(topic_again(topic))
