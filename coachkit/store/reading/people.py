"""Who a name stands for, who took which call, and all agents and customers as lists.

An agent and a customer go by their name and by every alias.
"""

from dataclasses import dataclass
from datetime import date

from coachkit.models import Agent, CallAgent
from coachkit.near import pick
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentSummary:
    """One line of the list of agents."""

    name: str
    aliases: tuple[str, ...]
    team: str | None
    started: date | None
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSummary:
    """One line of the list of customers."""

    name: str
    aliases: tuple[str, ...]
    calls: int
    last_call: str | None
    """When the latest call began; None where no time is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    name: str


def agent_named(library: Library, wanted: str) -> str:
    """Return the name of the agent called `wanted`: a name, an alias, or the beginning of one.

    Raises:
        NotFoundError: No agent, or more than one, is called so.
    """
    agents = library.rows(Agent)
    forms = [(form, agent.name) for agent in agents for form in (agent.name, *agent.aliases)]
    on_calls = library.find(_Name, "select distinct agent from v_call_agents")
    forms += [(one.name, one.name) for one in on_calls]
    return pick(wanted, forms, what="agent")


def agents_on_calls(library: Library) -> list[CallAgent]:
    """Return who took each call, from when to when, by call.

    Calls whose source does not say it have those whom their speakers tell (see the view `v_call_agents`).
    """
    return library.find(
        CallAgent,
        """
        select call_id, n, agent, start, "end", '' from v_call_agents order by call_id, n
        """,
    )


def agents_on_call(library: Library, call_id: str) -> list[CallAgent]:
    """Return who took a call, from when to when."""
    return library.find(
        CallAgent,
        """
        select call_id, n, agent, start, "end", '' from v_call_agents where call_id = :call order by n
        """,
        {"call": call_id},
    )


def customer_named(library: Library, wanted: str) -> str:
    """Return the name of the customer called `wanted`: a name, an alias, or the beginning of one.

    Raises:
        NotFoundError: No customer, or more than one, is called so.
    """
    if library.values("select 1 from customers where name = :name", {"name": wanted.strip()}):
        return wanted.strip()  # as `pick` has it, without going through thousands of names
    forms = [(form, one.name) for one in list_customers(library) for form in (one.name, *one.aliases)]
    return pick(wanted, forms, what="customer")


def team_named(library: Library, wanted: str) -> str:
    """Return the team called `wanted`, or the one whose name begins so.

    Raises:
        NotFoundError: No team, or more than one, is called so.
    """
    return pick(wanted, [(team, team) for team in list_teams(library)], what="team")


def list_teams(library: Library) -> list[str]:
    """Return the names of the teams, by name."""
    return sorted({agent.team for agent in library.rows(Agent) if agent.team})


def list_agents(library: Library) -> list[AgentSummary]:
    """Return everybody who takes calls, by name."""
    return library.find(
        AgentSummary,
        """
        select n.name, coalesce(a.aliases, '[]'), a.team, a.started,
            (select count(distinct call_id) from v_call_agents where agent = n.name)
        from (select name from agents union select agent from v_call_agents) n
        left join agents a on a.name = n.name
        order by n.name collate nocase, n.name
        """,
    )


def list_customers(library: Library) -> list[CustomerSummary]:
    """Return everybody who calls, those with most calls first."""
    return library.find(
        CustomerSummary,
        """
        select name, coalesce(max(aliases), '[]'), sum(calls) as calls, max(started_at) from (
            select name, aliases, 0 as calls, null as started_at from customers
            union all
            select o.customer, null, 1, c.started_at from v_call_customers o
                join calls c on c.id = o.call_id where o.customer is not null)
        group by name order by calls desc, name collate nocase, name
        """,
    )


def names_on_calls(library: Library) -> list[str]:
    """Return every name that a source gives somebody: sidecars, file names, lines of transcripts."""
    found = library.find(
        _Name,
        """
        select named from call_agents where named != '' union
        select customer_named from calls where customer_named is not null union
        select speaker from raw_segments where speaker is not null
        """,
    )
    return [one.name for one in found]
