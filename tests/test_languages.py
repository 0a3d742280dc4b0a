"""Case, letters and stems of Turkish, Arabic and others."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.languages import MARKS, base_code, fold, has_stemmer, is_full, loose, name_of, stem, stems

TURKISH_LETTERS = st.text("abcçdefgğhıijklmnoöprsştuüvyzABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ ", max_size=30)


def turkish_upper(text: str) -> str:
    return text.replace("i", "İ").replace("ı", "I").upper()


def turkish_lower(text: str) -> str:
    return text.replace("İ", "i").replace("I", "ı").lower()


@pytest.mark.parametrize(
    ("written", "folded"), [("ISPARTA", "ısparta"), ("İSTANBUL", "istanbul"), ("I\u0307ZMİR", "izmir")]
)
def test_turkish_has_two_letters_i_and_each_keeps_its_dot(written, folded):
    assert fold(written, "tr") == fold(written, "tr-TR") == folded


def test_other_languages_know_one_letter_i():
    assert fold("ISPARTA", "en") == fold("ISPARTA", None) == "isparta"


@given(text=TURKISH_LETTERS)
def test_turkish_text_is_folded_alike_in_capitals_and_in_small_letters(text):
    assert fold(turkish_upper(text), "tr") == fold(turkish_lower(text), "tr") == turkish_lower(text)


@given(text=TURKISH_LETTERS)
def test_loosely_compared_text_is_the_same_however_its_case_was_changed(text):
    forms = {turkish_upper(text), turkish_lower(text), turkish_lower(text).upper(), fold(text, "tr")}
    assert {loose(form) for form in forms} == {loose(text)}


@given(text=st.text(max_size=40), language=st.sampled_from(["tr", "ar", "en", None]))
def test_folding_again_changes_nothing(text, language):
    once = fold(text, language)
    assert fold(once, language) == once
    assert loose(loose(text)) == loose(text)


def test_arabic_vowel_signs_and_the_stretching_line_do_not_count():
    assert fold("مَرْحَبًا", "ar") == fold("مرحبـــا", "ar") == "مرحبا"


@pytest.mark.parametrize(("one", "other"), [("أحمد", "احمد"), ("فاتورة", "فاتوره"), ("مستشفى", "مستشفي")])
def test_arabic_letters_that_are_written_for_one_another_are_one(one, other):
    assert fold(one, "ar") == fold(other, "ar")


def test_digits_of_arabic_are_digits():
    assert fold("١٢٣", "ar") == loose("۱۲۳") == "123"


def test_a_word_with_vowel_signs_is_one_word():
    assert re.findall(rf"\w[\w{MARKS}]*", "مَرْحَبًا بك") == ["مَرْحَبًا", "بك"]
    assert re.findall(rf"\w[\w{MARKS}]*", "हिन्दी, में।") == ["हिन्दी", "में"]


@pytest.mark.parametrize("word", ["fatura", "faturayı", "Faturalar", "FATURALARIMIZ", "faturanın"])
def test_forms_of_a_turkish_word_have_one_stem(word):
    assert stem(word, "tr") == "fatur"


def test_what_stands_after_a_turkish_apostrophe_is_no_part_of_the_stem():
    assert stem("Zenlane'den", "tr") == stem("Zenlane’ye", "tr") == stem("zenlane", "tr")


@pytest.mark.parametrize(
    "word", ["فاتورة", "الفاتورة", "والفاتورة", "بالفاتورة", "للفاتورة", "فاتورتي", "الفَاتُورَة"]
)
def test_forms_of_an_arabic_word_have_one_stem(word):
    assert stem(word, "ar") == stem("فاتورة", "ar")


def test_an_arabic_word_may_hide_another_behind_one_letter():
    assert stem("تقويم", "ar") in stems("لتقويم", "ar")


def test_a_language_without_a_stemmer_keeps_its_words():
    assert (stem("Договор", "uk"), has_stemmer("uk")) == ("договор", False)


@pytest.mark.parametrize(
    ("code", "base", "name"),
    [("tr-TR", "tr", "Turkish"), ("ar_EG", "ar", "Arabic"), ("iw", "he", "Hebrew"), ("xx", "xx", "xx")],
)
def test_a_language_is_known_by_its_code_with_or_without_a_region(code, base, name):
    assert (base_code(code), name_of(code)) == (base, name)


def test_text_in_an_unknown_language_is_judged_as_english_is():
    assert [is_full(code) for code in ("en", "en-GB", None, "und", "tr")] == [True, True, True, True, False]
