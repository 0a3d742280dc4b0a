"""CTranslate2's container, and renaming Whisper's weights."""

import struct
from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.ctranslate2_file import Variable, read_variables, to_openai
from coachkit.errors import ModelError

TYPES = {"float32": 0, "int8": 1, "int16": 2, "int32": 3, "float16": 4}
WIDTH = 4


def text(value: str) -> bytes:
    return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"


def container(variables: dict[str, Variable], *, version: int = 6, spec: str = "WhisperSpec") -> bytes:
    head = struct.pack("<I", version) + text(spec) + struct.pack("<II", 3, len(variables))
    body = b""
    for name, values in variables.items():
        kind = TYPES[values.dtype.name]
        body += text(name) + struct.pack(f"<B{values.ndim}I", values.ndim, *values.shape)
        body += struct.pack("<BI", kind, values.nbytes) + values.tobytes()
    return head + body + struct.pack("<I", 0)


def half(*shape: int) -> Variable:
    return np.random.default_rng(sum(shape)).normal(size=shape).astype(np.float16)


def scalar(value: int) -> Variable:
    return np.array(value, dtype=np.int16)


def network() -> dict[str, Variable]:
    """Return a Whisper network of one layer a side, four numbers wide."""
    variables: dict[str, Variable] = {
        "encoder/conv1/weight": half(WIDTH, 8, 3),
        "encoder/conv1/bias": half(WIDTH),
        "encoder/position_encodings/encodings": half(10, WIDTH),
        "encoder/num_heads": scalar(2),
        "decoder/embeddings/weight": half(7, WIDTH),
        "decoder/position_encodings/encodings": half(5, WIDTH),
        "decoder/num_heads": scalar(2),
        "decoder/layer_0/attention/linear_1/weight": half(2 * WIDTH, WIDTH),
    }
    for side in ("encoder", "decoder"):
        variables[f"{side}/layer_0/self_attention/linear_0/weight"] = half(3 * WIDTH, WIDTH)
        bias = half(3 * WIDTH)
        bias[WIDTH : 2 * WIDTH] = 0
        variables[f"{side}/layer_0/self_attention/linear_0/bias"] = bias
        variables[f"{side}/layer_0/ffn/layer_norm/gamma"] = half(WIDTH)
    return variables


def test_variables_come_back_as_they_were_stored(tmp_path: Path) -> None:
    stored: dict[str, Variable] = {"a/weight": half(2, 3), "b": scalar(8), "c": np.arange(3, dtype=np.int32)}
    (tmp_path / "model.bin").write_bytes(container(stored))

    read = read_variables(tmp_path / "model.bin")

    assert read.keys() == stored.keys()
    for name, values in stored.items():
        assert read[name].dtype == values.dtype
        assert np.array_equal(read[name], values)


@pytest.mark.parametrize("length", [0, 3, 20, 60])
def test_a_file_cut_short_is_refused(tmp_path: Path, length: int) -> None:
    (tmp_path / "model.bin").write_bytes(container({"a/weight": half(20, 30)})[:length])

    with pytest.raises(ModelError, match="not a whole CTranslate2 Whisper file"):
        read_variables(tmp_path / "model.bin")


def test_a_model_that_is_not_whisper_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(container({}, spec="TransformerSpec"))

    with pytest.raises(ModelError, match="TransformerSpec"):
        read_variables(tmp_path / "model.bin")


def test_stacked_query_key_and_value_are_cut_apart() -> None:
    variables = network()
    stacked = variables["encoder/layer_0/self_attention/linear_0/weight"]

    state = to_openai(variables).state

    parts = [state[f"encoder.blocks.0.attn.{name}.weight"] for name in ("query", "key", "value")]
    assert np.array_equal(np.concatenate(parts), stacked)
    assert "encoder.blocks.0.attn.key.bias" not in state


def test_every_weight_is_kept() -> None:
    variables = network()

    state = to_openai(variables).state

    zeros = 2 * WIDTH  # the biases of the two keys
    weights = sum(values.size for values in variables.values() if values.ndim)
    assert sum(values.size for values in state.values()) == weights - zeros


def test_the_dimensions_follow_from_the_weights() -> None:
    assert to_openai(network()).dimensions == {
        "n_mels": 8,
        "n_audio_ctx": 10,
        "n_audio_state": WIDTH,
        "n_audio_head": 2,
        "n_audio_layer": 1,
        "n_vocab": 7,
        "n_text_ctx": 5,
        "n_text_state": WIDTH,
        "n_text_head": 2,
        "n_text_layer": 1,
    }


def test_a_key_with_a_bias_is_another_network() -> None:
    variables = network()
    variables["encoder/layer_0/self_attention/linear_0/bias"] = half(3 * WIDTH)

    with pytest.raises(ModelError, match=r"encoder\.blocks\.0\.attn\.key has a bias"):
        to_openai(variables)


def test_a_quantised_model_cannot_be_converted() -> None:
    variables = network() | {"encoder/layer_0/ffn/linear_0/weight_scale": half(WIDTH)}

    with pytest.raises(ModelError, match="quantised ones cannot"):
        to_openai(variables)


def test_a_network_that_lacks_a_part_is_refused() -> None:
    variables = network()
    del variables["decoder/embeddings/weight"]

    with pytest.raises(ModelError, match=r"lacks decoder\.token_embedding\.weight"):
        to_openai(variables)
