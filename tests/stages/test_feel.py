import numpy as np

from coachkit.line_vectors import embed_lines
from coachkit.stages.feel import acceptance, example_sentences, feel_segments
from tests.talk import segments

PLUS, MINUS = example_sentences()


def embed(texts):
    """Point up for examples of satisfied customers, right for the others, and by first word otherwise."""
    up, right = [1.0, 0.0], [0.0, 1.0]
    rows = [up if t in PLUS or t.startswith("good") else right for t in texts]
    return np.array(rows, dtype=np.float32)


def feel(lines):
    made = segments(lines)
    return feel_segments(
        made,
        sentiment=lambda _: 0.5,
        vectors=embed_lines(made, embed=embed, model="fake"),
        examples=(embed(PLUS), embed(MINUS)),
    )


def test_words_near_the_satisfied_examples_are_accepting_and_others_rejecting():
    found = feel([("customer", 0, 2, "good as new"), ("customer", 3, 5, "worse than before")])
    assert [(f.n, f.acceptance) for f in found] == [(0, 1.0), (1, -1.0)]
    assert found[0].mood == 0.75


def test_only_the_customers_words_are_looked_at_and_only_where_there_are_enough():
    found = feel(
        [("agent", 0, 2, "good to hear"), ("customer", 3, 4, "good"), ("unknown", 5, 6, "good then")]
    )
    assert found == []


def test_acceptance_is_nothing_where_both_kinds_are_equally_near():
    texts = np.array([[1.0, 0.0]], dtype=np.float32)
    same = np.array([[0.6, 0.8]] * 4, dtype=np.float32)
    assert acceptance(texts, same, same).tolist() == [0.0]
