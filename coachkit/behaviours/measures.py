"""Measures: how soon, how long and with how many questions agents reply, beside the middle of these cases.

The middle is that of all of a subject's cases, however they went, so that it says nothing of what works. It
is rounded before cases are compared with it: what a lead reads is what was counted.

Of a whole call only how soon is measured: how much is said and asked in it tells how hard the matter was and
how long the customer went on, so it comes of how the call went.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import numpy as np

from coachkit.behaviours.behaviour import DOES_NOT_APPLY, DONE, NOT_DONE, Behaviour, Observed
from coachkit.behaviours.deeds import how_read
from coachkit.counts import format_count
from coachkit.models import Case

FEWEST = 6
"""Cases whose middle tells something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    name: str
    value: Callable[[Case], float | None]
    digits: int
    told: Callable[[float], tuple[str, str, str]]
    """What is said of being above a middle (does, do, dont), given it."""


def measures(cases: Sequence[Case]) -> list[Observed]:
    """Return in which cases agents are slower, longer or ask more than in the middle one."""
    found = (_observed(one, cases) for one in _measured(cases))
    return [one for one in found if one is not None]


def _measured(cases: Sequence[Case]) -> tuple[_Measure, ...]:
    if any(one.exchange is None for one in cases):
        return (_USUAL_DELAY,)
    timed = sum(one.seconds is not None for one in cases)
    return (_DELAY, _SECONDS if 2 * timed >= len(cases) else _WORDS, _QUESTIONS)


def _observed(measure: _Measure, cases: Sequence[Case]) -> Observed | None:
    values = [measure.value(one) for one in cases]
    known = [one for one in values if one is not None]
    if len(known) < FEWEST:
        return None
    middle = round(median(known), measure.digits)
    done = np.fromiter(_above(values, middle), np.int8, len(cases))
    if measure is _QUESTIONS:
        for case, one in enumerate(cases):
            # with the question that is not counted it may be one more than the middle
            if how_read(one)[1] and one.questions == middle:
                done[case] = DOES_NOT_APPLY
    if not np.any(done == DONE) or not np.any(done == NOT_DONE):
        return None
    does, do, dont = measure.told(middle)
    behaviour = Behaviour(key=f"measure:{measure.name}", kind="measure", does=does, do=do, dont=dont)
    return Observed(behaviour=behaviour, done=done)


def _above(values: Sequence[float | None], middle: float) -> Iterator[int]:
    for one in values:
        yield DOES_NOT_APPLY if one is None else DONE if one > middle else NOT_DONE


def _told_delay(middle: float, often: str = "") -> tuple[str, str, str]:
    if not middle:
        return (
            f"waits a moment before answering{often}",
            f"Wait a moment before you answer{often}.",
            f"Answer without a pause{often}.",
        )
    seconds = _seconds(middle)
    return (
        f"takes more than {seconds} to answer{often}",
        f"Take more than {seconds} before you answer{often}.",
        f"Answer within {seconds}{often}.",
    )


def _told_usual_delay(middle: float) -> tuple[str, str, str]:
    return _told_delay(middle, " most of the time")


def _told_seconds(middle: float) -> tuple[str, str, str]:
    return _told_length(f"speaks for more than {_seconds(middle)}", "Speak for", _seconds(middle))


def _told_words(middle: float) -> tuple[str, str, str]:
    words = format_count(round(middle), "word")
    return _told_length(f"says more than {words}", "Say", words)


def _told_length(does: str, do: str, length: str) -> tuple[str, str, str]:
    return (
        f"{does} in the reply",
        f"{do} more than {length} in your reply.",
        f"Keep your answer to {length}.",
    )


def _told_questions(middle: float) -> tuple[str, str, str]:
    if not middle:
        return ("asks something in the reply", "Ask something in your reply.", "Ask nothing in your reply.")
    questions = format_count(int(middle), "question")
    return (
        f"asks more than {questions} in the reply",
        f"Ask more than {questions} in your reply.",
        f"Ask no more than {questions} in your reply.",
    )


def _seconds(value: float) -> str:
    return "1 second" if value == 1 else f"{value:g} seconds"


_DELAY = _Measure(name="delay", value=lambda one: one.delay, digits=1, told=_told_delay)
_USUAL_DELAY = _Measure(name="delay", value=lambda one: one.delay, digits=1, told=_told_usual_delay)
_SECONDS = _Measure(name="seconds", value=lambda one: one.seconds, digits=0, told=_told_seconds)
_WORDS = _Measure(name="words", value=lambda one: one.words, digits=0, told=_told_words)
_QUESTIONS = _Measure(name="questions", value=lambda one: one.questions, digits=0, told=_told_questions)
