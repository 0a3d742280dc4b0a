"""What a query means of one call, case by case; `test_agreement.py` holds the SQL to the same."""

import pytest

from coachkit.models import Role
from coachkit.query.call_view import CallView, TurnView
from coachkit.query.predicate import holds
from coachkit.query.tree import (
    All,
    Family,
    Near,
    Node,
    Not,
    OfCall,
    Phrase,
    Position,
    SaidBy,
    Somewhere,
    Speaker,
    Then,
    Value,
    Word,
)


def turn(n: int, start: float, text: str, *, role: Role = "agent", lemmas: str = "") -> TurnView:
    return TurnView(
        n=n,
        role=role,
        start=start,
        end=start + 4.0,
        words=tuple(text.split()),
        lemmas=tuple((lemmas or text).split()),
        speaker_words=("zoe", "o", "hara") if role == "agent" else ("customer",),
    )


CALL = CallView(
    id="c1",
    duration=100.0,
    turns=(
        turn(0, 0.0, "the price is high", role="customer"),
        turn(1, 5.0, "we cancelled your old sign on", lemmas="we cancel your old sign on"),
        turn(2, 5.0, "mm hm", role="customer"),
        turn(3, 90.0, "a discount on the price"),
    ),
    metrics=(("patience", None), ("pace", 150.0)),
    outcomes=(("csat", "5 stars"), ("deal", "Won"), ("nps", "9")),
)
PRICE, DISCOUNT = Word(text="price"), Word(text="discount")


def figure(field: str, name: str, **ends: float) -> OfCall:
    return OfCall(field=field, values=(Value(name=name, **ends),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("node", "turns"),
    [
        (Word(text="cancel"), [1]),
        (Word(text="cancel", is_exact=True), []),
        (Word(text="sign-on"), [1]),
        (Word(text="on-sign"), []),
        (Phrase(text="cancelled your"), [1]),
        (Phrase(text="cancel your"), []),
        (Family(text="pricing"), [0, 3]),
        (Near(left=Word(text="cancel"), right=Word(text="sign"), words=2), [1]),
        (Near(left=Word(text="sign"), right=Word(text="cancel"), words=1), []),
        (Near(left=Phrase(text="your old"), right=Word(text="cancels"), words=0), [1]),
        (Speaker(name="O'Ha"), [1, 3]),
        (Speaker(name="hara zoe"), []),
        (Position(end="first", amount=5.0, unit="s"), [0]),
        (Position(end="first", amount=6.0, unit="%"), [0, 1, 2]),
        (Position(end="last", amount=10.0, unit="%"), [3]),
        (Position(end="last", amount=9.0, unit="s"), []),
        (Then(first=PRICE, second=DISCOUNT), [0]),
        (Then(first=PRICE, second=DISCOUNT, seconds=86.0), [0]),
        (Then(first=PRICE, second=DISCOUNT, seconds=85.0), []),
        (Then(first=DISCOUNT, second=PRICE), []),
        (Then(first=Word(text="sign"), second=Word(text="hm"), seconds=0.0), [1]),
        (Then(first=PRICE, second=Then(first=Word(text="hm"), second=PRICE)), [0]),
        (All(nodes=(SaidBy(role="customer"), Somewhere(node=DISCOUNT))), [0, 2]),
        (Not(node=SaidBy(role="agent")), [0, 2]),
    ],
)
def test_a_question_is_true_of_these_turns(node: Node, turns: list[int]) -> None:
    assert holds(node, CALL) == turns


@pytest.mark.parametrize(
    ("node", "is_true"),
    [
        (figure("metric", "pace", low=100.0), True),
        (figure("metric", "pace", high=100.0), False),
        (figure("metric", "patience", low=0.0), False),
        (figure("metric", "patience", high=9.0), False),
        (figure("metric", "patience"), False),
        (figure("metric", "pace"), True),
        (Not(node=figure("metric", "patience", low=0.0)), True),
        (figure("outcome", "nps", low=9.0), True),
        (figure("outcome", "csat", low=1.0), False),
        (figure("outcome", "csat"), True),
        (OfCall(field="outcome", values=(Value(name="deal", text="won"),)), True),
        (OfCall(field="date", values=(Value(high="2030-01-01"),)), False),
        (OfCall(field="has", values=(Value(text="date"), Value(text="outcome"))), True),
    ],
)
def test_a_question_about_the_call_is_true_of_all_its_turns_or_none(node: Node, is_true: bool) -> None:
    assert bool(holds(node, CALL)) is is_true
    assert len(holds(node, CALL)) in (0, len(CALL.turns))
