from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.call_files import CallFile, Piece, files_of, pieces_between
from coachkit.models import Call, Recording

FILES = (
    CallFile(path=Path("a_P001.wav"), start=0.0),
    CallFile(path=Path("a_P002.wav"), start=20.0),
    CallFile(path=Path("a_P003.wav"), start=32.5),
)


def call_at(path: Path) -> Call:
    return Call(
        id="c", path=str(path), audio_hash="c", duration=60.0, channels=2, sample_rate=8000, codec="opus"
    )


def recording(path: Path, *, part: int = 0, start: float = 0.0) -> Recording:
    return Recording(
        path=str(path), size=1, modified_ns=1, audio_hash=path.stem, call_id="c", part=part, start=start
    )


@pytest.mark.parametrize(
    ("start", "end", "pieces"),
    [
        (3.0, 9.0, [("a_P001.wav", 3.0, 9.0)]),
        (20.0, 32.5, [("a_P002.wav", 0.0, 12.5)]),
        (18.0, 23.0, [("a_P001.wav", 18.0, 20.0), ("a_P002.wav", 0.0, 3.0)]),
        (
            19.0,
            40.0,
            [("a_P001.wav", 19.0, 20.0), ("a_P002.wav", 0.0, 12.5), ("a_P003.wav", 0.0, 7.5)],
        ),
        (35.0, 999.0, [("a_P003.wav", 2.5, 966.5)]),
    ],
)
def test_a_stretch_of_the_call_is_found_in_its_files(start, end, pieces):
    found = pieces_between(FILES, start, end)
    assert found == tuple(Piece(path=Path(name), start=a, end=b) for name, a, b in pieces)


times = st.integers(0, 60_000).map(lambda ms: ms / 1000)


@given(times, times)
def test_the_pieces_of_a_stretch_are_together_as_long_as_it_is(one, other):
    start, end = sorted((one, other))
    pieces = pieces_between(FILES, start, end)
    assert sum(piece.end - piece.start for piece in pieces) == pytest.approx(end - start, abs=1e-6)


def test_a_call_in_one_piece_has_its_own_file(tmp_path):
    own = tmp_path / "one.wav"
    assert files_of(call_at(own), [recording(own)]) == (CallFile(path=own),)


def test_a_copy_stands_in_for_a_file_that_is_gone(tmp_path):
    own, copy = tmp_path / "one.wav", tmp_path / "copies/one.wav"
    copy.parent.mkdir()
    copy.touch()
    recordings = [recording(own), recording(copy)]
    assert files_of(call_at(own), recordings) == (CallFile(path=copy),)
    copy.unlink()
    assert files_of(call_at(own), recordings) == (CallFile(path=own),)


def test_each_part_is_taken_from_the_calls_own_folder_where_it_is_there(tmp_path):
    (tmp_path / "copies").mkdir()
    recordings = []
    for folder in ("copies", "."):
        for part in (0, 1):
            path = tmp_path / folder / f"a_P00{part + 1}.wav"
            path.touch()
            recordings.append(recording(path, part=part, start=20.0 * part))
    own = tmp_path / "a_P001.wav"
    assert [file.path.parent for file in files_of(call_at(own), recordings)] == [tmp_path, tmp_path]
    (tmp_path / "a_P002.wav").unlink()
    files = files_of(call_at(own), recordings)
    assert [(file.path.parent, file.start) for file in files] == [
        (tmp_path, 0.0),
        (tmp_path / "copies", 20.0),
    ]
