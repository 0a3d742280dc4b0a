"""`/mine`: lists that somebody is asked to hear, and what they note and write to them."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from coachkit.web.acting.acts import Acts
from coachkit.web.acting.desk import Action
from coachkit.web.acting.forms import Acting, AnyActing
from coachkit.web.acting.hearing_lists import acknowledge, be_at, comment, hear
from coachkit.web.page_routes import add_page
from coachkit.web.pages.assigned import AssignedList, agent_of
from coachkit.web.pages.my_list import read_my_list
from coachkit.web.pages.my_lists import read_my_lists

router = APIRouter(tags=["lists to hear"])

add_page(router, "/mine", "my_lists.html.j2", read_my_lists, title="Lists that you are asked to hear")
add_page(router, "/mine/{playlist}", "my_list.html.j2", read_my_list, title="A list to hear, with its clips")

Key = Annotated[str, Form(max_length=64)]
Second = Annotated[float | None, Form(ge=0, le=1_000_000)]


@router.post("/mine/{playlist}/heard", include_in_schema=False)
async def note_clip_heard(
    assigned: AssignedList, sent: AnyActing, clip: Key, quiet: Annotated[bool, Form()] = False
) -> Response:
    """Note that a clip was heard; `quiet`: by itself, while it plays."""
    return await _do(sent, hear(assigned.list_id, agent_of(sent.person), (clip,)), quiet=quiet)


@router.post("/mine/{playlist}/at", include_in_schema=False)
async def note_place(
    assigned: AssignedList, sent: AnyActing, clip: Key, second: Annotated[float, Form(ge=0, le=1_000_000)]
) -> Response:
    """Note how far into a clip somebody is."""
    return await _do(sent, be_at(assigned.list_id, agent_of(sent.person), clip, second), quiet=True)


@router.post("/mine/{playlist}/acknowledge", include_in_schema=False)
async def say_taken_in(assigned: AssignedList, sent: AnyActing) -> Response:
    """Say that the list was taken in."""
    return await sent.do(acknowledge(assigned.list_id, agent_of(sent.person)))


@router.post("/mine/{playlist}/comment", include_in_schema=False)
async def write_comment(
    assigned: AssignedList,
    sent: AnyActing,
    text: Annotated[str, Form(max_length=4_000)] = "",
    clip: Key = "",
    second: Second = None,
    reply_to: Annotated[int | None, Form()] = None,
) -> Response:
    """Write to the list or to a clip, or answer."""
    action = comment(
        assigned.list_id, agent_of(sent.person), text, key=clip, second=second, reply_to=reply_to
    )
    return await sent.do(action)


async def _do(sent: Acting, action: Action, *, quiet: bool) -> Response:
    if not quiet:
        return await sent.do(action)
    acts: Acts = sent.request.app.state.acts
    await acts.note(sent.person, action)
    return Response(status_code=HTTPStatus.NO_CONTENT)
