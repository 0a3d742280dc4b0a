"""Companies and products that nobody has listed, found in texts that are annotated by hand."""

import re

from hypothesis import given
from hypothesis import strategies as st

from coachkit.backends.gazetteer import open_gazetteer
from coachkit.models import Annotation
from coachkit.unknown_names import Gazetteer, find_unknown_names, shown_name

KNOWN = Gazetteer(
    brands=frozenset({"nimbus", "target", "xbox", "north star", "delta"}),
    worldwide=frozenset({"xbox"}),
    given_names=frozenset({"jonah", "delta"}),
    surnames=frozenset({"nimbus"}),
)
ZIPF = {
    "target": 4.9,
    "xbox": 4.2,
    "iphone": 4.4,
    "we": 6.9,
    "use": 6.0,
    "our": 6.6,
    "the": 7.7,
    "big": 5.7,
    "summer": 5.0,
    "sale": 4.7,
}

TAGS = {"on": "ADP", "at": "ADP"}


def found_in(text, *entities, proper=(), known=frozenset(), gazetteer=KNOWN):
    tokens = tuple(
        (
            m.start(),
            m.end(),
            m.group().casefold(),
            "PROPN" if m.group() in proper else TAGS.get(m.group(), "NOUN"),
        )
        for m in re.finditer(r"\w+", text)
    )
    spans = tuple((text.index(part), text.index(part) + len(part), label) for part, label in entities)
    annotation = Annotation(call_id="c", n=0, lemmas="", tokens=tokens, entities=spans, chunks=())
    names = find_unknown_names(
        text, annotation, known=known, gazetteer=gazetteer, zipf=lambda word: ZIPF.get(word, 2.0)
    )
    return [(text[one.start_char : one.end_char], one.evidence) for one in names]


def test_a_listed_brand_is_found_though_ner_is_silent():
    assert found_in("we moved to North Star last year", proper=["North", "Star"]) == [("North Star", "list")]


def test_a_brand_that_is_an_everyday_word_needs_a_capital():
    assert found_in("we missed the target") == []
    assert found_in("we buy it at Target", proper=["Target"]) == [("Target", "list")]


def test_a_model_belongs_to_the_name():
    assert found_in("it runs on an Xbox 360 at home", proper=["Xbox"]) == [("Xbox 360", "list")]


def test_a_number_that_counts_something_is_no_model():
    assert found_in("we had an Xbox 50 years ago", proper=["Xbox"]) == [("Xbox", "list")]


def test_a_brand_that_is_no_word_may_have_a_small_letter():
    assert found_in("and then it runs on xbox") == [("xbox", "list")]
    assert found_in("they do it at target") == []


def test_a_small_letter_after_an_article_or_another_noun_is_a_thing():
    def found_after(tag):
        words = [(0, 3, "the", tag), (4, 8, "xbox", "NOUN")]
        annotation = Annotation(call_id="c", n=0, lemmas="", tokens=tuple(words), entities=(), chunks=())
        return find_unknown_names(
            "the xbox", annotation, known=frozenset(), gazetteer=KNOWN, zipf=lambda word: ZIPF.get(word, 2.0)
        )

    assert not found_after("DET")
    assert len(found_after("ADP")) == 1


def test_capitals_inside_a_word_make_a_name():
    assert found_in("then we tried DeskPilot for a month") == [("DeskPilot", "shape")]


def test_a_known_product_with_capitals_inside_is_found_as_well():
    assert found_in("the app on my iPhone stopped") == [("iPhone", "shape")]


def test_events_offices_and_the_press_are_no_companies():
    for name in ("Larkfield Festival", "Larkfield Council", "Larkfield Times"):
        assert found_in(f"we saw {name} there", (name, "ORG"), proper=name.split()) == []


def test_what_ner_takes_for_a_company_must_look_like_one():
    assert found_in("we use Larkfield now", ("Larkfield", "ORG"), proper=["Larkfield"]) == [
        ("Larkfield", "ner")
    ]
    assert found_in("we use larkfield now", ("larkfield", "ORG"), proper=["larkfield"]) == []
    assert found_in("Larkfield is down", ("Larkfield", "ORG"), proper=["Larkfield"]) == []
    assert found_in("ask the API again", ("API", "ORG"), proper=["API"]) == []


def test_people_and_places_are_no_companies():
    assert found_in("this is Jonah Brill", ("Jonah Brill", "ORG"), proper=["Jonah", "Brill"]) == []
    assert found_in("send it to Lark House", ("Lark House", "ORG"), proper=["Lark", "House"]) == []
    assert found_in("ask Mr Nimbus", ("Nimbus", "PERSON"), proper=["Nimbus"]) == []


def test_a_first_name_that_is_a_brand_as_well_stays_one():
    assert found_in("fly with Delta Skyways", ("Delta Skyways", "ORG"), proper=["Delta", "Skyways"]) == [
        ("Delta Skyways", "ner")
    ]


def test_names_that_are_nobodys_news_are_left_out_however_they_were_heard():
    heard = "here is Farnway support"
    assert found_in(heard, ("Farnway", "ORG"), proper=["Farnway"], known={"fernway"}) == []
    assert found_in(heard, ("Farnway", "ORG"), proper=["Farnway"]) == [("Farnway", "ner")]


def test_addresses_are_no_names():
    assert found_in("write to me at DeskPilot.com or @DeskPilot or info/DeskPilot or @the_DeskPilot") == []


def test_capitals_tell_nothing_where_everything_has_them():
    text = "Our Big Summer Sale At Target Has Begun"
    assert found_in(text, ("Big Summer Sale", "ORG"), proper=["Big", "Summer", "Sale", "Target"]) == []


def test_a_name_is_shown_without_article_and_possessive():
    assert [shown_name(one) for one in ("the Larkfield", "Larkfield's", "Larkfield, ")] == ["Larkfield"] * 3


def test_the_built_in_lists_know_brands_and_first_names():
    lists = open_gazetteer()
    assert {"zendesk", "hubspot", "microsoft", "google"} <= lists.brands
    assert {"hannah", "marcus"} <= lists.given_names
    assert "hannah" not in lists.brands
    assert {"netflix", "microsoft"} <= lists.worldwide
    assert lists.worldwide.isdisjoint({"square", "target", "steam"})


@given(st.text(alphabet="aBc XÿZ.@#/'&-7İ", max_size=40), st.data())
def test_finds_lie_in_the_text_and_do_not_overlap(text, data):
    ends = st.integers(0, len(text))
    spans = [sorted(data.draw(st.tuples(ends, ends))) for _ in range(data.draw(st.integers(0, 3)))]
    annotation = Annotation(
        call_id="c",
        n=0,
        lemmas="",
        tokens=tuple((m.start(), m.end(), "", "PROPN") for m in re.finditer(r"\w+", text)),
        entities=tuple((a, b, "ORG") for a, b in spans),
        chunks=(),
    )
    found = find_unknown_names(text, annotation, known=frozenset(), gazetteer=KNOWN, zipf=lambda _: 1.0)
    ends_so_far = 0
    for one in found:
        assert ends_so_far <= one.start_char < one.end_char <= len(text)
        ends_so_far = one.end_char
