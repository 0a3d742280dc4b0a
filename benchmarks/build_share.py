"""How much of a long build is not recognition.

    python benchmarks/build_share.py sample_calls [--hours 3]

Repeats the recordings of a folder under other names and at other loudness until they last so many hours
(each is then another call to coachkit), builds a library from them with the folder's settings, and adds up
the seconds of each stage. `share_outside_recognition` is what is left of the whole build when the waiting for
transcripts is taken away: reading files, loading models, all later stages, and writing.
"""

import argparse
import shutil
import tempfile
from itertools import cycle
from pathlib import Path

import numpy as np
import scipy.io.wavfile

from coachkit.backends.audio import decode_channels, recording_files
from coachkit.backends.protocols import SAMPLE_RATE
from coachkit.config import find_settings, load_settings
from coachkit.pipeline import build_library
from coachkit.store.library import Library
from transcripts import report, tell

GAINS = tuple(10 ** (-decibel / 20) for decibel in (0.0, 1.5, 3.0, 4.5, 6.0, 7.5, 9.0))


def repeat_recordings(folder: Path, target: Path, hours: float) -> float:
    """Write louder and softer copies of the folder's recordings into `target`; return their hours."""
    paths = [path for path in recording_files(folder).recordings if path.parent == folder]
    seconds = 0.0
    for n, path in enumerate(cycle(paths)):
        if seconds >= hours * 3600:
            break
        gain = GAINS[n // len(paths) % len(GAINS)]
        sound = np.stack(decode_channels(path), axis=1) * gain
        copy = target / f"{path.stem}_{n}.wav"
        scipy.io.wavfile.write(copy, SAMPLE_RATE, (sound * 32767).astype(np.int16))
        sidecar = path.with_suffix(".json")
        if sidecar.is_file():
            shutil.copy(sidecar, copy.with_suffix(".json"))
        seconds += len(sound) / SAMPLE_RATE
    return seconds / 3600


def main() -> None:
    """Build and print the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--hours", type=float, default=3.0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        calls = Path(place) / "calls"
        calls.mkdir()
        hours = repeat_recordings(arguments.folder, calls, arguments.hours)
        tell(f"{hours:.2f} hours to build")
        settings = load_settings(find_settings(arguments.folder))
        with Library.open(Path(place) / "library.db", create=True) as library:
            built = build_library(calls, library, settings)
            stages: dict[str, float] = {}
            for run in library.stage_runs().values():
                stages[run.stage] = stages.get(run.stage, 0.0) + run.seconds
    report(
        {
            "hours": round(hours, 2),
            "failed": built.failed,
            "seconds": round(built.seconds, 1),
            "x_realtime": round(hours * 3600 / built.seconds, 1),
            "share_outside_recognition": round(1 - stages["transcribe"] / built.seconds, 4),
            "stage_seconds": {name: round(seconds, 1) for name, seconds in stages.items()},
        }
    )


if __name__ == "__main__":
    main()
