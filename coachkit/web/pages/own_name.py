"""The name of the agent who asks, as the library has it."""

from coachkit.models import Agent
from coachkit.web.library_pool import OpenedLibrary


def own_name(opened: OpenedLibrary) -> str:
    """Return under which name an agent's own calls stand: they may log in under a former one."""
    own = next(iter(opened.library.rows(Agent)), None)  # of agents, each sees but this row
    return own.name if own else (opened.viewer.agent if opened.viewer else "")
