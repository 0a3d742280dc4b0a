"""Text that nobody said is told by its rule; what people say is let through."""

from typing import Any

import pytest

from coachkit.backends.guards import RULES, compression_ratio, rejected_by
from coachkit.backends.protocols import HeardSegment, HeardWord
from coachkit.backends.sounds import HeardSound
from coachkit.models import SoundKind


def said(
    text: str,
    *,
    start: float = 10.0,
    pace: float = 3.0,
    probability: float = 0.9,
    no_speech: float = 0.05,
    logprob: float = -0.3,
    compression: float = 1.3,
) -> HeardSegment:
    """Return a text whose words follow each other at `pace` words a second."""
    words = tuple(
        HeardWord(
            start=start + n / pace, end=start + (n + 1) / pace, text=f" {word}", probability=probability
        )
        for n, word in enumerate(text.split())
    )
    return HeardSegment(
        start=start,
        end=start + len(words) / pace,
        text=text,
        language="en",
        avg_logprob=logprob,
        no_speech_prob=no_speech,
        compression_ratio=compression,
        words=words,
    )


def judged(segment: HeardSegment, **known: Any) -> str | None:
    """Judge a segment that was heard where as much speech was detected, unless `known` says otherwise."""
    return rejected_by(segment, **{"speech": segment.end - segment.start + 0.6, **known})


@pytest.mark.parametrize(
    "text",
    [
        "Good morning, you're through to Fernway support, Jana speaking.",
        "Yes.",
        "Mm-hmm.",
        "Thank you.",
        "Thank you so much, bye.",
        "No, no, no, no, no, that's not what I meant.",
        "It's four four four, one one one, zero zero zero zero.",
        "I have been watching the ticket (the second one) since Monday.",
        "Thank you for watching over the account while I was away.",
        "Could you subscribe us to the newsletter, please?",
        "Ja, vielen Dank.",
        "はい、ありがとうございます。",
    ],
)
def test_what_people_say_is_let_through(text: str) -> None:
    assert judged(said(text)) is None


@pytest.mark.parametrize(
    "text", ["[Music]", " (upbeat music)", "♪ la la la ♪", "*sighs*", " . . .", "♪♪", ""]
)
def test_text_that_only_describes_sounds_is_set_aside(text: str) -> None:
    assert judged(said(text)) == "marks"


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for watching!",
        "Thank you for watching. Please subscribe to my channel.",
        "Subtitles by the Amara.org community",
        "Vielen Dank fürs Zuschauen!",
        "Untertitelung des ZDF, 2020",
        "Sous-titrage Société Radio-Canada",
        "Merci d'avoir regardé cette vidéo !",
        "Субтитры сделал DimaTorzok",
        "字幕由Amara.org社区提供",
        "ご視聴ありがとうございました",
    ],
)
def test_what_recognisers_learned_from_videos_is_set_aside(text: str) -> None:
    assert judged(said(text)) == "stock phrase"


def test_a_filler_counts_only_where_next_to_nothing_was_heard() -> None:
    doubtful = said("Thank you.", probability=0.4)

    assert judged(doubtful, speech=0.7) == "stock phrase"
    assert judged(doubtful, speech=1.5) is None
    assert judged(said("Thank you."), speech=0.7) is None


@pytest.mark.parametrize("kind", ["music", "ringing", "tones"])
def test_text_under_a_sound_is_set_aside_by_the_sounds_name(kind: SoundKind) -> None:
    segment = said("and so we go on", start=10.0)

    assert judged(segment, sounds=[HeardSound(kind=kind, start=9.0, end=30.0)]) == kind
    assert judged(segment, sounds=[HeardSound(kind=kind, start=11.2, end=30.0)]) is None


def test_text_that_goes_round_is_set_aside() -> None:
    assert judged(said("I'm sorry, " * 12)) == "repetition"
    assert judged(said("going to make sure that you're " * 6)) == "repetition"


def test_a_short_loop_counts_where_the_whole_window_repeats_itself() -> None:
    text = "we will call you we will call you we will call you"

    assert judged(said(text, compression=3.0)) == "repetition"
    assert judged(said(text)) is None


def test_plain_speech_in_a_window_that_repeats_itself_is_let_through() -> None:
    assert judged(said("Could I take the postcode we hold for you?", compression=3.0)) is None


def test_an_unsure_text_that_comes_again_and_again_is_set_aside() -> None:
    segments = [said("I'm going to go.", start=start, probability=0.6) for start in (0.0, 20.0, 40.0)]

    assert judged(segments[2], earlier=segments[:2]) == "repetition"
    assert judged(segments[1], earlier=segments[:1]) is None
    assert judged(said("I'm going to go.", start=40.0), earlier=segments[:2]) is None


def test_more_than_seven_words_a_second_are_too_fast() -> None:
    text = "this is far more than anybody could say in that time"

    assert judged(said(text, pace=20.0), speech=0.9) == "speed"
    assert judged(said(text, pace=5.0), speech=2.4) is None


def test_one_doubtful_word_for_long_speech_is_too_slow() -> None:
    assert judged(said("you", probability=0.4), speech=8.0) == "speed"
    assert judged(said("Mm-hmm.", probability=0.9), speech=8.0) is None


def test_silence_is_believed_where_the_words_are_doubtful_too() -> None:
    assert judged(said("so that is", no_speech=0.8, logprob=-1.2, probability=0.5)) == "silence"
    assert judged(said("so that is", no_speech=0.8, logprob=-1.2)) is None
    assert judged(said("so that is", no_speech=0.8, logprob=-0.4, probability=0.5)) is None


def test_a_guess_where_next_to_nothing_was_heard_is_set_aside() -> None:
    assert judged(said("Mrs. Fox", probability=0.2), speech=0.8) == "silence"
    assert judged(said("Mrs. Fox", probability=0.2), speech=2.0) is None


def test_text_past_the_end_is_set_aside() -> None:
    assert judged(said("goodbye then", start=61.0), duration=60.0) == "past the end"
    assert judged(said("goodbye then", start=59.5), duration=60.0) is None


def test_words_that_take_no_time_are_set_aside_but_one_sure_word_is_kept() -> None:
    assert judged(said("all at once", pace=float("inf"))) == "no time"
    assert judged(said("yes", pace=float("inf"), probability=0.3)) == "no time"
    assert judged(said("yes", pace=float("inf"))) is None


def test_a_text_of_marks_without_end_is_judged_at_once() -> None:
    assert judged(said("( " * 5000 + "hello")) == "repetition"


def test_repetition_is_measured_as_whisper_does() -> None:
    assert compression_ratio("") == 0
    assert compression_ratio("the same again " * 20) > 2.4
    assert compression_ratio("Could I take the postcode we hold for you?") < 1.2


def test_every_rule_has_a_plain_name() -> None:
    assert all(name.replace(" ", "").isalpha() and name.islower() for name, _ in RULES)
