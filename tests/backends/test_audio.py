import os
import socket
import wave
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from coachkit.backends.audio import decode_channels, probe, recording_files
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.errors import RecordingError
from tests.sounds import tones, write_silent_video, write_sound

AGENT, CUSTOMER = 400.0, 1000.0
FORMATS = [
    ("call.wav", "pcm_s16le", 8000),
    ("call.wav", "pcm_mulaw", 8000),
    ("call.aiff", "pcm_s16be", 44100),
    ("call.mp3", "libmp3lame", 16000),
    ("call.flac", "flac", 8000),
    ("call.opus", "libopus", 48000),
    ("call.wav", "adpcm_ms", 8000),
    ("call.webm", "libopus", 48000),
    ("call.m4a", "aac", 44100),
    ("call.mkv", "ac3", 48000),
    ("call.wma", "wmav2", 44100),
]


def stereo(path: Path, codec: str, rate: int, *, seconds: float = 2.0) -> Path:
    return write_sound(path, tones([AGENT, CUSTOMER], seconds=seconds, rate=rate), codec=codec, rate=rate)


def strength(samples: Samples, frequency: float) -> float:
    time = np.arange(len(samples)) / SAMPLE_RATE
    return float(abs(np.mean(samples * np.exp(-2j * np.pi * frequency * time))))


@pytest.mark.parametrize(("name", "codec", "rate"), FORMATS)
def test_the_channels_of_a_call_stay_apart_in_every_format(
    tmp_path: Path, name: str, codec: str, rate: int
) -> None:
    agent, customer = decode_channels(stereo(tmp_path / name, codec, rate))
    assert agent.dtype == customer.dtype == np.float32
    assert len(agent) == len(customer) == pytest.approx(2.0 * SAMPLE_RATE, abs=0.1 * SAMPLE_RATE)
    assert strength(agent, AGENT) > 0.2
    assert strength(customer, CUSTOMER) > 0.2
    assert strength(agent, CUSTOMER) < 0.01
    assert strength(customer, AGENT) < 0.01


@pytest.mark.parametrize(("name", "codec", "rate"), FORMATS)
def test_a_probe_tells_rate_channels_and_length(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    stream = probe(stereo(tmp_path / name, codec, rate))
    assert (stream.sample_rate, stream.channels) == (rate, 2)
    assert stream.duration == pytest.approx(2.0, abs=0.1)


def test_a_mono_recording_has_one_channel(tmp_path: Path) -> None:
    path = write_sound(
        tmp_path / "mono.wav", tones([AGENT], seconds=1, rate=8000), codec="pcm_mulaw", rate=8000
    )
    assert probe(path).codec == "pcm_mulaw"
    assert [len(channel) for channel in decode_channels(path)] == [SAMPLE_RATE]


def test_a_video_gives_its_sound(tmp_path: Path) -> None:
    samples = tones([AGENT, CUSTOMER], seconds=1, rate=44100)
    path = write_sound(tmp_path / "meeting.mp4", samples, codec="aac", rate=44100, with_video=True)
    assert probe(path).codec == "aac"
    assert strength(decode_channels(path)[1], CUSTOMER) > 0.2


def test_other_tags_and_another_name_are_the_same_call(tmp_path: Path) -> None:
    samples = tones([AGENT], seconds=1, rate=16000)
    plain = write_sound(tmp_path / "a.mp3", samples, codec="libmp3lame", rate=16000)
    tagged = write_sound(
        tmp_path / "b.mp3",
        samples,
        codec="libmp3lame",
        rate=16000,
        tags={"title": "A call", "artist": "J. K."},
    )
    with_old_tag = tmp_path / "c.mp3"
    with_old_tag.write_bytes(plain.read_bytes() + b"TAG" + b"A call".ljust(125, b"\0"))
    assert tagged.read_bytes() != plain.read_bytes()
    assert probe(tagged).audio_hash == probe(plain).audio_hash == probe(with_old_tag).audio_hash


def test_an_index_moved_to_the_front_is_the_same_call(tmp_path: Path) -> None:
    samples = tones([AGENT], seconds=1, rate=16000)
    paths = [
        write_sound(tmp_path / f"{flags}.m4a", samples, codec="aac", rate=16000, options={"movflags": flags})
        for flags in ("faststart", "write_colr")
    ]
    assert paths[0].read_bytes() != paths[1].read_bytes()
    assert probe(paths[0]).audio_hash == probe(paths[1]).audio_hash


def test_one_other_sample_is_another_call(tmp_path: Path) -> None:
    samples = tones([AGENT], seconds=1, rate=8000)
    first = write_sound(tmp_path / "a.wav", samples, codec="pcm_s16le", rate=8000)
    samples[0, 4000] += 0.25
    second = write_sound(tmp_path / "b.wav", samples, codec="pcm_s16le", rate=8000)
    assert probe(first).audio_hash != probe(second).audio_hash


def test_the_same_bytes_at_another_rate_are_another_call(tmp_path: Path) -> None:
    samples = tones([AGENT], seconds=1, rate=8000)
    slow = write_sound(tmp_path / "a.wav", samples, codec="pcm_s16le", rate=8000)
    fast = write_sound(tmp_path / "b.wav", samples, codec="pcm_s16le", rate=16000)
    assert probe(slow).audio_hash != probe(fast).audio_hash


def write_bytes(content: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return write


def make_folder(path: Path) -> Path:
    path.mkdir()
    return path


def make_broken_link(path: Path) -> Path:
    path.symlink_to("moved-away.mp3")
    return path


def make_pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


@pytest.mark.parametrize(
    ("name", "make", "reason"),
    [
        ("empty.mp3", write_bytes(b""), r"empty\.mp3 is empty \(0 bytes\)"),
        ("notes.mp3", write_bytes(b"Call back on Monday.\n" * 200), "notes.mp3 is not a sound recording"),
        ("noise.wav", write_bytes(bytes(range(256)) * 40), "noise.wav is not a sound recording"),
        ("header.wav", write_bytes(b"RIFF"), "header.wav is not a sound recording"),
        ("screen.mp4", write_silent_video, "screen.mp4 has no audio track"),
        ("folder.mp3", make_folder, "folder.mp3 is not a regular file"),
        ("link.mp3", make_broken_link, "link.mp3 does not exist"),
        ("pipe.mp3", make_pipe, "pipe.mp3 is not a regular file"),
        ("gone.mp3", lambda path: path, "gone.mp3 does not exist"),
    ],
)
@pytest.mark.parametrize("read", [probe, decode_channels])
def test_a_file_without_sound_is_refused_by_name_and_reason(
    tmp_path: Path, name: str, make: Callable[[Path], Path], reason: str, read: Callable[[Path], object]
) -> None:
    with pytest.raises(RecordingError, match=reason):
        read(make(tmp_path / name))


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.wav", "pcm_s16le", 8000)
    path.chmod(0)
    user = os.geteuid()
    try:
        if user == 0:
            os.seteuid(65534)
        with pytest.raises(RecordingError, match=r"call\.wav cannot be read \(Permission denied\)"):
            probe(path)
    finally:
        os.seteuid(user)


PLAYLISTS = {
    "m3u8": "#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n{place}\n#EXT-X-ENDLIST\n",
    "m3u": "#EXTM3U\n#EXTINF:9,call\n{place}\n",
    "concat": "ffconcat version 1.0\nfile '{place}'\n",
    "pls": "[playlist]\nNumberOfEntries=1\nFile1={place}\n",
    "dash": '<?xml version="1.0"?><MPD><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1">'
    "<BaseURL>{place}</BaseURL></Representation></AdaptationSet></Period></MPD>",
    "sdp": "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
    "address": "{place}\n",
}


@pytest.mark.parametrize("kind", PLAYLISTS)
@pytest.mark.parametrize("name", ["list.m3u8", "list.wav", "list.mp3"])
@pytest.mark.parametrize("read", [probe, decode_channels])
def test_a_playlist_is_refused_and_what_it_names_is_not_opened(
    tmp_path: Path, name: str, kind: str, read: Callable[[Path], object]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        playlist = tmp_path / name
        port = server.getsockname()[1]
        playlist.write_text(PLAYLISTS[kind].format(place=f"http://127.0.0.1:{port}/call.wav"))
        with pytest.raises(RecordingError, match="is not a sound recording"):
            read(playlist)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("kind", PLAYLISTS)
def test_a_playlist_of_files_is_refused_too(tmp_path: Path, kind: str) -> None:
    stereo(tmp_path / "call.wav", "pcm_s16le", 8000)
    playlist = tmp_path / "list.mp3"
    playlist.write_text(PLAYLISTS[kind].format(place="call.wav"))
    with pytest.raises(RecordingError, match="is not a sound recording"):
        probe(playlist)


def test_a_name_that_looks_like_an_address_is_only_a_name(tmp_path: Path) -> None:
    path = stereo(tmp_path / "concat:a.wav|b.wav", "pcm_s16le", 8000)
    assert probe(path).duration == 2.0


@pytest.mark.parametrize(
    ("name", "codec", "rate"),
    [
        ("call.wav", "pcm_s16le", 8000),
        ("call.wav", "pcm_mulaw", 8000),
        ("call.mp3", "libmp3lame", 16000),
        ("call.flac", "flac", 8000),
        ("call.opus", "libopus", 48000),
        ("call.m4a", "aac", 44100),
    ],
)
def test_a_truncated_recording_is_refused(tmp_path: Path, name: str, codec: str, rate: int) -> None:
    path = stereo(tmp_path / name, codec, rate, seconds=4.0)
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with pytest.raises(RecordingError, match=r"is cut short|is not a sound recording, or its beginning"):
        probe(path)


def test_a_video_cut_short_after_its_index_is_refused(tmp_path: Path) -> None:
    samples = tones([AGENT], seconds=4, rate=16000)
    path = write_sound(
        tmp_path / "a.m4a", samples, codec="aac", rate=16000, options={"movflags": "faststart"}
    )
    path.write_bytes(path.read_bytes()[: path.stat().st_size * 6 // 10])
    with pytest.raises(RecordingError, match=r"a\.m4a is cut short \(\d\.\d of 4\.\d s are there\)"):
        probe(path)


def test_a_wav_that_was_streamed_without_a_length_is_whole(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.wav", "pcm_s16le", 8000)
    content = bytearray(path.read_bytes())
    length = content.index(b"data") + 4
    content[length : length + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(content)
    assert probe(path).duration == pytest.approx(2.0, abs=0.01)


def test_a_recording_that_turns_into_noise_says_at_which_second(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.m4a", "aac", 16000, seconds=10.0)
    content = bytearray(path.read_bytes())
    start = content.index(b"mdat") + 4
    sound = int.from_bytes(content[start - 8 : start - 4], "big") - 8
    content[start + sound // 2 : start + sound] = b"\xff" * (sound - sound // 2)
    path.write_bytes(content)
    assert probe(path).duration == pytest.approx(10.0, abs=0.1)
    with pytest.raises(RecordingError, match=r"call\.m4a is damaged from second [45] on"):
        decode_channels(path)


def test_a_recording_whose_sound_ends_early_is_refused(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.flac", "flac", 8000, seconds=10.0)
    content = bytearray(path.read_bytes())
    half = len(content) // 2
    content[half:] = b"\x55" * (len(content) - half)
    path.write_bytes(content)
    with pytest.raises(RecordingError, match=r"call\.flac is cut short \([345]\.\d of 10\.0 s are there\)"):
        decode_channels(path)


def test_a_single_bad_packet_becomes_silence_and_nothing_moves(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.m4a", "aac", 16000, seconds=5.0)
    content = bytearray(path.read_bytes())
    start = content.index(b"mdat") + 4
    middle = start + int.from_bytes(content[start - 8 : start - 4], "big") // 2
    content[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(content)
    assert len(decode_channels(path)[0]) == pytest.approx(5.0 * SAMPLE_RATE, abs=0.1 * SAMPLE_RATE)


def test_a_pause_without_data_is_silence_of_its_length(tmp_path: Path) -> None:
    whole = stereo(tmp_path / "whole.webm", "libopus", 48000, seconds=6.0)
    paused = tmp_path / "paused.webm"
    with av.open(str(whole)) as source, av.open(str(paused), "w") as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.pts is not None and packet.time_base and not 2.0 <= packet.pts * packet.time_base < 4.0:
                packet.stream = stream
                target.mux(packet)
    agent = decode_channels(paused)[0]
    assert len(agent) == pytest.approx(6.0 * SAMPLE_RATE, abs=0.1 * SAMPLE_RATE)
    assert np.abs(agent[int(2.2 * SAMPLE_RATE) : int(3.8 * SAMPLE_RATE)]).max() == 0.0
    assert strength(agent[int(4.5 * SAMPLE_RATE) : int(5.5 * SAMPLE_RATE)], AGENT) > 0.2


def test_a_recording_longer_than_the_limit_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.wav", "pcm_s16le", 8000)
    with pytest.raises(RecordingError, match=r"call\.wav is longer than 0\.0005 hours"):
        decode_channels(path, max_seconds=1.8)


def test_recordings_are_found_in_all_folders_in_order_and_others_are_named(tmp_path: Path) -> None:
    for name in ["b.MP3", "a.wav", "team/c.mp4", "team/notes.txt", ".hidden/d.wav", "team/._c.mp4", "a.json"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    recordings, ignored = recording_files(tmp_path)
    assert recordings == [tmp_path / "a.wav", tmp_path / "b.MP3", tmp_path / "team/c.mp4"]
    assert ignored == [tmp_path / "a.json", tmp_path / "team/notes.txt"]


def test_a_linked_folder_is_followed_once_even_if_it_leads_back(tmp_path: Path) -> None:
    (tmp_path / "calls/monday").mkdir(parents=True)
    (tmp_path / "calls/monday/a.wav").touch()
    (tmp_path / "calls/monday/again").symlink_to(tmp_path / "calls")
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/b.wav").touch()
    (tmp_path / "calls/archive").symlink_to(tmp_path / "archive")
    recordings, _ = recording_files(tmp_path / "calls")
    assert [path.name for path in recordings] == ["b.wav", "a.wav"]


@pytest.mark.parametrize(
    ("written", "codec", "name"),
    [
        ("call.wav", "pcm_s16le", "call.mp3"),
        ("call.mp3", "libmp3lame", "call.wav"),
        ("a.m4a", "aac", "a.ogg"),
    ],
)
def test_a_recording_with_the_wrong_ending_is_read_all_the_same(
    tmp_path: Path, written: str, codec: str, name: str
) -> None:
    path = stereo(tmp_path / written, codec, 16000).rename(tmp_path / name)
    assert probe(path).channels == 2
    assert strength(decode_channels(path)[1], CUSTOMER) > 0.2


def test_a_recording_of_192_khz_is_read(tmp_path: Path) -> None:
    path = stereo(tmp_path / "call.wav", "pcm_s16le", 192_000)
    assert probe(path).sample_rate == 192_000
    agent, customer = decode_channels(path)
    assert len(agent) == pytest.approx(2 * SAMPLE_RATE, abs=10)
    assert strength(customer, CUSTOMER) > 0.2


def test_a_recording_of_1_khz_is_refused_since_nobody_could_understand_it(tmp_path: Path) -> None:
    with pytest.raises(RecordingError, match=r"call\.wav has only 1,000 samples a second"):
        probe(stereo(tmp_path / "call.wav", "pcm_s16le", 1000))


@pytest.mark.parametrize("read", [probe, decode_channels])
def test_a_recording_without_a_single_sample_is_refused(
    tmp_path: Path, read: Callable[[Path], object]
) -> None:
    path = tmp_path / "call.wav"
    with wave.open(str(path), "wb") as empty:
        empty.setparams((2, 2, 8000, 0, "NONE", ""))
    with pytest.raises(RecordingError, match=r"call\.wav (holds no sound|is not a sound recording)"):
        read(path)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be removed")
def test_a_file_that_is_removed_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = stereo(tmp_path / "call.wav", "pcm_s16le", 8000)
    opened = av.open

    def open_and_lose(*arguments: object, **options: object) -> object:
        container = opened(*arguments, **options)  # type: ignore[call-overload]
        path.unlink()
        return container

    monkeypatch.setattr(av, "open", open_and_lose)
    with pytest.raises(RecordingError, match=r"call\.wav could not be read to its end \(No such file"):
        probe(path)


def many_channels(path: Path, frequencies: list[float], *, copies: dict[int, int] | None = None) -> Path:
    """Write a tone a channel (0: silence); `copies` are channels that carry another's sound, softer."""
    samples = tones(frequencies, seconds=1.0, rate=8000)
    for copy, original in (copies or {}).items():
        samples[copy] = 0.3 * samples[original]
    return write_sound(path, samples, codec="pcm_s16le", rate=8000)


def heard(channels: list[Samples]) -> list[list[float]]:
    tones_heard = (400.0, 700.0, 1000.0, 1300.0)
    return [[tone for tone in tones_heard if strength(one, tone) > 0.05] for one in channels]


def test_the_channels_that_are_asked_for_keep_their_numbers(tmp_path: Path) -> None:
    path = many_channels(tmp_path / "call.wav", [400, 700, 1000, 1300])
    assert heard(decode_channels(path, channels=(2, 0))) == [[400], [], [1000]]


def test_channels_that_are_silent_or_a_copy_are_left_out(tmp_path: Path) -> None:
    path = many_channels(tmp_path / "call.wav", [0, 400, 400, 1000, 0, 1000], copies={2: 1, 5: 3})
    assert heard(decode_channels(path)) == [[], [400], [], [1000]]


def test_one_voice_on_many_channels_is_a_recording_of_one_channel(tmp_path: Path) -> None:
    path = many_channels(tmp_path / "call.wav", [0, 400, 400], copies={2: 1})
    assert heard(decode_channels(path)) == [[400]]


def test_more_than_two_channels_of_which_nobody_said_who_is_who_are_mixed(tmp_path: Path) -> None:
    path = many_channels(tmp_path / "call.wav", [400, 700, 0, 1000])
    assert heard(decode_channels(path)) == [[400, 700, 1000]]


def test_all_channels_silent_are_one_silent_channel(tmp_path: Path) -> None:
    [silence] = decode_channels(many_channels(tmp_path / "call.wav", [0, 0, 0]))
    assert len(silence) == SAMPLE_RATE


def test_two_channels_are_mixed_only_when_that_is_asked_for(tmp_path: Path) -> None:
    path = many_channels(tmp_path / "call.wav", [400, 1000])
    assert heard(decode_channels(path, channels=())) == [[400, 1000]]
    assert heard(decode_channels(path, channels=(0, 5))) == [[400], [1000]]


def test_a_channel_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = many_channels(tmp_path / "call.wav", [400, 700, 1000])
    with pytest.raises(RecordingError, match=r"call\.wav has 3 channels, 0 to 2, .* ask for channel 5"):
        decode_channels(path, channels=(0, 5))


@pytest.mark.parametrize(("name", "codec"), [("call.wav", "pcm_s16le"), ("call.mp3", "libmp3lame")])
def test_a_recording_that_is_longer_than_allowed_is_refused_by_its_header_or_on_the_way(
    tmp_path: Path, name: str, codec: str
) -> None:
    options = {} if name == "call.wav" else {"write_xing": "0"}
    samples = tones([AGENT], seconds=9, rate=16000)
    path = write_sound(tmp_path / name, samples, codec=codec, rate=16000, options=options)
    with pytest.raises(RecordingError, match=r"the most is 0\.1 minutes .*, and it is (0\.15 minut|longer)"):
        probe(path, max_seconds=6.0)
