"""Who speaks when, and where nobody does."""

from dataclasses import replace

from coachkit.clipping import timed_talk
from tests.talk import segments, words_of_segments

ASKED = ("agent", 1.0, 3.0, "How can I help?")
SAID = ("customer", 4.0, 8.0, "It fails. Every single day.")
TOLD = ("agent", 1.0, 3.0, "It is switched on.")
LINES = [ASKED, SAID]


def pauses(lines, *, duration=10.0):
    made = segments(lines)
    talk = timed_talk(made, words_of_segments(made), duration=duration)
    return [(round(p.start, 2), round(p.end, 2), p.ends, p.begins) for p in talk.pauses if p.length > 0.01]


def test_pauses_lie_around_and_between_what_is_said():
    assert pauses(LINES) == [
        (0.0, 1.0, "turn", "turn"),
        (3.0, 4.0, "turn", "turn"),
        (8.0, 10.0, "turn", "turn"),
    ]


def test_where_one_side_pauses_and_the_other_speaks_there_is_no_pause():
    assert pauses([ASKED, ("customer", 2.5, 6.0, "Wait, it fails.")]) == [
        (0.0, 1.0, "turn", "turn"),
        (6.0, 10.0, "turn", "turn"),
    ]


def test_it_is_known_where_a_sentence_ends():
    made = segments([("customer", 4.0, 8.0, "It fails. Every single day.")])
    found = timed_talk(made, words_of_segments(made), duration=10.0).pauses
    assert [one.ends for one in found] == ["turn", "words", "sentence", "words", "words", "turn"]


def test_what_the_listener_says_in_between_is_an_aside():
    made = segments([TOLD, ("customer", 3.2, 3.6, "Mm-hm."), ("agent", 4.0, 6.0, "And it will stay so.")])
    talk = timed_talk(made, words_of_segments(made), duration=10.0)
    assert len(talk.turns) == 1
    assert [(one.role, one.text) for one in talk.asides] == [("customer", "Mm-hm.")]
    assert not any(pause.start < 3.4 < pause.end for pause in talk.pauses)


def test_a_menu_is_heard_but_no_turn():
    made = segments(
        [("agent", 1.0, 3.0, "Press one for support."), ("customer", 4.0, 8.0, "Hello, it fails.")]
    )
    made = [replace(made[0], part="ivr"), made[1]]
    talk = timed_talk(made, words_of_segments(made), duration=10.0)
    assert [turn.role for turn in talk.turns] == ["customer"]
    assert not any(pause.start < 2.1 < pause.end for pause in talk.pauses)


def test_words_that_an_edit_took_away_still_sound():
    made = segments(LINES)
    words = words_of_segments(made)
    edited = [made[0], replace(made[1], text="It fails.")]
    talk = timed_talk(edited, words, duration=10.0)
    assert " ".join(word.text for word in talk.words) == "How can I help? It fails."
    assert talk.pauses[-1].start == 8.0


def test_a_call_without_words_is_one_pause():
    [pause] = timed_talk([], [], duration=10.0).pauses
    assert (pause.start, pause.end) == (0.0, 10.0)
