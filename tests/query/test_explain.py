"""A query is told in plain words, and it is told whole."""

from datetime import date

import pytest

from coachkit.query.explain import explain
from coachkit.query.parse import parse
from coachkit.query.resolve import KnownNames, resolve

KNOWN = KnownNames(
    forms={
        "agent": [("Jana", "Jana")],
        "team": [("Support", "Support")],
        "topic": [("invoices, export", "t1-3")],
        "tracker": [("pricing", "pricing")],
        "competitor": [("Zenlane", "Zenlane")],
        "playlist": [
            ("Best of the week", "week-best"),
            ("Zenlane: well answered", "competitor-zenlane-good"),
            ("week-best", "week-best"),
        ],
        "metric": [("talk_ratio_of_speech",) * 2, ("patience",) * 2],
        "outcome": [("deal", "deal"), ("csat", "csat")],
        "card": [("service", "service")],
        "kind": [("sales", "sales")],
        "language": [("Turkish", "tr"), ("tr", "tr")],
    }
)


def told(text: str) -> str:
    node = parse(text).node
    assert node is not None
    return explain(resolve(node, KNOWN, today=date(2026, 11, 22), text=text), KNOWN)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "price discount said-by:customer agent:jana since:2026-11-16 tracker:pricing",
            "“price” and “discount”, said by the customer, in calls of Jana since 16 Nov 2026 with the"
            " tracker “pricing”",
        ),
        ("price OR cost", "“price” or “cost”"),
        ("refund (price OR cost)", "“refund” and (“price” or “cost”)"),
        ("price -refund", "“price”, without “refund”"),
        ("can you match it said-by:customer", "the words “can you match it”, said by the customer"),
        ("-refund", "anything, without “refund”"),
        ("cancel*", "words that begin with “cancel”"),
        ("lemma:renew", "any word of the family of “renew”"),
        ("~zendesk", "words spelled much like “zendesk”"),
        ("price NEAR/5 high", "“price” near “high” (at most 5 words between)"),
        ("price THEN said-by:agent discount WITHIN 30s",
         "first “price”, and later within 30 s (“discount”, said by the agent)"),
        ("said-by:customer,agent in:last10%",
         "anything, said by the customer or the agent and in the last 10% of the call"),
        ("price -said-by:agent in:first60s",
         "“price”, not said by the agent and in the first 60 s of the call"),
        ("speaker:marta", "anything, spoken by somebody called “marta”"),
        ("name:zenlane moment:question",
         "anything, where Zenlane is named and where a question is asked"),
        ("moment:pricing", "anything, where the tracker “pricing” finds something"),
        ("went:bad", "anything, in an exchange that went badly"),
        ("refund went:good,neutral",
         "“refund”, in an exchange that went well or in an exchange that went neither well nor badly"),
        ("name:zenlane went:good",
         "anything, where Zenlane is named and where the exchange about it went well"),
        ("name:zenlane moment:objection -went:bad",
         "anything, where Zenlane is named and where the customer objects and not where the exchange about"
         " one of them went badly"),
        ("agent:jana call:(moment:objection went:bad)",
         "calls of Jana in which somewhere: anything, where the customer objects and where the exchange about"
         " it went badly;"),
        ("playlist:week-best,zenlane",
         "calls with a clip in the playlist “Best of the week” or “Zenlane: well answered”"),
        ("has:rating -has:dispute", "calls with a rating without a dispute that is open or was granted"),
        ("agent:jana", "calls of Jana"),
        ("-agent:jana -tracker:pricing", "calls not of Jana without the tracker “pricing”"),
        ("agent:jana OR team:support", "calls (of Jana or of the team Support)"),
        ("topic:invoices kind:sales", "calls about “invoices, export” of the kind sales"),
        ("language:tr medium:transcript", "calls in Turkish that came as a transcript"),
        ("grade:>=B", "calls with sound of grade A or B"),
        ("label:good,bad has:outcome", "calls labelled good or bad with an outcome"),
        ("date:2026-11", "calls in Nov 2026"),
        ("date:2026-11-02..2026-11-05", "calls from 2 Nov 2026 to 5 Nov 2026"),
        ("date:yesterday", "calls on 21 Nov 2026"),
        ("date:<2026-11-02", "calls before 2 Nov 2026"),
        ("new-since:2026-09-01", "calls of agents new since 1 Sep 2026"),
        ("duration:>10m", "calls with a length above 10 min"),
        ("duration:30s..2m", "calls with a length of 30 s to 2 min"),
        ("score:<50 score:service>=70",
         "calls with a score below 50 with a score of at least 70 on the card service"),
        ("metric:talk_ratio>60%", "calls with talk ratio of speech above 0.6"),
        ("metric:patience", "calls with a known patience"),
        ("outcome:deal=won outcome:csat<=2",
         "calls with the outcome deal: won with the outcome csat of at most 2"),
        ("call:(refund said-by:customer) -call:(sorry)",
         "calls in which somewhere: “refund”, said by the customer; in which nowhere: “sorry”;"),
    ],
)  # fmt: skip
def test_a_query_is_told_in_plain_words(text: str, words: str) -> None:
    assert told(text) == words


def test_every_word_and_name_of_a_query_is_told() -> None:
    text = told(
        '(alpha OR "beta gamma") delta* NEAR/2 ~epsilon -(zeta eta) theta THEN (iota OR -kappa speaker:mu)'
    )
    for word in "alpha beta gamma delta epsilon zeta eta theta iota kappa mu".split():
        assert word in text


def test_what_is_not_resolved_yet_is_told_as_it_is_typed() -> None:
    node = parse("since:last-week agent:jana").node
    assert node is not None
    assert explain(node) == "calls of “last-week” of jana"
