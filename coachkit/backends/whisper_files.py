"""Make Whisper weights ready for an engine: joined, converted, checked, kept in a cache directory.

Each file is written beside its place and moved there whole, so that processes that do it at the same
time leave one good file, and a file that was damaged later is noticed by its hash and made anew.
"""

import hashlib
import json
import logging
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from coachkit.backends.ctranslate2_file import OpenAICheckpoint, read_variables, to_openai
from coachkit.backends.weights import (
    find_weights,
    known_weights,
    part_paths,
    read_blocks,
    sha256_of,
    wrong_checksum,
)
from coachkit.backends.weights_known import WHISPER_BASE, Weights, WeightsFile
from coachkit.errors import ModelError

_log = logging.getLogger(__name__)


def cache_directory() -> Path:
    """Return where joined and converted weights are kept: `COACHKIT_CACHE`, else the user's cache."""
    from platformdirs import user_cache_dir

    return Path(os.environ.get("COACHKIT_CACHE") or user_cache_dir("coachkit"))


def whisper_directory(name: str) -> Path:
    """Return a directory that faster-whisper can load, with every embedded file's hash checked.

    `name` is an embedded model, a directory of one's own (used as it is), or a model that
    faster-whisper knows, which it downloads from its hub. Raises ModelError.
    """
    weights = find_weights(name)
    if weights is not None:
        return join_files(weights, _place(weights))
    if (Path(name) / "model.bin").is_file():
        return Path(name)
    if Path(name).is_dir():
        raise ModelError(f"{name} holds no model.bin; give the directory of a CTranslate2 Whisper model")
    return _download(name)


def openai_model(name: str) -> str:
    """Return what `whisper.load_model` takes for `name`, downloading it first if it must be.

    Raises ModelError.
    """
    if find_weights(name) or Path(name).exists():
        return str(openai_checkpoint(name))
    import whisper

    try:
        whisper.load_model(name, device="cpu")
    except Exception as error:  # urllib, torch and openai-whisper each raise their own
        raise unreachable(name, error) from error
    return name


def openai_checkpoint(name: str) -> Path:
    """Return a `.pt` file that `whisper.load_model` accepts, holding the embedded model's weights.

    The path of a `.pt` file is returned as it is. Raises ModelError for any other name, and if the
    weights are not the expected ones.
    """
    weights = find_weights(name)
    if weights is None:
        if Path(name).is_file():
            return Path(name)
        raise ModelError(f"{name} is not a model for openai-whisper; give a .pt file or an embedded model")
    directory = join_files(weights, _place(weights))
    checkpoint = directory / f"{name}.pt"
    recorded = checkpoint.with_suffix(".pt.sha256")
    if checkpoint.is_file() and recorded.is_file() and sha256_of(checkpoint) == recorded.read_text().strip():
        return checkpoint
    converted = to_openai(read_variables(directory / "model.bin"))
    _put(checkpoint, lambda stream: _save(converted, stream), lambda path: _verify(converted, path))
    digest = sha256_of(checkpoint).encode()
    _put(recorded, lambda stream: stream.write(digest))
    return checkpoint


def alignment_heads(model: str) -> tuple[tuple[int, int], ...]:
    """Return the (layer, head) pairs that tell when a word was spoken, from `config.json` beside it.

    Empty for a `.pt` file from elsewhere, and for a model that openai-whisper knows by name.
    """
    config = Path(model).with_name("config.json")
    if not (Path(model).is_file() and config.is_file()):
        return ()
    return tuple((layer, head) for layer, head in json.loads(config.read_text()).get("alignment_heads", []))


def join_files(weights: Weights, directory: Path) -> Path:
    """Put a model's files together in `directory`, unless they are there and right; return it.

    Raises ModelError if a package's file is not the expected one, or `directory` cannot be written.
    """
    for file in weights.files:
        target = directory / file.name
        if target.is_file():
            if target.stat().st_size == file.size_bytes and sha256_of(target) == file.sha256:
                continue
            _log.warning("%s was damaged; it is made anew from %s", target, " and ".join(weights.packages))
        _join(weights, file, target)
    return directory


def _join(weights: Weights, file: WeightsFile, target: Path) -> None:
    digest = hashlib.sha256()

    def write(stream: BinaryIO) -> None:
        for block in read_blocks(part_paths(file)):
            digest.update(block)
            stream.write(block)

    def verify(_path: Path) -> None:
        if digest.hexdigest() != file.sha256:
            raise wrong_checksum(weights, file, digest.hexdigest())

    _put(target, write, verify)


def _put(
    target: Path, write: Callable[[BinaryIO], object], verify: Callable[[Path], None] | None = None
) -> None:
    """Write a file beside `target`, verify it, and move it there whole."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as stream:
            write(stream)
        if verify:
            verify(temporary)
        temporary.replace(target)
    except OSError as error:
        raise ModelError(
            f"cannot write {target}: {error.strerror or error}; free some space, or set COACHKIT_CACHE to a "
            "directory that can be written"
        ) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _save(checkpoint: OpenAICheckpoint, stream: BinaryIO) -> None:
    import torch

    # Copied one by one: torch takes no read-only memory.
    state = {name: torch.from_numpy(values.copy()) for name, values in checkpoint.state.items()}
    torch.save({"dims": checkpoint.dimensions, "model_state_dict": state}, stream)


def _verify(checkpoint: OpenAICheckpoint, path: Path) -> None:
    import torch

    stored = torch.load(path, map_location="cpu", weights_only=True)
    state = stored["model_state_dict"]
    same = stored["dims"] == checkpoint.dimensions and state.keys() == checkpoint.state.keys()
    if not same or any((state[name].numpy() != values).any() for name, values in checkpoint.state.items()):
        raise ModelError(f"{path} does not hold the weights that were written to it; check the disk")


def _place(weights: Weights) -> Path:
    return cache_directory() / "whisper" / f"{weights.name}-{weights.files[0].sha256[:12]}"


def _download(name: str) -> Path:
    from faster_whisper import download_model

    try:
        directory = Path(download_model(name))
    except Exception as error:  # the hub's client raises many kinds, by version and by HTTP library
        raise unreachable(name, error) from error
    known = known_weights(name)
    if known and (found := sha256_of(directory / "model.bin")) != known.files[0].sha256:
        raise ModelError(
            f"{directory / 'model.bin'} has a wrong checksum: SHA-256 {known.files[0].sha256} was expected, "
            f"{found} was found; remove {directory}, or install the checked copy: {known.how_to_get}"
        )
    return directory


def unreachable(name: str, error: Exception) -> ModelError:
    """Return the error for a model that is neither here nor to be had."""
    return ModelError(
        f"the Whisper model {name!r} is not installed and cannot be downloaded ({_first_line(error)}); "
        f"give a model's directory, or use the embedded model {WHISPER_BASE.name}: {WHISPER_BASE.how_to_get}"
    )


def _first_line(error: Exception) -> str:
    lines: Iterable[str] = (line.strip() for line in str(error).splitlines())
    return next((line for line in lines if line), type(error).__name__)[:200]
