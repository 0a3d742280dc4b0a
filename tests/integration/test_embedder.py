import numpy as np
import pytest

from coachkit.backends.embedder import SentenceEmbedder, sentence_identity
from coachkit.backends.protocols import Embedder
from coachkit.backends.weights import sentence_model_directory

EXPORT = "The export to the spreadsheet failed again this morning."
EXPORT_TOO = "Since the update I cannot download my table, it stops with an error."
PRICE = "Your yearly price is higher than what the other vendor offered us."


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return SentenceEmbedder(sentence_model_directory())


def test_vectors_are_single_precision_and_of_unit_length(embedder: Embedder) -> None:
    vectors = embedder.embed([EXPORT, PRICE])
    assert vectors.shape == (2, embedder.dimensions)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1.0, 1.0], abs=1e-5)


def test_texts_on_one_matter_are_nearer_than_others(embedder: Embedder) -> None:
    export, export_too, price = embedder.embed([EXPORT, EXPORT_TOO, PRICE])
    assert export @ export_too > export @ price + 0.2


def test_a_text_has_the_same_vector_whatever_its_neighbours(embedder: Embedder) -> None:
    alone = embedder.embed([EXPORT])
    among_others = embedder.embed([PRICE * 5, EXPORT, EXPORT_TOO])
    assert np.array_equal(among_others[1], alone[0])


def test_words_up_to_256_tokens_count_and_later_ones_do_not(embedder: Embedder) -> None:
    early, late = "zebra " + "word " * 199, "word " * 199 + "zebra "
    padded = "word " * 300
    plain, early_zebra, late_zebra = embedder.embed(["word " * 200, early, late])
    assert early_zebra @ plain < 0.999
    assert late_zebra @ plain < 0.999
    assert np.array_equal(*embedder.embed([padded, padded + "zebra"]))


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_loading_and_embedding_print_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    SentenceEmbedder(sentence_model_directory()).embed([EXPORT])
    assert capfd.readouterr() == ("", "")


def test_the_identity_holds_the_hash_of_the_weights_and_needs_no_loading(embedder: Embedder) -> None:
    assert embedder.identity == sentence_identity()
    assert "all-MiniLM-L6-v2@53aa51172d142c89" in embedder.identity
