"""Who a name stands for: an agent goes by the name in the settings and by every alias."""

from coachkit.models import Agent
from coachkit.store.library import Library
from coachkit.store.near import pick


def agent_named(library: Library, wanted: str) -> str:
    """Return the name of the agent called `wanted`: a name, an alias, or the beginning of one.

    Raises:
        NotFoundError: No agent, or more than one, is called so.
    """
    agents = library.rows(Agent)
    forms = [(form, agent.name) for agent in agents for form in (agent.name, *agent.aliases)]
    return pick(wanted, forms, what="agent")
