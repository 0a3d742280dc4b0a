import pytest

from coachkit.keyphrases.asked import asked_phrases
from coachkit.keyphrases.clauses import words_in
from coachkit.keyphrases.written import Writing
from tests.keyphrases.tagged import tagged


def shown(line, *, names=frozenset(), kinds=None):
    text, annotation = tagged(line)
    said = asked_phrases(annotation, words_in(annotation, text, 0, len(text)), names=names)
    return [Writing().shown([one]) for one in said if kinds is None or one.kind in kinds]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("I/PRON want/VERB to/PART cancel/VERB [a/DET subscription/NOUN]", "cancel a subscription"),
        ("I/PRON am/AUX/be closing/VERB/close [my/PRON account/NOUN]", "close account"),
        ("close/VERB [one/NUM] of/ADP [my/PRON accounts/NOUN/account]", "close accounts"),
        ("I/PRON need/VERB to/PART set/VERB up/ADP [online/ADJ banking/NOUN]", "set up online banking"),
        ("I/PRON 'd/AUX like/VERB to/ADP [RSVP/PROPN] to/ADP [a/DET party/NOUN]", "RSVP to a party"),
        ("[I/PRON] can/AUX not/PART log/VERB into/ADP [the/DET portal/NOUN]", "cannot log into the portal"),
        ("[I/PRON] do/AUX n't/PART/not recognise/VERB [the/DET charge/NOUN]", "do not recognise the charge"),
        ("[I/PRON] lost/VERB/lose [my/PRON debit/NOUN card/NOUN]", "lost debit card"),
    ],
)
def test_what_is_to_be_done_is_shown_with_its_object(line, expected):
    assert expected in shown(line, kinds={"action"})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[my/PRON card/NOUN] was/AUX/be stolen/VERB/steal", "card stolen"),
        ("[the/DET calendar/NOUN] does/AUX/do n't/PART/not sync/VERB", "calendar does not sync"),
        ("[the/DET calendar/NOUN] is/AUX/be not/PART syncing/VERB/sync", "calendar not syncing"),
        ("[the/DET parcel/NOUN] has/AUX/have n't/PART/not arrived/VERB/arrive", "parcel not arrived"),
        ("[the/DET printer/NOUN] will/AUX not/PART print/VERB", "printer will not print"),
        ("[my/PRON account/NOUN] is/AUX/be locked/ADJ", "account locked"),
        ("[the/DET app/NOUN] crashes/VERB/crash", "app crashes"),
    ],
)
def test_what_happens_to_something_is_shown_behind_it(line, expected):
    assert shown(line, kinds={"event"}) == [expected]


def test_a_noun_is_shown_with_what_belongs_to_it():
    line = "[a/DET notice/NOUN] in/ADP [the/DET mail/NOUN]"
    assert shown(line) == ["notice", "mail", "notice in the mail"]


def test_a_question_without_a_noun_is_a_phrase_too():
    line = "how/ADV long/ADV does/AUX/do [it/PRON] take/VERB"
    assert shown(line, kinds={"question"}) == ["how long it takes"]


def test_wishes_manners_and_fillers_are_in_no_phrase():
    line = (
        "I/PRON need/VERB [some/DET help/NOUN] please/INTJ [um/NOUN] [the/DET thing/NOUN] want/VERB [it/PRON]"
    )
    assert shown(line) == []


def test_a_word_that_is_stammered_is_said_once():
    assert shown("[the/DET charges/NOUN/charge charges/NOUN/charge]") == ["charges"]


@pytest.mark.parametrize(
    "line",
    [
        "[two/NUM hour/NOUN meeting/NOUN]",
        "[two/NUM -/PUNCT hour/NOUN meeting/NOUN]",
    ],
)
def test_half_a_number_is_left_out(line):
    assert shown(line) == ["meeting"]


def test_half_a_description_is_left_out():
    assert shown("[a/DET fairly/ADV priced/VERB room/NOUN]") == ["room"]


def test_the_name_of_a_place_keeps_its_capitals_and_its_new():
    assert shown("[New/PROPN York/PROPN]")[0] == "New York"


def test_what_was_done_to_a_noun_in_passing_is_no_wish():
    line = "[a/DET purchase/NOUN] made/VERB/make on/ADP [my/PRON card/NOUN]"
    assert shown(line, kinds={"action"}) == []


def test_names_that_are_asked_to_be_left_out_are_in_no_phrase():
    assert shown("[Fernway/PROPN invoice/NOUN]", names=frozenset({"fernway"})) == ["invoice"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[a/DET 5/NUM bedroom/NOUN apartment/NOUN]", ["apartment"]),
        ("[two/NUM debit/NOUN cards/NOUN/card]", ["debit cards", "cards"]),
    ],
)
def test_a_number_counts_what_follows_it(line, expected):
    assert shown(line) == expected


def test_where_a_caller_is_from_is_no_matter():
    line = "[Leo/PROPN] from/ADP [the/DET writing/NOUN school/NOUN] lost/VERB/lose [a/DET card/NOUN]"
    assert "writing school" not in shown(line)

    assert "lost a card" in shown(line)


def test_what_people_got_is_no_wish():
    assert shown("[I/PRON] got/VERB/get [a/DET letter/NOUN] [the/DET refund/NOUN]", kinds={"action"}) == []


def test_what_callers_do_for_a_living_is_not_what_they_ask():
    assert "estate lettings" not in shown("[we/PRON] do/VERB [estate/NOUN lettings/NOUN]")
