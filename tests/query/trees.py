"""Trees without their places, to be compared by what they mean."""

import dataclasses
from typing import cast

from coachkit.query.tree import Node


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
