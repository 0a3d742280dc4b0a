"""Whisper's encoder for processors with matrix units (Intel AMX), about twice as fast as without them.

The same weights and arithmetic as openai-whisper, in bfloat16, which these units multiply. Encoding is
where most of recognition's arithmetic is; the decoder reads much and computes little, and stays with
CTranslate2. Source of the architecture: Radford et al., "Robust Speech Recognition via Large-Scale Weak
Supervision".
"""

import ctypes
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from coachkit.backends.ctranslate2_file import read_variables, to_openai
from coachkit.errors import ModelError

if TYPE_CHECKING:
    from torch import Tensor

FRAMES = 1500
"""Encoded frames of a window: 50 a second, 30 s."""
_HEAD = 64
"""Width of an attention head in every Whisper."""
_KEEP_FREED_MEMORY = {-3: 32 << 20, -1: 128 << 20}
"""glibc's M_MMAP_THRESHOLD and M_TRIM_THRESHOLD, in bytes."""


@cache
def has_matrix_units() -> bool:
    """Tell whether this processor multiplies bfloat16 matrices in hardware."""
    import torch

    return bool(torch.cpu.get_capabilities().get("amx_bf16"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """The weights of a layer: matrix and bias each."""

    attention_norm: "tuple[Tensor, Tensor]"
    query_key_value: "tuple[Tensor, Tensor]"
    attention_out: "tuple[Tensor, Tensor]"
    mlp_norm: "tuple[Tensor, Tensor]"
    mlp_in: "tuple[Tensor, Tensor]"
    mlp_out: "tuple[Tensor, Tensor]"


class MatrixEncoder:
    """Log-mel features of 30 s to what Whisper's decoder attends to."""

    def __init__(self, directory: Path) -> None:
        """Load the encoder of the CTranslate2 model in `directory`.

        Raises ModelError if it is quantised, or no Whisper.
        """
        import torch

        _keep_freed_memory()
        model = to_openai(read_variables(directory / "model.bin"))
        weights = {
            name: torch.from_numpy(values.astype(np.float32))
            for name, values in model.state.items()
            if name.startswith("encoder.")
        }
        self._heads = model.dimensions["n_audio_head"]
        layers = model.dimensions["n_audio_layer"]
        self._convolutions = [_low(weights, f"encoder.conv{n}") for n in (1, 2)]
        self._positions = weights["encoder.positional_embedding"]
        self._blocks = [_block(weights, f"encoder.blocks.{n}") for n in range(layers)]
        self._norm = _full(weights, "encoder.ln_post")

    def encode(self, features: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Return the encoding, shape (1500, width), of log-mel features, shape (mels, 3000).

        Runs on the calling thread alone; several may call it at the same time.
        """
        import torch

        torch.set_num_threads(1)
        with torch.inference_mode():
            return self._encode(torch.from_numpy(np.ascontiguousarray(features))).numpy()

    def _encode(self, features: "Tensor") -> "Tensor":
        from torch.nn import functional

        x = functional.gelu(functional.conv1d(features[None].bfloat16(), *self._convolutions[0], padding=1))
        x = functional.gelu(functional.conv1d(x, *self._convolutions[1], stride=2, padding=1))
        x = x.transpose(1, 2) + self._positions
        for block in self._blocks:
            both = functional.linear(_norm(x, block.attention_norm), *block.query_key_value)
            query, key, value = both.view(1, FRAMES, 3, self._heads, _HEAD).permute(2, 0, 3, 1, 4)
            attended = functional.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)
            x.add_(functional.linear(attended, *block.attention_out))
            hidden = functional.gelu(functional.linear(_norm(x, block.mlp_norm), *block.mlp_in))
            x.add_(functional.linear(hidden, *block.mlp_out))
        return functional.layer_norm(x, x.shape[-1:], *self._norm)[0]


def open_encoder(directory: Path) -> MatrixEncoder | None:
    """Return an encoder where this processor and this model allow one."""
    if not has_matrix_units():
        return None
    try:
        return MatrixEncoder(directory)
    except ModelError:  # a quantised model of the user's own: CTranslate2 encodes as well
        return None


def _keep_freed_memory() -> None:
    """Let glibc reuse large blocks; it would give each back and have every page of the next cleared anew."""
    with suppress(OSError, AttributeError):
        for option, value in _KEEP_FREED_MEMORY.items():
            ctypes.CDLL("libc.so.6").mallopt(option, value)


def _low(weights: "Mapping[str, Tensor]", name: str) -> "tuple[Tensor, Tensor]":
    return weights[f"{name}.weight"].bfloat16(), weights[f"{name}.bias"].bfloat16()


def _full(weights: "Mapping[str, Tensor]", name: str) -> "tuple[Tensor, Tensor]":
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _block(weights: "Mapping[str, Tensor]", name: str) -> _Block:
    import torch

    attention = [weights[f"{name}.attn.{part}.weight"] for part in ("query", "key", "value")]
    query_bias, value_bias = (weights[f"{name}.attn.{part}.bias"] for part in ("query", "value"))
    # Whisper's keys have no bias.
    biases: list[Any] = [query_bias, torch.zeros_like(query_bias), value_bias]
    return _Block(
        attention_norm=_full(weights, f"{name}.attn_ln"),
        query_key_value=(torch.cat(attention).bfloat16(), torch.cat(biases).bfloat16()),
        attention_out=_low(weights, f"{name}.attn.out"),
        mlp_norm=_full(weights, f"{name}.mlp_ln"),
        mlp_in=_low(weights, f"{name}.mlp.0"),
        mlp_out=_low(weights, f"{name}.mlp.2"),
    )


def _norm(x: "Tensor", weight: "tuple[Tensor, Tensor]") -> "Tensor":
    from torch.nn import functional

    return functional.layer_norm(x, x.shape[-1:], *weight).bfloat16()
