"""How calls are judged, with all that their judgement should not depend on: for comparing groups of them."""

import json
from collections.abc import Collection
from dataclasses import dataclass

from coachkit.models import GradeLetter, Medium, Verdict
from coachkit.store.library import Library

_CALLS = """
    select c.id, c.started_at, c.duration,
        coalesce((select language from segments where call_id = c.id and language is not null
            group by language order by count(*) desc, language limit 1), c.language),
        c.kind, c.medium, g.grade, s.value, l.label,
        case when l.source like 'rating:%' or l.source like 'outcome:%' then l.label end
    from calls c
    left join grades g on g.call_id = c.id
    left join scores s on s.call_id = c.id and s.is_main
    left join labels l on l.call_id = c.id
    where c.id in (select value from json_each(:ids)) order by c.id
"""
_PARTS = """
    select o.call_id, o.agent, (select avg(e.value) from legs g
            join leg_scores e on e.call_id = g.call_id and e.n = g.n
            join scores s on s.call_id = e.call_id and s.card = e.card and s.is_main
            where g.call_id = o.call_id and g.agent = o.agent)
    from v_call_agents o where o.call_id in (select value from json_each(:ids))
    group by o.call_id, o.agent order by o.call_id, o.agent
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCall:
    """A call with its score and label, and the circumstances that should not matter for them."""

    id: str
    started_at: str | None
    duration: float
    language: str | None
    """Which most of it is in."""
    kind: str | None
    medium: Medium
    grade: GradeLetter | None
    score: float | None
    """By the main card, 0 to 100."""
    label: Verdict | None
    end: Verdict | None
    """How it went as a person, or somebody who knows how it ended, says; None where nobody does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentPart:
    """That an agent was on a call."""

    call_id: str
    agent: str
    score: float | None
    """Of this agent's own part, by the main card."""


def judged_calls(library: Library, call_ids: Collection[str]) -> list[JudgedCall]:
    """Return these calls, ordered by id."""
    return library.find(JudgedCall, _CALLS, {"ids": json.dumps(sorted(call_ids))})


def agent_parts(library: Library, call_ids: Collection[str]) -> list[AgentPart]:
    """Return who was on these calls, ordered by call and agent."""
    return library.find(AgentPart, _PARTS, {"ids": json.dumps(sorted(call_ids))})
