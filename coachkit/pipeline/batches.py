"""Results of many calls in one transaction: what takes a moment a call must not wait for the disk each time.

Nothing depends on how calls fall into batches. A batch that cannot be written is done again call by call,
so that the call which cannot be is the one that fails.
"""

import time
from collections.abc import Sequence

from coachkit.models import Call
from coachkit.pipeline.progress import Advance
from coachkit.pipeline.steps.running import CallStep
from coachkit.pipeline.work import CONCERNS_ALL, Due, Work
from coachkit.store.row_writing import StageResult

LONGEST_WAIT = 1.0
"""Seconds of work, about, that a build which is stopped may lose."""
MOST_RESULTS = 500
"""As many results wait in memory at most."""

OnCall = tuple[Call, Due]


def run_in_batches(
    work: Work, due: Sequence[OnCall], step: CallStep, advance: Advance, *, most: int = MOST_RESULTS
) -> None:
    """Run `step` on each call and store what it returns; a call that fails is recorded, the others go on.

    `step` may read what other stages wrote, of any call, but not what it returned for the calls before.

    Raises:
        LibraryError: The database cannot be written.
        ModelError: A model that is needed is missing or is not what it claims to be.
    """
    waiting: list[tuple[OnCall, StageResult]] = []
    written = time.perf_counter()
    for first in range(0, len(due), step.together):
        calls = due[first : first + step.together]
        waiting += _results(work, calls, step)
        advance(len(calls))
        if len(waiting) >= most or time.perf_counter() - written >= LONGEST_WAIT:
            _write(work, waiting, step)
            waiting, written = [], time.perf_counter()
    _write(work, waiting, step)


def _results(work: Work, calls: Sequence[OnCall], step: CallStep) -> list[tuple[OnCall, StageResult]]:
    """Return what the step returns for those calls on which it does not fail."""
    if len(calls) == 1:
        results: list[tuple[OnCall, StageResult]] = []
        with work.recorded(calls[0][1]):
            results += _together(work, calls, step)
        return results
    try:
        return _together(work, calls, step)
    except CONCERNS_ALL:
        raise
    except Exception:  # whatever it is, it will be raised again, and recorded, for the call that it is about
        return [result for one in calls for result in _results(work, [one], step)]


def _together(work: Work, calls: Sequence[OnCall], step: CallStep) -> list[tuple[OnCall, StageResult]]:
    began = time.perf_counter()
    rows = step.run([call for call, _ in calls])
    seconds = (time.perf_counter() - began) / len(calls)
    return [((call, one), work.result(one, rows[call.id], seconds=seconds)) for call, one in calls]


def _write(work: Work, waiting: Sequence[tuple[OnCall, StageResult]], step: CallStep) -> None:
    if not waiting:
        return
    try:
        work.keep_all([result for _, result in waiting])
    except CONCERNS_ALL:
        raise
    except Exception:  # as above: what cannot be written is about one call
        for one, _ in waiting:
            with work.recorded(one[1]):
                work.keep_all([result for _, result in _together(work, [one], step)])
