"""What a query means, as a tree: the one thing that SQL, the predicate and the explanation are made from.

Every node is true or false of one turn of one call. Words, names, speakers and positions look at the turn
itself; `OfCall` (agent, date, tracker, score …) looks at its call, so it is the same for all its turns.
`Somewhere` makes a question about the call out of one about its turns.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from coachkit.models import Role, Verdict

Place: TypeAlias = tuple[int, int]
"""Where in the query's text a node was written: (start, end) in characters, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word, in any of its forms (`renew` finds renewed); `is_exact` where only this form counts."""

    text: str
    """As typed. What is several words to the index (`sign-on`) must stand in this order."""
    is_exact: bool = False
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """Words that begin so: `cancel*`."""

    text: str
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """These words in this order, in exactly these forms: `"cancel my account"`."""

    text: str
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """All words of one stem: `lemma:renew` finds renewal and renewing as well."""

    text: str
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resembling:
    """Words spelled nearly so: `~zendesk`. The first letter is right and at most `differences` differ."""

    text: str
    differences: int = 2
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """Both within a turn, at most `words` other words between them, in any order: `price NEAR/5 high`."""

    left: "Wording"
    right: "Wording"
    words: int = 10
    at: Place = (0, 0)


Wording: TypeAlias = Word | Beginning | Phrase | Family | Resembling


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBy:
    """The turn is this side's: `said-by:customer`."""

    role: Role
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """The turn is spoken by one so named: `speaker:marta` (a part of the name is enough)."""

    name: str
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A competitor or feature is named in the turn, however it was written: `name:zenlane`."""

    name: str
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Something that matters happens in the turn: `moment:price objection`, `moment:question`."""

    kind: str
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Went:
    """The turn is part of an exchange that went so: `went:bad`."""

    verdict: Verdict
    about: tuple["Subject", ...] = ()
    """What the exchange is about, any of them; none: anything. `pairing` finds it in what stands beside."""
    at: Place = (0, 0)


Subject: TypeAlias = Named | Moment
"""What an exchange may be about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """The turn begins in this stretch of the call: `in:first60s`, `in:last10%`."""

    end: Literal["first", "last"]
    amount: float
    unit: Literal["s", "%"]
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCall:
    """Something is so of the call: `agent:jana`, `score:<50`, `date:2026-11`, `metric:talk_ratio>0.6`.

    `values` hold what is compared, already of the field's kind after `resolve`: any of them is enough.
    """

    field: str
    values: tuple["Value", ...]
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A text, or a range of numbers or days; a range includes `low` and `high` unless it says otherwise."""

    text: str | None = None
    name: str | None = None
    """Of what is measured, where the field needs one: the metric's name, the score card's."""
    low: float | str | None = None
    high: float | str | None = None
    without_low: bool = False
    without_high: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Somewhere:
    """Some turn of the call is so: `call:(refund said-by:customer)`."""

    node: "Node"
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """The turn is `first`, and a later one `second`: `price THEN discount WITHIN 30s`.

    The later turn begins at most `seconds` after this one ended; None: anywhere later in the call.
    """

    first: "Node"
    second: "Node"
    seconds: float | None = None
    at: Place = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class All:
    """All of them are so."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """At least one of them is so."""

    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Not:
    """It is not so."""

    node: "Node"


Node: TypeAlias = (
    Wording
    | Near
    | SaidBy
    | Speaker
    | Named
    | Moment
    | Went
    | Position
    | OfCall
    | Somewhere
    | Then
    | All
    | Any
    | Not
)
