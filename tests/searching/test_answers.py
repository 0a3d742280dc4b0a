"""What agents replied to a question, the best received first."""

from coachkit.models import Exchange
from coachkit.searching.results import Asked
from coachkit.searching.search import Searcher
from coachkit.store.library import Library
from tests.searching.conftest import PRICE, REFUSED
from tests.searching.small_archive import MeaningEncoder, Talk, Told, store

QUESTION = Asked(text="can you match their price", limit=5)


def test_the_best_received_reply_comes_first_with_the_reaction(searcher: Searcher) -> None:
    first, last = searcher.answers(QUESTION).answers

    assert (first.call.id, last.call.id) == (PRICE.id, REFUSED.id)
    assert [line.text for line in first.reply] == [
        "I cannot match it, but you get the audit trail with us, and the first month is free."
    ]
    assert (first.reception.verdict, first.reception.quote) == ("good", "That sounds great, thanks a lot.")
    assert (last.reception.verdict, last.label) == ("bad", "bad")


def test_only_customers_ask(searcher: Searcher) -> None:
    found = searcher.answers(QUESTION)

    assert found.questions == 2
    assert {answer.question.role for answer in found.answers} == {"customer"}


def test_an_exchange_that_was_judged_there_counts_more_than_the_next_words(
    searcher: Searcher, library
) -> None:
    exchange = Exchange(
        call_id="judged000000",
        n=0,
        kind="competitor",
        name="Zenlane",
        start=0.0,
        end=60.0,
        verdict="good",
        reason="…",
        strength=0.8,
        quote="You convinced me.",
        quote_start=40.0,
        quote_end=49.0,
    )
    talk: Talk = [
        ("customer", "Can you match their price?"),
        ("agent", "We stand by our support."),
        ("customer", "That is awful."),
        ("agent", "Let me show you."),
        ("customer", "You convinced me."),
    ]
    store(library, Told(id="judged000000", talk=talk, moods={2: -0.9}, exchanges=[exchange]))

    [judged] = [one for one in searcher.answers(QUESTION).answers if one.call.id == "judged000000"]

    assert (judged.reception.verdict, judged.reception.source) == ("good", "exchange")
    assert judged.reception.quote == "You convinced me."


def test_the_same_reply_is_shown_once_with_a_count(searcher: Searcher, library: Library) -> None:
    for name in ("again1000000", "again2000000"):
        store(library, Told(id=name, talk=PRICE.talk, moods=PRICE.moods))

    answers = searcher.answers(QUESTION).answers

    [shown] = [one for one in answers if one.times > 1]
    assert shown.times == 3
    assert {call_id for call_id, _ in shown.alike} | {shown.call.id} == {
        PRICE.id,
        "again1000000",
        "again2000000",
    }


def test_a_murmur_of_the_customer_does_not_end_the_reply(searcher: Searcher, library: Library) -> None:
    talk: Talk = [
        ("customer", "Can you match their price?"),
        ("agent", "I looked at the offer."),
        ("customer", "Mm-hm."),
        ("agent", "And we can go a little lower."),
        ("customer", "Great."),
    ]
    store(library, Told(id="murmur000000", talk=talk))

    [found] = [one for one in searcher.answers(QUESTION).answers if one.call.id == "murmur000000"]

    said = " ".join(line.text for line in found.reply)
    assert said == "I looked at the offer. And we can go a little lower."
    assert found.reception.quote == "Great."


def test_a_question_that_nobody_answers_is_counted_and_not_shown(tmp_path) -> None:
    with Library.open(tmp_path / "one.db", create=True) as library:
        store(library, Told(id="silent000000", talk=[("customer", "Can you match their price?")]))

        found = Searcher(library, MeaningEncoder()).answers(QUESTION)

    assert (found.questions, found.answers) == (1, ())


def test_a_reply_without_a_reaction_has_no_verdict(tmp_path) -> None:
    talk: Talk = [("customer", "Can you match their price?"), ("agent", "Yes.")]
    with Library.open(tmp_path / "one.db", create=True) as library:
        store(library, Told(id="ends00000000", talk=talk))

        [answer] = Searcher(library, MeaningEncoder()).answers(QUESTION).answers

    assert (answer.reception.verdict, answer.reception.source) == (None, "none")


def test_what_nobody_asks_has_no_answers(searcher: Searcher) -> None:
    found = searcher.answers(Asked(text="hello and welcome"))

    assert found.answers == ()
