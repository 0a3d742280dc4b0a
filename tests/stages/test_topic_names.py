from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.models import Annotation, Keyword, Passage
from coachkit.stages.topic_names import OTHER, ReasonLine, TopicName, TopicTexts, name_topics
from tests.keyphrases.tagged import tagged

NUMBER = count()
CANCEL = "I/PRON want/VERB to/PART cancel/VERB [a/DET subscription/NOUN]"
CLOSE = "[I/PRON] would/AUX like/VERB to/PART close/VERB [my/PRON account/NOUN]"
SYNC = "[the/DET calendar/NOUN] does/AUX/do n't/PART/not sync/VERB"
ATM = "where/ADV can/AUX I/PRON find/VERB [an/DET ATM/NOUN]"


def topic(*lines, entities=(), keywords=()):
    """Return a topic in which each line is the reason of a call of its own."""
    reasons, calls = [], []
    for line in lines:
        call_id = f"{next(NUMBER):04d}"
        text, annotation = tagged(line, call_id=call_id, entities=[e for e in entities if e[0] in line])
        reasons.append(
            ReasonLine(call_id=call_id, reason=text, text=text, language="en", annotation=annotation)
        )
        calls.append((call_id, text))
    return TopicTexts(
        reasons=reasons,
        passages=[passage(call_id, text) for call_id, text in calls],
        keywords={
            call_id: [keyword(call_id, n, one) for n, one in enumerate(keywords)] for call_id, _ in calls
        },
    )


def passage(call_id, text, n=0):
    return Passage(call_id=call_id, n=n, start=0, end=1, first_segment=0, last_segment=0, text=text)


def keyword(call_id, rank, phrase):
    return Keyword(call_id=call_id, rank=rank + 1, phrase=phrase, weight=1, count=1)


def spoken(*texts, phrases):
    """Return a topic of which there are only passages, each of a call with these key phrases."""
    calls = [(f"{next(NUMBER):04d}", text) for text in texts]
    return TopicTexts(
        passages=[passage(call_id, text) for call_id, text in calls],
        keywords={
            call_id: [keyword(call_id, n, one) for n, one in enumerate(phrases)] for call_id, _ in calls
        },
    )


def titles(*groups, **options):
    return [name.title for name in name_topics(groups, **options)]


def test_a_topic_is_called_what_its_customers_ask_and_others_do_not():
    assert titles(topic(*[CANCEL] * 4), topic(*[CLOSE] * 3), topic(*[SYNC] * 3)) == [
        "Cancel a subscription",
        "Close account",
        "Calendar does not sync",
    ]


def test_what_all_topics_say_names_none():
    both = "[my/PRON bank/NOUN account/NOUN]"
    named = name_topics([topic(*[CANCEL] * 4, *[both] * 4), topic(*[SYNC] * 4, *[both] * 4)])
    assert [name.title for name in named] == ["Cancel a subscription", "Calendar does not sync"]
    assert not any("bank" in phrase for name in named for phrase in name.phrases)


def test_one_call_counts_once_however_long_it_goes_on():
    long = topic(*[CLOSE] * 5, *[SYNC] * 2)
    talker = long.reasons[-1]
    long = TopicTexts(reasons=[*long.reasons, *[talker] * 50], passages=long.passages)
    assert titles(long, topic(*[ATM] * 5))[0] == "Close account"


def test_a_phrase_that_only_one_call_says_names_no_topic_of_many():
    named = name_topics([topic(*[CANCEL] * 4, SYNC), topic(*[ATM] * 4)])[0]
    assert "calendar" not in " ".join((named.title, *named.phrases)).casefold()


def test_a_topic_of_one_call_is_called_what_it_says():
    assert titles(topic(SYNC), topic(*[CANCEL] * 4))[0] == "Calendar does not sync"


def test_one_topic_alone_is_named_as_well():
    assert titles(topic(*[CANCEL] * 3)) == ["Cancel a subscription"]


def test_half_of_a_phrase_is_no_title():
    line = "[the/DET room/NOUN service/NOUN request/NOUN]"
    assert titles(topic(*[line] * 4), topic(*[CLOSE] * 4))[0] == "Room service request"


def test_no_two_titles_are_the_same():
    same = titles(topic(*[CLOSE] * 4), topic(*[CLOSE] * 4), topic(*[SYNC] * 4))
    assert len(set(same)) == 3


def test_topics_that_want_the_same_title_are_told_apart_by_a_phrase():
    how = "close/VERB [my/PRON account/NOUN] and/CCONJ wait/VERB [the/DET branch/NOUN]"
    named = titles(topic(*[CLOSE] * 30), topic(*[how] * 5), topic(*[SYNC] * 30))
    assert named[0] == "Close account"
    assert "branch" in named[1].casefold()


def test_the_name_of_a_person_is_in_no_name():
    line = "[this/PRON] is/AUX/be [Ingrid/PROPN] to/PART cancel/VERB [a/DET plan/NOUN]"
    named = name_topics([topic(*[line] * 4, entities=[("Ingrid", "PERSON")]), topic(*[SYNC] * 4)])[0]
    assert named.title == "Cancel a plan"
    assert "Ingrid" not in " ".join(named.phrases)


def test_words_that_the_settings_leave_out_are_in_no_name():
    line = "cancel/VERB [a/DET Fernway/PROPN plan/NOUN]"
    named = name_topics([topic(*[line] * 4, keywords=["fernway plan"])], names=frozenset({"fernway"}))[0]
    assert named.title == "Cancel a plan"
    assert "fernway" not in " ".join(named.phrases).casefold()


def test_a_bill_names_a_topic_though_somebody_is_called_bill():
    line = (
        "Well/INTJ ,/PUNCT Bill/PROPN ,/PUNCT I/PRON paid/VERB/pay [a/DET bill/NOUN] ,/PUNCT a/DET bill/NOUN"
    )
    assert titles(topic(*[line] * 4), topic(*[SYNC] * 4), names=frozenset({"bill"}))[0] == "Paid a bill"


def test_a_name_in_small_letters_is_still_a_name_where_nothing_has_capitals():
    group = topic(*["cancel/VERB [ingrid/NOUN plan/NOUN]"] * 4, *["cancel/VERB [a/DET plan/NOUN]"] * 4)
    named = name_topics([group, topic(*[SYNC] * 4)], names=frozenset({"ingrid"}))[0]
    assert "ingrid" not in " ".join((named.title, *named.phrases)).casefold()


@pytest.mark.parametrize(("naming", "expected"), [(4, True), (2, False)])
def test_a_company_is_in_a_title_only_if_most_calls_name_it(naming, expected):
    with_name = "[the/DET Zenlane/PROPN offer/NOUN]"
    others = [f"[the/DET {word}/NOUN]" for word in ("roof", "garden", "attic", "cellar")]
    group = topic(*[with_name] * naming, *others[: 6 - naming])
    title = titles(group, topic(*[SYNC] * 6), companies=frozenset({"zenlane"}))[0]
    assert ("Zenlane" in title) is expected


def test_a_topic_without_reasons_is_named_by_its_key_phrases():
    group = spoken(*["we sent the price list"] * 3, phrases=["price list"])
    assert titles(group, topic(*[SYNC] * 3))[0] == "Price list"


def test_a_key_phrase_of_the_call_that_is_said_elsewhere_in_it_counts_nothing():
    group = spoken(*["we sent the price list"] * 3, phrases=["price list", "garden hose"])
    named = name_topics([group, topic(*[SYNC] * 3)])[0]
    assert named == TopicName(title="Price list", phrases=())


def test_words_of_a_language_without_a_model_name_a_topic():
    def line(call_id):
        text = "faturam iki kez kesildi"
        tokens = ((0, 7, "fatura", "X"), (8, 11, "iki", "X"), (12, 15, "kez", "X"), (16, 23, "kesil", "X"))
        seen = Annotation(
            call_id=call_id, n=0, lemmas="", tokens=tokens, entities=(), chunks=((0, 7), (16, 23))
        )
        return ReasonLine(call_id=call_id, reason=text, text=text, language="tr", annotation=seen)

    named = name_topics([TopicTexts(reasons=[line(str(n)) for n in range(4)]), topic(*[SYNC] * 4)])[0]
    assert named.title == "Faturam, kesildi"


def test_only_the_reason_is_read_and_not_the_rest_of_its_line():
    text, seen = tagged(f"{CANCEL} and/CCONJ feed/VERB [the/DET ponies/NOUN/pony]")
    lines = [
        ReasonLine(
            call_id=str(n), reason=text[: text.index(" and")], text=text, language="en", annotation=seen
        )
        for n in range(4)
    ]
    named = name_topics([TopicTexts(reasons=lines), topic(*[SYNC] * 4)])[0]
    assert "pon" not in " ".join((named.title, *named.phrases)).casefold()


def test_a_reason_that_goes_on_in_the_next_line_is_read_there_as_well():
    before, seen_before = tagged(
        "feed/VERB [the/DET ponies/NOUN/pony] and/CCONJ listen/VERB ./PUNCT well/INTJ"
    )
    after, seen_after = tagged(f"{CANCEL} ./PUNCT buy/VERB [a/DET hose/NOUN]")
    reason = f"well {after[: after.index('.') + 1]}"
    lines = [
        ReasonLine(call_id=str(n), reason=reason, text=text, language="en", annotation=seen)
        for n in range(4)
        for text, seen in ((before, seen_before), (after, seen_after))
    ]
    named = name_topics([TopicTexts(reasons=lines), topic(*[SYNC] * 4)])[0]
    assert named == TopicName(title="Cancel a subscription", phrases=())


def test_what_one_call_of_many_says_is_told_as_no_more_than_that():
    nouns = ["shovel/NOUN", "garden/NOUN hose/NOUN", "ladder/NOUN", "bucket/NOUN"]
    group = topic(*[f"[the/DET {noun}]" for noun in nouns])
    assert titles(group, topic(*[SYNC] * 4))[0] == f"{OTHER}: garden hose"


def test_a_topic_that_nothing_tells_says_so():
    assert titles(spoken("well yes", "oh no", phrases=[]), spoken("hm", phrases=[]), TopicTexts()) == [
        OTHER,
        f"{OTHER} 2",
        f"{OTHER} 3",
    ]


def test_no_topics_have_no_names():
    assert name_topics([]) == []


def test_no_phrase_is_part_of_another_or_of_the_title():
    named = name_topics(
        [
            topic(*[CANCEL] * 4, keywords=["subscription", "cancel subscription"]),
            topic(*["[the/DET room/NOUN service/NOUN request/NOUN]"] * 4, *["[a/DET request/NOUN]"] * 4),
            topic(*[SYNC] * 4),
        ]
    )
    for name in named:
        shown = [set(one.casefold().split()) for one in (name.title, *name.phrases)]
        assert not any(one <= other for n, one in enumerate(shown) for other in shown[:n] + shown[n + 1 :])


def test_a_key_phrase_that_customers_say_too_is_written_as_they_say_it():
    line = "I/PRON want/VERB to/PART open/VERB up/ADP [an/DET account/NOUN]"
    group = topic(*[line] * 4, keywords=["open up account"])
    assert titles(group, topic(*[SYNC] * 4))[0] == "Open up an account"


LINES = st.lists(st.sampled_from([CANCEL, CLOSE, SYNC, ATM]), max_size=5)


@given(st.lists(LINES, max_size=5))
def test_every_topic_has_a_title_of_its_own_and_the_same_each_time(groups):
    made = [topic(*lines) for lines in groups]
    named = name_topics(made)
    assert named == name_topics(made)
    assert len({name.title for name in named}) == len(groups)
    assert all(name.title[0].isupper() and len(name.phrases) <= 5 for name in named)
