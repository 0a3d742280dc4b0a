"""A query that chooses calls asks for what is said somewhere in them."""

import pytest

from coachkit.query.of_calls import of_calls
from coachkit.query.parse import parse
from coachkit.query.to_sql import asks_calls
from coachkit.query.unparse import unparse


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("refund", "call:(refund)"),
        ("refund late", "call:(refund late)"),
        ("refund agent:jana", "agent:jana call:(refund)"),
        ("refund -late agent:jana", "agent:jana call:(refund NOT late)"),
        ("refund OR agent:jana", "call:(refund) OR agent:jana"),
        ("agent:jana (refund OR late)", "agent:jana (call:(refund) OR call:(late))"),
        ("-refund", "NOT call:(refund)"),
        ("agent:jana -refund -late", "agent:jana NOT call:(refund) NOT call:(late)"),
        ("-(refund said-by:agent)", "NOT call:(refund said-by:agent)"),
        ("a THEN b agent:jana", "call:(a THEN b agent:jana)"),
        ("-agent:jana label:bad", "NOT agent:jana label:bad"),
        ("call:(refund) label:bad", "call:(refund) label:bad"),
    ],
)
def test_what_is_said_becomes_what_is_said_somewhere(text: str, asked: str) -> None:
    node = parse(text).node
    assert node is not None
    chosen = of_calls(node)
    assert unparse(chosen) == asked
    assert asks_calls(chosen)
