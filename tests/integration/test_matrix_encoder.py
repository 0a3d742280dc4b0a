"""The encoder for matrix units gives what CTranslate2's gives, up to rounding."""

import numpy as np
import pytest
from faster_whisper.feature_extractor import FeatureExtractor

from coachkit.backends.engine_faster import FasterWhisperEngine
from coachkit.backends.matrix_encoder import MatrixEncoder
from coachkit.backends.protocols import SAMPLE_RATE, Samples
from coachkit.backends.weights import model_identity
from coachkit.backends.whisper_files import whisper_directory


@pytest.fixture(scope="module")
def engine() -> FasterWhisperEngine:
    """Return an engine that leaves encoding to CTranslate2."""
    directory = whisper_directory("base")
    return FasterWhisperEngine(directory, weights=model_identity("base"), uses_matrix_units=False)


@pytest.fixture
def sound() -> Samples:
    """Return ten seconds of a tone that moves, so that the features are not all alike."""
    at = np.arange(10 * SAMPLE_RATE) / SAMPLE_RATE
    return (0.3 * np.sin(2 * np.pi * (200 + 40 * at) * at)).astype(np.float32)


def test_both_encoders_agree(engine: FasterWhisperEngine, sound: Samples) -> None:
    window = np.pad(sound, (0, 20 * SAMPLE_RATE))
    plain = engine.encode_window(sound)
    ours = MatrixEncoder(whisper_directory("base")).encode(FeatureExtractor()(window)[:, :3000])

    cosines = (plain * ours).sum(1) / np.linalg.norm(plain, axis=1) / np.linalg.norm(ours, axis=1)
    assert plain.shape == ours.shape == (1500, 512)
    assert np.median(cosines) > 0.99


def test_windows_without_anything_to_hear_give_empty_texts_or_none(engine: FasterWhisperEngine) -> None:
    silence = np.zeros(5 * SAMPLE_RATE, dtype=np.float32)

    heard = engine.hear([silence, silence, silence], language="en")

    assert len(heard) == 3
    assert all(segment.no_speech_prob > 0.3 for segment in heard)
    assert engine.hear([], language="en") == []
