"""Who is to hear a list: agents by name, and all of a team."""

from collections.abc import Sequence
from datetime import date

from coachkit.following.standing import going_on, standings
from coachkit.store.library import Library
from coachkit.store.reading import agent_named
from coachkit.store.reading.following import ListHead, agents_by_team
from coachkit.store.reading.people import team_named


def people_named(
    library: Library, names: Sequence[str], team: str | None, *, head: ListHead | None = None
) -> list[str]:
    """Return the agents who are named, and those of the team; with `head` only members who have the list.

    Raises:
        NotFoundError: There is no such agent or team; says what comes near.
    """
    agents = [agent_named(library, name) for name in names]
    if team is not None:
        wanted = team_named(library, team)
        members = [agent for agent, of in sorted(agents_by_team(library).items()) if of == wanted]
        if head is not None:
            has_it = going_on(standings(library, today=date.today(), playlist_id=head.id))
            members = [agent for agent in members if agent in has_it]
        agents += members
    return list(dict.fromkeys(agents))
