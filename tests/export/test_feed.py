"""Podcasts, read by feedparser."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.errors import CoachkitError
from coachkit.export.contents import gather_playlists
from coachkit.export.feed import write_feeds
from coachkit.store.library import Library


def cut(files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3") -> list[bytes]:
    return [f"{form} of {files[0].path.stem} {one.start:g}".encode() for one in stretches]


def test_a_feed_reader_finds_the_clips_in_order(library: Library, tmp_path: Path) -> None:
    [path] = write_feeds(
        gather_playlists(library, ["competitor-zenlane-good"]),
        tmp_path / "week",
        cut=cut,
        base_url="https://intra.example/our calls/",
    )
    feed = feedparser.parse(path.read_bytes())
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title == "Zenlane: replies that worked"
    [entry] = feed.entries
    assert entry.title.startswith("1. Jana Kovac: The agent asks what matters")
    assert "Zenlane offered us the same thing" in entry.summary
    assert entry.itunes_duration == "0:19"
    [enclosure] = entry.enclosures
    file = tmp_path / "week" / Path(enclosure.href).name
    assert enclosure.href == f"https://intra.example/our%20calls/{file.name}"
    assert (enclosure.type, int(enclosure.length)) == ("audio/mpeg", file.stat().st_size)


def test_every_list_has_a_feed_and_a_shared_clip_lies_there_once(library: Library, tmp_path: Path) -> None:
    feeds = write_feeds(gather_playlists(library, None), tmp_path / "all", cut=cut, form="opus")
    assert sorted(feed.name for feed in feeds) == [
        "competitor-zenlane-bad.xml",
        "competitor-zenlane-good.xml",
        "feature-export-bad.xml",
        "topic-dashboards-mixed.xml",
    ]
    assert len(list((tmp_path / "all").glob("clip-*.opus"))) == 2


def test_a_clip_without_sound_is_an_entry_to_read(library: Library, tmp_path: Path) -> None:
    [path] = write_feeds(gather_playlists(library, ["topic-dashboards-mixed"]), tmp_path / "all", cut=cut)
    [entry] = feedparser.parse(path.read_bytes()).entries
    assert "links" not in entry
    assert "is no longer where it was, so this clip is text only." in entry.summary
    assert "Dashboards are lovely" in entry.summary


def test_control_characters_and_markup_do_not_break_a_feed(library: Library, tmp_path: Path) -> None:
    [contents] = gather_playlists(library, ["feature-export-bad"])
    [of] = contents.clips
    clip = replace(of.clip, reason="a\x00b\ud800<i>&amp;", quote="]]>\ufffe")
    changed = replace(contents, clips=(replace(of, clip=clip),))
    [path] = write_feeds([changed], tmp_path / "all", cut=cut)
    assert not feedparser.parse(path.read_bytes()).bozo
    [item] = ET.fromstring(path.read_bytes()).iter("item")  # noqa: S314 - our own
    assert item.findtext("title") == "1. Tom Berg: a b <i>&amp;"
    assert "<b>every</b>" in (item.findtext("description") or "")


def test_writing_again_replaces_what_is_there_and_removes_old_clips(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    lists = gather_playlists(library, ["competitor-zenlane-good"])
    write_feeds(lists, folder, cut=cut)
    (folder / "cover.jpg").write_bytes(b"a picture")
    [of] = lists[0].clips
    later = replace(lists[0], clips=(replace(of, clip=replace(of.clip, start=6.0)),))
    [path] = write_feeds([later], folder, cut=cut)
    [clip] = folder.glob("clip-*.mp3")
    assert clip.read_bytes().endswith(b" 6")
    assert clip.name in path.read_text()
    assert (folder / "cover.jpg").exists()


def test_a_folder_with_other_things_is_left_alone(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "photos"
    folder.mkdir()
    (folder / "cat.jpg").write_bytes(b"a cat")
    with pytest.raises(CoachkitError, match="there are other files in this folder; name a new one"):
        write_feeds(gather_playlists(library, None), folder, cut=cut)
    assert [path.name for path in folder.iterdir()] == ["cat.jpg"]


def test_a_full_disk_leaves_no_folder(library: Library, tmp_path: Path) -> None:
    def full(
        files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3"
    ) -> list[bytes]:
        raise OSError(28, f"No space left on device {files} {stretches} {form}")

    folder = tmp_path / "week"
    with pytest.raises(CoachkitError, match="week: cannot be written: the disk is full"):
        write_feeds(gather_playlists(library, ["competitor-zenlane-good"]), folder, cut=full)
    assert not folder.exists()
    assert not list(tmp_path.glob(".*.part"))
