"""Score cards: criteria as data, read from a pack and checked at the door."""

import tomllib
from functools import cache
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from coachkit.errors import SettingsError


class Criterion(BaseModel):
    """One line of a card. Which keys apply depends on `rule` (see the built-in pack)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str
    title: str
    met: str
    """What a reader is told where the points are given."""
    missed: str
    rule: Literal["balance", "mood", "absent", "present", "metric", "exchanges"]
    weight: float = Field(gt=0)
    role: Literal["agent", "customer"] = "customer"
    in_favour: str = Field(default="", alias="for")
    against: str = ""
    start: float = Field(default=0.0, alias="from", ge=0, le=1)
    end: float = Field(default=1.0, alias="to", ge=0, le=1)
    metric: str = ""
    good: tuple[float, float] = (0.0, 0.0)
    fair: tuple[float, float] = (0.0, 0.0)
    mention: Literal["competitor", "feature"] = "competitor"


class ScoreCard(BaseModel):
    """A card: what is looked at in every call, and with which weight."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    criteria: tuple[Criterion, ...] = Field(min_length=1)


def parse_card(text: str, *, name: str) -> ScoreCard:
    """Return the card written in `text` (TOML).

    Raises:
        SettingsError: It is not TOML or not a card; the message names the key.
    """
    try:
        return ScoreCard.model_validate(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        first = error.errors()[0] if isinstance(error, ValidationError) else None
        what = f"“{'.'.join(str(part) for part in first['loc'])}”: {first['msg']}" if first else error
        raise SettingsError(f"score card {name}: {what}") from None


@cache
def load_card(name: str) -> ScoreCard:
    """Return the built-in card `name`.

    Raises:
        SettingsError: There is no such card; the message lists the ones there are.
    """
    folder = resources.files("coachkit.packs").joinpath("scorecards")
    known = sorted(
        entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")
    )
    if name not in known:
        raise SettingsError(f"scoring.card: there is no score card “{name}”; known: {', '.join(known)}")
    return parse_card(folder.joinpath(f"{name}.toml").read_text(encoding="utf-8"), name=name)
