import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.cues import compile_cues
from coachkit.phrases import ANY, rows_of_phrase, words_in
from coachkit.tracking.matcher import PhraseIndex


def said(text: str) -> list[str]:
    return [word for _, _, word in words_in(text)]


def is_found(phrase: str, text: str) -> bool:
    index = PhraseIndex.of((phrase, row) for row in rows_of_phrase(phrase))
    return bool(index.find(said(text)))


def test_short_forms_are_the_words_they_are_short_for():
    assert said("We can’t, I'd say it's Jana's; don't") == (
        "we can not i would say it is jana do not".split()
    )


def test_a_word_of_a_short_form_has_the_place_of_the_whole():
    assert words_in("no, don't") == [(0, 2, "no"), (4, 9, "do"), (4, 9, "not")]


def test_single_words_in_a_bracket_are_one_row():
    [row] = rows_of_phrase("cancel (my|our|the) (account|contract)")
    assert row == (frozenset({"cancel"}), frozenset({"my", "our", "the"}), frozenset({"account", "contract"}))


def test_a_bracket_inside_a_word_is_written_out():
    assert len(rows_of_phrase("(cancel|renew)ing our plan")) == 2
    assert is_found("(cancel|renew)ing our plan", "we are renewing our plan")


def test_an_empty_alternative_may_be_left_out():
    assert is_found("talk to (my |)boss", "I talk to boss")
    assert is_found("talk to (my |)boss", "I talk to my boss")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("speak to your manager", True),
        ("speak to one of your manager", True),
        ("speak to some of the other manager", False),
    ],
)
def test_a_star_is_up_to_three_words(text, expected):
    assert is_found("speak to * manager", text) is expected


def test_two_stars_are_up_to_six_words():
    [row] = rows_of_phrase("if * * leave")
    assert row.count(ANY) == 2
    assert is_found("if * * leave", "if this goes on like that leave")


@pytest.mark.parametrize(
    ("phrase", "problem"),
    [
        ("*", "found everywhere"),
        ("the *", "nearly everywhere (as “the”)"),
        ("(|so) yes", "nearly everywhere (as “so yes”)"),
        ("i * you", "nearly everywhere (as “i … you”)"),
        ("(cancel|", "a “(” without a “)”"),
        ("cancel)", "a “)” without a “(”"),
        ("a|b", "a “|” without a “(”"),
        ("renew " + "(a b|c d|e f)" * 8, "more than 1,000 rows"),
        ("a1 * b1 * c1 * d1 * e1 * f1", "more than 4 “*”"),
        ("x" * 501, "more than 500 characters"),
        ("", "found everywhere"),
    ],
)
def test_a_phrase_that_matches_everything_or_blows_up_is_refused(phrase, problem):
    with pytest.raises(ValueError, match=re.escape(problem)):
        rows_of_phrase(phrase)


@given(st.text(alphabet="ab(|)* '", max_size=40))
def test_any_text_is_a_phrase_or_is_refused_in_words(text):
    try:
        rows = rows_of_phrase(text)
    except ValueError:
        return
    assert rows
    assert all(row[0] and row[-1] for row in rows)


@given(
    st.sampled_from(
        [
            "cancel * plan",
            "(we|they) * leave (now|soon)",
            "renew (it|our plan)",
            "go * * away",
            "(red|blue) bag",
        ]
    ),
    st.lists(st.sampled_from("cancel plan we they leave now soon renew it our go away red blue bag".split())),
)
def test_phrases_mean_what_cues_mean(phrase, words):
    text = " ".join(words)
    assert is_found(phrase, text) == bool(compile_cues("x", [phrase]).found_in(text))
