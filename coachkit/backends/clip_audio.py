"""Clips out: stretches of a call as small MP3s that play in any browser and fit inside a page."""

import io
from collections.abc import Sequence

import numpy as np

from coachkit.backends.call_sound import decode_call
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.call_files import CallFile

BIT_RATE = 32_000
"""Bits a second; speech at 16 kHz mono stays clear, and a minute takes 240 kB."""

_FADE_SECONDS = 0.01
_PEAK = 0.9
_SPEECH_LEVEL = 0.1
"""Root mean square of speech after levelling, -20 dB of full scale."""
_MAX_GAIN = 10.0
"""A channel that is nearly silent is raised by 20 dB at most, or its noise would be all one hears."""
_LEVEL_WINDOW = SAMPLE_RATE // 20


def cut_clips(files: Sequence[CallFile], spans: Sequence[tuple[float, float]]) -> list[bytes]:
    """Cut (start, end) stretches, in seconds, out of one call, decoded once; return an MP3 each.

    Of a call in parts only those are opened that the stretches need; one may run over an edge. The
    channels are brought to the same level of speech and mixed to mono, so both sides are heard.
    Raises RecordingError if a recording cannot be read, ValueError if a span is empty or lies outside.
    """
    if not spans:
        return []
    needed = _needed(files, min(start for start, _ in spans), max(end for _, end in spans))
    origin = needed[0].start
    mix = _mix(decode_call(needed))
    return [_encode_mp3(_cut(mix, start - origin, end - origin)) for start, end in spans]


def cut_clip(file: CallFile, start: float, end: float) -> bytes:
    """Cut one stretch out of one file, as `cut_clips` does."""
    return cut_clips([file], [(start, end)])[0]


def _needed(files: Sequence[CallFile], start: float, end: float) -> Sequence[CallFile]:
    first = max((n for n, file in enumerate(files) if file.start <= start), default=0)
    last = max((n for n, file in enumerate(files) if file.start < end), default=first)
    return files[first : last + 1]


def _mix(channels: Sequence[Samples]) -> Samples:
    mix = np.zeros(min(len(channel) for channel in channels), np.float32)
    for channel in channels:
        mix += channel[: len(mix)] * _gain(channel)
    return mix


def _gain(channel: Samples) -> np.float32:
    """Return the factor that brings a channel's louder windows, which are speech, to the common level."""
    windows = len(channel) // _LEVEL_WINDOW
    if windows == 0:
        return np.float32(1.0)
    power = np.square(channel[: windows * _LEVEL_WINDOW]).reshape(windows, _LEVEL_WINDOW).mean(axis=1)
    level = float(np.sqrt(np.percentile(power, 90)))
    return np.float32(min(_SPEECH_LEVEL / max(level, 1e-6), _MAX_GAIN))


def _cut(mix: Samples, start: float, end: float) -> Samples:
    first, last = round(start * SAMPLE_RATE), min(round(end * SAMPLE_RATE), len(mix))
    if not 0 <= first < last:
        raise ValueError(f"no sound from {start} to {end} s in a recording of {len(mix) / SAMPLE_RATE:.1f} s")
    clip = mix[first:last].copy()
    fade = min(round(_FADE_SECONDS * SAMPLE_RATE), len(clip) // 2)
    ramp = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    clip[:fade] *= ramp
    clip[len(clip) - fade :] *= ramp[::-1]
    peak = float(np.abs(clip).max())
    return clip * np.float32(_PEAK / peak) if peak > _PEAK else clip


def _encode_mp3(clip: Samples) -> bytes:
    import av

    buffer = io.BytesIO()
    with av.open(buffer, "w", format="mp3", container_options={"id3v2_version": "0"}) as container:
        stream = container.add_stream("libmp3lame", rate=SAMPLE_RATE, layout="mono")
        stream.bit_rate = BIT_RATE
        frame = av.AudioFrame.from_ndarray(clip[np.newaxis], format="fltp", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        for frame_or_end in (frame, None):
            container.mux(stream.encode(frame_or_end))
    return buffer.getvalue()
