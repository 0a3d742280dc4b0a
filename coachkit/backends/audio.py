"""Recordings in: what a file holds, and its sound channel by channel.

PyAV brings its own FFmpeg, so nothing else has to be installed. FFmpeg would also follow playlists and
addresses; here it is handed one open regular file and may read nothing else.
"""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coachkit.backends.completeness import missing_seconds
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.errors import RecordingError
from coachkit.models import AudioStream

if TYPE_CHECKING:
    import av.audio.frame
    import av.audio.stream
    import av.container
    import av.packet

EXTENSIONS = frozenset(
    """
    .3g2 .3gp .aac .ac3 .aif .aifc .aiff .amr .asf .au .avi .caf .flac .flv .gsm .m4a .m4b .m4v .mka .mkv
    .mov .mp2 .mp3 .mp4 .mpeg .mpg .mts .oga .ogg .ogv .opus .snd .ts .voc .w64 .wav .wave .weba .webm .wma
    .wmv
    """.split()
)
"""File names that are taken for recordings, in lower case."""

MAX_SECONDS = 4 * 3600.0
"""Longest recording that is decoded into memory (0.9 GB a channel)."""

MAX_CHANNELS = 2

_FORMATS = (
    "aac,ac3,aiff,amr,amrnb,amrwb,asf,au,avi,caf,flac,flv,gsm,matroska,mov,mp3,mpeg,mpegts,ogg,voc,w64,wav"
)
_GAP_SECONDS = 0.1
"""Time stamps that jump by more than this are a pause (Opus sends nothing in silence), not jitter."""
_BROKEN_SECONDS = 1.0
"""Damage up to this much in all is heard as silence; a single bad packet must not cost the whole call."""


class RecordingFiles(NamedTuple):
    """The files of a folder, each list sorted by path."""

    recordings: list[Path]
    ignored: list[Path]
    """Files whose names are not those of recordings; hidden files are in neither list."""


def recording_files(folder: Path) -> RecordingFiles:
    """List the recordings under `folder` and its folders; linked folders are followed once each."""
    recordings: list[Path] = []
    ignored: list[Path] = []
    seen: set[str] = set()
    for root, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(root)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                path = Path(root, name)
                (recordings if path.suffix.lower() in EXTENSIONS else ignored).append(path)
    return RecordingFiles(sorted(recordings), sorted(ignored))


def probe(path: Path) -> AudioStream:
    """Read what a recording's first audio stream is, and its identity, without decoding it.

    The hash covers codec, rate, channels and the coded packets: the same recording with other tags,
    under another name or in another container of the same codec has the same hash.

    Raises RecordingError if the file cannot be read, is empty, holds no sound or is cut short.
    """
    with _open_sound(path) as (container, stream):
        context = stream.codec_context
        codec = context.codec.canonical_name
        digest = hashlib.sha256(f"{codec} {context.sample_rate} {context.channels}\n".encode())
        end = origin = _origin(container)
        for packet in _packets(path, container, stream):
            digest.update(packet)
            if packet.pts is not None:
                end = max(end, _seconds(packet.pts + (packet.duration or 0), stream))
        duration = end - origin
        if duration <= 0:
            raise RecordingError(f"{path.name} holds no sound: its audio track is empty")
        _require_whole(path, container, stream, duration)
        return AudioStream(
            audio_hash=digest.hexdigest(),
            codec=codec,
            sample_rate=context.sample_rate,
            channels=context.channels,
            duration=round(duration, 3),
        )


def decode_channels(path: Path, *, max_seconds: float = MAX_SECONDS) -> list[Samples]:
    """Decode the first audio stream into one array a channel, each resampled on its own, never mixed.

    Mono gives one array; of more than two channels the first two are kept. Time 0 is the beginning of
    the recording as a player counts it; where the recording has a pause without data, there is silence.

    Raises RecordingError if the file cannot be read, breaks off into damaged data (the message says at
    which second) or is longer than `max_seconds`.
    """
    with _open_sound(path) as (container, stream):
        sound = _Sound(path=path, origin=_origin(container), max_seconds=max_seconds)
        for packet in _packets(path, container, stream, with_flush=True):
            sound.add_packet(packet)
        channels = sound.channels()
        _require_whole(path, container, stream, len(channels[0]) / SAMPLE_RATE)
        return channels


class _Sound:
    """Decoded sound that grows packet by packet on the recording's own time line."""

    def __init__(self, *, path: Path, origin: float, max_seconds: float) -> None:
        self._path = path
        self._origin = origin
        self._max_seconds = max_seconds
        self._seconds = 0.0
        self._broken_seconds = 0.0
        self._first_break = 0.0
        self._chunks: list[Samples] = []
        self._resampler: av.AudioResampler | None = None
        self._shape: tuple[int, str, str] | None = None

    def add_packet(self, packet: "av.packet.Packet[av.audio.stream.AudioStream]") -> None:
        import av

        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            self._count_break(float((packet.duration or 0) * packet.time_base))
            return
        for frame in frames:
            self._add_frame(frame)

    def channels(self) -> list[Samples]:
        self._flush()
        if not self._chunks:
            raise RecordingError(f"{self._path.name} holds no sound that can be decoded")
        return [np.concatenate([chunk[n] for chunk in self._chunks]) for n in range(len(self._chunks[0]))]

    def _add_frame(self, frame: "av.audio.frame.AudioFrame") -> None:
        if frame.pts is not None and frame.time_base is not None:
            gap = float(frame.pts * frame.time_base) - self._origin - self._seconds
            if gap > _GAP_SECONDS:
                self._advance(gap)
                self._keep(np.zeros((frame.layout.nb_channels, round(gap * SAMPLE_RATE)), np.float32))
        self._advance(frame.samples / frame.sample_rate)
        for resampled in self._resampler_for(frame).resample(frame):
            self._keep(resampled.to_ndarray().astype(np.float32, copy=False))

    def _resampler_for(self, frame: "av.audio.frame.AudioFrame") -> "av.AudioResampler":
        """Return the resampler for this frame's rate, layout and format, which may change on the way."""
        import av

        shape = (frame.sample_rate, frame.layout.name, frame.format.name)
        if self._resampler is None or shape != self._shape:
            self._flush()
            self._shape = shape
            self._resampler = av.AudioResampler(format="fltp", layout=frame.layout, rate=SAMPLE_RATE)
        return self._resampler

    def _flush(self) -> None:
        if self._resampler is not None:
            for resampled in self._resampler.resample(None):
                self._keep(resampled.to_ndarray().astype(np.float32, copy=False))
            self._resampler = None

    def _keep(self, samples: Samples) -> None:
        kept = np.clip(samples[:MAX_CHANNELS], -1.0, 1.0)
        if self._chunks and len(kept) != len(self._chunks[0]):
            raise RecordingError(
                f"{self._path.name} changes its number of channels at {self._seconds:.0f} s: convert it first"
            )
        self._chunks.append(kept)

    def _advance(self, seconds: float) -> None:
        self._seconds += seconds
        if self._seconds > self._max_seconds:
            raise RecordingError(
                f"{self._path.name} is longer than {self._max_seconds / 3600:g} hours: split it into calls"
            )

    def _count_break(self, seconds: float) -> None:
        if not self._broken_seconds:
            self._first_break = self._seconds
        self._broken_seconds += seconds
        if self._broken_seconds > _BROKEN_SECONDS:
            raise _broken(self._path, self._first_break)


@contextmanager
def _open_sound(
    path: Path,
) -> "Iterator[tuple[av.container.InputContainer, av.audio.stream.AudioStream]]":
    """Open a regular local file for FFmpeg, without the right to open anything else, and find its sound."""
    import av

    try:
        if not path.is_file():
            what = "is not a regular file" if path.exists() else "does not exist (a broken link, or moved)"
            raise RecordingError(f"{path.name} {what}: put the recording itself there")
        if path.stat().st_size == 0:
            raise RecordingError(f"{path.name} is empty (0 bytes): copy it again from its source")
        file = path.open("rb")
    except OSError as error:
        raise RecordingError(
            f"{path.name} cannot be read ({error.strerror}): check its permissions"
        ) from error
    with file:
        try:
            container = av.open(file, "r", options={"format_whitelist": _FORMATS, "protocol_whitelist": ""})
        except (av.error.FFmpegError, OSError) as error:
            raise RecordingError(
                f"{path.name} is not a sound recording, or its beginning is damaged: play it, or remove it"
            ) from error
        with container:
            if not container.streams.audio:
                raise RecordingError(f"{path.name} has no audio track: it is a video without sound")
            yield container, container.streams.audio[0]


def _packets(
    path: Path,
    container: "av.container.InputContainer",
    stream: "av.audio.stream.AudioStream",
    *,
    with_flush: bool = False,
) -> "Iterator[av.packet.Packet[av.audio.stream.AudioStream]]":
    """Yield the stream's packets; the empty one that ends them only if asked for."""
    import av

    end = _origin(container)
    try:
        for packet in container.demux(stream):
            if packet.pts is not None:
                end = _seconds(packet.pts, stream)
            if packet.size or with_flush:
                yield packet
    except av.error.FFmpegError as error:
        raise _broken(path, end - _origin(container)) from error


def _broken(path: Path, second: float) -> RecordingError:
    return RecordingError(
        f"{path.name} is damaged from second {second:.0f} on: copy it again from its source"
    )


def _origin(container: "av.container.InputContainer") -> float:
    """Return the time stamp, in seconds, that players show as 0."""
    return (container.start_time or 0) / 1_000_000


def _seconds(pts: int, stream: "av.audio.stream.AudioStream") -> float:
    return float(pts * stream.time_base) if stream.time_base else 0.0


def _require_whole(
    path: Path,
    container: "av.container.InputContainer",
    stream: "av.audio.stream.AudioStream",
    found: float,
) -> None:
    claimed = _seconds(stream.duration, stream) if stream.duration else None
    missing = missing_seconds(path, container.format.name, claimed, found)
    if missing:
        raise RecordingError(f"{path.name} is cut short ({missing}): copy it again from its source")
