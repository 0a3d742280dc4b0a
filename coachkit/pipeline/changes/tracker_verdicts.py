"""Verdicts: what a person says of a hit is kept, and moves the threshold of a tracker with examples."""

from dataclasses import dataclass

from coachkit.config import Settings
from coachkit.errors import EditError
from coachkit.models import TrackerVerdict
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.changes.judgement import AFTER_PART_RATING, Judged, Rejudged, judged, renew_judgement
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.steps.moments import trackers_of_moments
from coachkit.pipeline.steps.tracking import by_meaning, judged_lines, ready_to_sense
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.store.library import Library
from coachkit.store.reading import FoundHit
from coachkit.store.verdicts import drop_verdict, save_verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictReport:
    """What a verdict on a hit did."""

    threshold: float | None
    """The similarity from which lines count now; None for hits by words."""
    moments_wait: bool
    """Whether moments of the call may change with it: that takes a model, so the next build sees to it."""
    change: Rejudged
    """How the call stood before, and how it stands now."""
    given: TrackerVerdict
    replaced: tuple[TrackerVerdict, ...]
    """What people had said of the place before."""


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
    given = TrackerVerdict(
        tracker=hit.tracker,
        call_id=hit.call_id,
        start=hit.start,
        end=max(hit.end, hit.start + 0.1),
        accepted=accepted,
        author=author,
        made_at=now(),
        quote=hit.quote if hit.method == "meaning" else "",
    )
    replaced = save_verdict(library, given)
    return _followed(library, settings, before, given, replaced, tools)


def withdraw_verdict(
    library: Library, settings: Settings, report: VerdictReport, *, tools: Tools | None = None
) -> VerdictReport:
    """Take a verdict back: what people had said of the place before holds again.

    Raises:
        EditError: Somebody has given another verdict since, or the call is gone.
        ModelError: As `give_verdict`.
        LibraryError: The database cannot be written.
    """
    given = report.given
    before = judged(library, given.call_id)
    if not drop_verdict(library, given, instead=report.replaced):
        raise EditError("somebody has judged this place again since; their word stays")
    return _followed(library, settings, before, given, report.replaced, tools)


def _followed(
    library: Library,
    settings: Settings,
    before: Judged,
    given: TrackerVerdict,
    replaced: tuple[TrackerVerdict, ...],
    tools: Tools | None,
) -> VerdictReport:
    """Bring up to date what depends on a verdict; one on a hit by meaning has a quote."""
    opened = tools or Toolbox()
    meant = [one for one in by_meaning(settings) if one.name == given.tracker]
    threshold, moments_wait = None, False
    if meant and given.quote:
        refresh_library(library, settings, tools=opened)
        lines = judged_lines(library, meant)[given.tracker]
        threshold = ready_to_sense(lambda: opened.embedder, meant[0], lines).threshold
    else:
        renew_judgement(library, settings, given.call_id, AFTER_PART_RATING, tools=opened)
        moments_wait = given.tracker in trackers_of_moments()
    return VerdictReport(
        threshold=threshold,
        moments_wait=moments_wait,
        change=Rejudged(before=before, after=judged(library, given.call_id)),
        given=given,
        replaced=replaced,
    )
