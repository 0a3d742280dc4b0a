"""`/audio/CALL`: the sound of a call, as much of it as a browser asks for, and the shape of its waves."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from coachkit.errors import CoachkitError, LibraryError, RecordingError
from coachkit.models import Segment
from coachkit.store.library import Library
from coachkit.web.error_pages import answer, without_folders
from coachkit.web.library_pool import LibraryPool
from coachkit.web.person import person_of
from coachkit.web.problem import Problem
from coachkit.web.sound.call_sound import CallSound, SoundGoneError, find_sound
from coachkit.web.sound.lanes import Lane, draw_lanes
from coachkit.web.sound.sound_file import SoundFile
from coachkit.web.sound.workshop import workshop_of

router = APIRouter(tags=["audio"])
CallId = Annotated[str, Path(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waves:
    """The shape of a call's sound: a lane a side, each with as many peaks (0 to 1) at equal times."""

    duration: float
    lanes: tuple[Lane, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """Whether a call can be heard."""

    problem: str | None = None
    """What to know and do where it cannot."""


@router.get("/audio/{call}", include_in_schema=False, response_model=None)
async def send_sound(request: Request, call: CallId, plain: bool = False) -> Response:
    """Send the sound of a call; `plain`: for a browser that does not play Opus in Ogg."""
    sound, _ = await _find(request, call)
    try:
        playable = await workshop_of(request.app).playable(sound, plays_ogg=not plain)
    except RecordingError as error:
        return _damaged(request, error)
    return SoundFile(playable.path, media_type=playable.media_type)


@router.get("/audio/{call}/ready", include_in_schema=False)
async def make_ready(request: Request, call: CallId, plain: bool = False) -> Readiness:
    """Make a call's sound ready to be sent at once, or say what is wrong with it."""
    try:
        sound, _ = await _find(request, call)
        await workshop_of(request.app).playable(sound, plays_ogg=not plain)
    except HTTPException as error:
        return Readiness(problem=error.detail)
    except LibraryError:
        raise  # it is not about this call
    except CoachkitError as error:
        return Readiness(problem=without_folders(str(error)))
    return Readiness()


@router.get("/api/calls/{call}/waves", summary="The shape of a call's sound", response_model=Waves)
async def show_waves(request: Request, call: CallId) -> Waves | Response:
    """Return how loud agent and customer are over the call."""
    sound, segments = await _find(request, call, with_segments=True)
    try:
        channels = await workshop_of(request.app).peaks(sound)
    except RecordingError as error:
        return _damaged(request, error)
    return Waves(duration=sound.duration, lanes=draw_lanes(channels, segments, sound.duration))


async def _find(
    request: Request, call: str, *, with_segments: bool = False
) -> tuple[CallSound, list[Segment]]:
    """Read what is known of a call's sound, and give the library back before anything is decoded or sent."""

    def read(library: Library) -> tuple[CallSound, list[Segment]]:
        return find_sound(library, call), library.rows(Segment, call_id=call) if with_segments else []

    pool: LibraryPool = request.app.state.pool
    try:
        async with pool.borrow(person_of(request).viewer) as opened:
            return await run_in_threadpool(read, opened.library)
    except SoundGoneError as error:
        raise HTTPException(410, str(error)) from error


def _damaged(request: Request, error: RecordingError) -> Response:
    problem = Problem(
        status=422,
        title="This recording cannot be played",
        text=without_folders(str(error)),
        advice="Read the call instead.",
    )
    return answer(request, problem)
