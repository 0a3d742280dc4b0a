"""Joined weights: whole or not there, made anew when damaged."""

import hashlib
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coachkit.backends.weights_known import Weights, WeightsFile
from coachkit.backends.whisper_files import (
    alignment_heads,
    cache_directory,
    join_files,
    openai_checkpoint,
    whisper_directory,
)
from coachkit.errors import ModelError

CONTENT = b"the weights"


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weights:
    """Return an installed model of one file in two parts."""
    folder = tmp_path / "packages" / "weights_for_joining"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    (folder / "part1").write_bytes(CONTENT[:4])
    (folder / "part2").write_bytes(CONTENT[4:])
    monkeypatch.syspath_prepend(tmp_path / "packages")
    file = WeightsFile(
        name="model.bin",
        parts=("weights_for_joining/part1", "weights_for_joining/part2"),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        size_bytes=len(CONTENT),
    )
    return Weights(
        name="tested",
        purpose="tests",
        packages=("weights-for-joining",),
        files=(file,),
        licence="MIT",
        origin="tests",
        equals_official=None,
    )


def test_parts_are_joined_in_order(weights: Weights, tmp_path: Path) -> None:
    directory = join_files(weights, tmp_path / "cache")

    assert (directory / "model.bin").read_bytes() == CONTENT


def test_a_joined_file_that_is_right_is_left_alone(weights: Weights, tmp_path: Path) -> None:
    file = join_files(weights, tmp_path / "cache") / "model.bin"
    before = file.stat().st_mtime_ns

    join_files(weights, tmp_path / "cache")

    assert file.stat().st_mtime_ns == before


def test_a_damaged_joined_file_is_made_anew_and_said_so(
    weights: Weights, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = join_files(weights, tmp_path / "cache") / "model.bin"
    file.write_bytes(b"x" * len(CONTENT))

    with caplog.at_level(logging.WARNING):
        join_files(weights, tmp_path / "cache")

    assert file.read_bytes() == CONTENT
    assert "model.bin was damaged" in caplog.text


def test_a_wrong_part_leaves_nothing_behind(weights: Weights, tmp_path: Path) -> None:
    (tmp_path / "packages" / "weights_for_joining" / "part2").write_bytes(b"other")

    with pytest.raises(ModelError, match=r"model\.bin of weights-for-joining has a wrong checksum"):
        join_files(weights, tmp_path / "cache")

    assert list((tmp_path / "cache").iterdir()) == []


def test_two_that_join_at_once_leave_one_good_file(weights: Weights, tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: join_files(weights, tmp_path / "cache"), range(8)))

    assert [path.read_bytes() for path in (tmp_path / "cache").iterdir()] == [CONTENT]


def test_a_cache_that_cannot_be_written_says_what_to_do(weights: Weights, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way")

    with pytest.raises(ModelError, match="COACHKIT_CACHE"):
        join_files(weights, tmp_path / "cache")


def test_the_cache_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHKIT_CACHE", str(tmp_path))

    assert cache_directory() == tmp_path


def test_a_model_directory_of_ones_own_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()

    assert whisper_directory(str(tmp_path)) == tmp_path


def test_a_directory_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no model\.bin"):
        whisper_directory(str(tmp_path))


def test_a_checkpoint_of_ones_own_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.pt").touch()

    assert openai_checkpoint(str(tmp_path / "own.pt")) == tmp_path / "own.pt"
    assert alignment_heads(str(tmp_path / "own.pt")) == ()


def test_alignment_heads_come_from_the_file_beside_the_checkpoint(tmp_path: Path) -> None:
    (tmp_path / "base.pt").touch()
    (tmp_path / "config.json").write_text('{"alignment_heads": [[3, 1], [5, 6]]}')

    assert alignment_heads(str(tmp_path / "base.pt")) == ((3, 1), (5, 6))
