"""One encoder for several searchers, which encodes a text once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from coachkit.searching.shared_encoder import SharedEncoder
from tests.searching.small_archive import MeaningEncoder


class CountingEncoder(MeaningEncoder):
    """Remembers what it was asked to encode."""

    def __init__(self) -> None:
        self.encoded: list[str] = []

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.encoded += texts
        return super().embed(texts)


def test_a_text_is_encoded_once() -> None:
    inner = CountingEncoder()
    encoder = SharedEncoder(inner)

    encoder.embed(["the price", "cancel", "the price"])
    rows = encoder.embed(["cancel", "a report"])

    assert inner.encoded == ["the price", "cancel", "a report"]
    assert np.array_equal(rows, MeaningEncoder().embed(["cancel", "a report"]))


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    inner = CountingEncoder()
    encoder = SharedEncoder(inner, most=2)

    encoder.embed(["one", "two"])
    encoder.embed(["one", "three"])
    inner.encoded.clear()
    encoder.embed(["one"])
    encoder.embed(["two"])

    assert inner.encoded == ["two"]


def test_more_texts_than_are_kept_are_all_encoded() -> None:
    rows = SharedEncoder(CountingEncoder(), most=1).embed(["the price", "cancel", "a report"])

    assert np.array_equal(rows, MeaningEncoder().embed(["the price", "cancel", "a report"]))


def test_nothing_to_encode_makes_no_row() -> None:
    assert SharedEncoder(CountingEncoder()).embed([]).shape == (0, MeaningEncoder.dimensions)
