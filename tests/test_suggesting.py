"""Spellings and names that come back in several calls and that the settings do not know."""

from hypothesis import given
from hypothesis import strategies as st

from coachkit.suggesting import KnownName, SpokenLine, suggest_names, suggest_spellings

ZENLANE = KnownName(kind="competitor", name="Zenlane", forms=("Zenlane", "Zen Lane"))
EXPORT = KnownName(kind="feature", name="export", forms=("export",))
UNKNOWN = {"zenlay", "sennae", "exbort", "blorfik", "zanlan", "farnway", "senny"}


def zipf(word):
    return 0.0 if word in UNKNOWN else 3.0 if word == "refreshes" else 4.5


def lines(*texts, known=()):
    """Return one line a call."""
    return [
        SpokenLine(
            call_id=f"c{n}",
            start=1.5,
            text=text,
            known=tuple(
                (text.index(part), text.index(part) + len(part), name) for part, name in known if part in text
            ),
        )
        for n, text in enumerate(texts)
    ]


def spellings(said, *, known=frozenset(), min_calls=2, names=(ZENLANE, EXPORT)):
    found = suggest_spellings(said, names, known=known, zipf=zipf, min_calls=min_calls)
    return [(one.spelling, one.meant, one.mentions, one.calls) for one in found]


def test_a_spelling_near_to_a_name_is_suggested_with_how_often_it_is_said():
    said = lines("we pay for Zenlay", "is zenlay any good", "Zenlay and Zenlay again")
    assert spellings(said) == [("Zenlay", "Zenlane", 4, 3)]


def test_a_suggestion_has_a_line_as_evidence():
    [one] = suggest_spellings(
        lines("the exbort is empty", "an exbort"), [EXPORT], known=frozenset(), zipf=zipf, min_calls=2
    )
    assert (one.quote, one.call_id, one.start, one.meant_kind) == (
        "the exbort is empty",
        "c0",
        1.5,
        "feature",
    )


def test_what_is_said_in_one_call_only_is_not_suggested_unless_wanted():
    said = lines("we pay for Zenlay")
    assert spellings(said) == []
    assert spellings(said, min_calls=1) == [("Zenlay", "Zenlane", 1, 1)]


def test_a_name_in_two_words_is_suggested_as_one_spelling():
    said = lines("we tried Zenny lane there", "he tried zenny lane")
    found = suggest_spellings(said, [ZENLANE], known=frozenset(), zipf=lambda _: 2.0, min_calls=2)
    assert [(one.spelling.casefold(), one.meant) for one in found] == [("zenny lane", "Zenlane")]


def test_a_far_spelling_needs_the_same_surroundings():
    sure = "we went over to Zenlane last spring"
    far = lines("we went over to Sennae last spring", "they went over to Sennae last week")
    elsewhere = lines("my Sennae hurts", "her Sennae hurts")
    assert spellings([*lines(sure, known=[("Zenlane", "Zenlane")]), *far]) == [("Sennae", "Zenlane", 2, 2)]
    assert spellings([*lines(sure, known=[("Zenlane", "Zenlane")]), *elsewhere]) == []


def test_a_form_of_a_known_word_is_no_far_spelling():
    sure = lines("now it opens with Freshdesk by itself", known=[("Freshdesk", "Freshdesk")])
    said = lines("now it refreshes by itself", "now it refreshes by itself")
    names = [KnownName(kind="competitor", name="Freshdesk", forms=("Freshdesk",))]

    def found(known_words):
        zipf = {"now": 6.0, "it": 7.0, "by": 6.5, "itself": 5.0, **known_words}.get
        return suggest_spellings(
            [*sure, *said], names, known=frozenset(), zipf=lambda word: zipf(word, 0.0), min_calls=2
        )

    assert [one.spelling for one in found({})] == ["refreshes"]
    assert found({"refresh": 3.3}) == []


def test_what_is_found_already_is_not_suggested():
    said = lines("we pay for Zenlay", "Zenlay again", known=[("Zenlay", "Zenlane")])
    assert spellings(said) == []


def test_everyday_words_and_peoples_names_are_not_suggested():
    assert spellings(lines("they expert it", "an expert said")) == []
    assert spellings(lines("ask Zenlay", "Zenlay said"), known=frozenset({"zenlay"})) == []


def test_unknown_names_that_come_back_are_suggested_and_known_ones_are_not():
    said = lines("Larkfield is cheap", "we saw larkfield", "we saw Copperdesk")
    candidates = [
        ("Larkfield", said[0]),
        ("Larkfield", said[1]),
        ("Copperdesk", said[2]),
        ("Zenlane", said[0]),
    ]
    found = suggest_names(candidates, known=frozenset({"zenlane"}), min_calls=2)
    assert [(one.kind, one.spelling, one.meant, one.calls) for one in found] == [("name", "Larkfield", "", 2)]
    assert len(suggest_names(candidates, known=frozenset(), min_calls=1)) == 3


@given(st.lists(st.text(alphabet="zenlaExport ,.'İ9", max_size=30), max_size=6))
def test_any_text_gives_suggestions_that_are_said_in_it(texts):
    said = lines(*texts)
    for one in suggest_spellings(said, [ZENLANE, EXPORT], known=frozenset(), zipf=lambda _: 0.0, min_calls=1):
        assert one.spelling in " ".join(texts)
        assert one.quote in texts
        assert 1 <= one.calls <= one.mentions
