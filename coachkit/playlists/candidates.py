"""What a list may be filled from: a stretch of a call, and what of the call a list looks at."""

from dataclasses import dataclass
from typing import Literal

from coachkit.call_copies import has_time
from coachkit.models import Clip, HighlightKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A highlight of a call that can be heard, or a place that a query asks for."""

    call_id: str
    started_at: str | None
    customer: str | None
    agents: tuple[str, ...]
    kind: HighlightKind | Literal["place"]
    name: str
    verdict: Verdict
    start: float
    end: float
    reason: str
    score: float
    quote: str
    quote_start: float
    quote_end: float
    prompt: str
    card: str | None
    topic: str | None
    moments: tuple[str, ...]

    @property
    def key(self) -> tuple[str, float, float]:
        """What tells it from other stretches."""
        return self.call_id, self.start, self.end

    @property
    def talk(self) -> tuple[str, ...]:
        """The talk that it is of: a second recording of a call is the same.

        A customer is not on two calls at once: those of one that begin in the same second are one call.
        """
        if self.customer and self.started_at and has_time(self.started_at):
            return self.customer, self.started_at
        return (self.call_id,)

    def clip(self, playlist_id: str, subject: str) -> Clip:
        """Return it as a clip of a list, at no place yet."""
        return Clip(
            playlist_id=playlist_id,
            n=0,
            call_id=self.call_id,
            start=self.start,
            end=self.end,
            reason=self.reason,
            score=self.score,
            quote=self.quote,
            subject=subject,
            verdict=self.verdict,
            quote_start=self.quote_start,
            quote_end=self.quote_end,
            moments=self.moments,
        )
