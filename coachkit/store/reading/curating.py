"""What filling playlists takes of all calls at once: no more of each row than that."""

from dataclasses import dataclass

from coachkit.models import GradeLetter
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardCall:
    """How well a call can be heard."""

    id: str
    grade: GradeLetter | None


def heard_calls(library: Library) -> list[HeardCall]:
    """Return all calls by id."""
    sql = "select c.id, g.grade from calls c left join grades g on g.call_id = c.id order by c.id"
    return library.find(HeardCall, sql)
