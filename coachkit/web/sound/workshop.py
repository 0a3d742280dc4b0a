"""Makes what is played and drawn of a call, once, away from the threads that answer pages."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

import anyio
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from coachkit.call_files import Stretch
from coachkit.errors import RecordingError
from coachkit.web.sound.call_sound import CallSound
from coachkit.web.sound.kept_files import KeptFiles
from coachkit.web.sound.playable import media_type_of

MOST_PEAKS = 1_500
"""Of a lane: more than a wide screen shows."""
_AT_ONCE = 2
"""Recordings that are decoded at the same time; each takes a processor."""
_FORM = "1"
"""Of what is kept; another number makes everything anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playable:
    """A file that every browser plays."""

    path: Path
    media_type: str


class Workshop:
    """Makes copies that play, and waves; two requests for the same make it once."""

    def __init__(self, kept: KeptFiles) -> None:
        """Keep what is made in `kept`."""
        self._kept = kept
        self._hands = anyio.CapacityLimiter(_AT_ONCE)
        self._in_work: dict[str, anyio.Lock] = {}

    async def playable(self, sound: CallSound, *, plays_ogg: bool = True) -> Playable:
        """Return the call as a file that plays: its own, or a copy of what it holds.

        Raises:
            RecordingError: The recording is damaged, or may not be read.
            CoachkitError: The copy cannot be written.
        """
        if len(sound.files) == 1:
            [file] = sound.files
            try:
                as_it_is = await run_in_threadpool(media_type_of, file.path, plays_ogg=plays_ogg)
            except OSError as error:
                text = f"{file.path.name} cannot be read ({error.strerror}): check its permissions"
                raise RecordingError(text) from error
            if as_it_is:
                return Playable(path=file.path, media_type=as_it_is)

        def write(target: IO[bytes]) -> None:
            from coachkit.backends.play_copy import write_play_copy

            write_play_copy(sound.files, target, seconds=sound.duration)

        path = await self._once(f"{sound.content}-{_FORM}.wav", write)
        return Playable(path=path, media_type="audio/wav")

    async def clip(self, sound: CallSound, stretch: Stretch) -> Playable:
        """Return a stretch of the call as a file of its own: nothing of the call but that is in it.

        Raises as `playable` does.
        """

        def write(target: IO[bytes]) -> None:
            from coachkit.backends.clip_audio import cut_clips

            try:
                [data] = cut_clips(sound.files, [stretch])
            except ValueError as error:
                raise RecordingError("the recording is shorter than this clip") from error
            target.write(data)

        place = sha256(repr((stretch.start, stretch.end, stretch.muted)).encode()).hexdigest()[:16]
        path = await self._once(f"{sound.content}-{place}-{_FORM}.mp3", write)
        return Playable(path=path, media_type="audio/mpeg")

    async def peaks(self, sound: CallSound) -> tuple[tuple[float, ...], ...]:
        """Return the loudest sample of up to `MOST_PEAKS` equal stretches of the call, a tuple a channel.

        Raises as `playable` does.
        """

        def write(target: IO[bytes]) -> None:
            from coachkit.backends.waves import measure_peaks

            target.write(json.dumps(measure_peaks(sound.files, MOST_PEAKS)).encode())

        path = await self._once(f"{sound.content}-{_FORM}.json", write)
        channels = json.loads(await anyio.Path(path).read_bytes())
        return tuple(tuple(channel) for channel in channels)

    async def _once(self, name: str, write: Callable[[IO[bytes]], object]) -> Path:
        lock = self._in_work.setdefault(name, anyio.Lock())
        try:
            async with lock:
                found = self._kept.find(name)
                if found is None:
                    found = await anyio.to_thread.run_sync(self._kept.make, name, write, limiter=self._hands)
                return found
        finally:
            if not lock.locked():  # whoever waited has it now
                self._in_work.pop(name, None)


def workshop_of(app: FastAPI) -> Workshop:
    """Return the one workshop of an application."""
    if not hasattr(app.state, "workshop"):
        from coachkit.backends.whisper_files import cache_directory

        app.state.workshop = Workshop(KeptFiles(cache_directory() / "sound"))
    workshop: Workshop = app.state.workshop
    return workshop
