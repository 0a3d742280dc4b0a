"""Verdicts: what a person says of a hit is kept, and moves the threshold of a tracker with examples."""

from coachkit.config import Settings
from coachkit.models import TrackerVerdict
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.steps.tracking import by_meaning, judged_lines, ready_to_sense
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.store.library import Library
from coachkit.store.reading import FoundHit
from coachkit.store.verdicts import save_verdict


def give_verdict(
    library: Library,
    settings: Settings,
    hit: FoundHit,
    *,
    accepted: bool,
    author: str,
    tools: Tools | None = None,
) -> float | None:
    """Keep that a hit is right or wrong; return the new threshold of a tracker with examples, else None.

    What depends on the threshold is brought up to date at once.

    Raises:
        ModelError: The tracker has examples and the embedding model is missing.
        LibraryError: The database cannot be written.
    """
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
    meant = [one for one in by_meaning(settings) if one.name == hit.tracker]
    if not meant or hit.method != "meaning":
        return None
    opened = tools or Toolbox()
    refresh_library(library, settings, tools=opened)
    judged = judged_lines(library, meant)[hit.tracker]
    return ready_to_sense(lambda: opened.embedder, meant[0], judged).threshold
