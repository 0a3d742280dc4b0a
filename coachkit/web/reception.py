"""Where people log in by name: who asks, found out anew for every request."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coachkit.web.passwords import folded
from coachkit.web.person import Person
from coachkit.web.sessions import Sessions
from coachkit.web.slowing import Slowing

if TYPE_CHECKING:
    from coachkit.models import User
    from coachkit.web.accounts import Accounts, Users

BY_PROXY = "proxy"
BY_TOKEN = "token"  # noqa: S105 - no secret: what stands in place of a visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Who may log in, who is logged in, and who has to wait."""

    accounts: Accounts
    sessions: Sessions = field(default_factory=Sessions)
    slowing: Slowing = field(default_factory=Slowing)

    def with_session(self, session: str, users: Users) -> Person | None:
        """Return who logged in with a password before."""
        found = self.sessions.find(session, users) if session else None
        return _person(found.user, found.visit, is_logged_in=True) if found else None

    def named(self, name: str, users: Users) -> Person | None:
        """Return who asks by a proxy's word; None: nobody of that name may."""
        user = users.get(folded(name))
        return _person(user, BY_PROXY) if user else None


def _person(user: User, session: str, *, is_logged_in: bool = False) -> Person:
    return Person(
        name=user.name, role=user.role, agent=user.agent, session=session, is_logged_in=is_logged_in
    )
