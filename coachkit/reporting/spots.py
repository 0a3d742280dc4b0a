"""Places in calls to listen to, with what is shown of their calls."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from coachkit.models import Verdict
from coachkit.reporting.cases import Case
from coachkit.reporting.results import Spot
from coachkit.searching.showing import facts_of
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.calls import CallSummary

_WORDS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Spots:
    """Makes places in the calls of a report."""

    heads: Mapping[str, CallHead]
    lengths: Mapping[str, float]

    @classmethod
    def read(cls, library: Library, calls: Collection[CallSummary]) -> "Spots":
        """Return the maker of places in these calls."""
        return cls(
            heads=call_heads(library, [call.id for call in calls]),
            lengths={call.id: call.duration for call in calls},
        )

    def of_case(self, case: Case) -> Spot:
        """Return the place of a case."""
        return self.at(case.call_id, case.start, case.end, case.quote, case.why)

    def at(self, call_id: str, start: float | None, end: float | None, quote: str | None, why: str) -> Spot:
        """Return a place in a call; without `start` it is the whole call."""
        head = self.heads[call_id]
        length = self.lengths[call_id]
        return Spot(
            call=facts_of(head),
            label=head.label,
            start=start or 0.0,
            end=length if end is None or start is None else end,
            quote=_shortened(quote) if quote and start is not None else None,
            why=why,
        )

    def label_of(self, call_id: str) -> Verdict | None:
        """Return how a call went."""
        return self.heads[call_id].label


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS]) + ("…" if len(words) > _WORDS else "")
