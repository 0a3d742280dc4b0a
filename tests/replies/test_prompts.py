import numpy as np
import pytest

from coachkit.line_vectors import LineMeanings, embed_lines
from coachkit.models import LineVectors
from coachkit.replies.prompts import prompt_vector, unit_rows
from tests.talk import CALL_ID, segments

GREETING, MATTER, OTHER = np.eye(3, dtype=np.float32)
TEXTS = {
    "hello there, good morning": GREETING,
    "the invoice was charged twice": MATTER,
    "the export is empty": OTHER,
}


def lines(*texts):
    return segments([("customer", 2.0 * n, 2.0 * n + 1, text) for n, text in enumerate(texts)])


def vector_of(*texts):
    made = lines(*texts)
    stored = embed_lines(made, embed=lambda said: np.stack([TEXTS[one] for one in said]), model="m")
    vector = prompt_vector(made, LineMeanings.of(stored))
    return None if vector is None else unit_rows([vector])[0]


def test_a_prompt_of_one_line_means_what_the_line_means():
    assert vector_of("the export is empty") @ OTHER == pytest.approx(1)


def test_courtesies_count_little_in_what_a_prompt_means():
    mixed = vector_of("hello there, good morning", "the invoice was charged twice")
    assert mixed @ MATTER > 0.99
    assert mixed @ GREETING < 0.1


def test_two_customers_who_greet_alike_do_not_mean_the_same():
    one = vector_of("hello there, good morning", "the invoice was charged twice")
    other = vector_of("hello there, good morning", "the export is empty")
    assert one @ other < 0.1


def test_a_prompt_of_courtesies_alone_has_a_meaning():
    assert vector_of("hello there, good morning") @ GREETING == pytest.approx(1)


def test_a_prompt_whose_lines_have_no_vectors_has_no_meaning():
    assert prompt_vector(lines("yes"), LineMeanings.of([])) is None
    none = LineVectors(call_id=CALL_ID, model="m", dimensions=3, lines=(7,), embedding=bytes(3))
    assert prompt_vector(lines("yes"), LineMeanings.of([none])) is None


def test_a_prompt_that_means_nothing_at_all_is_left_out():
    zero = LineVectors(call_id=CALL_ID, model="m", dimensions=3, lines=(0,), embedding=bytes(3))
    assert prompt_vector(lines("the export is empty"), LineMeanings.of([zero])) is None
