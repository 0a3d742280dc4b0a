"""With the real model: sound without words gives no words, and words that are said are kept."""

from pathlib import Path

import pytest

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import Transcriber
from coachkit.backends.speech import SpeechOptions, open_transcriber, transcribe_recording
from inventions import deleted_words, hear_wordless, sample_call_sounds
from line_sounds import MAKERS, make_wordless
from wer import read_scripts

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"
SECONDS_OF_EACH = 10.0

# openai-whisper leaves its normaliser's file to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module")
def transcriber() -> Transcriber:
    return open_transcriber(SpeechOptions(), threads=1)


def test_silence_noise_tones_and_music_give_no_word(transcriber: Transcriber) -> None:
    sounds = list(make_wordless(SECONDS_OF_EACH * len(MAKERS), piece=SECONDS_OF_EACH, seed=2))

    invented = {sound.kind: hear_wordless(sound, transcriber).texts for sound in sounds}

    assert set(invented) == set(MAKERS)
    assert {kind: texts for kind, texts in invented.items() if texts} == {}


def test_the_sample_calls_music_and_tones_give_no_word(transcriber: Transcriber) -> None:
    sounds = list(sample_call_sounds(SAMPLE_CALLS))

    heard = [(sound.kind, hear_wordless(sound, transcriber).texts) for sound in sounds]

    assert "sample calls: hold_music" in dict(heard)
    assert [one for one in heard if one[1]] == []


@pytest.mark.parametrize("call", ["20261110_1005_4715_agent15", "20261113_1345_4720_agent07"])
def test_the_guards_keep_what_is_said(call: str, transcriber: Transcriber) -> None:
    sample = next(one for one in read_scripts(SAMPLE_CALLS) if one.audio.stem == call)

    transcript = transcribe_recording(
        decode_channels(sample.audio), call_id="c1", language="en", transcriber=transcriber
    )

    counts = [deleted_words(transcript, channel, text) for channel, text in enumerate(sample.texts)]
    assert sum(right for right, _, _ in counts) > 100
    assert sum(deleted for _, deleted, _ in counts) <= 0.003 * sum(right for right, _, _ in counts)
