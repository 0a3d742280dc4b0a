"""Names that recognisers write wrongly, put right."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.stages.corrections import compile_corrections, correct_segments, correct_text, spellings_in
from tests.talk import segments

ZENLANE = {"Zenlane": ("zen lane", "sen lain")}


def corrected(text, correct=None):
    return correct_text(text, compile_corrections(ZENLANE if correct is None else correct))


@pytest.mark.parametrize(
    ("heard", "right"),
    [
        ("we use sen lain now", "we use Zenlane now"),
        ("Sen Lain is cheap. SEN LAIN!", "Zenlane is cheap. Zenlane!"),
        ("it is Sen Lain's export", "it is Zenlane's export"),
        ("sen-lain or zen–lane", "Zenlane or Zenlane"),
        ("sen  lain, zen\nlane, zen\u00a0lane", "Zenlane, Zenlane, Zenlane"),
        ("“sen lain”", "“Zenlane”"),
    ],
)
def test_every_way_of_writing_a_listed_spelling_becomes_the_name(heard, right):
    assert corrected(heard) == right


@pytest.mark.parametrize(
    "text", ["sen lains", "unsen lain", "sen lain2", "sen, lain", "senlain", "lain sen", ""]
)
def test_what_is_not_a_listed_spelling_stays(text):
    assert corrected(text) == text


def test_the_longest_spelling_wins():
    correct = {"Zenlane": ("sen lain",), "Zenlane Pro": ("sen lain bro",)}
    assert corrected("sen lain bro and sen lain", correct) == "Zenlane Pro and Zenlane"


def test_what_was_corrected_is_not_corrected_again():
    correct = {"Lane Zen": ("sen lain",), "Lain": ("lane",)}
    assert corrected("sen lain", correct) == "Lane Zen"


def test_a_wrong_spelling_inside_the_right_one_stays():
    correct = {"Zen Lane": ("lane", "sen lain")}
    assert corrected("Zen Lane, lane and zen-lane", correct) == "Zen Lane, Zen Lane and zen-lane"


def test_the_case_of_a_name_is_put_right_where_that_is_listed():
    assert corrected("zenlane and ZENLANE", {"Zenlane": ("zenlane",)}) == "Zenlane and Zenlane"


def test_spellings_may_hold_signs_that_mean_something_to_patterns():
    assert corrected("our c.r.m. (new) and cxrxm.", {"CRM": ("c.r.m.",)}) == "our CRM (new) and cxrxm."
    assert corrected("we use c++ now", {"C plus plus": ("c++",)}) == "we use C plus plus now"


def test_a_name_may_hold_signs_that_mean_something_to_replacements():
    assert corrected("sen lain", {r"Zen\1 \g<0>": ("sen lain",)}) == r"Zen\1 \g<0>"


def test_turkish_spellings_match_whatever_the_case_of_their_i():
    correct = {"Işıltı": ("ışılti",), "İzmir Hattı": ("izmir hatti",)}
    assert corrected("IŞILTİ ve ışılti'nın", correct) == "Işıltı ve Işıltı'nın"
    assert corrected("İZMİR HATTI ve izmir-hatti", correct) == "İzmir Hattı ve İzmir Hattı"


def test_arabic_spellings_match_with_and_without_vowel_signs():
    correct = {"زنلين": ("زن لاين",)}
    assert corrected("نستخدم زَنْ لايِن الآن", correct) == "نستخدم زنلين الآن"
    assert corrected("زن لاينات", correct) == "زن لاينات"


def test_a_spelling_between_chinese_words_is_found():
    assert corrected("我们用sen lain的软件", {"Zenlane": ("sen lain",)}) == "我们用Zenlane的软件"
    assert corrected("我们用森兰的软件", {"Zenlane": ("森兰",)}) == "我们用Zenlane的软件"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_it_does_not_matter_how_accents_are_encoded(form):
    heard = unicodedata.normalize(form, "die Müler Bahn fährt")
    expected = unicodedata.normalize(form, "die ") + "Müllerbahn" + unicodedata.normalize(form, " fährt")
    assert corrected(heard, {"Müllerbahn": ("müler bahn",)}) == expected


def test_a_letter_with_an_accent_that_no_single_sign_holds_is_a_letter():
    assert corrected("sen lainq\u0307", ZENLANE) == "sen lainq\u0307"
    assert corrected("sen lain\u0307", ZENLANE) == "sen lain\u0307"


def test_letters_that_fold_to_two_do_not_move_the_place():
    assert corrected("Straße zur Sen Lain, Großraum", ZENLANE) == "Straße zur Zenlane, Großraum"


def test_segments_keep_everything_but_the_text():
    [before] = segments([("agent", 0.0, 2.0, "sen lain is cheap")])
    [after] = correct_segments([before], compile_corrections(ZENLANE))
    assert after.text == "Zenlane is cheap"
    assert (after.start, after.end, after.first_word, after.word_count) == (0.0, 2.0, 0, 4)


def test_only_spellings_that_occur_count():
    corrections = compile_corrections({"Zenlane": ("zen lane", "sen lain"), "Xeno": ("zeno",)})
    assert spellings_in(["we use Sen-Lain", "nothing here"], corrections) == [("sen lain", "Zenlane")]
    assert spellings_in(["Zenlane and Xeno"], corrections) == []
    assert spellings_in(["sen lains"], corrections) == []


def test_a_spelling_inside_a_longer_one_counts_too():
    correct = {"Zenlane": ("sen lain",), "Zenlane Pro": ("sen lain bro",)}
    assert spellings_in(["sen lain bro"], compile_corrections(correct)) == [
        ("sen lain", "Zenlane"),
        ("sen lain bro", "Zenlane Pro"),
    ]


def test_a_right_spelling_counts_where_it_keeps_a_wrong_one_from_being_replaced():
    correct = {"Zen Lane": (), "Lainway": ("lane",)}
    assert spellings_in(["Zen Lane"], compile_corrections(correct)) == [("lane", "Lainway"), ("zen lane", "")]
    assert corrected("Zen Lane", correct) == "Zen Lane"


WORDS = st.sampled_from(["sen", "lain", "zen", "lane", "SEN", "Lain's", "ß", "İ", "é", "-", "ı", "bro", "."])
MAP = st.dictionaries(
    st.sampled_from(["Zenlane", "Xeno", "İzmir"]),
    st.lists(st.sampled_from(["sen lain", "zen lane", "lain", "sen", "ß", "i"]), max_size=3).map(tuple),
    max_size=3,
).filter(
    lambda made: (
        len({s for all_of in made.values() for s in all_of}) == sum(map(len, map(set, made.values())))
    )
)


@given(st.lists(WORDS).map(" ".join), MAP)
def test_a_text_changes_only_where_something_listed_occurs(text, correct):
    corrections = compile_corrections(correct)
    if not spellings_in([text], corrections):
        assert correct_text(text, corrections) == text


@given(st.text(), MAP)
def test_any_text_can_be_looked_through(text, correct):
    corrections = compile_corrections(correct)
    if correct_text(text, corrections) != text:
        assert spellings_in([text], corrections)


@given(st.lists(WORDS).map(" ".join), MAP)
def test_the_order_of_the_map_does_not_matter(text, correct):
    backwards = {name: correct[name][::-1] for name in reversed(correct)}
    assert corrected(text, correct) == corrected(text, backwards)
