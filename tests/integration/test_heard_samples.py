"""What the other tests take as heard is what is heard, but for a word here and there."""

from difflib import SequenceMatcher
from pathlib import Path

from coachkit.backends.recording import Transcript
from coachkit.backends.speech import Failed, Job
from coachkit.config import find_settings, load_settings
from coachkit.pipeline.toolbox import Toolbox
from tests.integration.heard_samples import SAMPLE_CALLS, heard_before, kept, speech_options


def words(transcript: Transcript) -> list[str]:
    return [word.text.strip(" .,?!").lower() for word in transcript.words]


def test_a_sample_call_is_heard_as_it_was_before() -> None:
    name = "20261112_1615_4703_agent03.wav"
    options = speech_options(load_settings(find_settings(SAMPLE_CALLS)))
    toolbox = Toolbox()
    [call_id] = [one for one, path in kept()["paths"].items() if path == name]
    job = Job(call_id=call_id, path=Path(SAMPLE_CALLS, name), language="en")
    [(_, heard)] = toolbox.transcribe([job], options, workers=1)

    assert not isinstance(heard, Failed)
    before = heard_before(call_id)
    assert heard.hearing == before.hearing
    assert SequenceMatcher(None, words(heard), words(before)).ratio() > 0.85
