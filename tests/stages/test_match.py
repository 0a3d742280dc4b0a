import re
from dataclasses import replace

from coachkit.config import NamedThing
from coachkit.models import Annotation
from coachkit.stages.match import match_mentions, match_rules
from tests.talk import CALL_ID, segments, words_of_segments

RULES = match_rules(
    [NamedThing(name="Zenlane")], [NamedThing(name="export")], company=["Fernway"], people=["Jana K."]
)


def rare(word: str, _language: str = "en") -> float:
    return {"the": 7.0, "monday": 5.0}.get(word, 1.0)


def annotation(n: int, *entities: tuple[int, int, str], text: str = "") -> Annotation:
    tokens = tuple((m.start(), m.end(), m.group(), "PROPN") for m in re.finditer(r"\w+", text))
    return Annotation(call_id=CALL_ID, n=n, lemmas="", tokens=tokens, entities=entities, chunks=())


def match(lines, annotations=None):
    made = segments(lines)
    return match_mentions(made, words_of_segments(made), annotations or {}, rules=RULES, zipf=rare)


def test_a_mention_carries_words_place_time_and_speaker():
    [mention] = match([("agent", 0, 4, "how can I help"), ("customer", 10, 14, "we looked at Zenlane")])
    assert (mention.kind, mention.name, mention.text, mention.role) == (
        "competitor",
        "Zenlane",
        "Zenlane",
        "customer",
    )
    assert (mention.segment, mention.start_char, mention.end_char) == (1, 13, 20)
    assert (mention.start, mention.end) == (13, 14)


def test_an_organisation_that_the_settings_do_not_know_is_a_candidate():
    text = "they use the Copperdesk now"
    [mention] = match([("customer", 0, 5, text)], {0: annotation(0, (9, 23, "ORG"), text=text)})
    assert (mention.kind, mention.name, mention.method) == ("candidate", "Copperdesk", "ner")


def test_a_known_name_is_not_a_candidate_as_well():
    text = "we use Zenlane and Fernway"
    found = match([("customer", 0, 5, text)], {0: annotation(0, (7, 14, "ORG"), (19, 26, "ORG"), text=text)})
    assert [(m.kind, m.name) for m in found] == [("competitor", "Zenlane")]


def test_places_and_dates_are_not_candidates():
    assert match([("customer", 0, 5, "on Monday in Lisbon")], {0: annotation(0, (3, 9, "DATE"))}) == []


def test_common_words_with_a_capital_are_not_candidates():
    text = "we close on Monday"
    assert match([("customer", 0, 5, text)], {0: annotation(0, (12, 18, "ORG"), text=text)}) == []


def test_names_are_not_guessed_at_in_a_language_without_a_model():
    text = "Artık Copperdesk kullanıyoruz"
    [segment] = segments([("customer", 0, 5, text)])
    found = match_mentions(
        [replace(segment, language="tr")],
        words_of_segments([segment]),
        {0: annotation(0, (6, 16, "ORG"), text=text)},
        rules=RULES,
        zipf=rare,
    )
    assert found == []


def test_mentions_are_numbered_in_time_order():
    found = match([("customer", 0, 4, "export to Zenlane and export")])
    assert [(m.n, m.name) for m in found] == [(0, "export"), (1, "Zenlane"), (2, "export")]


def test_the_companys_own_name_is_no_news_even_misheard():
    text = "welcome to Furnway support"
    assert match([("agent", 0, 5, text)], {0: annotation(0, (11, 18, "ORG"))}) == []


def test_a_name_in_the_agents_greeting_is_the_company_however_it_was_misheard():
    said = "welcome to Sunway you are with Jonah"
    lines = [("customer", 0, 1, "hello"), ("agent", 2, 5, said), ("agent", 6, 9, said)]
    found = match(lines, {n: annotation(n, (11, 17, "ORG"), text=said) for n in (1, 2)})
    assert [(one.name, one.segment) for one in found] == [("Sunway", 2)]
