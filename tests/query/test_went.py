"""Which turns are part of an exchange that went so: case by case, in one call."""

import pytest

from coachkit.query.call_view import CallView, ExchangeView, TurnView
from coachkit.query.parse import parse
from coachkit.query.predicate import holds

OBJECTION: ExchangeView = ("moment", "objection", "bad")
ZENLANE: ExchangeView = ("competitor", "Zenlane", "good")
PRICING: ExchangeView = ("tracker", "pricing", "neutral")
CALL = CallView(
    id="c",
    duration=60.0,
    trackers_replied=frozenset({"pricing"}),
    turns=(
        TurnView(n=0, role="agent", start=0.0, end=4.0, words=("hello",), lemmas=("hello",)),
        TurnView(
            n=1, role="customer", start=5.0, end=9.0, words=("too", "much"), lemmas=("too", "much"),
            competitors=frozenset({"Zenlane"}), moments=frozenset({"objection", "frustration"}),
            trackers=frozenset({"pricing", "churn"}), exchanges=frozenset({OBJECTION, ZENLANE, PRICING}),
        ),
        TurnView(
            n=2, role="agent", start=10.0, end=14.0, words=("well",), lemmas=("well",),
            moments=frozenset({"hold"}), exchanges=frozenset({OBJECTION}),
        ),
    ),
)  # fmt: skip


def holds_of(query: str) -> list[int]:
    node = parse(query).node
    assert node is not None
    return holds(node, CALL)


@pytest.mark.parametrize(
    ("query", "turns"),
    [
        ("went:bad", [1, 2]),
        ("went:good", [1]),
        ("-went:bad", [0]),
        ("went:good,bad", [1, 2]),
        ("name:Zenlane went:good", [1]),
        ("name:Zenlane went:bad", []),
        ("name:Zenlane -went:bad", [1]),
        ("moment:objection went:bad", [1]),
        ("moment:objection went:good", []),
        ("moment:competitor went:good", [1]),
        ("moment:competitor went:bad", []),
        ("name:Zenlane moment:objection went:bad", [1]),
    ],
)
def test_a_turn_is_part_of_the_exchange_that_is_meant(query: str, turns: list[int]) -> None:
    assert holds_of(query) == turns


def test_a_moment_that_belongs_to_a_weightier_exchange_has_none_of_its_own() -> None:
    assert holds_of("moment:frustration went:bad") == []


def test_beside_a_moment_that_nobody_replies_to_any_exchange_counts() -> None:
    assert holds_of("moment:hold went:bad") == [2]


def test_a_tracker_with_exchanges_means_its_own() -> None:
    assert holds_of("moment:pricing went:neutral") == [1]
    assert holds_of("moment:pricing went:bad") == []


def test_beside_a_tracker_without_exchanges_any_exchange_counts() -> None:
    assert holds_of("moment:churn went:bad") == [1]
