"""Whose calls these are, and who and what is named in them."""

from datetime import date

from pydantic import Field, field_validator

from coachkit.config.section import Section
from coachkit.config.trackers import Conditions
from coachkit.config.wording import refuse_unfit


class Company(Section):
    """Whose calls these are; its own name is never reported as an unknown name."""

    name: str = ""
    aliases: tuple[str, ...] = ()


class NamedThing(Conditions):
    """A competitor or feature: the name to show, all other ways to say it, and where that counts."""

    name: str = Field(min_length=2)
    aliases: tuple[str, ...] = ()

    @field_validator("name")
    @classmethod
    def _is_findable(cls, name: str) -> str:
        refuse_unfit((name,))
        return name

    @field_validator("aliases")
    @classmethod
    def _are_findable(cls, aliases: tuple[str, ...]) -> tuple[str, ...]:
        refuse_unfit(aliases)
        return aliases

    def forms(self) -> tuple[str, ...]:
        """Return the name and its aliases, without repeats."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


class AgentSettings(Section):
    """A person who takes calls."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    team: str | None = None
    started: date | None = None


class CustomerSettings(Section):
    """A person or company that calls, and the other ways in which they are written."""

    name: str = Field(min_length=1)
    aliases: tuple[str, ...] = ()
