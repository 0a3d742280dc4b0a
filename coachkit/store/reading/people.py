"""Who a name stands for, and who took which call: an agent goes by a name and by every alias."""

from dataclasses import dataclass

from coachkit.models import Agent, CallAgent
from coachkit.store.library import Library
from coachkit.store.near import pick


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
