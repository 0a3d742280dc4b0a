"""How well trackers do on labelled sentences; no library is needed."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.config.trackers import tracker_key
from coachkit.models import Role, Segment
from coachkit.tracking.labelled import LabelledSentence
from coachkit.tracking.packs import PackedTracker


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """A tracker's decisions on all sentences."""

    tracker: str
    right: int
    """Sentences that it finds and should find."""
    missed: tuple[LabelledSentence, ...]
    wrong: tuple[LabelledSentence, ...]
    """Sentences that it finds and should not."""

    @property
    def precision(self) -> float | None:
        """Share of what it finds that is right; None where it finds nothing."""
        found = self.right + len(self.wrong)
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of what it should find that it finds; None where it should find nothing."""
        wanted = self.right + len(self.missed)
        return self.right / wanted if wanted else None


def everywhere(tracker: PackedTracker) -> PackedTracker:
    """Return a tracker without the conditions that a sentence alone cannot meet: who, when, which call."""
    settings = tracker.settings.model_copy(update={"said_by": "any", "window": None, "calls": None})
    return PackedTracker(settings=settings, pack=tracker.pack)


def as_segments(sentences: Sequence[LabelledSentence], *, role: Role = "customer") -> list[Segment]:
    """Return sentences as lines of a call, by number the place of each."""
    return [
        Segment(
            call_id="",
            n=n,
            channel=0,
            role=role,
            speaker=role,
            start=float(n),
            end=n + 1.0,
            text=one.text,
            confidence=1.0,
            first_word=0,
            word_count=0,
        )
        for n, one in enumerate(sentences)
    ]


def judge_trial(
    tracker: str, sentences: Sequence[LabelledSentence], found: set[int], *, is_named: bool
) -> TrialResult:
    """Compare what a tracker found (places of sentences) with the labels.

    With `is_named` a label counts that is the tracker's name; else any label does.
    """
    key = tracker_key(tracker)
    wanted = {
        n
        for n, one in enumerate(sentences)
        if (any(tracker_key(label) == key for label in one.labels) if is_named else one.labels)
    }
    return TrialResult(
        tracker=tracker,
        right=len(wanted & found),
        missed=tuple(sentences[n] for n in sorted(wanted - found)),
        wrong=tuple(sentences[n] for n in sorted(found - wanted)),
    )
