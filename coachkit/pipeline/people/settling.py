"""People under one name: what a call's source says, led back to the name that the settings give.

What the source said stays beside it (`CallAgent.named`, `Call.customer_named`), so an alias that is
taken away again brings the old name back, and no recording is looked at for it.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from coachkit.config import AgentSettings, CustomerSettings, Settings
from coachkit.models import Call, CallAgent, Customer
from coachkit.store.library import Library
from coachkit.store.people import save_people


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who is meant by which name; neither case nor spaces count."""

    agents: Mapping[str, str]
    customers: Mapping[str, str]

    @classmethod
    def from_settings(cls, settings: Settings) -> Self:
        """Return the people that the settings name, by each of their names."""
        return cls(agents=_by_form(settings.agents), customers=_by_form(settings.customers))

    def agent(self, named: str) -> str:
        """Return the name of the agent called `named`, which is `named` itself for an unknown one."""
        return self.agents.get(fold_name(named), named)

    def customer(self, named: str) -> str:
        """Return the name of the customer called `named`, which is `named` itself for an unknown one."""
        return self.customers.get(fold_name(named), named)


def fold_name(name: str) -> str:
    """Return a name as names are compared."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def settle_people(library: Library, settings: Settings) -> None:
    """Bring the people in the library in line with the settings.

    Raises:
        LibraryError: The database cannot be written.
    """
    roster = Roster.from_settings(settings)
    save_people(
        library,
        agents=settings.people(),
        customers=[Customer(name=one.name, aliases=one.aliases) for one in settings.customers],
        call_agents=_settled_agents(library.rows(CallAgent), roster),
        calls=_settled_calls(library.rows(Call), roster),
    )


def _settled_agents(on_calls: Iterable[CallAgent], roster: Roster) -> list[CallAgent]:
    settled = []
    for one in on_calls:
        agent = roster.agent(one.named or one.agent)
        if agent != one.agent:
            settled.append(replace(one, agent=agent, named=one.named or one.agent))
    return settled


def _settled_calls(calls: Iterable[Call], roster: Roster) -> list[Call]:
    settled = []
    for call in calls:
        named = call.customer_named or call.customer
        customer = roster.customer(named) if named else None
        if customer != call.customer:
            settled.append(replace(call, customer=customer, customer_named=named))
    return settled


def _by_form(people: Sequence[AgentSettings] | Sequence[CustomerSettings]) -> dict[str, str]:
    return {fold_name(form): one.name for one in people for form in (*one.aliases, one.name)}
