"""Clips out: stretches of a call as small files of speech, equally loud, that fit inside a page.

MP3 plays in any browser and player; Opus is a good half of its size.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from coachkit.backends.call_sound import decode_call
from coachkit.backends.loudness import even_loudness
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.call_files import AudioFormat, CallFile, Stretch

if TYPE_CHECKING:
    import av


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coding:
    """How FFmpeg writes a file of speech."""

    container: str
    codec: str
    bit_rate: int
    """Bits a second at which speech at 16 kHz mono stays clear."""
    options: dict[str, str]


_CODINGS: Mapping[AudioFormat, _Coding] = {
    "mp3": _Coding(container="mp3", codec="libmp3lame", bit_rate=32_000, options={"id3v2_version": "0"}),
    "opus": _Coding(container="ogg", codec="libopus", bit_rate=18_000, options={"fflags": "+bitexact"}),
}

_FADE_SECONDS = 0.02
_MUTE_FADE_SECONDS = 0.005
_SPEECH_LEVEL = 0.1
"""Root mean square of speech after levelling, -20 dB of full scale."""
_MAX_GAIN = 10.0
"""A channel that is nearly silent is raised by 20 dB at most, or its noise would be all one hears."""
_LEVEL_WINDOW = SAMPLE_RATE // 20


def cut_clips(
    files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3"
) -> list[bytes]:
    """Cut stretches out of one call, decoded once; return a file each.

    Of a call in parts only those are opened that the stretches need; one may run over an edge. The
    channels are brought to the same level of speech and mixed to mono, so both sides are heard, and every
    clip is as loud as the next (`loudness.TARGET`), with short fades at its ends and around what is muted.
    Raises RecordingError if a recording cannot be read, ValueError if a stretch is empty or lies outside.
    """
    if not stretches:
        return []
    needed = _needed(files, min(one.start for one in stretches), max(one.end for one in stretches))
    origin = needed[0].start
    mix = _mix(decode_call(needed))
    return [_encode(_faded(even_loudness(_cut(mix, one, origin))), _CODINGS[form]) for one in stretches]


def cut_clip(file: CallFile, start: float, end: float) -> bytes:
    """Cut one stretch out of one file as an MP3, as `cut_clips` does."""
    return cut_clips([file], [Stretch(start=start, end=end)])[0]


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


def _cut(mix: Samples, stretch: Stretch, origin: float) -> Samples:
    first = round((stretch.start - origin) * SAMPLE_RATE)
    last = min(round((stretch.end - origin) * SAMPLE_RATE), len(mix))
    if not 0 <= first < last:
        raise ValueError(
            f"no sound from {stretch.start} to {stretch.end} s in a recording of"
            f" {origin + len(mix) / SAMPLE_RATE:.1f} s"
        )
    clip = mix[first:last].copy()
    for start, end in stretch.muted:
        from_, to = (round((time - origin) * SAMPLE_RATE) - first for time in (start, end))
        _mute(clip, from_, to)
    return clip


def _mute(clip: Samples, first: int, last: int) -> None:
    """Silence samples `first` to `last`, with a fade on either side so that nothing clicks."""
    first, last = max(first, 0), min(last, len(clip))
    if first >= last:
        return
    fade = round(_MUTE_FADE_SECONDS * SAMPLE_RATE)
    before, after = clip[max(first - fade, 0) : first], clip[last : last + fade]
    before *= np.linspace(1.0, 0.0, len(before), dtype=np.float32)
    after *= np.linspace(0.0, 1.0, len(after), dtype=np.float32)
    clip[first:last] = 0.0


def _faded(clip: Samples) -> Samples:
    fade = min(round(_FADE_SECONDS * SAMPLE_RATE), len(clip) // 2)
    envelope = np.ones(len(clip), np.float32)
    envelope[:fade] = np.linspace(0.0, 1.0, fade, dtype=np.float32)
    envelope[len(clip) - fade :] = envelope[:fade][::-1]
    return clip * envelope


def _encode(clip: Samples, coding: _Coding) -> bytes:
    import av

    buffer = io.BytesIO()
    with av.open(buffer, "w", format=coding.container, container_options=coding.options) as container:
        stream = cast("av.AudioStream", container.add_stream(coding.codec, rate=SAMPLE_RATE, layout="mono"))
        stream.bit_rate = coding.bit_rate
        frame = av.AudioFrame.from_ndarray(clip[np.newaxis], format="fltp", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        for frame_or_end in (frame, None):
            container.mux(stream.encode(frame_or_end))
    return buffer.getvalue()
