"""Find what a telephone channel carries besides voices: ringing, other tones, hold music.

One idea serves all three: a voice's pitch never stands still, and these sounds' pitches do. A tone is
nearly all of a moment's power in one or two lines of the spectrum that do not move; music is several
lines at once that stand still for a third of a second each, over many seconds (after "continuous
frequency activation": Seyerlehner, Pohle, Schedl, Widmer, DAFx 2007). Whatever is not clear is left
alone, so speech is hardly ever taken for a sound.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coachkit.backends.keypad import find_keys
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.spectrum import FRAME_SECONDS, Frames, measure_frames
from coachkit.backends.voice_activity import SpeechSpan
from coachkit.models import SoundKind

Flags = npt.NDArray[np.bool_]

# Below this (mean square, so -60 dB) a frame is silence whatever it is made of.
_SILENCE = 1e-6
# Softer than the channel's loudest second by more than this ratio of powers (35 dB): hum, bleed.
_SOFT = 10**-3.5

# Share of a frame's power in its two strongest lines, and how like the frame 96 ms away it is.
_PURE = 0.9
_ALIKE = 0.95
_SHORTEST_TONE = 0.2
# What never ends is a fault of the line, not a sign to the caller.
_LONGEST_TONE = 60.0
# Countries' dial, ringing and busy tones lie in here (ITU-T E.180, supplement 2: 330 to 620 Hz).
_CALL_PROGRESS = (320.0, 640.0)
_LONG_BURST = 0.8
# The longest pause of a ringing cadence is 5 s.
_LONGEST_PAUSE = 6.0
_PAUSE_BELOW = 10**-1.5
_SAME_PITCH = 12.0

# Music: lines at once, their share of the power, and how much of the 5 s around a frame is like that.
# Measured: at most 0.23 of any 3 s of two hours of telephone speech, half of the time in hold music 0.77.
_LINES = 3
_TONAL = 0.25
_AROUND = 5.0
_MOSTLY = 0.5
_SOMETIMES = 0.3
_EDGE = 1.0
_SHORTEST_MUSIC = 4.0

# What is left of speech at the edges of a sound: the edge is found to this many seconds.
_EDGE_ERROR = 0.3
_SHORTEST_REST = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardSound:
    """A stretch of a channel that is no speech but no silence either, in seconds from its beginning."""

    kind: SoundKind
    start: float
    end: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Burst:
    """A tone without a break: its first frame, the one after its last, its lines in Hz, its power."""

    first: int
    stop: int
    lines: tuple[float, float]
    power: float

    @property
    def is_call_progress(self) -> bool:
        return _CALL_PROGRESS[0] < self.lines[0] <= self.lines[1] < _CALL_PROGRESS[1]


def find_sounds(samples: Samples) -> list[HeardSound]:
    """Return the ringing, tones and music on one channel at `SAMPLE_RATE`, in time order, none overlapping.

    The pauses of a tone's rhythm are part of it where nobody speaks in them.
    """
    if not len(samples):
        return []
    frames = measure_frames(samples)
    loud = frames.power > max(_SILENCE, _SOFT * _loud_power(frames.power))
    bursts = _find_bursts(frames, loud)
    tones = _join_bursts(bursts, frames.power)
    music = _find_music(frames, loud, tones)
    sounds = [*music, *tones, *_find_keys(samples)]
    return _without_overlap(sounds, len(samples) / SAMPLE_RATE)


def outside_sounds(spans: Sequence[SpeechSpan], sounds: Sequence[HeardSound]) -> list[SpeechSpan]:
    """Return `spans` (in time order) without what is ringing, tones or music in them.

    A recogniser given a sentence and half a minute of music writes something for both. Each sound keeps a
    margin, so no word beside it is cut.
    """
    kept = []
    for span in spans:
        start = span.start
        for sound in sounds:
            first = round((sound.start + _EDGE_ERROR) * SAMPLE_RATE)
            stop = round((sound.end - _EDGE_ERROR) * SAMPLE_RATE)
            if first < stop and start < stop and first < span.end:
                kept.append(SpeechSpan(start=start, end=max(first, start)))
                start = min(stop, span.end)
        kept.append(SpeechSpan(start=start, end=span.end))
    # A span that no sound touches stays, however short.
    return [one for one in kept if one in spans or one.end - one.start >= _SHORTEST_REST * SAMPLE_RATE]


def _loud_power(power: npt.NDArray[np.float32]) -> float:
    return float(np.sort(power)[-round(1 / FRAME_SECONDS) :].mean())


def _find_bursts(frames: Frames, loud: Flags) -> list[_Burst]:
    bursts = []
    for first, stop in _runs(loud & (frames.pure > _PURE)):
        seconds = (stop - first) * FRAME_SECONDS
        if not _SHORTEST_TONE < seconds < _LONGEST_TONE or np.median(frames.alike[first:stop]) < _ALIKE:
            continue
        low, high = np.sort(np.median(np.sort(frames.lines[first:stop], axis=1), axis=0))
        power = float(np.median(frames.power[first:stop]))
        bursts.append(_Burst(first=first, stop=stop, lines=(float(low), float(high)), power=power))
    return bursts


def _join_bursts(bursts: Sequence[_Burst], power: npt.NDArray[np.float32]) -> list[HeardSound]:
    """Return tones with their rhythm's pauses; ringing is told from other tones by pitch and length."""
    groups: list[list[_Burst]] = []
    for burst in bursts:
        if groups and _continues(groups[-1][-1], burst, power):
            groups[-1].append(burst)
        else:
            groups.append([burst])
    return [
        HeardSound(
            kind="ringing" if _is_ringing(group) else "tones",
            start=group[0].first * FRAME_SECONDS,
            end=(group[-1].stop - 1) * FRAME_SECONDS,
        )
        for group in groups
    ]


def _continues(last: _Burst, burst: _Burst, power: npt.NDArray[np.float32]) -> bool:
    pause = power[last.stop : burst.first]
    return (
        len(pause) * FRAME_SECONDS < _LONGEST_PAUSE
        and all(abs(a - b) < _SAME_PITCH for a, b in zip(last.lines, burst.lines, strict=True))
        # The frames at both ends still hold some of the tone.
        and not (pause[4:-4] > _PAUSE_BELOW * last.power).any()
    )


def _is_ringing(group: Sequence[_Burst]) -> bool:
    longest = max(burst.stop - burst.first for burst in group) * FRAME_SECONDS
    return group[0].is_call_progress and (len(group) > 1 or longest > _LONG_BURST)


def _find_music(frames: Frames, loud: Flags, tones: Iterable[HeardSound]) -> list[HeardSound]:
    """Return where music plays; a melody's single notes are part of it, ringing is not."""
    musical = loud & (frames.still >= _LINES) & (frames.tonal > _TONAL)
    notes = np.zeros_like(musical)
    for tone in tones:
        first, stop = round(tone.start / FRAME_SECONDS), round(tone.end / FRAME_SECONDS) + 1
        musical[first:stop] = False
        notes[first:stop] = tone.kind == "tones"
    chords = _mean_around(musical, _AROUND)
    share = _mean_around(musical | notes, _AROUND)
    steady = _mean_around(musical | notes, _EDGE) > _SOMETIMES
    sounds = []
    for first, stop in _runs(share > _SOMETIMES):
        inside = first + np.flatnonzero(((musical | notes) & steady)[first:stop])
        if not len(inside) or share[first:stop].max() < _MOSTLY or chords[first:stop].max() < _SOMETIMES:
            continue
        start, end = float(inside[0] * FRAME_SECONDS), float(inside[-1] * FRAME_SECONDS)
        if end - start > _SHORTEST_MUSIC:
            sounds.append(HeardSound(kind="music", start=start, end=end))
    return sounds


def _find_keys(samples: Samples) -> list[HeardSound]:
    return [HeardSound(kind="tones", start=start, end=end) for start, end in find_keys(samples)]


def _mean_around(flags: Flags, seconds: float) -> npt.NDArray[np.float64]:
    """Return the share of true values in so many seconds around each frame."""
    width = round(seconds / FRAME_SECONDS)
    sums = np.cumsum(np.pad(flags, (width // 2 + 1, width - width // 2 - 1)), dtype=np.int64)
    return np.asarray((sums[width:] - sums[:-width]) / width, np.float64)


def _runs(flags: Flags) -> Iterable[tuple[int, int]]:
    """Return (first, one after the last) of each stretch of true values."""
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    return zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _without_overlap(sounds: Iterable[HeardSound], seconds: float) -> list[HeardSound]:
    """Return the sounds in time order; of two that overlap only the longer one."""
    kept: list[HeardSound] = []
    for sound in sorted(sounds, key=lambda one: (one.start - one.end, one.start)):
        if all(sound.end <= other.start or sound.start >= other.end for other in kept):
            kept.append(HeardSound(kind=sound.kind, start=sound.start, end=min(sound.end, seconds)))
    return sorted(kept, key=lambda one: one.start)
