"""Outcomes as a list: how calls ended, who says so, and what was said before."""

from dataclasses import dataclass

from coachkit.models import Origin
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """One line of the list of outcomes."""

    call_id: str
    path: str
    started_at: str | None
    kind: str
    value: str
    source: str
    origin: Origin
    """`details` (sidecar or manifest), `import`, or `calls`."""
    recorded_at: str | None
    replaced_at: str | None
    """When a later report took its place; None for what counts now."""


def list_outcomes(library: Library, *, history: bool = False) -> list[OutcomeLine]:
    """Return the outcomes of all calls, the latest call first; with `history` past ones below the present."""
    return library.find(
        OutcomeLine,
        """
        select o.call_id, c.path, c.started_at, o.kind, o.value, o.source, o.origin, o.recorded_at,
            o.replaced_at
        from (
            select call_id, n, kind, value, source, origin, recorded_at, null as replaced_at from outcomes
            union all
            select call_id, n, kind, value, source, origin, recorded_at, replaced_at from past_outcomes
            where :history
        ) o join calls c on c.id = o.call_id
        order by c.started_at desc, c.path, o.call_id, o.replaced_at is not null, o.replaced_at desc, o.n
        """,
        {"history": history},
    )
