"""Every exported format is opened by a program that it is for, and what is heard is the right stretch.

The recordings have another tone in every second, so that the sound itself tells where it is from.
"""

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import feedparser
import numpy as np
import pytest

from coachkit.backends.audio import decode_channels
from coachkit.backends.clip_audio import cut_clips
from coachkit.backends.protocols import SAMPLE_RATE
from coachkit.call_files import AudioFormat
from coachkit.export.archive import write_zip
from coachkit.export.contents import PlaylistContents, gather_playlists
from coachkit.export.edl import format_edl
from coachkit.export.feed import write_feeds
from coachkit.export.m3u8 import format_m3u8
from coachkit.export.page import format_page
from coachkit.export.xspf import format_xspf
from coachkit.store.library import Library
from coachkit.store.reading import library_summary
from tests.export.example import BAD, GOOD, build_example
from tests.integration.readers import (
    Browser,
    chapters_in_mpv,
    find_reader,
    play_with_mpv,
    play_with_vlc,
)
from tests.sounds import tones, write_sound

FIRST = {GOOD: 400, BAD: 1200}
"""Hertz in the first second of a recording; 20 more in each that follows."""
SPANS = {GOOD: (5.0, 7.0), BAD: (12.0, 13.5)}
LISTS = ["competitor-zenlane-good", "competitor-zenlane-bad"]


@pytest.fixture
def desk() -> Iterator[Path]:
    """Return a folder that everybody may read and write: VLC does not run as root."""
    with tempfile.TemporaryDirectory(prefix="coachkit-readers-") as name:
        Path(name).chmod(0o777)
        yield Path(name)


@pytest.fixture
def lists(desk: Path) -> Iterator[list[PlaylistContents]]:
    """The example's two lists, a clip of one or two seconds each, of recordings that can be heard."""
    with Library.open(build_example(desk / "example.db", desk)) as library:
        for call, first in FIRST.items():
            seconds = [tones([float(first + 20 * n)], seconds=1, rate=16000) for n in range(30)]
            sound = np.concatenate(seconds, axis=1)
            write_sound(desk / f"{call}.wav", sound, codec="pcm_s16le", rate=16000)
        yield [
            replace(contents, clips=tuple(_shortened(of) for of in contents.clips))
            for contents in gather_playlists(library, LISTS)
        ]


def _shortened(of):
    start, end = SPANS[of.call.id]
    return replace(of, clip=replace(of.clip, start=start, end=end))


def hertz(path: Path, at: float) -> float:
    """Return the strongest tone of a file in the quarter second around `at`."""
    sound = decode_channels(path)[0]
    middle, half = round(at * SAMPLE_RATE), SAMPLE_RATE // 8
    piece = sound[middle - half : middle + half]
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 8 * len(piece)))
    return float(spectrum.argmax() * SAMPLE_RATE / (8 * len(piece)))


def check_sound(path: Path, call: str, *, begins: float = 0.0) -> None:
    """Check that the clip of `call` is heard in a file from second `begins` on: each second has its tone."""
    start, end = SPANS[call]
    for second in range(int(start), int(end)):
        at = begins + second - start + 0.5
        assert hertz(path, at) == pytest.approx(FIRST[call] + 20 * second, abs=4)


def seconds_of(path: Path) -> float:
    return len(decode_channels(path)[0]) / SAMPLE_RATE


def test_mpv_plays_the_clips_of_an_edl_in_order(lists: Sequence[PlaylistContents], desk: Path) -> None:
    find_reader("mpv")
    (desk / "lists.edl").write_text(format_edl(lists), encoding="utf-8")
    play_with_mpv(desk / "lists.edl", desk / "heard.wav")
    assert seconds_of(desk / "heard.wav") == pytest.approx(3.5, abs=0.01)
    check_sound(desk / "heard.wav", GOOD)
    check_sound(desk / "heard.wav", BAD, begins=2.0)
    assert chapters_in_mpv(desk / "lists.edl", 2) == [
        "Jana Kovac: The agent asks what matters before answering the price.",
        "Tom Berg: The complaint is waved away.",
    ]


@pytest.mark.parametrize(("form", "text"), [("m3u8", format_m3u8), ("xspf", format_xspf)])
@pytest.mark.parametrize("place", [0, 1])
def test_vlc_plays_a_clip_from_its_start_to_its_end(
    lists: Sequence[PlaylistContents], desk: Path, form: str, text, place: int
) -> None:
    find_reader("cvlc")
    path = desk / f"list.{form}"
    path.write_text(text([lists[place]]), encoding="utf-8")
    play_with_vlc(path, desk / "heard.wav")
    call = (GOOD, BAD)[place]
    start, end = SPANS[call]
    assert seconds_of(desk / "heard.wav") == pytest.approx(end - start, abs=0.1)
    check_sound(desk / "heard.wav", call)


@pytest.mark.parametrize("form", ["mp3", "opus"])
def test_the_clips_of_a_zip_can_be_played_by_their_list(
    lists: Sequence[PlaylistContents], desk: Path, form: AudioFormat
) -> None:
    write_zip(lists, desk / "clips.zip", cut=cut_clips, form=form)
    with zipfile.ZipFile(desk / "clips.zip") as archive:
        archive.extractall(desk / "clips")
    for contents, call in zip(lists, (GOOD, BAD), strict=True):
        [listing] = [
            path
            for path in (desk / "clips").glob("*/list.m3u8")
            if contents.playlist.title in path.read_text(encoding="utf-8")
        ]
        [name] = [line for line in listing.read_text(encoding="utf-8").splitlines() if line[:1] not in "#"]
        check_sound(listing.parent / name, call)
        start, end = SPANS[call]
        assert seconds_of(listing.parent / name) == pytest.approx(end - start, abs=0.05)


def test_a_feed_reader_finds_files_that_hold_the_clips(lists: Sequence[PlaylistContents], desk: Path) -> None:
    feeds = write_feeds(lists, desk / "feeds", cut=cut_clips)
    for path, call in zip(feeds, (GOOD, BAD), strict=True):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo
        [entry] = feed.entries
        check_sound(path.parent / entry.enclosures[0].href, call)


def test_the_page_plays_a_list_through_and_hears_the_keyboard(
    lists: Sequence[PlaylistContents], desk: Path
) -> None:
    find_reader("chromium", "chromium-browser", "google-chrome")
    both = replace(lists[0], clips=(*lists[0].clips, *lists[1].clips))
    with Library.open(desk / "example.db") as library:
        page = format_page([both], library_summary(library), cut=cut_clips)
    (desk / "page.html").write_text(page, encoding="utf-8")
    playing = "document.querySelector('.clip.playing .why')?.textContent"
    with Browser(desk / "page.html", desk / "profile") as browser:
        browser.value("document.querySelector('.through').click()")
        browser.wait_for(f"{playing} === 'The agent asks what matters before answering the price.'")
        browser.wait_for(f"{playing} === 'The complaint is waved away.'")
        browser.wait_for("document.querySelector('.clip.playing') === null")
        browser.press("k")
        browser.wait_for(f"{playing} === 'The agent asks what matters before answering the price.'")
        browser.press(" ")
        browser.wait_for("document.querySelector('.clip.playing') === null")
        assert "Clip 1 of 2" in browser.value("document.querySelector('.now .where').textContent")
        assert browser.value("performance.getEntriesByType('resource').length") == 0
