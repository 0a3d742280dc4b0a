"""The example library with recordings that can be heard, and a page that plays them."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np

from coachkit.models import Call, Recording
from coachkit.store.library import Library
from tests.export.example import BAD, GOOD
from tests.sounds import tones, write_sound

SECONDS = 30.0
RATE = 8000


def make_audible(example: Path, folder: Path) -> Path:
    """Copy the library into `folder`, with a WAV for the call GOOD and an MP3 for the call BAD."""
    db = folder / "heard.db"
    shutil.copy(example, db)
    with Library.open(db) as library:
        samples = tones([300, 500], seconds=SECONDS, rate=RATE)
        store_sound(library, GOOD, write_sound(folder / "good.wav", samples, codec="pcm_s16le", rate=RATE))
        store_sound(library, BAD, write_sound(folder / "bad.mp3", samples, codec="libmp3lame", rate=RATE))
    return db


def store_sound(library: Library, call_id: str, *paths: Path, **changes: object) -> None:
    """Let a call be these recordings, one a part, each beginning `SECONDS` after the one before."""
    [call] = [one for one in library.rows(Call) if one.id == call_id]
    library.save_call(
        replace(call, path=str(paths[0]), **changes),  # type: ignore[arg-type]  # fields by name
        *(
            Recording(
                path=str(path),
                size=path.stat().st_size,
                modified_ns=path.stat().st_mtime_ns,
                audio_hash=f"{call_id}{part}",
                call_id=call_id,
                part=part,
                start=part * SECONDS,
                duration=SECONDS,
            )
            for part, path in enumerate(paths)
        ),
    )


def one_side(seconds: float) -> np.ndarray:
    """Return two channels of which only the first sounds, and only in the first half."""
    samples = tones([300, 500], seconds=seconds, rate=RATE)
    samples[1] = 0
    samples[0, samples.shape[1] // 2 :] = 0
    return samples
