"""What a table of trends is asked for."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from coachkit.models import SubjectKind

By = Literal["week", "month", "team", "agent"]
KINDS: tuple[SubjectKind, ...] = ("topic", "tracker", "competitor", "feature")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which subjects are counted on which calls, and what the calls are told apart by."""

    of: tuple[SubjectKind, ...] = KINDS
    by: By = "week"
    where: str | None = None
    """A query of the query language: only calls that fit."""
    since: date | None = None
    until: date | None = None
    """The last day that counts."""
    weeks: int | None = None
    """Only the last so many weeks; None, with `since` None: as many as `coachkit.trends.periods` says."""
    touched: bool = False
    """Topics count on calls with any passage about them, instead of those that are filed under them."""
