import pytest

from coachkit.backends.annotator import SpacyAnnotator, spacy_identity
from coachkit.backends.protocols import Annotator
from coachkit.backends.weights import spacy_package

TEXT = "We were looking at Microsoft because the exports failed twice."


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return SpacyAnnotator(spacy_package())


def test_words_come_with_their_place_lemma_and_part_of_speech(annotator: Annotator) -> None:
    (seen,) = annotator.annotate([TEXT], ["en"])
    words = {TEXT[start:end]: (lemma, pos) for start, end, lemma, pos in seen.tokens}
    assert words["exports"] == ("export", "NOUN")
    assert words["failed"] == ("fail", "VERB")
    assert words["."] == (".", "PUNCT")


def test_a_company_is_an_organisation(annotator: Annotator) -> None:
    (seen,) = annotator.annotate([TEXT], ["en"])
    assert [(TEXT[start:end], label) for start, end, label in seen.entities] == [("Microsoft", "ORG")]


def test_noun_chunks_are_stretches_of_the_text(annotator: Annotator) -> None:
    (seen,) = annotator.annotate([TEXT], ["en"])
    assert [TEXT[start:end] for start, end in seen.chunks] == ["We", "Microsoft", "the exports"]


def test_texts_keep_their_order_and_an_empty_one_its_place(annotator: Annotator) -> None:
    seen = annotator.annotate(["Hello there.", "", "  Good bye. "], ["en", None, "en"])
    assert [len(view.tokens) for view in seen] == [3, 0, 3]
    assert seen[2].tokens[0][:2] == (2, 6)


def test_neighbours_do_not_change_what_is_seen(annotator: Annotator) -> None:
    others = [f"Caller {n} asked about invoice number {n}." for n in range(70)]
    seen = annotator.annotate([*others, TEXT], ["en"] * 71)
    assert seen[-1:] == annotator.annotate([TEXT], ["en"])


def test_the_identity_names_library_and_pipeline_and_needs_no_loading(annotator: Annotator) -> None:
    assert annotator.identity == spacy_identity(spacy_package())
    assert "spacy 3.8" in annotator.identity
    assert "en_core_web_sm" in annotator.identity


TURKISH = "Faturayı dışa aktaramıyorum; Zenlane'den sonra İstanbul'dayız."
ARABIC = "أريد إلغاء الاشتراك بسبب الفاتورة."


def test_turkish_words_have_stems_and_no_part_of_speech(annotator: Annotator) -> None:
    (seen,) = annotator.annotate([TURKISH], ["tr"])
    words = {TURKISH[start:end]: (lemma, pos) for start, end, lemma, pos in seen.tokens}
    assert words["Faturayı"] == ("fatur", "X")
    assert words["İstanbul'dayız"] == ("istanbul", "X")
    assert words[";"] == (";", "PUNCT")
    assert seen.entities == ()


def test_runs_of_telling_words_stand_for_noun_chunks(annotator: Annotator) -> None:
    turkish, arabic = annotator.annotate([TURKISH, ARABIC], ["tr", "ar"])
    assert [TURKISH[a:b] for a, b in turkish.chunks] == [
        "Faturayı dışa aktaramıyorum",
        "Zenlane'den",
        "İstanbul'dayız",
    ]
    assert next(ARABIC[a:b] for a, b in arabic.chunks).startswith("أريد إلغاء الاشتراك")


def test_each_text_of_a_mixed_call_is_read_in_its_own_language(annotator: Annotator) -> None:
    seen = annotator.annotate([TURKISH, TEXT, ARABIC], ["tr", "en", "ar"])
    alone = [
        annotator.annotate([text], [code])[0]
        for text, code in ((TURKISH, "tr"), (TEXT, "en"), (ARABIC, "ar"))
    ]
    assert seen == alone


def test_a_language_that_spacy_lacks_is_cut_by_common_rules(annotator: Annotator) -> None:
    (seen,) = annotator.annotate(["Salut, mbote na yo."], ["ln"])
    assert [lemma for _, _, lemma, pos in seen.tokens if pos == "X"] == ["salut", "mbote", "na", "yo"]
