from coachkit.conversation import turns_of
from coachkit.cues import built_in_cues
from coachkit.models import Feeling
from coachkit.mood import mood_of, segment_mood, segment_weight
from tests.talk import CALL_ID, segments

CUES = built_in_cues()


def test_a_phrase_moves_the_mood_and_it_stays_within_bounds():
    [good, bad] = segments(
        [("customer", 0, 2, "that's great, thank you so much"), ("customer", 9, 9, "fine by me")]
    )
    feelings = {good.n: Feeling(call_id=CALL_ID, n=0, sentiment=1.0, acceptance=1.0)}
    assert segment_mood(good, feelings, CUES) == 1.0
    assert segment_mood(bad, feelings, CUES) == 0.0


def test_few_words_count_less():
    short, long = segments([("customer", 0, 2, "okay"), ("customer", 3, 9, "one two three " * 5)])
    assert segment_weight(short) < segment_weight(long) == 1.0


def test_clear_words_count_more_than_flat_ones_in_a_turns_mood():
    made = segments(
        [("customer", 0, 2, "okay"), ("customer", 2.5, 9, "this is how I have felt all along about that")]
    )
    feelings = {1: Feeling(call_id=CALL_ID, n=1, sentiment=-0.5, acceptance=-0.5)}
    [turn] = turns_of(made)
    assert mood_of(turn, made, feelings, CUES) == -0.5
