"""Who may log in to the web page."""

from dataclasses import dataclass

from coachkit.models.kinds import UserRole


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """Somebody who may log in."""

    name: str
    """Under which they log in, and under which what they do is kept."""
    role: UserRole
    agent: str | None
    """Whom of the agents they are: an agent sees this agent's calls. None for a lead who takes no calls."""
    password: str | None
    """Its argon2 hash; None: they come in by the name that a proxy tells, and by no password."""
    added_at: str
