"""Both engines, with the embedded weights, on a sample call whose words and times are known."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coachkit.backends.audio import decode_channels
from coachkit.backends.protocols import SAMPLE_RATE, Samples, Transcriber
from coachkit.backends.speech import (
    Engine,
    Failed,
    Job,
    SpeechOptions,
    Transcript,
    open_transcriber,
    transcribe_many,
    transcribe_recording,
)
from tests.sounds import write_sound

SAMPLE_CALLS = Path(__file__).parents[2] / "sample_calls"
CALL = "20261111_1120_4715_agent15"
LINES = 3

# openai-whisper leaves its vocabulary file to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What one side says in the piece of the call that is used, and when."""

    words: list[str]
    start: float
    end: float


@pytest.fixture(scope="module")
def lines() -> list[dict[str, Any]]:
    """Return the call's first lines: the agent greets, the customer answers, the agent goes on."""
    script = json.loads((SAMPLE_CALLS / "scripts" / f"{CALL}.json").read_text())
    return list(script["lines"][:LINES])


@pytest.fixture(scope="module")
def channels(lines: list[dict[str, Any]]) -> list[Samples]:
    """Return the sound of these lines."""
    end = round((lines[-1]["end"] + 0.2) * SAMPLE_RATE)
    return [samples[:end] for samples in decode_channels(SAMPLE_CALLS / f"{CALL}.opus")]


@pytest.fixture(scope="module")
def spoken(lines: list[dict[str, Any]]) -> list[Spoken]:
    """Return what the lines say, by channel."""
    sides = [[line for line in lines if line["role"] == role] for role in ("agent", "customer")]
    return [
        Spoken(
            words=in_words(" ".join(line["text"] for line in side)),
            start=side[0]["start"],
            end=side[-1]["end"],
        )
        for side in sides
    ]


@pytest.fixture(scope="module")
def transcripts(channels: Sequence[Samples]) -> dict[str, Transcript]:
    engines: tuple[Engine, ...] = ("faster-whisper", "openai-whisper")
    return {engine: hear(channels, transcriber(engine)) for engine in engines}


def transcriber(engine: Engine) -> Transcriber:
    return open_transcriber(SpeechOptions(engine=engine), threads=1)


def hear(channels: Sequence[Samples], engine: Transcriber) -> Transcript:
    copies = [samples.copy() for samples in channels]  # hearing silences what is echo in them
    return transcribe_recording(copies, call_id="c1", language="en", transcriber=engine)


def said(transcript: Transcript, channel: int) -> list[str]:
    return in_words("".join(word.text for word in transcript.words if word.channel == channel))


def in_words(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    return SequenceMatcher(None, one, other).ratio()


@pytest.mark.parametrize("engine", ["faster-whisper", "openai-whisper"])
def test_an_engine_hears_what_each_channel_says(
    engine: str, transcripts: dict[str, Transcript], spoken: list[Spoken]
) -> None:
    for channel, side in enumerate(spoken):
        assert likeness(said(transcripts[engine], channel), side.words) > 0.8


@pytest.mark.parametrize("engine", ["faster-whisper", "openai-whisper"])
def test_words_have_the_times_at_which_they_were_said(
    engine: str, transcripts: dict[str, Transcript], spoken: list[Spoken]
) -> None:
    for channel, side in enumerate(spoken):
        words = [word for word in transcripts[engine].words if word.channel == channel]
        assert words[0].start == pytest.approx(side.start, abs=0.6)
        assert words[-1].end == pytest.approx(side.end, abs=0.6)
        assert all(word.start <= word.end for word in words)
        assert all(first.start <= second.start for first, second in pairwise(words))


def test_both_engines_hear_the_same(transcripts: dict[str, Transcript]) -> None:
    faster, openai = transcripts.values()

    # above 0.9 on one processor, 0.85 on another: a name or two of 13 words
    for channel in (0, 1):
        assert likeness(said(faster, channel), said(openai, channel)) > 0.8


def test_the_same_sound_gives_the_same_transcript(
    channels: Sequence[Samples], transcripts: dict[str, Transcript]
) -> None:
    assert hear(channels, transcriber("faster-whisper")) == transcripts["faster-whisper"]


def test_the_language_is_found_out_where_nobody_says_it(channels: Sequence[Samples]) -> None:
    heard = transcribe_recording(
        channels, call_id="c1", language=None, transcriber=transcriber("faster-whisper")
    )

    assert {segment.language for segment in heard.raw_segments} == {"en"}


def test_many_recordings_are_heard_and_a_broken_one_is_named(
    channels: Sequence[Samples], transcripts: dict[str, Transcript], tmp_path: Path
) -> None:
    good = write_sound(tmp_path / "good.flac", channels[0][None], codec="flac", rate=SAMPLE_RATE)
    broken = tmp_path / "broken.flac"
    broken.write_text("not a recording")
    jobs = [Job(call_id="broken", path=broken), Job(call_id="good", path=good, language="en")]

    done = {job.call_id: result for job, result in transcribe_many(jobs, SpeechOptions(), workers=1)}

    heard, failed = done["good"], done["broken"]
    assert isinstance(heard, Transcript)
    # alone in its windows, a channel is heard a little differently than beside the other
    assert likeness(said(heard, 0), said(transcripts["faster-whisper"], 0)) > 0.75
    assert isinstance(failed, Failed)
    assert "broken.flac" in failed.reason
