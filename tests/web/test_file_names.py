from dataclasses import dataclass
from pathlib import Path

from coachkit.web.file_names import with_file_names


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    path: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    files: tuple[File, ...]
    places: dict[str, Path]


def test_files_are_told_by_name_however_deep() -> None:
    said = "/not/a/path but words"
    folder = Folder(files=(File(path="/home/a b/x.wav", words=said),), places={"y": Path("/srv/y.wav")})
    named = Folder(files=(File(path="x.wav", words=said),), places={"y": Path("y.wav")})
    assert str(with_file_names(folder).places["y"]) == "y.wav"
    assert with_file_names(folder).files == named.files


def test_what_holds_no_path_stays_the_very_same() -> None:
    files = (File(path=None, words="a"), File(path="x.wav", words="b"))
    assert with_file_names(files)[0] is files[0]


def test_files_in_data_are_told_by_name_as_well() -> None:
    data = {"hits": [{"call": {"path": "/home/a b/x.wav", "id": "1"}}], "path": None}
    assert with_file_names(data) == {"hits": [{"call": {"path": "x.wav", "id": "1"}}], "path": None}
