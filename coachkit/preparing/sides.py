"""Whose calls an agent's are compared with."""

from collections.abc import Mapping

from coachkit.preparing.weighing import Sides
from coachkit.reporting.scope import Scope


def sides_of(agent: str, scope: Scope, teams: Mapping[str, str | None]) -> Sides:
    """Return the agent's calls, and those of the same days and kinds that colleagues took.

    Colleagues are the others of the agent's team; where it has none who took such calls, everybody.
    """
    kinds = {call.kind for call in scope.here}
    beside = [call for call in (*scope.here, *scope.others) if call.kind in kinds]
    there = {name for call in beside for name in call.agents if name != agent}
    of_team = {name for name in there if teams.get(agent) and teams.get(name) == teams[agent]}
    colleagues = of_team or there
    return Sides(
        agent=agent,
        colleagues=colleagues,
        here={call.id for call in scope.here},
        beside={call.id for call in beside if colleagues & {*call.agents}},
        before={call.id for call in scope.before},
    )
