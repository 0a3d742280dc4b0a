"""What is heard at first, heard again, and set aside: with a transcriber that says what it is told to."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from coachkit.backends.listening import HEARD_AGAIN, Ear, listen
from coachkit.backends.protocols import SAMPLE_RATE, HeardSegment, HeardWord, Samples
from coachkit.backends.voice_activity import SpeechSpan


def span(start: float, end: float) -> SpeechSpan:
    return SpeechSpan(start=round(start * SAMPLE_RATE), end=round(end * SAMPLE_RATE))


def ear(n: int, *spans: tuple[float, float], seconds: float = 40.0) -> Ear:
    """Return a channel with a voice in each span, a little inside it as a detector pads it."""
    samples = np.zeros(round(seconds * SAMPLE_RATE), dtype=np.float32)
    for start, end in spans:
        samples[round((start + 0.3) * SAMPLE_RATE) : round((end - 0.3) * SAMPLE_RATE)] = 0.1
    return Ear(n, samples, speech=[span(start, end) for start, end in spans])


def text(*words: tuple[float, float, str]) -> HeardSegment:
    said = tuple(HeardWord(start=a, end=b, text=t, probability=0.9) for a, b, t in words)
    return HeardSegment(
        start=0.0,
        end=30.0,
        text="".join(word.text for word in said),
        language="en",
        avg_logprob=-0.2,
        no_speech_prob=0.1,
        compression_ratio=1.1,
        words=said,
    )


@dataclass
class Reader:
    """A Transcriber that reads out prepared texts."""

    first: list[HeardSegment]
    careful: list[HeardSegment] = field(default_factory=list)
    identity: str = "reader"
    windows: list[float] = field(default_factory=list)
    """How long what was heard is, in seconds."""
    again: list[float] = field(default_factory=list)
    likely: list[str | None] = field(default_factory=list)
    """Which language it was told that earlier windows were in."""
    again_in: list[str | None] = field(default_factory=list)

    def hear(
        self,
        windows: Sequence[Samples],
        *,
        language: str | None,  # noqa: ARG002
        likely: str | None = None,
    ) -> list[HeardSegment]:
        self.windows += [len(samples) / SAMPLE_RATE for samples in windows]
        self.likely.append(likely)
        return self.first[: len(windows)]

    def transcribe(self, samples: Samples, *, language: str | None) -> list[HeardSegment]:
        self.again_in.append(language)
        self.again.append(len(samples) / SAMPLE_RATE)
        return self.careful


def said(one: Ear) -> list[tuple[float, str]]:
    return [(round(word.start, 1), word.text) for segment in one.heard for word in segment.words]


def test_both_channels_share_a_window_and_words_go_back_to_their_own() -> None:
    agent, customer = ear(0, (2, 4)), ear(1, (10, 12))
    reader = Reader([text((0.3, 1.7, " good morning"), (2.5, 3.9, " hello there"))])

    listened = listen([agent, customer], reader, "en")

    assert listened.windows == 1
    assert reader.windows == pytest.approx([4.2])
    assert said(agent) == [(2.3, " good morning")]
    assert said(customer) == [(10.3, " hello there")]
    assert reader.again == []


def test_a_piece_without_words_is_heard_again() -> None:
    agent = ear(0, (2, 4), (10, 14))
    reader = Reader([text((0.3, 1.7, " good morning"))], [text((0.3, 3.7, " how can I help you today"))])

    listened = listen([agent], reader, "en")

    assert reader.again == [pytest.approx(4.0)]
    assert listened.windows == 2
    assert said(agent) == [(2.3, " good morning"), (10.3, " how can I help you today")]
    assert agent.unheard == 0


def test_what_stays_without_words_is_counted_in_seconds() -> None:
    agent = ear(0, (2, 4), (10, 14))

    listen([agent], Reader([text((0.3, 1.7, " good morning"))]), "en")

    assert agent.unheard == pytest.approx(3.4, abs=0.05)


def test_a_text_that_covers_more_takes_the_place_of_one_with_a_stretched_word() -> None:
    agent = ear(0, (2, 12))
    stretched = text((0.3, 0.6, " I"), (0.6, 9.7, " get"))
    careful = text(
        (0.3, 3.0, " good morning to you"), (3.1, 6.4, " this is Tom speaking"), (6.5, 9.7, " what can I do")
    )

    listen([agent], Reader([stretched], [careful]), "en")

    assert [word for _, word in said(agent)] == [
        " good morning to you",
        " this is Tom speaking",
        " what can I do",
    ]
    assert [(one.segment.text, one.rule) for one in agent.rejected] == [(" I get", HEARD_AGAIN)]


def test_a_second_hearing_that_finds_nothing_more_changes_nothing() -> None:
    agent = ear(0, (2, 12))
    reader = Reader([text((0.3, 1.5, " good morning"))], [])

    listen([agent], reader, "en")

    assert said(agent) == [(2.3, " good morning")]
    assert agent.rejected == []
    assert agent.unheard > 5


def test_the_language_is_the_one_heard_where_none_is_given() -> None:
    agent = ear(0, (2, 4))

    assert listen([agent], Reader([text((0.3, 1.7, " good morning"))]), None).language == "en"


def test_a_text_that_a_guard_rejects_is_heard_again() -> None:
    agent = ear(0, (2, 12))
    loop = text(*((0.3 + n * 0.3, 0.5 + n * 0.3, " thank you") for n in range(30)))
    careful = text(
        (0.3, 2.8, " good morning to you"),
        (2.9, 5.4, " this is Tom speaking"),
        (5.5, 7.5, " what can I do"),
        (7.6, 9.7, " for you today"),
    )

    listen([agent], Reader([loop], [careful]), "en")

    assert [word for _, word in said(agent)] == [
        " good morning to you",
        " this is Tom speaking",
        " what can I do",
        " for you today",
    ]
    assert [one.rule for one in agent.rejected] == ["repetition"]
    assert agent.unheard == 0


def in_language(code: str, *words: tuple[float, float, str]) -> HeardSegment:
    return replace(text(*words), language=code)


def test_the_main_language_is_that_of_most_words_and_a_window_keeps_its_own() -> None:
    agent = ear(0, (1, 27), (31, 57), (61, 87), seconds=90.0)
    english = in_language("en", *((n, n + 0.9, f" word{n}") for n in range(1, 26)))
    german = in_language("de", *((n, n + 0.9, f" wort{n}") for n in range(1, 26)))

    listened = listen([agent], Reader([english, german, english]), None)

    assert listened.language == "en"
    assert [segment.language for segment in agent.heard] == ["en", "de", "en"]


def test_what_is_heard_again_is_heard_in_the_language_of_its_window() -> None:
    agent = ear(0, (1, 27), (31, 57), seconds=60.0)
    english = in_language("en", *((n, n + 0.9, f" word{n}") for n in range(1, 26)))
    reader = Reader([english, in_language("de", (0.3, 1.7, " guten Tag"))])

    listen([agent], reader, None)

    assert reader.again_in == ["de"]


def test_later_windows_are_told_the_language_of_earlier_ones() -> None:
    agent = ear(0, *((30 * n + 1, 30 * n + 27) for n in range(17)), seconds=520.0)
    german = in_language("de", *((n, n + 0.9, f" wort{n}") for n in range(1, 26)))
    reader = Reader([german] * 17)

    listen([agent], reader, None)

    assert reader.likely == [None, "de"]
