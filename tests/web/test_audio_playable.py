import struct
from pathlib import Path

import pytest

from coachkit.web.sound.playable import media_type_of
from tests.sounds import tones, write_sound


@pytest.mark.parametrize(
    ("name", "codec", "rate", "expected"),
    [
        ("a.wav", "pcm_s16le", 8000, "audio/wav"),
        ("a.wav", "pcm_u8", 8000, "audio/wav"),
        ("a.flac", "flac", 16000, "audio/flac"),
        ("a.opus", "libopus", 48000, "audio/ogg"),
        ("a.wav", "pcm_mulaw", 8000, None),
        ("a.wav", "pcm_s24le", 8000, None),
        ("a.mp3", "libmp3lame", 8000, None),
        ("a.m4a", "aac", 16000, None),
    ],
)
def test_what_every_browser_plays_exactly_is_sent_as_it_is(
    tmp_path: Path, name: str, codec: str, rate: int, expected: str | None
) -> None:
    path = write_sound(tmp_path / name, tones([300, 400], seconds=1.0, rate=rate), codec=codec, rate=rate)
    assert media_type_of(path) == expected


def test_more_than_two_channels_are_not_sent_as_they_are(tmp_path: Path) -> None:
    samples = tones([300] * 4, seconds=1.0, rate=8000)
    path = write_sound(tmp_path / "a.wav", samples, codec="pcm_s16le", rate=8000)
    assert media_type_of(path) is None


def test_a_recorder_that_left_the_length_open_has_its_file_copied(tmp_path: Path) -> None:
    samples = tones([300], seconds=1.0, rate=8000)
    path = write_sound(tmp_path / "a.wav", samples, codec="pcm_s16le", rate=8000)
    data = bytearray(path.read_bytes())
    struct.pack_into("<I", data, data.index(b"data") + 4, 0xFFFFFFFF)
    path.write_bytes(data)
    assert media_type_of(path) is None


@pytest.mark.parametrize(
    "head",
    [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", b"fLaC", b"OggS" + bytes(20), b"OggS" + bytes(24) + b"OpusHead"],
)
def test_a_file_that_breaks_off_is_not_sent_as_it_is(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(head)
    assert media_type_of(path) is None
