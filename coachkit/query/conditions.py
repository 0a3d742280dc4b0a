"""Options such as `--agent jana --since "last week"` as conditions of the query language."""

from collections.abc import Mapping

from coachkit.errors import QueryError
from coachkit.query.field_nodes import field_node
from coachkit.query.fields import FIELDS
from coachkit.query.pointing import Misread, pointed
from coachkit.query.tree import Node


def conditions(given: Mapping[str, str | None]) -> tuple[Node, ...]:
    """Return the conditions of options, by the name of their field; what is None asks nothing.

    A value is what stands after the field's colon, spaces and all: several are separated by commas, and a
    comma inside a name needs quotation marks around it.

    Raises:
        QueryError: A value cannot be one of its field; the text names the option.
    """
    return tuple(_condition(name, value) for name, value in given.items() if value is not None)


def _condition(name: str, value: str) -> Node:
    field = FIELDS[name.replace("_", "-")]
    try:
        return field_node(field, value, (0, 0))
    except Misread as problem:
        error = pointed(problem, None)
        raise QueryError(f"--{field.name}: {str(error).removeprefix(f'{field.name}: ')}") from None
