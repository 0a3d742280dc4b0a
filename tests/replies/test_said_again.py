import numpy as np

from coachkit.conversation import turns_of
from coachkit.line_vectors import SCALE, LineMeanings
from coachkit.models import LineVectors
from coachkit.replies.said_again import repeats_of
from tests.talk import CALL_ID, segments

ASKED = "how do we bring our appointment history over to you"
OTHER = "my cousin has three dogs and a parrot at home"


def is_again(asked, later, *, vectors=None, role="customer"):
    made = segments([(role, 0, 4, asked), ("agent", 5, 9, "well"), ("customer", 10, 14, later)])
    turns = turns_of(made)
    stored = []
    if vectors is not None:
        rows = np.rint(np.array(vectors, np.float32) * SCALE).astype(np.int8)
        stored = [
            LineVectors(call_id=CALL_ID, model="m", dimensions=2, lines=(0, 2), embedding=rows.tobytes())
        ]
    find = repeats_of(turns[0], turns[1:2], {one.n: one for one in made}, LineMeanings.of(stored))
    return find(turns[-1])


def test_the_same_words_are_said_again():
    assert is_again(ASKED, "so the appointment history, how do we bring that over?")


def test_other_words_are_not():
    assert not is_again(ASKED, OTHER)


def test_the_same_meaning_is_said_again():
    assert is_again(ASKED, OTHER, vectors=[[1, 0], [0.9, 0.1]])
    assert not is_again(ASKED, OTHER, vectors=[[1, 0], [0.1, 0.9]])


def test_short_lines_are_alike_without_meaning_the_same():
    assert not is_again("oh yes please", "yes please do", vectors=[[1, 0], [1, 0]])


def test_what_the_agent_said_is_not_the_customers_to_repeat():
    assert not is_again(ASKED, ASKED, role="agent")


def test_the_same_question_about_something_else_goes_on_and_is_no_repeat():
    asked = "what is the rating of the hotel in the east part of town"
    assert not is_again(asked, "what is the rating of the hotel in the south part of town")
    assert is_again(asked, "the rating of the hotel in the east part, what is it?")
