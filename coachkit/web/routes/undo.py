"""`/undo/NOTICE`: taking back what was done last."""

from fastapi import APIRouter
from fastapi.responses import Response

from coachkit.errors import EditError
from coachkit.web.acting.acts import Acts
from coachkit.web.acting.forms import AnyActing

router = APIRouter(tags=["undo"], include_in_schema=False)


@router.post("/undo/{notice}")
async def take_back(notice: str, sent: AnyActing) -> Response:
    """Take back what this person did, if it can still be taken back."""
    acts: Acts = sent.request.app.state.acts
    undone = await acts.take_back(sent.person, notice)
    if undone is None:
        raise EditError("this cannot be taken back by this button any more; change it back by hand")
    return sent.go_on(undone)
