"""Results of many calls in one transaction: what takes a moment a call must not wait for the disk each time.

Nothing depends on how calls fall into batches. A batch that cannot be written is done again call by call,
so that the call which cannot be is the one that fails.
"""

import time
from collections.abc import Callable, Sequence

from coachkit.errors import LibraryError
from coachkit.models import Call, StageRows
from coachkit.pipeline.progress import Advance
from coachkit.pipeline.work import Due, Work
from coachkit.store.row_writing import StageResult

LONGEST_WAIT = 1.0
"""Seconds of work that a build which is stopped may lose."""
MOST_RESULTS = 500
"""As many results wait in memory at most."""

Step = Callable[[Call], StageRows]


def run_in_batches(
    work: Work, due: Sequence[tuple[Call, Due]], step: Step, advance: Advance, *, most: int = MOST_RESULTS
) -> None:
    """Run `step` on each call and store what it returns; a call that fails is recorded, the others go on.

    `step` may read what other stages wrote, of any call, but not what it returned for the calls before.

    Raises:
        LibraryError: The database cannot be written.
        ModelError: A model that is needed is missing or is not what it claims to be.
    """
    waiting: list[tuple[Call, Due, StageResult]] = []
    written = time.perf_counter()
    for call, one in due:
        with work.recorded(one):
            began = time.perf_counter()
            waiting.append((call, one, work.result(one, step(call), began)))
        advance()
        if len(waiting) >= most or time.perf_counter() - written >= LONGEST_WAIT:
            _write(work, waiting, step)
            waiting, written = [], time.perf_counter()
    if waiting:
        _write(work, waiting, step)


def _write(work: Work, waiting: Sequence[tuple[Call, Due, StageResult]], step: Step) -> None:
    try:
        work.keep_all([result for _, _, result in waiting])
    except LibraryError:
        raise
    except Exception:  # whatever it is, it will be raised, and recorded, for the call that it is about
        for call, one, _ in waiting:
            with work.recorded(one):
                began = time.perf_counter()
                work.keep(one, step(call), began)
