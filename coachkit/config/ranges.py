"""Where figures are good, by kind of call: what a team sets itself, and what is built in."""

import difflib
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from math import inf, isnan
from typing import Self

from pydantic import Field, field_validator, model_validator

from coachkit.config.explaining import MisplacedError
from coachkit.config.section import Section
from coachkit.metric_definitions import Definition, metric_definitions

OPEN = "open"
"""Stands for a side without a limit."""
OWN_SOURCE = "your settings"


class RangeSettings(Section):
    """From where to where one figure is good, and fair, on calls of one kind or on all."""

    metric: str
    kind: str | None = Field(default=None, min_length=1)
    """Only for calls of this kind; None: for all."""
    good: tuple[float, float]
    """From and to, both included; infinite where a side is open."""
    fair: tuple[float, float] | None = None
    """A little outside what is good; None: nothing is."""
    source: str = OWN_SOURCE
    """Who says so, as shown with the figure."""

    @field_validator("metric")
    @classmethod
    def _is_known(cls, metric: str) -> str:
        known = metric_definitions()
        if metric not in known:
            near = difflib.get_close_matches(metric, known, n=1)
            hint = f"did you mean “{near[0]}”?" if near else "docs/metrics.md lists all"
            raise ValueError(f"there is no figure “{metric}”; {hint}")
        return metric

    @field_validator("good", "fair", mode="before")
    @classmethod
    def _has_two_ends(cls, given: object) -> object:
        if given is None:
            return None
        if not isinstance(given, list | tuple) or len(given) != 2:
            raise ValueError('write it as [from, to], such as [0.3, 0.65] or ["open", 76]')
        low, high = (_end(one, side) for one, side in zip(given, (-inf, inf), strict=True))
        if low > high:
            raise ValueError(f"{low:g} is more than {high:g}; write the smaller number first")
        return (low, high)

    @model_validator(mode="after")
    def _is_possible(self) -> Self:
        definition = metric_definitions()[self.metric]
        for key, ends in (("good", self.good), ("fair", self.fair)):
            for end in ends or ():
                if abs(end) != inf and not definition.limits[0] <= end <= definition.limits[1]:
                    raise MisplacedError((key,), _impossible(end, definition))
        if self.fair and not (self.fair[0] <= self.good[0] and self.good[1] <= self.fair[1]):
            raise MisplacedError(("fair",), "it must reach at least as far as “good” on both sides")
        return self


def _end(given: object, open_side: float) -> float:
    if given == OPEN:
        return open_side
    if isinstance(given, bool) or not isinstance(given, int | float) or isnan(given):
        raise ValueError(f'{given!r} is no number; write one, or "{OPEN}" for no limit')
    return float(given)


def _impossible(end: float, definition: Definition) -> str:
    low, high = definition.limits
    if definition.unit == "share" and 1 < end <= 100:
        return f"{definition.name} is a share from 0 to 1; write {end / 100:g} for {end:g} %"
    reach = f"from {low:g} to {high:g}" if high != inf else f"{low:g} or more"
    return f"{end:g} cannot be: {definition.name} is {reach}"


def refuse_repeated(ranges: Sequence[RangeSettings]) -> None:
    """Check that no two ranges are for the same figure and kind of call.

    Raises:
        MisplacedError: Two are; says where.
    """
    seen: set[tuple[str, str | None]] = set()
    for place, one in enumerate(ranges):
        key = (one.metric, one.kind and kind_key(one.kind))
        if key in seen:
            of = f"calls of the kind “{one.kind}”" if one.kind else "all calls"
            raise MisplacedError(
                ("ranges", place, "metric"), f"{one.metric} has two ranges for {of}; keep one"
            )
        seen.add(key)


def kind_key(kind: str) -> str:
    """Return a kind of call without case and signs: “Cold-call” is “cold call”."""
    return " ".join(kind.casefold().replace("-", " ").replace("_", " ").split())


@cache
def built_in_ranges() -> tuple[RangeSettings, ...]:
    """Return the ranges of the pack, with the sources that published them."""
    text = resources.files("coachkit.packs").joinpath("ranges.toml").read_text(encoding="utf-8")
    return tuple(RangeSettings.model_validate(one) for one in tomllib.loads(text)["ranges"])
