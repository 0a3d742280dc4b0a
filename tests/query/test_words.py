"""Text is cut into words in one way, for the index and for what people type."""

import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.query.words import aligned_lemmas, plain, plain_words, tokens_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What's the price, then?", ["what", "s", "the", "price", "then"]),
        ("SIGN-ON costs 50%", ["sign", "on", "costs", "50"]),
        ("Café MÜLLER_Söhne", ["cafe", "muller", "sohne"]),
        ("cafe\u0301 ISPARTA ısparta İstanbul", ["cafe", "isparta", "isparta", "istanbul"]),
        ("مُحَمَّد", ["محمد"]),
        ("\u0301 !? \U0001f600", []),
    ],
)
def test_words_are_runs_of_letters_and_figures_without_case_and_accents(text: str, words: list[str]) -> None:
    assert plain_words(text) == words


@given(st.text())
def test_every_word_is_what_stands_at_its_place(text: str) -> None:
    tokens = tokens_of(text)
    assert all(plain(text[token.start : token.end]) == token.plain for token in tokens)
    assert all(before.end <= after.start for before, after in pairwise(tokens))


@given(st.text())
def test_a_word_cut_again_is_the_same_word(text: str) -> None:
    for word in plain_words(text):
        assert plain_words(word) == [word]


@given(st.lists(st.text(min_size=1), min_size=1))
def test_the_full_text_index_parts_words_at_our_spaces_only(texts: list[str]) -> None:
    words = [word for text in texts for word in plain_words(text)]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create virtual table i using fts5(words, tokenize='ascii')")
        connection.execute("create virtual table v using fts5vocab(i, instance)")
        connection.execute("insert into i values (?)", (" ".join(words),))
        stored = connection.execute("select term from v order by offset").fetchall()
    assert [term for (term,) in stored] == words


def lemmas(text: str, *annotated: tuple[str, str]) -> tuple[str, ...]:
    """Align a text with pieces of it, in order, and their lemmas."""
    pieces, at = [], 0
    for piece, lemma in annotated:
        at = text.index(piece, at)
        pieces.append((at, at + len(piece), lemma, "X"))
        at += len(piece)
    return aligned_lemmas(tokens_of(text), pieces)


def test_each_word_has_the_base_form_that_was_seen_there() -> None:
    assert lemmas("It failed, Jana.", ("It", "it"), ("failed", "fail"), (",", ","), ("Jana", "Jana")) == (
        "it",
        "fail",
        "jana",
    )


def test_words_that_are_cut_differently_keep_one_base_form_each() -> None:
    assert lemmas("don't", ("do", "do"), ("n't", "not")) == ("do", "t")
    assert lemmas("e-mails", ("e-mails", "e-mail")) == ("e", "mail")
    assert lemmas("cannot", ("can", "can"), ("not", "not")) == ("can",)
    assert lemmas("sign-on", ("sign-on", "signon")) == ("sign", "on")


def test_words_that_nobody_looked_at_are_their_own_base_form() -> None:
    assert aligned_lemmas(tokens_of("It failed"), ()) == ("it", "failed")
