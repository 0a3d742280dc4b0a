"""Names and days of a query become those of the library."""

from datetime import date

import pytest

from coachkit.errors import QueryError
from coachkit.query.conditions import conditions
from coachkit.query.parse import parse
from coachkit.query.resolve import KnownNames, names_needed, resolve
from coachkit.query.tree import All, Moment, Named, Node, OfCall, Value
from coachkit.query.unparse import unparse
from tests.query.trees import placeless

TODAY = date(2026, 11, 22)
KNOWN = KnownNames(
    forms={
        "agent": [("Jana K.", "Jana K."), ("Tom B.", "Tom B."), ("Tomas", "Tomas"), ("agent12", "Jana K.")],
        "team": [("Night shift", "Night shift")],
        "topic": [("invoices, export", "t1-3"), ("t1-3", "t1-3")],
        "tracker": [("price objection", "price objection")],
        "competitor": [("Zenlane", "Zenlane"), ("zen lane", "Zenlane")],
        "feature": [("export", "export")],
        "card": [("service", "service")],
        "metric": [("talk_ratio_of_speech",) * 2, ("talk_ratio_of_call",) * 2, ("patience",) * 2],
        "outcome": [("deal", "deal"), ("csat", "csat")],
        "language": [("Turkish", "tr"), ("tr", "tr")],
    }
)


def resolved(text: str) -> Node:
    query = parse(text)
    assert query.node is not None
    return placeless(resolve(query.node, KNOWN, today=TODAY, text=query.text))


def values(text: str) -> list[Value]:
    node = resolved(text)
    assert isinstance(node, OfCall)
    return list(node.values)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("agent:jana", "Jana K."),
        ('agent:"JANA K."', "Jana K."),
        ("agent:agent12", "Jana K."),
        ("agent:tom-b.", "Tom B."),
        ("team:night", "Night shift"),
        ("team:night-shift", "Night shift"),
        ("topic:invoices", "t1-3"),
        ("topic:t1-3", "t1-3"),
        ("tracker:price_objection", "price objection"),
        ("competitor:zen-lane", "Zenlane"),
        ("language:turkish", "tr"),
        ("language:TR", "tr"),
    ],
)
def test_a_name_fits_in_any_spelling(text: str, name: str) -> None:
    assert values(text) == [Value(text=name)]


def test_two_spellings_of_one_name_are_one_value() -> None:
    assert values("agent:jana,agent12,tomas") == [Value(text="Jana K."), Value(text="Tomas")]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("price agent:jna", "there is no agent “jna”; did you mean “Jana K.”"),
        ("price agent:tom", "“tom” fits several: “Tom B.”, “Tomas”; write more of it"),
        ("price customer:acme", "there is no customer “acme”; there are none yet"),
        ("price metric:speed>1", "there is no figure “speed”"),
        ("price outcome:won", "there is no kind of outcome “won”; "),
        ("price score:quality>5", "there is no score card “quality”; there are: “service”"),
        ("price name:zenlain", "no competitor or feature with the name “zenlain”; did you mean “Zenlane”"),
        ("price moment:objektion", "there is no kind of moment “objektion”; did you mean “objection”"),
        ("price since:someday", "“someday” is no day; write a day like 2026-11-16"),
        ("price since:>2026-11-01", "since: takes one day; for more write date:>2026-11-01"),
        ("price new-since:>=2026-11-01", "new-since: takes one day; write new-since:2026-11-01"),
        ("price date:..", "lacks a day"),
        ("price date:2026-11-05..2026-11-01", "begins after it ends"),
    ],
)  # fmt: skip
def test_what_fits_nothing_is_refused_at_its_place(text: str, reason: str) -> None:
    with pytest.raises(QueryError) as caught:
        resolved(text)
    message, line, caret = str(caught.value).splitlines()
    assert reason in message
    assert line == f"  {text}"
    assert caret == "  " + " " * len("price ") + "^" * len(text.removeprefix("price "))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("date:2026-11", Value(low="2026-11-01", high="2026-11-30")),
        ("date:yesterday", Value(low="2026-11-21", high="2026-11-21")),
        ("date:last-month..today", Value(low="2026-10-01", high="2026-11-22")),
        ("date:2026-11..", Value(low="2026-11-01")),
        ("date:..2026-11", Value(high="2026-11-30")),
        ("date:>2026-11", Value(low="2026-11-30", without_low=True)),
        ("date:>=2026-11", Value(low="2026-11-01")),
        ("date:<last-week", Value(high="2026-11-09", without_high=True)),
        ("date:<=last-week", Value(high="2026-11-15")),
        ("date>2026-11-16", Value(low="2026-11-16", without_low=True)),
        ("since:last-week", Value(low="2026-11-09")),
        ('until:"3 days ago"', Value(high="2026-11-19")),
    ],
)
def test_days_are_those_of_the_call(text: str, value: Value) -> None:
    assert resolved(text) == OfCall(field="date", values=(value,))


def test_an_agents_first_day_is_a_field_of_its_own() -> None:
    assert resolved("new-since:2026-09") == OfCall(field="new-since", values=(Value(low="2026-09-01"),))


@pytest.mark.parametrize(
    "text", ["new-since:2026-09", "since:2026-09-01", "until:yesterday", "date:>last-week"]
)
def test_days_that_are_written_out_again_mean_the_same(text: str) -> None:
    assert resolved(unparse(resolved(text))) == resolved(text)


def test_a_talk_ratio_without_more_is_that_of_speech() -> None:
    assert values("metric:talk_ratio>0.6") == [Value(name="talk_ratio_of_speech", low=0.6, without_low=True)]
    assert values("metric:talk-ratio-of-call") == [Value(name="talk_ratio_of_call")]


def test_names_are_found_inside_every_kind_of_node() -> None:
    assert resolved("call:(name:zenlane) OR NOT (a THEN name:export)") == resolved(
        'call:(name:"Zen Lane") OR NOT (a THEN name:EXPORT)'
    )
    assert resolved("name:zen-lane") == Named(name="Zenlane")
    assert resolved("moment:price-objection") == Moment(kind="price objection")
    assert resolved("moment:question") == Moment(kind="question")
    assert resolved("moment:next-step") == Moment(kind="next_step")


def test_only_the_names_that_are_needed_are_asked_for() -> None:
    node = parse(
        "a said-by:agent date:today score:>5 label:good call:(name:x -agent:y) THEN metric:pace>1"
    ).node
    assert node is not None
    assert names_needed(node) == {"competitor", "feature", "agent", "metric"}
    assert names_needed(All(nodes=conditions({"score": "service>5", "moment": "x"}))) == {"card", "tracker"}


@pytest.mark.parametrize(
    "text",
    [
        "agent:jana,tomas since:yesterday",
        "metric:talk_ratio=0.1..0.5 (name:zen OR -team:night)",
        "topic:t1-3 outcome:deal=won date:<today",
        "grade:>=B moment:price-objection call:(language:turkish)",
    ],
)
def test_what_is_resolved_stays_as_it_is(text: str) -> None:
    once = resolved(text)
    assert resolve(once, KNOWN, today=date(1999, 1, 1)) == once


def test_options_are_conditions() -> None:
    nodes = conditions({"agent": "Jana K., tomas", "said_by": None, "since": "last week", "kind": None})
    assert resolve(All(nodes=nodes), KNOWN, today=TODAY) == All(
        nodes=(
            OfCall(field="agent", values=(Value(text="Jana K."), Value(text="Tomas"))),
            OfCall(field="date", values=(Value(low="2026-11-09"),)),
        )
    )


def test_a_wrong_option_is_told_by_its_name() -> None:
    with pytest.raises(QueryError, match=r"^--label: there is no value “great”; there are: “bad”, “good”"):
        conditions({"label": "great"})
    with pytest.raises(QueryError, match=r"^there is no agent “jna”; did you mean “Jana K.”"):
        resolve(conditions({"agent": "jna"})[0], KNOWN, today=TODAY)
