"""Verdicts: what a person says of a hit is kept, and moves the threshold of a tracker with examples."""

from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.models import TrackerVerdict
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.changes.judgement import AFTER_PART_RATING, Rejudged, judged, renew_judgement
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.steps.moments import trackers_of_moments
from coachkit.pipeline.steps.tracking import by_meaning, judged_lines, ready_to_sense
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.store.library import Library
from coachkit.store.reading import FoundHit
from coachkit.store.verdicts import save_verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictReport:
    """What a verdict on a hit did."""

    threshold: float | None
    """The similarity from which lines count now; None for hits by words."""
    moments_wait: bool
    """Whether moments of the call may change with it: that takes a model, so the next build sees to it."""
    change: Rejudged
    """How the call stood before, and how it stands now."""


def give_verdict(
    library: Library,
    settings: Settings,
    hit: FoundHit,
    *,
    accepted: bool,
    author: str,
    tools: Tools | None = None,
) -> VerdictReport:
    """Keep that a hit is right or wrong, and bring up to date what depends on it.

    A verdict on what a tracker with examples found moves its threshold, which counts on all calls; any other
    counts on its call alone.

    Raises:
        ModelError: A model that is needed is missing; the verdict is kept, and the next build does the rest.
        LibraryError: The database cannot be written.
    """
    before = judged(library, hit.call_id)
    save_verdict(
        library,
        TrackerVerdict(
            tracker=hit.tracker,
            call_id=hit.call_id,
            start=hit.start,
            end=max(hit.end, hit.start + 0.1),
            accepted=accepted,
            author=author,
            made_at=now(),
            quote=hit.quote if hit.method == "meaning" else "",
        ),
    )
    opened = tools or Toolbox()
    meant = [one for one in by_meaning(settings) if one.name == hit.tracker]
    threshold, moments_wait = None, False
    if meant and hit.method == "meaning":
        refresh_library(library, settings, tools=opened)
        lines = judged_lines(library, meant)[hit.tracker]
        threshold = ready_to_sense(lambda: opened.embedder, meant[0], lines).threshold
    else:
        renew_judgement(library, settings, hit.call_id, AFTER_PART_RATING, tools=opened)
        moments_wait = hit.tracker in trackers_of_moments()
    change = Rejudged(before=before, after=judged(library, hit.call_id))
    return VerdictReport(threshold=threshold, moments_wait=moments_wait, change=change)
