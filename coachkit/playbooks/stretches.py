"""What is played of a case: its exchange; of a whole call, where what the agent says stands."""

from collections.abc import Mapping

from coachkit.playbooks.quotes import Shown

BEFORE, AFTER = 10.0, 15.0
"""Seconds around the line that shows it, for what the customer says before and after."""
Times = Mapping[int, tuple[float, float]]
"""Start and end of the lines of a call, by `Segment.n`."""


def stretch_of(shown: Shown, times: Times) -> tuple[float, float]:
    """Return from when to when a case is played, in seconds.

    Of a whole call it is around the line that shows what the agent does, else around the agent's first line.
    """
    case = shown.case
    if case.exchange is not None:
        return case.start, case.end
    segment = case.segments[shown.line or 0] if case.segments else -1
    first, last = times.get(segment, (case.prompt_start, case.prompt_end))
    return max(case.start, first - BEFORE), min(case.end, last + AFTER)
