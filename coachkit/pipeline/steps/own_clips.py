"""Clips of places that are no exchange: what is said there, with the turn before and the answer after."""

from dataclasses import dataclass, field

from coachkit.clipping import TimedTalk, cut_clip, stretch_around, timed_talk
from coachkit.config import PlaylistSettings
from coachkit.models import Segment, Word
from coachkit.playlists.candidates import Candidate
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import call_heads, stored_call

SCORE = 0.1
"""Of a place that nothing is known of but that it was asked for."""


@dataclass(slots=True, kw_only=True)
class OwnClips:
    """Makes them; only the calls that they are of are read, each once."""

    library: Library
    settings: PlaylistSettings
    _talks: dict[str, TimedTalk] = field(default_factory=dict)

    def at(
        self, call_id: str, start: float, end: float, reason: str, *, quote: str | None = None
    ) -> Candidate | None:
        """Return the clip that shows what is said from `start` to `end`; None where nothing is said there."""
        talk = self._talk(call_id)
        there = [one for one in talk.turns if one.end > start and one.start < end]
        if not there:
            return None
        longest = max(there, key=lambda one: (min(one.end, end) - max(one.start, start), -one.start))
        said = longest.text if quote is None else quote
        first, last = (longest.start, longest.end) if quote is None else (start, end)
        clip = cut_clip(talk, stretch_around(talk, said, first, last), self.settings)
        [head] = call_heads(self.library, [call_id]).values()
        return Candidate(
            call_id=call_id,
            started_at=head.started_at,
            customer=head.customer,
            agents=head.agents,
            kind="place",
            name="",
            verdict="neutral",
            start=clip.start,
            end=clip.end,
            reason=reason,
            score=SCORE,
            quote=clip.quote,
            quote_start=clip.quote_start,
            quote_end=clip.quote_end,
            prompt="",
            card=None,
            topic=None,
            moments=(),
        )

    def _talk(self, call_id: str) -> TimedTalk:
        if call_id not in self._talks:
            self._talks[call_id] = timed_talk(
                self.library.rows(Segment, call_id=call_id),
                self.library.rows(Word, call_id=call_id),
                duration=stored_call(self.library, call_id).duration,
            )
        return self._talks[call_id]
