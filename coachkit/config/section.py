"""A part of the settings: what all of them have in common."""

from pydantic import BaseModel, ConfigDict


class Section(BaseModel):
    """A part of the settings: frozen, and closed to keys that coachkit does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)
