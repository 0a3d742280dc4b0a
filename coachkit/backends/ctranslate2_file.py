"""Read a CTranslate2 Whisper file, and rename its weights into an openai-whisper checkpoint.

Both libraries run the same network, so a conversion only renames, cuts stacked matrices apart and
copies: no number changes. That is checked as it goes: each weight of the file is used exactly once,
and the one thing left out (the key's bias, which Whisper does not have) must be zero.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coachkit.errors import ModelError

# A view of one variable: float16 for the weights, integers for the network's shape.
Variable = npt.NDArray[Any]

_VERSION = 6
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)

_WHOLE = {
    "encoder/conv1": "encoder.conv1",
    "encoder/conv2": "encoder.conv2",
    "encoder/layer_norm": "encoder.ln_post",
    "encoder/position_encodings/encodings": "encoder.positional_embedding",
    "decoder/embeddings/weight": "decoder.token_embedding.weight",
    "decoder/layer_norm": "decoder.ln",
    "decoder/position_encodings/encodings": "decoder.positional_embedding",
}
_IN_LAYER = {
    "self_attention/layer_norm": "attn_ln",
    "self_attention/linear_1": "attn.out",
    "attention/layer_norm": "cross_attn_ln",
    "attention/linear_0": "cross_attn.query",
    "attention/linear_2": "cross_attn.out",
    "ffn/layer_norm": "mlp_ln",
    "ffn/linear_0": "mlp.0",
    "ffn/linear_1": "mlp.2",
}
_STACKED = {
    "self_attention/linear_0": ("attn.query", "attn.key", "attn.value"),
    "attention/linear_1": ("cross_attn.key", "cross_attn.value"),
}
_LEAVES = {"gamma": "weight", "beta": "bias", "weight": "weight", "bias": "bias"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAICheckpoint:
    """What openai-whisper stores in a `.pt` file: the network's dimensions and its weights."""

    dimensions: dict[str, int]
    state: dict[str, Variable]


def read_variables(path: Path) -> dict[str, Variable]:
    """Return the variables of a CTranslate2 Whisper model by name, as views of the mapped file.

    Raises ModelError if the file is cut short, of another version or not Whisper.
    """
    try:
        return _parse(np.memmap(path, dtype=np.uint8, mode="r").data)
    except (OSError, struct.error, ValueError, IndexError) as error:
        raise ModelError(f"{path} is not a whole CTranslate2 Whisper file: {error}") from error


def to_openai(variables: Mapping[str, Variable]) -> OpenAICheckpoint:
    """Rename the variables of a float Whisper model to openai-whisper's names.

    Raises ModelError if a weight is left over (a quantised model, another network).
    """
    state: dict[str, Variable] = {}
    for name, values in variables.items():
        if values.ndim > 0:
            _add(state, name, values)
    return OpenAICheckpoint(dimensions=_dimensions(variables, state), state=state)


def _parse(data: memoryview) -> dict[str, Variable]:
    offset = 0

    def take(form: str) -> tuple[Any, ...]:
        nonlocal offset
        values = struct.unpack_from(f"<{form}", data, offset)
        offset += struct.calcsize(f"<{form}")
        return values

    def text() -> str:
        (length,) = take("H")
        return bytes(take(f"{length}s")[0]).rstrip(b"\0").decode()

    (version,) = take("I")
    spec = text()
    if version != _VERSION or spec != "WhisperSpec":
        raise ValueError(f"expected WhisperSpec in version {_VERSION}, found {spec} in version {version}")
    _revision, count = take("II")
    variables: dict[str, Variable] = {}
    for _ in range(count):
        name = text()
        (rank,) = take("B")
        shape = take(f"{rank}I")
        kind, size = take("BI")
        values = np.frombuffer(data[offset : offset + size], dtype=_TYPES[kind])
        variables[name] = values.reshape(shape)
        offset += size
    return variables


def _add(state: dict[str, Variable], name: str, values: Variable) -> None:
    if name in _WHOLE:
        state[_WHOLE[name]] = values
        return
    stem, _, leaf = name.rpartition("/")
    if leaf not in _LEAVES:
        raise _unknown(name)
    if stem in _WHOLE:
        state[f"{_WHOLE[stem]}.{_LEAVES[leaf]}"] = values
        return
    side, layer, place = [*stem.split("/", 2), "", ""][:3]
    block = f"{side}.blocks.{layer.removeprefix('layer_')}"
    if place in _IN_LAYER:
        state[f"{block}.{_IN_LAYER[place]}.{_LEAVES[leaf]}"] = values
    elif place in _STACKED:
        parts = np.split(values, len(_STACKED[place]))
        for target, part in zip(_STACKED[place], parts, strict=True):
            _add_part(state, f"{block}.{target}", leaf, part)
    else:
        raise _unknown(name)


def _add_part(state: dict[str, Variable], target: str, leaf: str, part: Variable) -> None:
    if leaf == "bias" and target.endswith(".key"):
        if part.any():
            raise ModelError(
                f"{target} has a bias, which Whisper's keys do not have: this is another network"
            )
        return
    state[f"{target}.{leaf}"] = part


def _unknown(name: str) -> ModelError:
    return ModelError(
        f"the weight {name} has no place in openai-whisper's network; only Whisper models stored as "
        "float16 or float32 can be converted, quantised ones cannot"
    )


def _dimensions(variables: Mapping[str, Variable], state: Mapping[str, Variable]) -> dict[str, int]:
    def layers(side: str) -> int:
        return len({name.split(".")[2] for name in state if name.startswith(f"{side}.blocks.")})

    try:
        width, mels, _ = state["encoder.conv1.weight"].shape
        vocabulary, text_width = state["decoder.token_embedding.weight"].shape
        return {
            "n_mels": mels,
            "n_audio_ctx": len(state["encoder.positional_embedding"]),
            "n_audio_state": width,
            "n_audio_head": int(variables["encoder/num_heads"]),
            "n_audio_layer": layers("encoder"),
            "n_vocab": vocabulary,
            "n_text_ctx": len(state["decoder.positional_embedding"]),
            "n_text_state": text_width,
            "n_text_head": int(variables["decoder/num_heads"]),
            "n_text_layer": layers("decoder"),
        }
    except KeyError as error:
        raise ModelError(f"the model lacks {error.args[0]}: it is not a whole Whisper network") from error
