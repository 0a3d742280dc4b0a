"""What the exchange is about that `went:` asks for."""

import pytest

from coachkit.query.fields import REPLIED_TO
from coachkit.query.pairing import is_about, paired, subjects_in
from coachkit.query.parse import parse
from coachkit.query.tree import All, Any, Moment, Named, Node, Not, Somewhere, Subject, Then, Went
from coachkit.replies.occurrences import RANKS


def read(text: str) -> Node:
    node = parse(text).node
    assert node is not None
    return node


def told(subject: Subject) -> str:
    return subject.name if isinstance(subject, Named) else subject.kind


def went(node: Node) -> list[list[str]]:
    """Return for each `went:` of a tree, in order, what it is about."""
    match node:
        case Went(about=about):
            return [[told(one) for one in about]]
        case All(nodes=nodes) | Any(nodes=nodes):
            return [part for one in nodes for part in went(one)]
        case Not(node=inner) | Somewhere(node=inner):
            return went(inner)
        case Then(first=first, second=second):
            return [*went(first), *went(second)]
    return []


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ("went:bad", [[]]),
        ("refund went:bad said-by:customer", [[]]),
        ("name:zenlane went:good", [["zenlane"]]),
        ("went:good name:zenlane", [["zenlane"]]),
        ("name:zenlane went:good,neutral", [["zenlane"], ["zenlane"]]),
        ("name:zenlane -went:bad", [["zenlane"]]),
        ("name:zenlane,hubspot went:good", [["zenlane", "hubspot"]]),
        ("name:zenlane moment:objection went:bad", [["zenlane", "objection"]]),
        ("moment:competitor went:bad", [["competitor"]]),
        ('moment:"price objection" went:bad', [["price objection"]]),
    ],
)
def test_it_is_about_what_stands_beside_it(query: str, about: list[list[str]]) -> None:
    assert went(paired(read(query))) == about


@pytest.mark.parametrize(
    ("query", "about"),
    [
        ("name:zenlane (went:good refund OR went:neutral)", [["zenlane"], ["zenlane"]]),
        ("(name:zenlane went:good) OR (name:hubspot went:bad)", [["zenlane"], ["hubspot"]]),
        ("moment:objection (name:zenlane went:good OR refund)", [["objection", "zenlane"]]),
        ("(name:zenlane OR name:hubspot price) went:bad", [["zenlane", "hubspot"]]),
    ],
)
def test_brackets_add_what_stands_inside_to_what_stands_around(query: str, about: list[list[str]]) -> None:
    assert went(paired(read(query))) == about


@pytest.mark.parametrize(
    "query",
    [
        "moment:hold went:bad",
        "-name:zenlane went:bad",
        "(name:zenlane OR refund) went:bad",
        "name:zenlane THEN went:bad",
        "name:zenlane call:(went:bad)",
        "competitor:zenlane went:bad",
    ],
)
def test_what_need_not_be_in_the_turn_or_is_no_matter_of_an_exchange_is_not_beside_it(query: str) -> None:
    assert went(paired(read(query))) == [[]]


def test_it_is_about_what_the_turn_before_then_names() -> None:
    assert went(paired(read("(name:zenlane THEN fair) went:good"))) == [["zenlane"]]
    assert went(paired(read("name:zenlane (went:good THEN went:bad)"))) == [["zenlane"], []]


def test_pairing_again_changes_nothing() -> None:
    node = paired(read("name:zenlane,hubspot (went:good OR moment:price went:bad) THEN went:good"))

    assert paired(node) == node


def test_moments_that_exchanges_are_about_are_those_that_are_replied_to() -> None:
    assert set(RANKS) == REPLIED_TO


def test_a_name_is_of_a_competitor_or_a_feature_and_not_of_a_tracker() -> None:
    assert is_about(Named(name="Zenlane"), "competitor", "Zenlane")
    assert is_about(Named(name="export"), "feature", "export")
    assert not is_about(Named(name="export"), "tracker", "export")


def test_a_moment_is_told_from_a_tracker() -> None:
    assert is_about(Moment(kind="price"), "moment", "price")
    assert not is_about(Moment(kind="price"), "tracker", "price")
    assert is_about(Moment(kind="churn"), "tracker", "churn")
    assert is_about(Moment(kind="feature"), "feature", "export")
    assert not is_about(Moment(kind="feature"), "moment", "feature_asked")


def test_the_same_subject_twice_is_one_subject() -> None:
    name = Named(name="zenlane")

    assert subjects_in(All(nodes=(name, name))) == (name,)
