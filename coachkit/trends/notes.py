"""What a table of trends says of itself: which calls are left out, and how the others were counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coachkit.counts import format_count
from coachkit.trends.comparing import LEAST_CALLS, LEAST_HELD, newest_periods
from coachkit.trends.question import Question
from coachkit.trends.rows import Setting
from coachkit.trends.table import Column
from coachkit.trends.wording import day_span

NO_TOPICS = "There are no topics yet; `coachkit build FOLDER` finds them once there are enough calls."


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """How many calls there are, and how many could not be counted."""

    calls: int
    """In which somebody talks, and that were asked for."""
    counted: int
    """As they count: all that a customer calls in a week is one."""
    nowhere: int
    """Without an agent, or of agents without a team."""
    undated: int
    later: int
    """With a day after the last that is asked for."""
    has_topics: bool
    without_topic: int
    """Filed under none, or touching none where that is asked; 0 where topics are not asked for."""


def notes_on(facts: Facts, setting: Setting, *, looked_at: int) -> list[str]:
    """Return what there is to say of a table, in sentences."""
    return [*_on_comparing(setting, looked_at), *_on_calls(facts, setting.question)]


def _on_comparing(setting: Setting, looked_at: int) -> Iterator[str]:
    question, columns = setting.question, setting.columns
    if question.by in ("week", "month"):
        yield from _on_periods(question, columns)
    elif setting.first and setting.last:
        calls = format_count(setting.everything.everything, "call")
        yield f"Counted: {calls} from {day_span(setting.first, setting.last)}."
    if looked_at:
        yield f"Looked at {format_count(looked_at, 'comparison')}; the claims are corrected for so many."
    elif columns:
        yield (
            f"There are too few calls to compare: it takes {LEAST_CALLS} on each side, and {LEAST_HELD} of "
            "both together with the subject."
        )


def _on_periods(question: Question, columns: Sequence[Column]) -> Iterator[str]:
    complete = [column for column in columns if column.is_complete]
    if len(complete) > 1:
        newest = complete[-newest_periods([column.calls for column in complete]) :]
        before = complete[: -len(newest)]
        yield (
            f"Compared: {_span(newest)} with {_span(before)} before; and the course of the "
            f"{question.by}s before."
        )
    elif columns:
        there_are = "there is one" if complete else "there is none"
        yield f"It takes two {question.by}s that are over to compare; {there_are} here."
    if columns and not columns[-1].is_complete:
        yield f"The {question.by} of {_days(columns[-1:])} is not over, so it is not compared."
    if "topic" in question.of and columns:
        yield "Topics are those of today, in old calls too: a refit files all calls anew."


def _span(columns: Sequence[Column]) -> str:
    return f"{_days(columns)} ({format_count(sum(column.calls for column in columns), 'call')})"


def _days(columns: Sequence[Column]) -> str:
    first, last = columns[0].first, columns[-1].last
    return day_span(first, last) if first and last else ""


def _on_calls(facts: Facts, question: Question) -> Iterator[str]:
    if facts.counted < facts.calls:
        yield (
            f"{format_count(facts.calls, 'call')} count as {facts.counted:,}: what a customer calls about "
            "several times in a week counts once."
        )
    if facts.nowhere:
        what = "name no agent" if question.by == "agent" else "are of nobody who has a team"
        yield f"{format_count(facts.nowhere, 'call')} {what if facts.nowhere > 1 else _singular(what)}."
    if facts.undated:
        yield f"Left out for having no date: {format_count(facts.undated, 'call')}."
        has_days = question.since or question.until or question.weeks
        if not facts.calls and not has_days and question.by in ("week", "month"):
            yield "Agents and teams can be compared without dates: --by agent, --by team."
    if facts.later:
        yield f"Left out for a date that is still to come: {format_count(facts.later, 'call')}."
    if facts.without_topic and not facts.has_topics:
        yield NO_TOPICS
    elif facts.without_topic:
        what = "Touching" if question.touched else "Filed under"
        yield f"{what} no topic: {format_count(facts.without_topic, 'call')}."


def _singular(what: str) -> str:
    return what.replace("name no", "names no").replace("are of", "is of")
