"""A recording's channels become one call's rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from coachkit.backends.protocols import HeardSegment, HeardWord, Samples
from coachkit.backends.recording import number_segments, transcribe_recording


def word(start: float, text: str) -> HeardWord:
    return HeardWord(start=start, end=start + 0.5, text=text, probability=0.9)


def segment(
    *words: HeardWord, no_speech: float = 0.1, logprob: float = -0.3, compression: float = 1.2
) -> HeardSegment:
    return HeardSegment(
        start=0.0,
        end=30.0,
        text="".join(one.text for one in words),
        language="en",
        avg_logprob=logprob,
        no_speech_prob=no_speech,
        compression_ratio=compression,
        words=words,
    )


@dataclass
class Listener:
    """A Transcriber that notes what it is asked."""

    identity: str = "listener"
    asked: list[str | None] = field(default_factory=list)

    def hear(
        self,
        windows: Sequence[Samples],
        *,
        language: str | None,
        likely: str | None = None,  # noqa: ARG002
    ) -> list[HeardSegment]:
        self.asked += [language for _ in windows]
        return [segment(word(0.5, " hello")) for _ in windows]

    def transcribe(self, samples: Samples, *, language: str | None) -> list[HeardSegment]:
        raise AssertionError(f"nothing is to be heard again, was asked for {len(samples)} in {language}")


def test_rows_are_numbered_over_the_call_by_channel_and_then_by_time() -> None:
    agent = [segment(word(8.0, " fine")), segment(word(1.0, " good"), word(2.0, " morning"))]
    customer = [segment(word(4.0, " hello"))]

    heard = number_segments("c1", {0: agent, 1: customer})

    assert [(row.n, row.channel, row.text) for row in heard.raw_segments] == [
        (0, 0, " good morning"),
        (1, 0, " fine"),
        (2, 1, " hello"),
    ]
    assert [(row.n, row.raw_segment, row.text) for row in heard.words] == [
        (0, 0, " good"),
        (1, 0, " morning"),
        (2, 1, " fine"),
        (3, 2, " hello"),
    ]


def test_a_segment_begins_and_ends_with_its_words() -> None:
    (row,) = number_segments("c1", {0: [segment(word(3.0, " a"), word(9.0, " b"))]}).raw_segments

    assert (row.start, row.end) == (3.0, 9.5)


def test_a_segment_without_words_is_left_out() -> None:
    assert number_segments("c1", {0: [segment()]}).raw_segments == ()


def test_silence_is_not_given_to_the_engine() -> None:
    listener = Listener()
    silence = np.zeros(16_000, dtype=np.float32)

    heard = transcribe_recording([silence, silence], call_id="c1", language=None, transcriber=listener)

    assert (heard.raw_segments, heard.words, listener.asked) == ((), (), [])


def test_every_channel_is_described_even_where_nothing_is_said() -> None:
    silence = np.zeros(16_000, dtype=np.float32)
    noise = np.full(16_000, 1e-5, dtype=np.float32)

    heard = transcribe_recording([silence, noise], call_id="c1", language="en", transcriber=Listener())

    assert [(row.n, row.speech, row.unheard, row.level) for row in heard.channels] == [
        (0, 0.0, 0.0, None),
        (1, 0.0, 0.0, None),
    ]
    assert heard.hearing is not None
    assert (heard.hearing.windows, heard.hearing.fewest_windows) == (0, 0)
