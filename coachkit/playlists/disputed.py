"""What of a call rests on a place that somebody disputes: none of it is played meanwhile."""

from collections.abc import Iterable, Iterator

from coachkit.models import Dispute, Highlight
from coachkit.playlists.candidates import Candidate


def rests_on(one: Highlight | Candidate, dispute: Dispute) -> bool:
    """Say whether a stretch shows a disputed line of a score card, or the place that is its evidence."""
    if one.call_id != dispute.call_id:
        return False
    if (one.card, one.name) == (dispute.card, dispute.criterion):
        return True
    if dispute.start is None or dispute.end is None:
        return False
    return one.quote_start < dispute.end and dispute.start < one.quote_end


def without_disputed(highlights: Iterable[Highlight], disputes: Iterable[Dispute]) -> Iterator[Highlight]:
    """Yield the highlights that rest on nothing that somebody disputes, or rightly disputed."""
    by_call: dict[str, list[Dispute]] = {}
    for dispute in disputes:
        by_call.setdefault(dispute.call_id, []).append(dispute)
    for one in highlights:
        if not any(rests_on(one, dispute) for dispute in by_call.get(one.call_id, ())):
            yield one
