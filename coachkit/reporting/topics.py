"""What calls were about, with trends, and whose calls on a topic there is something to learn from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coachkit.priorities.experts import experts
from coachkit.priorities.results import Example, Priorities, TopicPriority
from coachkit.priorities.topics import priorities
from coachkit.reporting.cases import Subject, missed_on, worst_line
from coachkit.reporting.results import LearnFrom, Spot, TopicLine
from coachkit.reporting.scope import Scope, query_of
from coachkit.reporting.spots import Spots
from coachkit.store.library import Library
from coachkit.store.reading.calls import CallSummary
from coachkit.trends import Question, TrendRow, TrendTable, trends

_LEARNED_FROM = 3
_PERIOD_OF_TRENDS = 13
"""Weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsFound:
    """What the topics of some calls come to."""

    lines: tuple[TopicLine, ...]
    learn_from: tuple[LearnFrom, ...]
    table: TrendTable
    unsorted: int


def topics_on(
    library: Library,
    scope: Scope,
    subjects: Sequence[Subject],
    spots: Spots,
    *,
    today: date | None = None,
) -> TopicsFound:
    """Return the topics of the calls, those that cost most first, with their trends over a quarter.

    Raises:
        ValueError: The filters cannot be written as a query.
    """
    base = query_of(scope.filters)
    where = query_of(replace(scope.filters, since=scope.first, until=scope.last))
    found = priorities(library, where=where, today=today)
    table = trends(library, Question(where=base, until=scope.last, weeks=_PERIOD_OF_TRENDS), today=today)
    rows = {row.id: row for row in table.rows if row.kind == "topic"}
    by_title: dict[str, list[CallSummary]] = {}
    for call in scope.here:
        by_title.setdefault(call.topic or "", []).append(call)
    lines = [_line(one, rows.get(one.topic_id), by_title.get(one.title, ()), subjects) for one in found.rows]
    return TopicsFound(
        lines=tuple(lines),
        learn_from=tuple(_learn_from(library, found, where, spots)),
        table=table,
        unsorted=found.unsorted,
    )


def _line(
    one: TopicPriority, row: TrendRow | None, calls: Sequence[CallSummary], subjects: Sequence[Subject]
) -> TopicLine:
    return TopicLine(
        topic_id=one.topic_id,
        title=one.title,
        calls=one.calls,
        share=one.share,
        good=sum(call.label == "good" for call in calls),
        bad=one.bad,
        score=one.score,
        weeks=_weeks(row),
        trend=_news(row),
        worst=_worst(subjects, {call.id for call in calls}),
    )


def _weeks(row: TrendRow | None) -> tuple[float | None, ...]:
    return tuple(cell.share.value for cell in row.cells) if row else ()


def _news(row: TrendRow | None) -> str | None:
    return next((one.says for one in row.findings if one.is_news), None) if row else None


def _worst(subjects: Sequence[Subject], call_ids: Collection[str]) -> str | None:
    line = worst_line(subjects, call_ids)
    if line is None:
        return None
    cases = [case for case in line.cases if case.call_id in call_ids]
    return f"{line.badly} ({len(missed_on(line, call_ids))} of {len(cases)})"


def _learn_from(library: Library, found: Priorities, where: str | None, spots: Spots) -> list[LearnFrom]:
    clear = [one for one in found.rows if one.won and one.won.is_clear][:_LEARNED_FROM]
    named = []
    for one in clear:
        people = experts(library, one.topic_id, where=where).people
        best = [person for person in people if person.is_better]
        if not best:
            continue
        example = next(iter(best[0].examples), None)
        named.append(
            LearnFrom(
                topic_id=one.topic_id,
                title=one.title,
                agents=tuple(person.handler.agent for person in best),
                calls=sum(person.handler.calls for person in best),
                example=_spot(example, spots) if example else None,
            )
        )
    return named


def _spot(example: Example, spots: Spots) -> Spot:
    return spots.at(example.call.id, example.start, example.end, example.quote, example.why)
