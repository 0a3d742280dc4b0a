"""How near turns come to a question: by the lines' stored vectors, and encoded where there are none."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from coachkit.models import LineVectors, StageRun
from coachkit.searching.results import Asked
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from tests.searching.small_archive import MeaningEncoder, Talk, Told, store

QUESTION = "can you match their price"
ASKS: Talk = [
    ("customer", "Hello there."),
    ("customer", "Can you match their price?"),
    ("agent", "Yes, we can."),
]


class CountingEncoder(MeaningEncoder):
    def __init__(self) -> None:
        self.encoded: list[str] = []

    def embed(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        self.encoded += texts
        return super().embed(texts)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "one.db", create=True) as library:
        yield library


def store_lines(library: Library, call_id: str, texts: dict[int, str], *, model: str = "fake") -> None:
    """Store vectors for these lines of a call; what they mean need not be what the call says."""
    rows = np.rint(MeaningEncoder().embed([*texts.values()]) * 127).astype(np.int8)
    vectors = LineVectors(
        call_id=call_id,
        model=model,
        dimensions=rows.shape[1],
        lines=tuple(texts),
        embedding=rows.tobytes(),
    )
    run = StageRun(
        call_id=call_id,
        stage="embed_lines",
        fingerprint="f",
        output="1",
        finished_at="2026-11-20T10:00:00",
        seconds=0.1,
    )
    library.replace_stage(run, ["line_vectors"], {"line_vectors": [vectors]})


def test_a_turn_with_stored_lines_is_not_encoded(empty: Library) -> None:
    store(empty, Told(id="asks00000000", talk=ASKS))
    store_lines(empty, "asks00000000", {0: "hello", 1: "price"})
    encoder = CountingEncoder()

    [answer] = Searcher(empty, encoder).answers(Asked(text=QUESTION)).answers

    assert set(encoder.encoded) == {QUESTION}
    assert (answer.similarity or 0.0) > 0.7


def test_a_turn_without_stored_lines_is_encoded(empty: Library) -> None:
    store(empty, Told(id="asks00000000", talk=ASKS))
    encoder = CountingEncoder()

    Searcher(empty, encoder).answers(Asked(text=QUESTION))

    assert "Hello there. Can you match their price?" in encoder.encoded


def test_vectors_of_another_model_do_not_count(empty: Library) -> None:
    store(empty, Told(id="asks00000000", talk=ASKS))
    store_lines(empty, "asks00000000", {0: "hello", 1: "price"}, model="another")
    encoder = CountingEncoder()

    Searcher(empty, encoder).answers(Asked(text=QUESTION))

    assert "Hello there. Can you match their price?" in encoder.encoded


def test_a_line_that_asks_it_counts_more_than_what_stands_beside_it(empty: Library) -> None:
    meant = {
        "both00000000": ({0: "price", 1: "price"}, "Yes, we can."),
        "one000000000": ({0: "hello", 1: "price"}, "I will ask my lead about that."),
        "none00000000": ({0: "hello", 1: "hello"}, "Nobody goes lower than us."),
    }
    for call_id, (lines, reply) in meant.items():
        store(empty, Told(id=call_id, talk=[*ASKS[:2], ("agent", reply)]))
        store_lines(empty, call_id, lines)

    found = Searcher(empty, MeaningEncoder()).answers(Asked(text=QUESTION, limit=5))
    near = {one.call.id: one.similarity or 0.0 for one in found.answers}

    assert near["both00000000"] > near["one000000000"] > (near["both00000000"] + near["none00000000"]) / 2
