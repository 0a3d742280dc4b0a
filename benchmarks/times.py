"""How exact the times of segments and words are.

    python benchmarks/times.py sample_calls --db coachkit.db

Reads a library built from a folder of scripted two-channel calls. A segment's start is compared with the
start of the script's line it belongs to. A word's start is compared with the sound itself: wherever a
channel's voice sets in after a silence, a word must begin. These places are found by loudness alone,
in frames of 5 ms, and need no transcript.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.models import Call, Segment, Word
from coachkit.store.library import Library
from transcripts import report, tell

FRAME = SAMPLE_RATE // 200
VOICE = 10 ** (-30 / 20)
"""Louder than this, measured from the loudest second, is voice."""
SILENCE = 0.15
LASTS = 0.1
"""Seconds of silence before a voice sets in, and for which it must then last."""
NEAR = 0.6
"""A word or segment that begins further away does not belong to the place."""


def onsets(samples: Samples) -> list[float]:
    """Return the seconds at which a voice sets in after a silence."""
    whole = len(samples) // FRAME * FRAME
    levels = np.sqrt(np.square(samples[:whole].reshape(-1, FRAME), dtype=np.float64).mean(axis=1))
    loudest = np.sqrt(np.square(np.sort(levels)[-200:]).mean())
    loud = levels > loudest * VOICE
    before, after = round(SILENCE * 200), round(LASTS * 200)
    starts = np.flatnonzero(np.diff(loud.astype(np.int8), prepend=0) == 1)
    return [
        float(at) / 200
        for at in starts
        if at >= before and not loud[at - before : at].any() and loud[at : at + after].mean() > 0.8
    ]


def nearest(places: Sequence[float], starts: Sequence[float]) -> Iterator[float | None]:
    """Yield how far the nearest start is from each place; None where there is none near."""
    known = np.asarray(starts)
    for place in places:
        distance = float(np.abs(known - place).min()) if len(known) else NEAR + 1
        yield distance if distance <= NEAR else None


def figures(errors: Sequence[float | None]) -> dict[str, float | int]:
    """Return the median and the 95th percentile in seconds, and how many places had nothing near."""
    found = sorted(error for error in errors if error is not None)
    return {
        "places": len(errors),
        "without": len(errors) - len(found),
        "median_s": round(median(found), 3),
        "p95_s": round(found[int(0.95 * (len(found) - 1))], 3),
    }


def main() -> None:
    """Compare all scripted calls with two channels, and print both figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--db", type=Path, required=True)
    arguments = parser.parse_args()
    segment_errors: list[float | None] = []
    word_errors: list[float | None] = []
    with Library.open(arguments.db) as library:
        for call in library.rows(Call):
            script = arguments.folder / "scripts" / f"{Path(call.path).stem}.json"
            if call.channels != 2 or not script.is_file():
                continue
            tell(f"{call.path}")
            lines = json.loads(script.read_text(encoding="utf-8"))["lines"]
            segments = library.rows(Segment, call_id=call.id)
            words = library.rows(Word, call_id=call.id)
            for channel, samples in enumerate(decode_channels(Path(call.path))):
                spoken = [line["start"] for line in lines if (line["role"] != "customer") == (channel == 0)]
                segment_errors += nearest(spoken, [s.start for s in segments if s.channel == channel])
                said = [w.start for w in words if w.channel == channel]
                word_errors += nearest(onsets(samples), said)
    report({"segment_starts": figures(segment_errors), "word_starts": figures(word_errors)})


if __name__ == "__main__":
    main()
