"""How loud a clip is, and the same loudness for all of them (EBU R 128, with FFmpeg's own filters).

Calls differ by 20 dB and more, so a list that plays through would have to be turned up and down. Loudness
is measured as broadcasters do, in LUFS, which leaves pauses out and weighs tones as ears do.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import numpy as np

from coachkit.backends.protocols import SAMPLE_RATE, Samples

if TYPE_CHECKING:
    import av

TARGET = -16.0
"""LUFS. Apple asks for -16 of podcasts, within 1 LU."""
MAX_GAIN = 20.0
"""Decibels; a clip in which hardly anything is heard would be all noise if it were raised further."""
_CEILING = 0.79
"""-2 dB of full scale for the highest sample, so that peaks between samples and after coding stay below 0."""
_SILENT = -69.0
"""LUFS; the measure ends at -70, which is what silence has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loudness:
    """How loud a stretch of sound is."""

    integrated: float | None
    """LUFS over all of it; None where it is silent, or shorter than 0.4 s."""
    true_peak: float
    """The highest peak, between samples too, as a part of full scale."""


def measure_loudness(samples: Samples) -> Loudness:
    """Measure mono sound at `SAMPLE_RATE`."""
    measured = _measured(samples, "metadata=1:peak=true")
    peak = float(measured.get("lavfi.r128.true_peak", 0))
    return Loudness(integrated=_integrated(measured), true_peak=peak)


def even_loudness(samples: Samples) -> Samples:
    """Return the sound at `TARGET`; peaks that would be too high are held down for a moment.

    What cannot be measured is returned as it is.
    """
    measured = _integrated(_measured(samples))
    if measured is None:
        return samples
    gain = min(TARGET - measured, MAX_GAIN)
    raised = _raised(samples, gain)
    # Holding peaks down takes loudness away from what has high ones: again, by more than is missing.
    for _ in range(_ROUNDS):
        missing = TARGET - (_integrated(_measured(raised)) or TARGET)
        if abs(missing) < _MISSED or gain == MAX_GAIN:
            break
        gain = min(gain + _STEP * missing, MAX_GAIN)
        raised = _raised(samples, gain)
    return raised


_ROUNDS = 5
_STEP = 1.7
"""A peak that is held down takes about so much of what is added."""
_MISSED = 0.4
"""LU that nobody hears; a podcast may be off by 1."""


def _measured(samples: Samples, options: str = "metadata=1") -> dict[str, str]:
    metadata: dict[str, str] = {}
    for frame in _filtered(samples, [("ebur128", options)]):
        # It is told every 0.1 s, so what is left at the end comes without.
        metadata = dict(frame.metadata) or metadata
    return metadata


def _integrated(measured: Mapping[str, str]) -> float | None:
    value = float(measured.get("lavfi.r128.I", _SILENT))
    return value if value > _SILENT else None


def _raised(samples: Samples, gain: float) -> Samples:
    filters = [
        ("volume", f"{gain:.2f}dB"),
        ("alimiter", f"limit={_CEILING}:attack=5:release=50:level=0:latency=1"),
        ("aformat", f"sample_fmts=fltp:sample_rates={SAMPLE_RATE}:channel_layouts=mono"),
    ]
    return np.concatenate([frame.to_ndarray()[0] for frame in _filtered(samples, filters)])[: len(samples)]


def _filtered(samples: Samples, filters: Sequence[tuple[str, str]]) -> Iterator["av.AudioFrame"]:
    """Yield what comes out of FFmpeg's filters, each by name and options."""
    import av
    from av.filter import Graph

    graph = Graph()
    rate = Fraction(1, SAMPLE_RATE)
    source = graph.add_abuffer(sample_rate=SAMPLE_RATE, format="fltp", layout="mono", time_base=rate)
    chain = [source, *(graph.add(name, options) for name, options in filters), graph.add("abuffersink")]
    graph.link_nodes(*chain).configure()
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="fltp", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    graph.push(frame)
    graph.push(None)
    while True:
        try:
            yield cast("av.AudioFrame", graph.pull())
        except (av.error.EOFError, av.error.BlockingIOError):
            return
