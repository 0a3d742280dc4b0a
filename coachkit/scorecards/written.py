"""What a score card's file says: its keys, which of them go with which rule, and their limits."""

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coachkit.models import ExchangeKind

Rule = Literal[
    "balance",
    "mood",
    "absent",
    "present",
    "metric",
    "exchanges",
    "moments",
    "tracker",
    "query",
    "order",
    "question",
]
_WHERE = ("role", "from", "to")
_HOW_OFTEN = ("at_least", "at_most", "never", "each")
ALWAYS = ("id", "title", "met", "missed", "rule", "weight", "auto_fail", "applies", "needs")
"""Keys that every line may have."""
NEEDED: dict[Rule, tuple[str, ...]] = {
    "balance": ("for", "against"),
    "mood": (),
    "absent": ("against",),
    "present": ("for",),
    "metric": ("metric",),
    "exchanges": (),
    "moments": ("moment",),
    "tracker": ("tracker",),
    "query": ("find",),
    "order": ("first", "then"),
    "question": ("question",),
}
"""Keys that a line with this rule must have."""
TAKEN: dict[Rule, tuple[str, ...]] = {
    "balance": _WHERE,
    "mood": _WHERE,
    "absent": _WHERE,
    "present": _WHERE,
    "metric": ("good", "fair", "role"),
    "exchanges": ("mention", "name", "share"),
    "moments": (*_WHERE, *_HOW_OFTEN, "strength"),
    "tracker": (*_WHERE, *_HOW_OFTEN),
    "query": ("unless", *_HOW_OFTEN),
    "order": ("within",),
    "question": (),
}
"""Keys that it may have besides."""
QUERIES = ("find", "unless", "first", "then", "applies")
"""Keys that hold a query."""


class Written(BaseModel):
    """What cards and their lines have in common."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)


class WrittenLine(Written):
    """One line of a card. Which keys apply depends on `rule` (`NEEDED`, `TAKEN`)."""

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    met: str = ""
    """What a reader is told where the points are given; the title, where it is left out."""
    missed: str = ""
    rule: Rule
    weight: float = Field(gt=0, allow_inf_nan=False)
    auto_fail: bool = False
    """Missed, the whole call scores 0."""
    applies: str = ""
    """A query on calls: on others the line does not apply."""
    needs: str = ""
    """The id of another line: the line applies where that one is met."""
    role: Literal["agent", "customer"] | None = None
    in_favour: str = Field(default="", alias="for")
    against: str = ""
    start: float = Field(default=0.0, alias="from", ge=0, le=1)
    end: float = Field(default=1.0, alias="to", ge=0, le=1)
    metric: str = ""
    good: tuple[float, float] | None = None
    """None: the range that the settings give."""
    fair: tuple[float, float] | None = None
    mention: ExchangeKind = "competitor"
    name: str = ""
    share: float | None = Field(default=None, gt=0, le=1)
    """With this share of exchanges that went well the line is met; None: the points are the share."""
    moment: str | tuple[str, ...] = ""
    strength: float = Field(default=0.0, ge=0, le=1)
    tracker: str = ""
    find: str = ""
    unless: str = ""
    at_least: int | None = Field(default=None, ge=1)
    at_most: int | None = Field(default=None, ge=0)
    never: bool = False
    each: float = Field(default=1.0, gt=0, le=1)
    """The share of the points that each one too many costs."""
    first: str = ""
    then: str = ""
    within: float | None = Field(default=None, gt=0)
    """Seconds."""
    question: str = ""

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if self.start >= self.end:
            raise ValueError("“from” must be less than “to”")
        for key, ends in (("good", self.good), ("fair", self.fair)):
            if ends is not None and not ends[0] <= ends[1]:
                raise ValueError(f"“{key}” needs the lower end first, such as [0.3, 0.65]")
        if self.rule == "mood" and self.role == "agent":
            raise ValueError("how an agent sounds is not scored; leave out “role”, or write the customer")
        if self.fair is not None and self.good is None:
            raise ValueError("“fair” needs “good” beside it")
        if self.never and (self.at_least is not None or self.at_most is not None):
            raise ValueError("“never” says how often already; leave out “at_least” and “at_most”")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError("“at_least” is more than “at_most”")
        return self

    @property
    def how_often(self) -> tuple[int, int | None]:
        """How often something must be found: at least, and at most (None: no limit)."""
        if self.never:
            return (0, 0)
        if self.at_least is None:
            return (1, None) if self.at_most is None else (0, self.at_most)
        return (self.at_least, self.at_most)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of moments, as they are written."""
        return (self.moment,) if isinstance(self.moment, str) else self.moment


class WrittenCard(Written):
    """A card: what is looked at in every call, and with which weight."""

    id: str = Field(min_length=1)
    title: str = Field(min_length=1)
    calls: str = ""
    """A query on calls: which ones it is for; empty: all."""
    criteria: tuple[WrittenLine, ...] = Field(min_length=1)
