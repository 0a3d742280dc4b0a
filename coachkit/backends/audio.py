"""Recordings in: what a file holds, and its sound channel by channel.

PyAV brings its own FFmpeg, so nothing else has to be installed. FFmpeg would also follow playlists and
addresses; here it is handed one open regular file and may read nothing else.
"""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from coachkit.backends.channels import ChannelSurvey, Layout, layout_of
from coachkit.backends.completeness import missing_seconds, promises_length
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.sound_in_time import SoundInTime, broken_from
from coachkit.errors import RecordingError
from coachkit.models import AudioStream

if TYPE_CHECKING:
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

MAX_SECONDS = 24 * 3600.0
"""Longest recording that is decoded into memory (5.5 GB a channel), whatever the settings allow."""

MIN_RATE = 4000
"""Samples a second below which speech cannot be understood: half of that is the highest tone in it."""

_FORMATS = (
    "aac,ac3,aiff,amr,amrnb,amrwb,asf,au,avi,caf,flac,flv,gsm,matroska,mov,mp3,mpeg,mpegts,ogg,voc,w64,wav"
)


class RecordingFiles(NamedTuple):
    """The files of a folder, each list sorted by path."""

    recordings: list[Path]
    ignored: list[Path]
    """Files whose names are not those of recordings; hidden files are in neither list."""


def recording_files(folder: Path, *, is_deep: bool = True) -> RecordingFiles:
    """List the recordings under `folder` and its folders; linked folders are followed once each.

    Unless `is_deep`, only `folder` itself is looked at.
    """
    recordings: list[Path] = []
    ignored: list[Path] = []
    seen: set[str] = set()
    for root, folders, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(root)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if is_deep and not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                path = Path(root, name)
                (recordings if path.suffix.lower() in EXTENSIONS else ignored).append(path)
    return RecordingFiles(sorted(recordings), sorted(ignored))


def probe(path: Path, *, max_seconds: float = MAX_SECONDS) -> AudioStream:
    """Read what a recording's first audio stream is, and its identity, without decoding it.

    The hash covers codec, rate, channels and the coded packets: the same recording with other tags,
    under another name or in another container of the same codec has the same hash.

    Raises RecordingError if the file cannot be read, is empty, holds no sound, is cut short, or has
    fewer than `MIN_RATE` samples a second, and as soon as it is seen to be longer than `max_seconds`.
    """
    with _open_sound(path) as (container, stream):
        claimed = _seconds(stream.duration, stream) if stream.duration else 0.0
        if claimed > max_seconds and promises_length(path, container.format.name):
            raise _too_long(path, claimed, max_seconds)
        context = stream.codec_context
        codec = context.codec.canonical_name
        digest = hashlib.sha256(f"{codec} {context.sample_rate} {context.channels}\n".encode())
        end = origin = _origin(container)
        for packet in _packets(path, container, stream):
            digest.update(packet)
            if packet.pts is not None:
                end = max(end, _seconds(packet.pts + (packet.duration or 0), stream))
                if end - origin > max_seconds:
                    raise _too_long(path, None, max_seconds)
        duration = end - origin
        if duration <= 0:
            raise RecordingError(f"{path.name} holds no sound: its audio track is empty")
        _require_whole(path, container, stream, duration)
        if context.sample_rate < MIN_RATE:
            raise RecordingError(
                f"{path.name} has only {context.sample_rate:,} samples a second; speech cannot be understood "
                f"below {MIN_RATE:,}: take the original"
            )
        return AudioStream(
            audio_hash=digest.hexdigest(),
            codec=codec,
            sample_rate=context.sample_rate,
            channels=context.channels,
            duration=round(duration, 3),
        )


def _too_long(path: Path, seconds: float | None, most: float) -> RecordingError:
    long = f"is {_length(seconds)} long" if seconds else "is longer than that"
    return RecordingError(
        f"{path.name}: the most is {_length(most)} (recordings.max_hours in the settings), and it {long}"
    )


def _length(seconds: float) -> str:
    return f"{seconds / 3600:.3g} hours" if seconds >= 3600 else f"{seconds / 60:.3g} minutes"


def decode_channels(
    path: Path, *, channels: Sequence[int] | None = None, max_seconds: float = MAX_SECONDS
) -> list[Samples]:
    """Decode the first audio stream into one array a channel, each resampled on its own.

    Of more than two channels only `channels` are heard; where none are named, those that carry a sound
    of their own are, and if these are more than two, they are mixed into one. Arrays keep the numbers
    of their channels, with silence for what is not heard. Empty `channels` mix all, of two as well.

    Time 0 is the beginning of the recording as a player counts it; where the recording has a pause
    without data, there is silence.

    Raises RecordingError if the file cannot be read, breaks off into damaged data (the message says at
    which second), is longer than `max_seconds` or lacks one of `channels`.
    """
    return decode_layout(path, choose_layout([path], channels, max_seconds), max_seconds=max_seconds)


def choose_layout(
    paths: Sequence[Path], channels: Sequence[int] | None, max_seconds: float = MAX_SECONDS
) -> Layout:
    """Return which channels are heard of recordings that are laid out alike, as `decode_channels` says.

    Raises RecordingError as that does, and if they have different numbers of channels.
    """
    counts = [_count_channels(path) for path in paths]
    other = next((path for path, count in zip(paths, counts, strict=True) if count != counts[0]), None)
    if other:
        raise RecordingError(
            f"{other.name} and {paths[0].name} have different numbers of channels and cannot be one call"
        )
    return layout_of(paths[0].name, counts[0], channels) or _survey(paths, counts[0], max_seconds)


def decode_layout(path: Path, layout: Layout, *, max_seconds: float = MAX_SECONDS) -> list[Samples]:
    """Decode what `layout` takes of a recording, as `decode_channels` does."""
    # Bytes that grow in place: an hour in small pieces, and then again in one, would take twice the memory.
    kept: dict[int, bytearray] = {}

    def keep(samples: Samples) -> None:
        for n, channel in enumerate(layout.apply(samples)):
            kept.setdefault(n, bytearray()).extend(channel.astype(np.float32, copy=False).tobytes())

    decode_pieces(path, keep, max_seconds=max_seconds)
    return layout.spread([np.frombuffer(kept[n], dtype=np.float32) for n in sorted(kept)])


def probe_rate(path: Path) -> int:
    """Return the samples a second of a recording, as its header says; RecordingError as `probe`."""
    with _open_sound(path) as (_, stream):
        return int(stream.codec_context.sample_rate)


def _count_channels(path: Path) -> int:
    """Return how many channels come out of the decoder: headers of parametric stereo promise one only."""
    import av

    with _open_sound(path) as (container, stream):
        try:
            return next(container.decode(stream)).layout.nb_channels
        except (av.error.FFmpegError, StopIteration):
            return int(stream.codec_context.channels)


def _survey(paths: Sequence[Path], count: int, max_seconds: float) -> Layout:
    """Decode once and keep nothing: all channels of a long conference would not fit into memory."""
    survey = ChannelSurvey(count)
    for path in paths:
        decode_pieces(path, survey.look, max_seconds=max_seconds)
    return survey.layout()


def decode_pieces(
    path: Path, keep: Callable[[Samples], None], *, rate: int = SAMPLE_RATE, max_seconds: float = MAX_SECONDS
) -> None:
    """Hand the sound of all channels to `keep`, piece by piece, each of shape (channels, samples).

    Times and errors are those of `decode_channels`; `rate` is in samples a second.
    """
    with _open_sound(path) as (container, stream):
        sound = SoundInTime(
            path=path, origin=_origin(container), max_seconds=max_seconds, keep=keep, rate=rate
        )
        for packet in _packets(path, container, stream, with_flush=True):
            sound.add_packet(packet)
        _require_whole(path, container, stream, sound.finish())


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
    with file, _read_errors(path):
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


@contextmanager
def _read_errors(path: Path) -> Iterator[None]:
    """Say plainly that a file was lost while it was read."""
    try:
        yield
    except OSError as error:
        raise RecordingError(
            f"{path.name} could not be read to its end ({error.strerror or error}): has it been moved?"
        ) from error


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
        raise broken_from(path, end - _origin(container)) from error


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
