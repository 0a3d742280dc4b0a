"""How much of a call's speech is given to the right voice when all of it is on one channel.

    python benchmarks/voices.py MONO STEREO [MONO STEREO]...
    python benchmarks/voices.py --count RECORDING...

STEREO is the same call with each speaker on a channel of their own: where exactly one channel has speech
(voice activity of each), that is who speaks. Voices are numbered freely, so the best assignment of voices to
channels counts. With --count, the number of voices on each channel of each recording is told.
"""

import argparse
import itertools
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE
from coachkit.backends.voice_activity import find_speech
from coachkit.backends.voices import HeardVoice, separate_voices
from transcripts import report

CELLS = 100
"""A second is compared in this many places."""
NOBODY = -1


def timeline(spans: list[tuple[float, float, int]], length: int) -> npt.NDArray[np.int64]:
    """Return the label of every cell, `NOBODY` outside the spans (start, end in seconds, label)."""
    line = np.full(length, NOBODY)
    for start, end, label in spans:
        line[round(start * CELLS) : round(end * CELLS)] = label
    return line


def heard_on(path: Path) -> list[list[HeardVoice]]:
    """Return the voices of each channel."""
    return [separate_voices(samples, find_speech(samples)) for samples in decode_channels(path)]


def compare(mono: Path, stereo: Path) -> dict[str, object]:
    """Return the share of single-speaker time that is labelled right, with what it rests on."""
    channels = decode_channels(stereo)
    length = max(map(len, channels)) * CELLS // SAMPLE_RATE + 1
    spoken = np.stack(
        [
            timeline([(s.start / SAMPLE_RATE, s.end / SAMPLE_RATE, 1) for s in find_speech(channel)], length)
            for channel in channels
        ]
    )
    alone = (spoken == 1).sum(axis=0) == 1
    truth = spoken.argmax(axis=0)
    heard = heard_on(mono)[0]
    said = timeline([(one.start, one.end, one.voice) for one in heard], length)
    voices = len({one.voice for one in heard})
    right = max(
        sum(int((alone & (truth == channel) & (said == voice)).sum()) for channel, voice in enumerate(order))
        for order in itertools.permutations(range(max(voices, len(channels))), len(channels))
    )
    return {
        "mono": mono.name,
        "voices": voices,
        "single_speaker_seconds": int(alone.sum()) / CELLS,
        "labelled_right": round(right / max(int(alone.sum()), 1), 4),
    }


def count(path: Path) -> dict[str, object]:
    """Return how many voices each channel has."""
    return {
        "recording": path.name,
        "voices": [len({one.voice for one in heard}) for heard in heard_on(path)],
    }


def main() -> None:
    """Compare pairs, or count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--count", action="store_true", help="only count voices")
    arguments = parser.parse_args()
    paths: list[Path] = arguments.paths
    if arguments.count:
        report([count(path) for path in paths])
        return
    if len(paths) % 2:
        parser.error("a stereo recording is missing: they come in pairs, mono first")
    report([compare(mono, stereo) for mono, stereo in zip(paths[::2], paths[1::2], strict=True)])


if __name__ == "__main__":
    main()
