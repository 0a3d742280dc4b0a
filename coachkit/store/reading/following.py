"""Lists that agents are asked to hear: what is in them, who was asked, and what happened since."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from coachkit.models import Agent, Assignment, Clip, Listening, PlaylistKind, PlaylistVerdict
from coachkit.near import pick
from coachkit.store import coding
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class ListHead:
    """A list as far as assignments go; one that was dropped has its id, and what is remembered of it."""

    id: str
    title: str
    kind: PlaylistKind | None
    """None: the list is gone."""
    subject: str
    verdict: PlaylistVerdict
    trains: str | None

    @property
    def is_gone(self) -> bool:
        """Whether there is no such list any more."""
        return self.kind is None


def list_heads(library: Library) -> dict[str, ListHead]:
    """Return all lists by id, those that are there and those that were assigned and are gone."""
    found = library.find(
        ListHead,
        """
        select p.id, p.title, p.kind, p.subject, p.verdict, p.trains from playlists p
        union all
        select g.id, coalesce(m.title, g.id), null, '', 'mixed', null
        from (select distinct playlist_id as id from assignments) g left join made_playlists m on m.id = g.id
        where not exists (select 1 from playlists where id = g.id)
        """,
    )
    return {one.id: one for one in sorted(found, key=lambda one: one.id)}


def list_named(library: Library, wanted: str) -> ListHead:
    """Return the list with this id or title, or with one that begins so, be it gone or not.

    Raises:
        NotFoundError: There is none, or several; says what comes near.
    """
    heads = list_heads(library)
    there = [one for one in heads.values() if not one.is_gone] + [o for o in heads.values() if o.is_gone]
    forms = [(form, one.id) for one in there for form in (one.title, one.id)]
    return heads[pick(wanted, forms, what="playlist")]


def clips_in(library: Library, playlist_ids: Iterable[str]) -> dict[str, list[Clip]]:
    """Return the clips of these lists by the list's id, in order; lists without any are left out."""
    sql = coding.select_sql(Clip, where="playlist_id in (select value from json_each(:ids))")
    found: dict[str, list[Clip]] = {}
    for clip in library.find(Clip, sql, {"ids": json.dumps(sorted(set(playlist_ids)))}):
        found.setdefault(clip.playlist_id, []).append(clip)
    return found


def assignments_of(library: Library, *, playlist_id: str | None = None) -> list[Assignment]:
    """Return who was asked to hear what, the oldest first; an agent goes by the name used now.

    With `playlist_id`, only of this list.
    """
    sql = coding.select_sql(Assignment, where=":playlist is null or playlist_id = :playlist")
    found = library.find(Assignment, sql, {"playlist": playlist_id})
    agents = library.rows(Agent)
    known = {agent.name for agent in agents}
    now = {alias: agent.name for agent in agents for alias in agent.aliases if alias not in known}
    return [replace(one, agent=now.get(one.agent, one.agent)) for one in found]


def listenings_of(library: Library, assignments: Collection[Assignment]) -> list[Listening]:
    """Return what happened to these assignments and still counts, the oldest first."""
    sql = coding.select_sql(Listening, where="assignment in (select value from json_each(:numbers))")
    found = library.find(Listening, sql, {"numbers": json.dumps([one.n for one in assignments])})
    over = {one.reply_to for one in found if one.kind == "taken back"}
    return [one for one in found if one.kind != "taken back" and one.n not in over]


def agents_by_team(library: Library) -> dict[str, str | None]:
    """Return every agent's team, by the agent's name."""
    found = {agent.name: agent.team for agent in library.rows(Agent)}
    on_calls = library.values("select distinct agent from v_call_agents order by agent")
    return found | {str(name): None for (name,) in on_calls if name not in found}


def count_calls_of(library: Library, agent: str) -> int:
    """Return how many calls an agent took."""
    [[count]] = library.values(
        "select count(distinct call_id) from v_call_agents where agent = :agent", {"agent": agent}
    )
    return int(count)  # type: ignore[arg-type]  # a count
