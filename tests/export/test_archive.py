import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from coachkit.call_files import AudioFormat, CallFile, Stretch
from coachkit.errors import CoachkitError, RecordingError
from coachkit.export.archive import write_zip
from coachkit.export.contents import gather_playlists
from coachkit.store.library import Library
from tests.export.example import GOOD


def cut(files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3") -> list[bytes]:
    return [f"{form} of {files[0].path.stem} {one.start:g}".encode() for one in stretches]


def test_a_list_is_numbered_clips_with_three_lists_of_them(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "clips.zip"
    count = write_zip(gather_playlists(library, ["competitor-zenlane-good"]), path, cut=cut)
    clip = "01 The agent asks what matters before answering the price.mp3"
    with zipfile.ZipFile(path) as archive:
        assert sorted(archive.namelist()) == [clip, "list.csv", "list.m3u8", "list.md"]
        assert archive.read(clip) == f"mp3 of {GOOD} 4.5".encode()
        assert archive.read("list.m3u8").decode().splitlines()[-1] == clip
        assert "[Play 01 The agent" in archive.read("list.md").decode()
        [row] = csv.DictReader(io.StringIO(archive.read("list.csv").decode("utf-8-sig")))
        assert row["file"] == clip
    assert count == 1


def test_several_lists_have_a_folder_each(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "clips.zip"
    write_zip(gather_playlists(library, None), path, cut=cut, form="opus")
    with zipfile.ZipFile(path) as archive:
        folders = {name.split("/")[0] for name in archive.namelist()}
        clips = [name for name in archive.namelist() if name.endswith(".opus")]
    assert folders == {
        "Zenlane - replies that worked",
        "Zenlane - replies that did not work",
        "Export - how it goes wrong",
        "Dashboards",
    }
    assert len(clips) == 3, "a clip of two lists lies in both; the recording of the fourth list is gone"


def test_a_clip_without_sound_is_in_the_list_as_text_with_a_note(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "clips.zip"
    assert write_zip(gather_playlists(library, ["topic-dashboards-mixed"]), path, cut=cut) == 0
    with zipfile.ZipFile(path) as archive:
        text = archive.read("list.md").decode()
    assert "is no longer where it was, so this clip is text only." in text
    assert "Dashboards are lovely" in text


def test_a_recording_that_cannot_be_read_is_told_in_the_list(library: Library, tmp_path: Path) -> None:
    def refuse(
        files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3"
    ) -> list[bytes]:
        raise RecordingError(f"{files} {stretches} {form}")

    path = tmp_path / "clips.zip"
    write_zip(gather_playlists(library, ["competitor-zenlane-good"]), path, cut=refuse)
    with zipfile.ZipFile(path) as archive:
        assert "could not be read, so this clip is text only." in archive.read("list.md").decode()


@pytest.mark.parametrize(
    ("reason", "name"),
    [
        ('A/B: "why?" <now> | C:\\x', "01 A_B - _why__ _now_ _ C__x.mp3"),
        ("...", "01 clip.mp3"),
        ("Müşteri kızgın\nve gidiyor", "01 Müşteri kızgın ve gidiyor.mp3"),
        ("word " * 40, f"01 {'word ' * 11}word.mp3"),
    ],
)
def test_names_are_safe_on_every_system(library: Library, tmp_path: Path, reason: str, name: str) -> None:
    [contents] = gather_playlists(library, ["competitor-zenlane-good"])
    [of] = contents.clips
    changed = replace(contents, clips=(replace(of, clip=replace(of.clip, reason=reason)),))
    write_zip([changed], tmp_path / "clips.zip", cut=cut)
    with zipfile.ZipFile(tmp_path / "clips.zip") as archive:
        assert name in archive.namelist()


def test_the_same_clips_make_the_same_file(library: Library, tmp_path: Path) -> None:
    for name in ("one.zip", "two.zip"):
        write_zip(gather_playlists(library, None), tmp_path / name, cut=cut)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_what_cannot_be_finished_leaves_the_old_file(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "clips.zip"
    path.write_bytes(b"old")

    def full(
        files: Sequence[CallFile], stretches: Sequence[Stretch], *, form: AudioFormat = "mp3"
    ) -> list[bytes]:
        raise OSError(28, f"No space left on device {files} {stretches} {form}")

    with pytest.raises(CoachkitError, match=r"clips\.zip: cannot be written: the disk is full"):
        write_zip(gather_playlists(library, ["competitor-zenlane-good"]), path, cut=full)
    assert path.read_bytes() == b"old"
    assert not list(tmp_path.glob(".*.part"))
