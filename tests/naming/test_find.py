import pytest

from coachkit.naming import find_names, track

COMMON_WORDS = dict.fromkeys("we use send lane land then fresh desk the on for zeal lance".split(), 5.0) | {
    "lane": 4.5,
    "land": 4.5,
    "lance": 4.0,
}


def zipf(word: str) -> float:
    return COMMON_WORDS.get(word, 0.0)


ZENLANE = track("competitor", "Zenlane", ["Zenlane", "Zen Lane"])
ZENDESK = track("competitor", "Zendesk", ["Zendesk"])
INVOICES = track("feature", "invoices", ["invoices", "bulk invoicing"])


def found(text, *names):
    return [(f.name, text[f.start_char : f.end_char], f.method) for f in find_names(text, names, zipf=zipf)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We use Zenlane now.", "Zenlane"),
        ("We use ZENLANE now.", "ZENLANE"),
        ("We use zen lane now.", "zen lane"),
        ("It is Zenlane's price.", "Zenlane"),
    ],
)
def test_a_name_is_found_in_any_case_spacing_and_with_a_possessive(text, words):
    assert found(text, ZENLANE) == [("Zenlane", words, "exact")]


def test_a_plural_of_a_name_is_found():
    assert found("two Zenlanes", ZENLANE) == [("Zenlane", "Zenlanes", "lemma")]


@pytest.mark.parametrize("word", ["invoice", "invoicing", "invoiced", "Invoices"])
def test_a_feature_is_found_in_its_word_forms(word):
    [(name, words, _)] = found(f"about my {word} today", INVOICES)
    assert (name, words) == ("invoices", word)


@pytest.mark.parametrize("heard", ["Zindesk", "Zendisk", "Sendesk", "Zen desks", "Zendask"])
def test_a_misspelt_name_is_found_and_marked_as_less_sure(heard):
    [hit] = find_names(f"we moved from {heard} to you", [ZENDESK], zipf=zipf)
    assert (hit.name, hit.method in ("fuzzy", "sound", "lemma")) == ("Zendesk", True)
    assert hit.confidence < 0.96


def test_a_name_heard_as_common_words_is_found_where_a_capital_shows_that_a_name_was_heard():
    assert found("to be fair then Lane has it", ZENLANE) == [("Zenlane", "then Lane", "sound")]


def test_common_words_that_sound_exactly_like_a_name_are_the_name():
    assert found("to be fair then lane has it", ZENLANE) == [("Zenlane", "then lane", "sound")]
    assert found("to be fair then land has it", ZENLANE) == []


@pytest.mark.parametrize("text", ["send lane ends", "the fresh desk", "then land on it", "zeal lance"])
def test_ordinary_words_are_never_taken_for_a_misspelt_name(text):
    assert found(text, ZENLANE, ZENDESK) == []


def test_a_name_inside_a_longer_word_is_not_found():
    assert found("the sexports reinvoicer", INVOICES, track("feature", "export", ["export"])) == []


def test_overlapping_finds_keep_the_longest():
    bulk = track("feature", "bulk", ["bulk"])
    assert found("the bulk invoicing page", bulk, INVOICES) == [("invoices", "bulk invoicing", "exact")]


def test_what_the_recogniser_guessed_needs_less_likeness():
    text = "and zendash is free"
    assert found(text, ZENDESK) == []
    [hit] = find_names(text, [ZENDESK], zipf=zipf, certainty=lambda _, __: 0.3)
    assert hit.name == "Zendesk"


def test_a_capital_inside_a_word_marks_a_name_even_at_the_beginning_of_a_sentence():
    hubspot = track("competitor", "HubSpot", ["HubSpot"])
    assert [name for name, *_ in found("HubSpark comes from marketing", hubspot)] == ["HubSpot"]
    assert found("Hubspark comes from marketing", hubspot) == []


@pytest.mark.parametrize(
    ("alias", "slip"), [("Sennae", "Welcome to Sunway, this is Tom."), ("Cenlen", "We saw Kenlen there.")]
)
def test_a_misspelling_that_was_accepted_is_no_name_of_its_own_to_be_misheard(alias, slip):
    name = track("competitor", "Zenlane", ["Zenlane", alias])

    assert found(f"We use {alias} now.", name) == [("Zenlane", alias, "exact")]
    assert found(slip, name) == found(slip, ZENLANE)


def test_another_name_for_a_competitor_is_found_misheard_as_well():
    name = track("competitor", "Zenlane", ["Zenlane", "Copperdesk"])

    assert found("we moved from Coperdesk to you", name) == [("Zenlane", "Coperdesk", "sound")]


CONOCO = track("competitor", "ConocoPhillips", ["ConocoPhillips"])
PHILLIPS = track("competitor", "Phillips", ["Phillips"])


def test_a_name_in_two_words_is_found_whole_where_one_of_them_is_a_name_too():
    assert found("at conoco phillips today", CONOCO, PHILLIPS) == [
        ("ConocoPhillips", "conoco phillips", "exact")
    ]


def test_a_misheard_name_is_found_whole_where_a_part_of_it_is_another_name():
    [(name, words, method)] = found("at conico phillips today", CONOCO, PHILLIPS)
    assert (name, words, method in ("fuzzy", "sound")) == ("ConocoPhillips", "conico phillips", True)


def test_a_name_is_no_longer_name_because_of_any_words_that_follow():
    energy = track("competitor", "Zenlane Energy", ["Zenlane Energy"])
    assert found("zenlane on the send", ZENLANE, energy) == [("Zenlane", "zenlane", "exact")]


def test_a_word_that_sounds_exactly_like_a_name_is_the_name_where_it_keeps_coming():
    gaap = track("competitor", "GAAP", ["GAAP"])

    def uncommon(word):
        return {"gap": 4.9}.get(word, 6.0)

    def said(times):
        text = " ".join(["so the gap was there"] * times + ["we all say so and do so now"] * 60)
        return [find.name for find in find_names(text, [gaap], zipf=uncommon)]

    assert said(40) == ["GAAP"] * 40
    assert said(1) == []
