"""Queries as people might type them, and trees without their places."""

import dataclasses
from typing import cast

from hypothesis import strategies as st

from coachkit.query.tree import Node

PIECES = [
    "price", "don't", "sign-on", "cancel*", '"my account"', "~zendesk", "lemma:renew", "AND", "OR", "NOT",
    "-", "NEAR/3", "NEAR", "THEN", "then", "WITHIN", "within", "30s", "5", "minutes", "(", ")", "call:(",
    "agent:jana", 'topic:"a b",c', "said-by:customer", "in:last10%", "score:<50", "duration:5m..10m",
    "date:>=2026-11", "went:bad", "went:good,neutral",
    "metric:pace>1.5", "outcome:deal=won", "outcome:csat=4", "grade:>=B", "name:x", "moment:question",
    "speaker:jo", "?", '"', "agnet:x", "has:score", "score:service<=3.25", "metric:talk_ratio=40%..60%",
]  # fmt: skip
typed_queries = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.text(max_size=60)


def placeless(node: Node) -> Node:
    """Return the tree with every `at` the same."""
    changes: dict[str, object] = {}
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if field.name == "at":
            changes["at"] = (0, 0)
        elif field.name == "nodes":
            changes["nodes"] = tuple(placeless(one) for one in value)
        elif dataclasses.is_dataclass(value):
            changes[field.name] = placeless(cast(Node, value))
    return dataclasses.replace(node, **changes)  # type: ignore[arg-type]
