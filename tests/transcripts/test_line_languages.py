"""The language of each line of a transcript: the call's, or another where that is clear."""

from functools import cache

import pytest

from coachkit.backends.language_id import TextLanguages
from coachkit.transcripts.given import GivenLine, GivenTranscript
from coachkit.transcripts.line_languages import script_of, with_languages

TURKISH = [
    "Merhaba, Fernway destek hattı, ben Elif, nasıl yardımcı olabilirim?",
    "Merhaba, geçen ayın faturasını hâlâ göremiyorum.",
    "Tamam.",
    "Hesabınıza bakıyorum, lütfen bir saniye bekleyin.",
]
ARABIC = [
    "مرحبا، معك سلمى من خدمة العملاء، كيف أقدر أساعدك؟",
    "أهلا، لم تصلني فاتورة هذا الشهر حتى الآن.",
    "نعم.",
]
ENGLISH = [
    "Hello, you're through to Fernway, how can I help?",
    "I still can't see last month's invoice, and the export is empty.",
    "Okay.",
    "Zenlane, Copperdesk.",
    "It's four four four, one one one, zero zero.",
]


@cache
def languages() -> TextLanguages:
    return TextLanguages()


def given(*texts, says=None):
    lines = tuple(
        GivenLine(start=float(n), end=n + 1.0, text=text, language=says) for n, text in enumerate(texts)
    )
    return GivenTranscript(format="WebVTT", lines=lines)


def told(*texts, language=None, says=None):
    transcript, main = with_languages(given(*texts, says=says), languages(), language=language)
    return main, [line.language for line in transcript.lines]


@pytest.mark.parametrize(("texts", "code"), [(TURKISH, "tr"), (ARABIC, "ar"), (ENGLISH, "en")])
def test_a_call_in_one_language_has_it_on_every_line(texts, code):
    assert told(*texts) == (code, [code] * len(texts))


def test_a_call_that_changes_its_language_has_both():
    second = "Sorry, could we please go on in English, my Turkish is not very good."
    third = "Of course, I can see that your invoice was sent to the old address."
    main, found = told(*TURKISH, second, third, "Okay.")
    assert (main, found) == ("tr", ["tr"] * 4 + ["en", "en", "tr"])


def test_another_script_is_another_language_even_in_a_short_line():
    assert told(*ENGLISH, *ARABIC)[1] == ["en"] * 5 + ["ar"] * 3


def test_a_single_short_line_that_looks_foreign_stays_in_the_calls_language():
    assert told(*ENGLISH, "Si, va bene, grazie mille.")[1] == ["en"] * 6


def test_names_and_numbers_in_latin_letters_do_not_make_an_arabic_line_foreign():
    assert told(*ARABIC, "Zenlane 2026", "CSV")[1] == ["ar"] * 5


def test_a_fixed_language_is_not_guessed_about():
    assert told(*TURKISH, language="az-AZ") == ("az", ["az"] * 4)


def test_what_a_line_says_of_itself_counts():
    assert told(*TURKISH, says="en-GB") == ("en", ["en"] * 4)


def test_too_little_text_has_no_language():
    assert told("Zenlane.") == (None, [None])
    assert told("12 34") == (None, [None])


def test_the_same_text_always_has_the_same_languages():
    mixed = [*ENGLISH, *TURKISH, *ARABIC]
    assert told(*mixed) == told(*mixed)


def test_the_script_is_that_of_most_letters():
    assert [script_of(text) for text in ("Zenlane", "سعر Zen الاشتراك", "Договор", "12")] == [
        "LATIN",
        "ARABIC",
        "CYRILLIC",
        None,
    ]
