"""What playbooks are written from beside cases: which calls count, and how clear it is how they went."""

from dataclasses import dataclass

from coachkit.models import GradeLetter
from coachkit.store.library import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCall:
    """A call that can be heard or read well enough to count."""

    id: str
    customer: str | None
    started_at: str | None


def calls_to_compare(library: Library, *, min_grade: GradeLetter) -> list[ComparedCall]:
    """Return the calls with cases that are not graded worse, the best of two copies first.

    Recordings come before transcripts, which have no grade and count, and clear recordings before others.
    """
    return library.find(
        ComparedCall,
        """
        select c.id, c.customer, c.started_at from calls c left join grades g on g.call_id = c.id
        where (g.grade is null or g.grade <= :grade) and c.id in (select call_id from cases)
        order by c.medium = 'transcript', g.grade, c.id
        """,
        {"grade": min_grade},
    )


def clearness_of(library: Library) -> dict[tuple[str, int | None], float]:
    """Return how clear it is how an exchange went, 0 to 1, by call and number of the exchange."""
    rows = library.values(
        "select call_id, exchange, max(score) from highlights where exchange is not null group by 1, 2"
    )
    return {(str(call_id), _whole(exchange)): float(score or 0) for call_id, exchange, score in rows}


def _whole(value: object) -> int:
    return int(str(value))
