import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coachkit.clustering.words import learn_words, words_and_pairs
from tests.clustering.subjects import spoken


def test_a_stammered_word_counts_once():
    assert words_and_pairs("I I I lost my Card") == [
        "i",
        "lost",
        "my",
        "card",
        "i lost",
        "lost my",
        "my card",
    ]


def test_texts_on_one_subject_stand_nearer_than_others():
    texts, _, subjects = spoken()
    space = learn_words(texts)
    assert space is not None
    rows = space.place(texts)
    same = np.equal.outer(subjects, subjects)
    likeness = rows @ rows.T
    assert likeness[same].mean() > likeness[~same].mean() + 0.2


def test_a_text_without_a_known_word_is_nowhere():
    texts, _, _ = spoken()
    space = learn_words(texts)
    assert space is not None
    assert not space.place(["zebra quartz"]).any()


def test_texts_without_words_have_no_space():
    assert learn_words(["", "...", "?"] * 4) is None


def test_texts_that_share_no_word_have_no_space():
    assert learn_words([f"word{n}" for n in range(40)]) is None


@given(st.lists(st.text(max_size=40), max_size=20))
def test_any_texts_have_unit_rows_or_no_space(texts):
    space = learn_words(texts)
    if space is not None:
        lengths = np.linalg.norm(space.place(texts), axis=1)
        assert np.all(np.isclose(lengths, 1, atol=1e-4) | np.isclose(lengths, 0))
