"""Why a stretch of a call cannot be in a list: what has happened to its call, or to what is found there."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.models import Clip, Dispute, Edit, Exchange, GradeLetter, Highlight
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.disputed import rests_on
from coachkit.playlists.places import is_same_clip
from coachkit.store.library import Library
from coachkit.store.reading.curating import Choice, HeardCall, heard_calls
from coachkit.store.reading.opinions import standing_disputes

_WENT = {"good": "well", "bad": "badly", "neutral": "without a clear reaction"}


@dataclass(slots=True, kw_only=True)
class Reasons:
    """What says why; what is read of a call is kept."""

    library: Library
    min_grade: GradeLetter
    calls: Mapping[str, HeardCall]
    """Those of the calls that may be asked about that are in the library."""
    disputes: Mapping[str, Sequence[Dispute]]
    """Those that stand, by call."""
    _highlights: dict[str, list[Highlight]] = field(default_factory=dict)

    @classmethod
    def read(cls, library: Library, min_grade: GradeLetter, *, asked: Iterable[str]) -> "Reasons":
        """Return what says why for stretches of the calls `asked`."""
        disputes: dict[str, list[Dispute]] = {}
        for one in standing_disputes(library):
            disputes.setdefault(one.call_id, []).append(one)
        return cls(library=library, min_grade=min_grade, calls=heard_calls(library, asked), disputes=disputes)

    def is_disputed(self, one: Highlight | Candidate) -> bool:
        """Say whether somebody objects to what a stretch shows."""
        return any(rests_on(one, dispute) for dispute in self.disputes.get(one.call_id, ()))

    def why(self, clip: Clip, choice: Choice) -> str | None:
        """Return why a clip cannot be in the list that is filled by `choice`; None: it can."""
        call = self.calls.get(clip.call_id)
        if call is None:
            return "the call was deleted"
        if call.grade is not None and call.grade > self.min_grade:
            return f"its recording is graded {call.grade} now: it cannot be heard well"
        there = [one for one in self._of_call(clip.call_id) if is_same_clip(one, clip)]
        for one in there:
            for dispute in self.disputes.get(clip.call_id, ()):
                if _is_meant(one, choice) and rests_on(one, dispute):
                    return f"{dispute.author} disputes what it shows"
        if choice.kind is None and choice.topic is None:
            return None
        if clip.added_by is not None and not _was_of_the_kind(clip, choice):
            return None
        meant = [one for one in there if _is_meant(one, choice)]
        if not meant:
            return self._gone(clip.call_id, choice)
        if choice.verdict is None or any(one.verdict == choice.verdict for one in meant):
            return None
        return self._otherwise(meant[0])

    def _of_call(self, call_id: str) -> list[Highlight]:
        if call_id not in self._highlights:
            self._highlights[call_id] = self.library.rows(Highlight, call_id=call_id)
        return self._highlights[call_id]

    def _gone(self, call_id: str, choice: Choice) -> str:
        if choice.topic is not None:
            return "it is filed under another topic now"
        if self._is_swapped(call_id):
            return "agent and customer of the call were swapped, and nothing of the kind is found there now"
        return "nothing of the kind is found there any more"

    def _is_swapped(self, call_id: str) -> bool:
        return any(edit.field == "roles" for edit in self.library.rows(Edit, call_id=call_id))

    def _otherwise(self, there: Highlight) -> str:
        exchanges = self.library.rows(Exchange, call_id=there.call_id)
        source = next((one.source for one in exchanges if one.n == there.exchange), "")
        who, _, author = source.partition(":")
        if who == "rating" and author:
            return f"{author} says that it went {_WENT[there.verdict]}"
        if self._is_swapped(there.call_id):
            return f"agent and customer of the call were swapped, and it went {_WENT[there.verdict]} so"
        return f"it is taken to have gone {_WENT[there.verdict]} now"


def _was_of_the_kind(clip: Clip, choice: Choice) -> bool:
    """Say whether a clip fitted its list when somebody added it; where not, the person's word holds."""
    subject = (choice.name or "").replace("_", " ")
    return clip.verdict == choice.verdict and clip.subject.replace("_", " ") == subject


def _is_meant(one: Highlight, choice: Choice) -> bool:
    if choice.kind is not None:
        return (one.kind, one.name) == (choice.kind, choice.name)
    return choice.topic is None or one.topic == choice.topic
