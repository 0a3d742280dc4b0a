"""The four forms in which a search may be answered: places, calls, agents, or replies."""

from typing import Literal, TypeAlias

from coachkit.searching.results import Answers, Asked, Found, FoundAgents, FoundCalls
from coachkit.searching.search import Searcher

View = Literal["places", "calls", "agents", "answers"]
"""Single places, calls with their best place, agents with the share of their calls, or replies."""
AnyFound: TypeAlias = Found | FoundCalls | FoundAgents | Answers


def find(searcher: Searcher, asked: Asked, view: View, *, is_never: bool = False) -> AnyFound:
    """Return what is found, in the form that is wanted; `is_never`: agents who never say it come first.

    Raises:
        QueryError: The query cannot be understood; the text shows where.
    """
    match view:
        case "places":
            return searcher.search(asked)
        case "calls":
            return searcher.by_call(asked)
        case "agents":
            return searcher.by_agent(asked, lowest_first=is_never)
        case "answers":
            return searcher.answers(asked)
