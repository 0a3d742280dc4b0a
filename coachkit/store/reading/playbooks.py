"""Playbooks as they are listed and read."""

from dataclasses import dataclass

from coachkit.models import PlaybookKind
from coachkit.store.library import Library

_PLAYBOOKS = """
    select p.id, p.kind, p.subject, p.title, p.good, p.bad, p.unclear, p.calls, p.agents, p.looked_at,
        (select count(*) from playbook_lines where playbook_id = p.id and withheld is null),
        (select count(*) from playbook_lines where playbook_id = p.id and withheld is not null),
        p.missing
    from playbooks p where :kind is null or p.kind = :kind
    order by p.kind != 'everything', p.kind, p.subject, p.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookSummary:
    """One line of the list of playbooks."""

    id: str
    kind: PlaybookKind
    subject: str
    title: str
    good: int
    bad: int
    unclear: int
    calls: int
    agents: int
    looked_at: int
    lines: int
    """Those that stand."""
    withheld: int
    missing: str | None


def list_playbooks(library: Library, *, kind: PlaybookKind | None = None) -> list[PlaybookSummary]:
    """Return the playbooks, the one about everything first, then by kind and subject."""
    return library.find(PlaybookSummary, _PLAYBOOKS, {"kind": kind})
