"""The calls to hear first, as a report shows them."""

from collections.abc import Sequence

from coachkit.hearing_first import calls_worth_hearing
from coachkit.reporting.results import ToHear
from coachkit.reporting.spots import Spots
from coachkit.store.library import Library
from coachkit.store.reading.calls import CallSummary


def calls_to_hear(library: Library, calls: Sequence[CallSummary], spots: Spots) -> list[ToHear]:
    """Return at most ten of `calls`, those worth most first."""
    called_for = {call.id: call.reason for call in calls}
    return [
        ToHear(
            spot=spots.at(one.call_id, one.start, one.end, one.quote, one.reasons[0]),
            reasons=one.reasons,
            called_for=called_for[one.call_id],
        )
        for one in calls_worth_hearing(library, calls)
    ]
