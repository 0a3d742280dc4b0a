"""Names are found with what other languages write onto them."""

import pytest

from coachkit.naming import find_names, track

ZENLANE = track("competitor", "Zenlane", ["Zenlane", "زينلين"])
INTERCOM = track("competitor", "Intercom", ["Intercom"])
EXPORT = track("feature", "export", ["export", "dışa aktarma", "التصدير", "exporter"])
INVOICES = track("feature", "invoices", ["fatura", "فاتورة", "Rechnung"])


def found(text, *names, language):
    finds = find_names(text, names, zipf=lambda _: 0.0, language=language)
    return [(f.name, text[f.start_char : f.end_char], f.method) for f in finds]


@pytest.mark.parametrize(
    ("written", "marked", "method"),
    [
        ("Zenlane", "Zenlane", "exact"),
        ("Zenlane'den", "Zenlane", "exact"),
        ("Zenlane’ye", "Zenlane", "exact"),
        ("ZENLANE'İN", "ZENLANE", "exact"),
        ("Zenlaneye", "Zenlaneye", "lemma"),
        ("zenlaneden", "zenlaneden", "lemma"),
        ("Zenlanedeki", "Zenlanedeki", "lemma"),
        ("zenlanemiş", "zenlanemiş", "lemma"),
        ("Zenlaneler", "Zenlaneler", "lemma"),
    ],
)
def test_a_turkish_name_is_found_with_its_suffixes(written, marked, method):
    assert found(f"Biz {written} geçtik.", ZENLANE, language="tr") == [("Zenlane", marked, method)]


@pytest.mark.parametrize("written", ["Intercom", "INTERCOM", "intercom", "İntercom", "INTERCOM'a"])
def test_a_turkish_name_is_found_whichever_i_it_is_written_with(written):
    assert [name for name, *_ in found(f"Biz {written} geçtik.", INTERCOM, language="tr")] == ["Intercom"]


@pytest.mark.parametrize("text", ["Zenlanekutu geldi", "bir zen lafı", "Xzenlane geldi"])
def test_a_turkish_word_that_only_begins_alike_is_no_name(text):
    assert found(text, ZENLANE, language="tr") == []


@pytest.mark.parametrize("word", ["dışa aktarma", "Dışa aktarmayı", "DIŞA AKTARMADA", "dışa aktarmanız"])
def test_a_turkish_feature_is_found_in_every_form(word):
    assert [name for name, *_ in found(f"Yine {word} çalışmıyor", EXPORT, language="tr")] == ["export"]


@pytest.mark.parametrize(
    "word", "زينلين وزينلين بزينلين لزينلين كزينلين فزينلين الزينلين وبالزينلين زَيْنلين Zenlane".split()
)
def test_an_arabic_name_is_found_behind_what_is_written_onto_it(word):
    assert found(f"انتقلنا {word} أمس", ZENLANE, language="ar") == [
        ("Zenlane", word, "exact" if word in ("زينلين", "زَيْنلين", "Zenlane") else "lemma")
    ]


@pytest.mark.parametrize("word", ["فاتورة", "الفاتورة", "والفاتورة", "بالفاتوره", "فاتورتي", "الفَاتُورَة"])
def test_an_arabic_feature_is_found_in_its_forms(word):
    assert [name for name, *_ in found(f"لم أجد {word} هنا", INVOICES, language="ar")] == ["invoices"]


def test_what_sounds_like_a_name_is_only_looked_for_in_english():
    text = "ve Zenlain çok ucuz"
    assert found(text, ZENLANE, language="tr") == []
    assert [name for name, *_ in found("and Zenlain is cheap", ZENLANE, language="en")] == ["Zenlane"]


@pytest.mark.parametrize(
    ("text", "language", "marked"),
    [
        ("l'exporter est vide", "fr", "exporter"),
        ("die Rechnungen fehlen", "de", "Rechnungen"),
        ("Zenlanes Preis ist besser", "de", "Zenlanes"),
        ("цена Zenlane лучше", "ru", "Zenlane"),
    ],
)
def test_other_languages_are_matched_by_their_stems(text, language, marked):
    assert [place for _, place, _ in found(text, ZENLANE, EXPORT, INVOICES, language=language)] == [marked]
