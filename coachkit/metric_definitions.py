"""What is measured in every call: the one place that says which figures there are and how they are made.

The definitions are data (`packs/metrics.toml`): the stage that measures, the pages that show figures, the
settings that give ranges and `docs/metrics.md` all go by them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast, get_args

from coachkit.errors import SettingsError

FigureGroup = Literal["talk", "questions", "silence", "overtalk", "mood"]
GROUP_TITLES: Mapping[FigureGroup, str] = {
    "talk": "Talk",
    "questions": "Questions",
    "silence": "Silence",
    "overtalk": "Talking over each other",
    "mood": "Customer's mood",
}
"""Headings of the groups, in the order in which they are shown."""
_LIMITS: Mapping[str, tuple[float, float]] = {
    "share": (0.0, 1.0),
    "-1 to 1": (-1.0, 1.0),
    "-2 to 2": (-2.0, 2.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One figure: what it is called, how it is computed, and by whose definition."""

    name: str
    """`Metric.name`."""
    title: str
    group: FigureGroup
    unit: str
    formula: str
    source: str
    needs: Literal["roles", "talk"] = "roles"
    """What must be known for it: who is the agent, or only that there is talk."""
    is_timed: bool = False
    """True where it cannot be known without true times of the lines."""
    listens: Literal["agent", "customer"] | None = None
    """The side whose English words it is made of, where it is made of words."""
    is_first: bool = False
    """True for the few that help most, which are shown before all are asked for."""

    @property
    def limits(self) -> tuple[float, float]:
        """The least and the greatest value that it can take."""
        return _LIMITS.get(self.unit, (0.0, float("inf")))


@cache
def metric_definitions() -> Mapping[str, Definition]:
    """Return all figures by name, in the order in which they are shown.

    Raises:
        SettingsError: The pack holds a group that does not exist.
    """
    text = resources.files("coachkit.packs").joinpath("metrics.toml").read_text(encoding="utf-8")
    found = {}
    for name, given in tomllib.loads(text).items():
        if given["group"] not in get_args(FigureGroup):
            raise SettingsError(f"packs/metrics.toml, [{name}]: there is no group “{given['group']}”")
        found[name] = Definition(name=name, **cast(dict[str, str], given))  # type: ignore[arg-type]  # a pack's own
    order = list(GROUP_TITLES)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1].group)))


def definitions_table() -> str:
    """Return all figures as a table in Markdown, as `docs/metrics.md` has it."""
    lines = ["| figure | name | unit | how it is computed | definition |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.title} | `{one.name}` | {one.unit} | {one.formula} | {one.source} |"
        for one in metric_definitions().values()
    ]
    return "\n".join(lines) + "\n"
