"""Phrases of English text, read from annotations that are made by hand."""

import re

from hypothesis import given
from hypothesis import strategies as st

from coachkit.keyphrases.english import english_phrases
from coachkit.models import Annotation

POS = ("NOUN", "PROPN", "ADJ", "VERB", "DET", "PRON", "ADP", "NUM", "PUNCT", "AUX")


def phrases(marked, *chunks, entities=(), taken=(), names=frozenset()):
    """Return the phrases of a text whose words are written `word/POS` or `word/POS/lemma`."""
    parts = [one.split("/") for one in marked.split()]
    text = " ".join(word for word, *_ in parts)
    tokens, place = [], 0
    for word, pos, *lemma in parts:
        tokens.append((place, place + len(word), lemma[0] if lemma else word.casefold(), pos))
        place += len(word) + 1

    def span(part):
        return text.index(part), text.index(part) + len(part)

    annotation = Annotation(
        call_id="c",
        n=0,
        lemmas="",
        tokens=tuple(tokens),
        entities=tuple((*span(part), label) for part, label in entities),
        chunks=tuple(span(chunk) for chunk in chunks),
    )
    found = english_phrases(text, annotation, taken=[span(part) for part in taken], names=names)
    return [one.shown for one in found]


def test_a_verb_stands_with_its_object():
    assert phrases("I/PRON cancelled/VERB/cancel my/PRON subscription/NOUN", "I", "my subscription") == [
        "subscription",
        "cancel subscription",
    ]


def test_a_particle_stays_between_verb_and_object():
    found = phrases("we/PRON set/VERB up/ADP an/DET account/NOUN", "we", "an account")
    assert found == ["account", "set up account"]


def test_a_verb_that_says_nothing_is_left_out():
    assert phrases("I/PRON need/VERB an/DET invoice/NOUN", "I", "an invoice") == ["invoice"]


def test_a_verb_that_stands_for_an_adjective_is_no_action():
    found = phrases("the/DET shared/VERB/share inbox/NOUN", "the shared inbox")
    assert found == ["shared inbox"]


def test_a_phrase_ends_in_the_form_of_the_dictionary():
    assert phrases("the/DET calendar/NOUN exports/NOUN/export", "the calendar exports") == ["calendar export"]


def test_a_hyphen_keeps_words_together():
    assert phrases("a/DET booking/NOUN -/PUNCT page/NOUN link/NOUN", "a booking - page link") == [
        "booking-page link"
    ]


def test_people_places_and_days_are_no_phrases():
    found = phrases(
        "Jonah/PROPN visited/VERB/visit Verona/PROPN on/ADP Sunday/PROPN",
        "Jonah",
        "Verona",
        "Sunday",
        entities=(("Jonah", "PERSON"), ("Verona", "GPE")),
    )
    assert found == []


def test_words_of_known_names_part_a_phrase():
    assert phrases("Fernway/PROPN support/NOUN desk/NOUN", "Fernway support desk", names={"fernway"}) == [
        "support desk"
    ]


def test_what_is_a_mention_already_is_left_out():
    assert phrases("Zenlane/PROPN prices/NOUN/price", "Zenlane prices", taken=["Zenlane"]) == ["price"]


def test_numbers_addresses_and_spelled_letters_are_no_words():
    assert phrases("the/DET order/NOUN 47b/NOUN", "the order 47b") == ["order"]
    assert phrases("fernway.org/NOUN", "fernway.org") == []


@given(
    st.lists(
        st.tuples(st.from_regex(r"[A-Za-z'\-.0-9]{1,9}", fullmatch=True), st.sampled_from(POS)), max_size=12
    )
)
def test_any_annotation_gives_phrases_of_small_letters(words):
    text = " ".join(word for word, _ in words)
    places = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    tokens = tuple((a, b, text[a:b].casefold(), pos) for (a, b), (_, pos) in zip(places, words, strict=True))
    annotation = Annotation(call_id="c", n=0, lemmas="", tokens=tokens, entities=(), chunks=((0, len(text)),))
    for one in english_phrases(text, annotation, taken=(), names=frozenset()):
        assert one.shown == one.shown.casefold()
        assert one.key
        assert not any(letter.isdigit() for letter in one.shown)
