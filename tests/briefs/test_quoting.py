from hypothesis import given
from hypothesis import strategies as st

from coachkit.briefs.quoting import LEFT_OUT, cut_quote, words_in_line

SAID = "The accountant wants everything in one go, so I have to do it month by month. That takes ages."


def test_a_short_text_is_quoted_whole():
    assert cut_quote("  Every row is here. ", 14) == "Every row is here."


def test_a_long_one_is_cut_where_a_clause_ends():
    assert cut_quote(SAID, 12) == "The accountant wants everything in one go…"


def test_it_is_cut_between_words_where_no_clause_ends_near():
    assert cut_quote(SAID, 5) == "The accountant wants everything in…"


def test_a_text_without_spaces_is_cut_between_letters():
    assert cut_quote("我" * 200, 10) == "我" * 40 + LEFT_OUT


@given(st.text(max_size=300), st.integers(min_value=0, max_value=20))
def test_what_is_kept_is_in_the_text_word_for_word(text, most):
    kept = cut_quote(text, most).removesuffix(LEFT_OUT)
    assert kept in text


@given(st.lists(st.text(alphabet="abc,.", min_size=1, max_size=8), max_size=40), st.integers(1, 20))
def test_no_more_words_are_kept_than_asked_for(words, most):
    assert words_in_line(cut_quote(" ".join(words), most)) <= most
