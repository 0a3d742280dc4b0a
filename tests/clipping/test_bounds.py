"""Where clips begin and end."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from coachkit.clipping import Stretch, TimedTalk, cut_clip, stretch_around, timed_talk
from coachkit.config import PlaylistSettings
from coachkit.models import Word
from tests.talk import segments, words_of_segments

SETTINGS = PlaylistSettings()
ASKED = ("agent", 1.0, 5.0, "Good morning, this is Jana, what can I do for you?")
GREETED = ("agent", 1.0, 5.0, "Good morning, this is Jana speaking.")
PROMPT = ("customer", 6.0, 16.0, "Our export has stopped working since Monday and I need the numbers today.")
REPLY = ("agent", 17.0, 29.0, "I see why that is urgent. Let me look at the log and take a smaller range.")
YES = ("customer", 30.0, 36.0, "Oh lovely, now the file is there.")
MORE = ("agent", 40.0, 52.0, "Then let me tell you about something else that we offer to firms like yours.")
LINES = [GREETED, PROMPT, REPLY, YES, MORE]


def talk_on(lines, *, duration=None) -> TimedTalk:
    made = segments(lines)
    return timed_talk(made, words_of_segments(made), duration=duration or made[-1].end + 1)


def cut(lines, start, end, quote, *, settings=SETTINGS, duration=None) -> tuple[float, float]:
    clip = cut_clip(talk_on(lines, duration=duration), stretch(start, end, quote), settings)
    assert clip.start <= clip.quote_start < clip.quote_end <= clip.end
    return clip.start, clip.end


def stretch(start, end, quote) -> Stretch:
    return Stretch(start=start, end=end, quote="the quote", quote_start=quote[0], quote_end=quote[1])


def spoken(count, word="word"):
    return " ".join([word] * count)


def test_a_clip_shows_the_whole_exchange_with_a_little_silence_around_it():
    assert cut(LINES, 6.0, 36.0, (30.0, 36.0)) == (5.45, 36.6)


def test_the_settings_say_how_much_silence():
    settings = PlaylistSettings(padding_seconds=0.1)
    assert cut(LINES, 6.0, 36.0, (30.0, 36.0), settings=settings) == (5.5, 36.4)


def test_a_short_pause_is_cut_a_little_behind_its_middle_as_words_last_longer_than_is_heard():
    late = [GREETED, PROMPT, REPLY, YES, replace_start(MORE, 36.5)]
    assert cut(late, 6.0, 36.0, (30.0, 36.0))[1] == 36.3


def test_times_of_a_transcript_are_taken_as_they_are():
    made = [replace(one, times_from="transcript", word_count=0) for one in segments(LINES)]
    clip = cut_clip(timed_talk(made, [], duration=60.0), stretch(6.0, 36.0, (30.0, 36.0)), SETTINGS)
    assert (clip.start, clip.end) == (5.7, 36.3)


def test_captions_that_touch_are_cut_where_they_touch():
    touching = [(role, float(n * 10), float(n * 10 + 10), said) for n, (role, _, _, said) in enumerate(LINES)]
    made = [replace(one, times_from="transcript", word_count=0) for one in segments(touching)]
    clip = cut_clip(timed_talk(made, [], duration=50.0), stretch(10.0, 40.0, (30.0, 40.0)), SETTINGS)
    assert (clip.start, clip.end) == (10.0, 40.0)


def replace_start(line, start):
    return (line[0], start, start + line[2] - line[1], line[3])


def test_an_answer_is_heard_with_its_question():
    assert cut([ASKED, PROMPT, REPLY, YES, MORE], 6.0, 36.0, (30.0, 36.0))[0] == 0.3


def test_words_that_lean_on_what_was_before_are_heard_with_it():
    leaning = (
        "customer",
        6.0,
        16.0,
        "But that has stopped working since Monday and I need the numbers today.",
    )
    assert cut([GREETED, leaning, REPLY, YES], 6.0, 36.0, (30.0, 36.0))[0] == 0.3


def sentences(role, start, *lengths):
    """Return a turn of sentences that last so many seconds, with a second's pause after each."""
    lines, time = [], float(start)
    for length in lengths:
        lines.append((role, time, time + length, f"{spoken(length - 1)} sentence."))
        time += length + 1
    return lines


def test_of_a_long_turn_only_the_last_sentences_lead_in():
    long = sentences("agent", 1, 30, 8, 5)  # begin at 1, 32 and 41; the turn ends at 46
    answer = ("customer", 47.0, 57.0, "But that has stopped working since Monday and I need the numbers.")
    lines = [*long, answer, replace_start(REPLY, 58.0), replace_start(YES, 71.0)]
    assert cut(lines, 47.0, 77.0, (71.0, 77.0))[0] == 40.45


def test_a_long_sentence_does_not_lead_in():
    long = ("agent", 1.0, 46.0, f"{spoken(44)} sentence?")
    lines = [long, replace_start(PROMPT, 47.0), replace_start(REPLY, 58.0), replace_start(YES, 71.0)]
    assert cut(lines, 47.0, 77.0, (71.0, 77.0))[0] == 46.45


def test_a_clip_that_would_end_with_the_agent_ends_with_the_customers_answer():
    yes = ("customer", 30.0, 31.0, "Yes, please.")
    assert cut([GREETED, PROMPT, REPLY, yes, MORE], 6.0, 29.0, (6.0, 16.0))[1] == 31.6


def test_a_clip_that_would_end_with_a_question_goes_on_to_the_answer():
    asked = ("customer", 30.0, 36.0, "Lovely, and when will it be there?")
    answer = ("agent", 36.6, 38.6, "On Tuesday morning.")
    assert cut([GREETED, PROMPT, REPLY, asked, answer], 6.0, 36.0, (30.0, 36.0))[1] == 39.2


def test_where_both_speak_at_once_the_clip_waits_until_nobody_does():
    over = ("agent", 35.0, 37.0, "Great, great.")
    assert cut([GREETED, PROMPT, REPLY, YES, over, MORE], 6.0, 36.0, (30.0, 36.0))[1] == 37.6


def test_a_clip_begins_before_the_mm_hm_that_overlaps_its_first_word():
    listener = ("customer", 16.8, 17.2, "Mm-hm.")
    start, _ = cut([GREETED, PROMPT, listener, REPLY, YES], 17.0, 36.0, (30.0, 36.0))
    assert start == 16.45


def test_a_too_short_clip_takes_in_the_turns_around_it():
    short = [
        ("agent", 1.0, 5.0, "Shall I send it to you by mail then?"),
        ("customer", 6.0, 7.0, "Please do send it."),
        ("agent", 8.0, 12.0, "It will be with you in a minute."),
        ("agent", 40.0, 52.0, "And that is all."),
    ]
    assert cut(short, 6.0, 7.0, (6.0, 7.0)) == (0.3, 12.6)


def test_a_call_that_is_shorter_than_a_clip_is_played_whole():
    assert cut([("customer", 1.0, 3.0, "Hello, is anybody there?")], 1.0, 3.0, (1.0, 3.0), duration=5.0) == (
        0.0,
        5.0,
    )


def test_a_clip_at_the_beginning_and_end_of_a_call_stays_within_it():
    lines = [
        ("customer", 0.0, 6.0, "It does not work at all."),
        ("agent", 6.5, 12.0, "I am sorry to hear that."),
    ]
    assert cut(lines, 0.0, 12.0, (0.0, 6.0), duration=12.0) == (0.0, 12.0)


LONG_REPLY = ("agent", 17.0, 107.0, " ".join(f"{spoken(8)} sentence." for _ in range(10)))
TAKEN = ("customer", 108.0, 112.0, "That is not what I asked.")


def test_of_a_long_exchange_the_end_of_the_reply_and_the_reaction_are_shown():
    start, end = cut([GREETED, PROMPT, LONG_REPLY, TAKEN], 6.0, 112.0, (108.0, 112.0))
    assert end == 112.6
    # the reply has a sentence every nine seconds
    assert (start - 17.0) % 9.0 < 0.01
    assert 80 <= end - start <= 90


def test_of_a_long_exchange_without_a_reaction_the_beginning_is_shown():
    start, end = cut([GREETED, PROMPT, LONG_REPLY], 6.0, 107.0, (6.0, 16.0))
    assert start == 5.45
    assert (end - 17.0) % 9.0 < 0.01
    assert 80 <= end - start <= 90


def test_a_quote_longer_than_a_clip_is_shortened_to_what_is_played():
    lines = [GREETED, replace_start(LONG_REPLY, 6.0)]
    clip = cut_clip(
        talk_on(lines),
        Stretch(start=6.0, end=96.0, quote=LONG_REPLY[3], quote_start=6.0, quote_end=96.0),
        SETTINGS,
    )
    assert clip.quote == " ".join(f"{spoken(8)} sentence." for _ in range(9))
    assert (clip.quote_start, clip.quote_end) == (6.0, 87.0)
    assert clip.end - clip.start <= 90


def test_a_quote_of_the_agent_is_shown_with_what_it_answers_and_how_it_is_taken():
    found = stretch_around(talk_on(LINES), "Let me look", 20.0, 25.0)
    assert (found.start, found.end) == (6.0, 36.0)


def test_a_quote_of_the_customer_is_shown_with_the_reply():
    found = stretch_around(talk_on(LINES), "has stopped working", 7.0, 9.0)
    assert (found.start, found.end) == (6.0, 29.0)


def test_of_long_turns_around_a_quote_only_what_is_near_is_shown():
    long = sentences("agent", 17, *[8] * 12)  # a sentence begins every nine seconds
    found = stretch_around(talk_on([PROMPT, *long]), "sentence", 62.0, 70.0)
    # no padding here: the edges lie in the pauses before 44 and after 88
    assert 43.0 < found.start < 44.0
    assert 88.0 < found.end < 89.0


def test_a_long_silence_parts_a_quote_from_what_was_before():
    found = stretch_around(
        talk_on([PROMPT, replace_start(REPLY, 40.0), replace_start(YES, 80.0)]), "", 42.0, 43.0
    )
    assert (found.start, found.end) == (40.0, 52.0)


@st.composite
def talks(draw):
    """Return words of two sides that speak in turns, at times both at once, and a stretch to show."""
    lines, time = [], draw(st.floats(0, 3))
    for _ in range(draw(st.integers(1, 10))):
        length = draw(st.floats(0.3, 45))
        start = max(time + draw(st.sampled_from([-1.5, -0.3, 0.0, 0.05, 0.3, 0.7, 2.0, 9.0])), 0.0)
        text = " ".join(
            "word." if draw(st.integers(0, 8)) == 0 else "word" for _ in range(max(1, round(2 * length)))
        )
        lines.append((draw(st.sampled_from(["agent", "customer"])), start, start + length, text))
        time = start + length
    made = segments(lines)
    duration = max(one.end for one in made) + draw(st.floats(0, 10))
    quoted = draw(st.sampled_from(made))
    last = draw(st.floats(quoted.end, min(quoted.end + 60, duration)))
    first = draw(st.floats(max(quoted.start - 60, 0.0), quoted.start))
    words = words_of_segments(made)
    talk = timed_talk(made, words, duration=duration)
    wanted = Stretch(start=first, end=last, quote=quoted.text, quote_start=quoted.start, quote_end=quoted.end)
    return talk, words, wanted


@given(talks())
def test_a_clip_has_its_quote_and_lasts_as_long_as_clips_may(case):
    talk, _, wanted = case
    clip = cut_clip(talk, wanted, SETTINGS)
    assert 0 <= clip.start < clip.end <= talk.duration
    assert min(SETTINGS.min_seconds, talk.duration) - 0.002 <= clip.end - clip.start <= SETTINGS.max_seconds
    assert clip.start <= clip.quote_start < clip.quote_end <= clip.end
    assert clip.quote == wanted.quote


@given(talks())
def test_no_word_of_any_side_is_cut_where_everybody_pauses_within_reach(case):
    talk, words, wanted = case
    clip = cut_clip(talk, wanted, SETTINGS)
    assert not is_cut(clip.start, words) or not any(
        clip.end - SETTINGS.max_seconds < pause.end and pause.start < wanted.quote_start
        for pause in talk.pauses
    )
    assert not is_cut(clip.end, words) or not any(
        wanted.quote_end < pause.end and pause.start < clip.start + SETTINGS.max_seconds
        for pause in talk.pauses
    )


def is_cut(at: float, words: list[Word]) -> bool:
    return any(word.start + 0.002 < at < word.end - 0.002 for word in words)
