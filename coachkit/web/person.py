"""Who asks: the person that the doorkeeper let in, and what their role lets them do."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from coachkit.errors import CoachkitError
from coachkit.models import UserRole
from coachkit.store.seen_by import Viewer


class NotAllowedError(CoachkitError):
    """The person's role does not let them do it; the text says who may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who was let in."""

    name: str
    """Under which what they do is kept."""
    role: UserRole
    agent: str | None = None
    """Whom of the library's agents they are; None for a lead who takes no calls."""
    session: str = ""
    """What tells their visit from others; empty where nobody logs in."""
    is_logged_in: bool = False
    """Whether they logged in here by name and password, and so can log out."""
    is_named: bool = True
    """Whether they said who they are; not so where nobody needs to."""

    @property
    def is_lead(self) -> bool:
        """Whether they may see and do all."""
        return self.role == "lead"

    @property
    def viewer(self) -> Viewer | None:
        """Whose eyes the library is read with; None: it is read whole."""
        return None if self.is_lead else Viewer(agent=self.agent or "")


def person_of(request: Request) -> Person:
    """Return who asks."""
    person: Person = request.state.person
    return person


def lead_of(request: Request) -> Person:
    """Return who asks, if they are a lead.

    Raises:
        NotAllowedError: They are an agent.
    """
    person = person_of(request)
    if not person.is_lead:
        raise NotAllowedError("only a team lead may do this")
    return person


Who = Annotated[Person, Depends(person_of)]
Lead = Annotated[Person, Depends(lead_of)]
