"""What the form of the search page holds: a query, how the answer is shown, and what narrows it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from coachkit.query.conditions import conditions
from coachkit.query.tree import Node
from coachkit.query.unparse import unparse
from coachkit.searching.views import View

MOST_LETTERS = 5_000
PARTS = {"first60s": "the first minute", "first20%": "the first fifth", "last20%": "the last fifth",
         "last2m": "the last two minutes"}  # fmt: skip
WENT = {"good": "went well", "neutral": "in between", "bad": "went badly"}
_FIELDS = {"part": "in"}
"""Names of form fields that are called otherwise in the query language."""
_SAID: Mapping[str, str] = {
    "said_by": "said by the {}",
    "agent": "agent {}",
    "customer": "customer {}",
    "kind": "{} calls",
    "topic": "about {}",
    "label": "calls that {}",
    "since": "since {}",
    "until": "until {}",
    "part": "in {}",
}
NARROWING = tuple(_SAID)

Text = Annotated[str, Query(max_length=MOST_LETTERS)]
Name = Annotated[str, Query(max_length=200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """One thing that narrows a search."""

    said: str
    """In plain words."""
    written: str
    """In the query language."""
    without: str
    """The address of the same search without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchForm:
    """A search as it stands in the address; what is empty asks nothing."""

    q: Text = ""
    view: View = "places"
    said_by: Name = ""
    agent: Name = ""
    customer: Name = ""
    kind: Name = ""
    topic: Name = ""
    label: Name = ""
    since: Name = ""
    until: Name = ""
    part: Name = ""
    page: Annotated[int, Query(ge=1, le=10)] = 1

    @property
    def text(self) -> str:
        """The query as it was typed."""
        return self.q.strip()

    @property
    def is_asked(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.text or self.narrowing)

    @property
    def narrowing(self) -> dict[str, str]:
        """What narrows the search, by the name of its field in the form."""
        return {name: value for name in NARROWING if (value := getattr(self, name).strip())}

    @property
    def filters(self) -> tuple[Node, ...]:
        """The same as conditions.

        Raises:
            QueryError: A value cannot be one of its field.
        """
        return conditions({_FIELDS.get(name, name): _value(value) for name, value in self.narrowing.items()})

    @property
    def query(self) -> str:
        """All of it as one query."""
        written = [unparse(one) for one in self.filters]
        return " ".join([f"({self.text})" if written and self.text else self.text, *written]).strip()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """What narrows the search, one by one."""
        return tuple(
            Chip(
                said=_SAID[name].format(WENT.get(value) or PARTS.get(value) or value),
                written=f"{_FIELDS.get(name, name).replace('_', '-')}:{value}",
                without=self.address(**{name: ""}),
            )
            for name, value in self.narrowing.items()
        )

    @property
    def here(self) -> str:
        """The address of the first page of this search."""
        return self.address()

    def address(self, **changed: str) -> str:
        """Return the address of this search from its first page on, with some of it changed."""
        asked = {**asdict(self), "page": "", **changed}
        if asked["view"] == "places":
            asked["view"] = ""
        given = {name: value for name, value in asked.items() if value}
        return f"/search?{urlencode(given)}" if given else "/search"

    @property
    def next(self) -> str:
        """The address of the next page."""
        return f"{self.here}&page={self.page + 1}"


def _value(value: str) -> str:
    """Return a value as one, also with a comma in it."""
    return f'"{value}"' if "," in value and '"' not in value else value
