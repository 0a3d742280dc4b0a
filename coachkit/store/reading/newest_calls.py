"""The newest calls of an agent, found without reading the others."""

from coachkit.store.library import Library


def newest_calls_of(library: Library, agent: str, *, most: int) -> list[str]:
    """Return the ids of an agent's calls, the newest first, calls without a date last."""
    rows = library.values(
        """
        select c.id from calls c where c.id in (select call_id from v_call_agents where agent = :agent)
        order by c.started_at desc nulls last, c.id limit :most
        """,
        {"agent": agent, "most": most},
    )
    return [str(call_id) for (call_id,) in rows]
