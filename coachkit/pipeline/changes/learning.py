"""Learning anew how calls go, when a person asks for it."""

from coachkit.config import Settings
from coachkit.errors import InputError
from coachkit.models import StageName
from coachkit.pipeline.build import FROM_TRANSCRIPTS, run_stages
from coachkit.pipeline.progress import Progress, Silent
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.foretelling import known_calls
from coachkit.pipeline.toolbox import Toolbox, Tools
from coachkit.pipeline.work import Work
from coachkit.store.library import Library

_LEARNING: frozenset[StageName] = frozenset({"weigh", "predict", "label", "brief", "highlight", "curate"})
"""What depends on what is learned; whatever else is due waits for the next build."""


def learn_anew(
    library: Library, settings: Settings, *, tools: Tools | None = None, progress: Progress | None = None
) -> None:
    """Learn from all calls of which it is known how they went, and label the others by it.

    In a library that was last built by an earlier version, everything that is due comes first.

    Raises:
        InputError: Too few calls are known.
        LibraryError: The database cannot be written (full disk, no permission).
    """
    bench = Bench(library=library, settings=settings, tools=tools or Toolbox())
    well = [*known_calls(bench).values()]
    needed = settings.scoring.learn_from
    if min(sum(well), len(well) - sum(well)) < needed:
        raise InputError(
            f"it is known of {sum(well)} calls that they went well and of {len(well) - sum(well)} that they"
            f" went badly, and {needed} of each are needed; rate calls (`coachkit calls rate CALL good`) or"
            " import outcomes (`coachkit outcomes import FILE`)"
        )
    work = Work(bench=bench, progress=progress or Silent(), anew=frozenset({"weigh"}))
    is_ready = work.runs.calls("score") == work.runs.calls("moments") == work.runs.calls("compose")
    run_stages(work, only=_LEARNING if is_ready else FROM_TRANSCRIPTS)
