"""Measures: how soon, how long and with how many questions agents reply, beside the middle of these cases.

The middle is that of all of a subject's cases, however they went, so that it says nothing of what works. It
is rounded before cases are compared with it: what a lead reads is what was counted.
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
    told: Callable[[float, bool], tuple[str, str, str]]
    """What is said of being above a middle (does, do, dont), given it and whether it is of whole calls."""


def measures(cases: Sequence[Case]) -> list[Observed]:
    """Return in which cases agents are slower, longer or ask more than in the middle one."""
    timed = sum(one.seconds is not None for one in cases)
    length = _SECONDS if 2 * timed >= len(cases) else _WORDS
    is_whole = any(one.exchange is None for one in cases)
    found = (_observed(one, cases, is_whole=is_whole) for one in (_DELAY, length, _QUESTIONS))
    return [one for one in found if one is not None]


def _observed(measure: _Measure, cases: Sequence[Case], *, is_whole: bool) -> Observed | None:
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
    does, do, dont = measure.told(middle, is_whole)
    behaviour = Behaviour(key=f"measure:{measure.name}", kind="measure", does=does, do=do, dont=dont)
    return Observed(behaviour=behaviour, done=done)


def _above(values: Sequence[float | None], middle: float) -> Iterator[int]:
    for one in values:
        yield DOES_NOT_APPLY if one is None else DONE if one > middle else NOT_DONE


def _told_delay(middle: float, is_whole: bool) -> tuple[str, str, str]:
    often = " most of the time" if is_whole else ""
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


def _told_seconds(middle: float, is_whole: bool) -> tuple[str, str, str]:
    return _told_length(f"speaks for more than {_seconds(middle)}", "Speak", _seconds(middle), is_whole)


def _told_words(middle: float, is_whole: bool) -> tuple[str, str, str]:
    words = format_count(round(middle), "word")
    return _told_length(f"says more than {words}", "Say", words, is_whole)


def _told_length(does: str, verb: str, length: str, is_whole: bool) -> tuple[str, str, str]:
    span, your_span = _spans(is_whole)
    more = f"{verb} for" if verb == "Speak" else verb
    kept = "your own talk in the call" if is_whole else "your answer"
    return (f"{does} {span}", f"{more} more than {length} {your_span}.", f"Keep {kept} to {length}.")


def _told_questions(middle: float, is_whole: bool) -> tuple[str, str, str]:
    span, your_span = _spans(is_whole)
    if not middle:
        return (
            f"asks something {span}",
            f"Ask something {your_span}.",
            f"Ask nothing {your_span}.",
        )
    questions = format_count(int(middle), "question")
    return (
        f"asks more than {questions} {span}",
        f"Ask more than {questions} {your_span}.",
        f"Ask no more than {questions} {your_span}.",
    )


def _spans(is_whole: bool) -> tuple[str, str]:
    return ("in the call", "in the call") if is_whole else ("in the reply", "in your reply")


def _seconds(value: float) -> str:
    return "1 second" if value == 1 else f"{value:g} seconds"


_DELAY = _Measure(name="delay", value=lambda one: one.delay, digits=1, told=_told_delay)
_SECONDS = _Measure(name="seconds", value=lambda one: one.seconds, digits=0, told=_told_seconds)
_WORDS = _Measure(name="words", value=lambda one: one.words, digits=0, told=_told_words)
_QUESTIONS = _Measure(name="questions", value=lambda one: one.questions, digits=0, told=_told_questions)
