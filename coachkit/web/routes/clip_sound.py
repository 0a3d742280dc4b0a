"""`/audio/clips/LIST/CLIP`: the sound of a clip that somebody is asked to hear, cut to it."""

from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from coachkit.errors import CoachkitError, LibraryError, NotFoundError, RecordingError
from coachkit.web.error_pages import answer
from coachkit.web.pages.assigned import Assigned, AssignedList, sound_of
from coachkit.web.problem import Problem
from coachkit.web.routes.audio import Readiness
from coachkit.web.sound.call_sound import SoundGoneError
from coachkit.web.sound.sound_file import SoundFile
from coachkit.web.sound.workshop import Playable, workshop_of

router = APIRouter(tags=["audio"], include_in_schema=False)
ClipKey = Annotated[str, Path(alias="clip", max_length=64)]
_SILENT = "The recording of this clip cannot be played; read it instead."
"""What is wrong with a file would tell its name, and so whose call it is."""


@router.get("/audio/clips/{playlist}/{clip}", response_model=None)
async def send_clip(request: Request, assigned: AssignedList, clip: ClipKey) -> Response:
    """Send the sound of a clip."""
    try:
        playable = await _playable(request, assigned, clip)
    except (RecordingError, SoundGoneError):
        problem = Problem(
            status=410, title="This clip cannot be played", text=_SILENT, advice="Read the clip instead."
        )
        return answer(request, problem)
    return SoundFile(playable.path, media_type=playable.media_type)


@router.get("/audio/clips/{playlist}/{clip}/ready")
async def make_clip_ready(request: Request, assigned: AssignedList, clip: ClipKey) -> Readiness:
    """Make a clip's sound ready to be sent at once, or say that there is none."""
    try:
        await _playable(request, assigned, clip)
    except (LibraryError, NotFoundError):
        raise
    except CoachkitError:
        return Readiness(problem=_SILENT)
    return Readiness()


async def _playable(request: Request, assigned: Assigned, key: str) -> Playable:
    of = assigned.clip(key)
    if not of.has_sound:
        raise NotFoundError("this clip came as text: there is no sound to play")
    return await workshop_of(request.app).clip(await sound_of(request, of), of.stretch)
