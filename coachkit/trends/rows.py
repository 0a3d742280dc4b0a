"""From counts to rows: the share of each subject in each column, and what came of comparing them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coachkit.models import SubjectKind
from coachkit.statistics.shares import share_of
from coachkit.trends.comparing import (
    Comparison,
    Judged,
    compare_course,
    compare_newest,
    compare_with_others,
    judge,
    standing_out,
    without,
)
from coachkit.trends.counting import Tally
from coachkit.trends.evidence import calls_behind
from coachkit.trends.question import Question
from coachkit.trends.table import Cell, Column, Finding, News, TrendRow
from coachkit.trends.wording import finding_of, headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A topic, tracker, competitor or feature, and the calls on which it comes up."""

    kind: SubjectKind
    id: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What all subjects of a table share: all calls, and the columns that they are in."""

    question: Question
    everything: Tally
    columns: Sequence[Column]
    first: date | None
    last: date | None
    """The days that are counted; None: all calls, whenever they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows, with news first, and the news, the surest first."""

    rows: tuple[TrendRow, ...]
    news: tuple[News, ...]
    looked_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Which calls stand on the one side of a comparison: a team's or agent's, or those of some days."""

    cell: str | None = None
    first: date | None = None
    last: date | None = None


def compare_subjects(subjects: Sequence[Subject], setting: Setting) -> Rows:
    """Return the rows of a table, with all of its comparisons corrected for each other."""
    by = setting.question.by
    compare = _by_time if by in ("week", "month") else _by_group
    comparisons = [compare(subject.tally, setting) for subject in subjects]
    judged = iter(judge(comparison for of in comparisons for _, comparison in of))
    rows = [
        _row(subject, setting, [(place, next(judged)) for place, _ in of])
        for subject, of in zip(subjects, comparisons, strict=True)
    ]
    has_kinds = len({row.kind for row in rows}) > 1
    news = [(row, finding) for row in rows for finding in row.findings if finding.is_news]
    news.sort(key=lambda one: (one[1].adjusted or 0.0, one[1].chance or 0.0, one[0].name, one[0].kind))
    return Rows(
        rows=tuple(sorted(rows, key=_rank)),
        news=tuple(
            News(
                sentence=headline(finding, row.name, row.kind if has_kinds else None, by=by),
                query=finding.query,
            )
            for row, finding in news
        ),
        looked_at=sum(comparison.chance is not None for of in comparisons for _, comparison in of),
    )


def _by_time(of: Tally, setting: Setting) -> list[tuple[_Place, Comparison]]:
    complete = [column for column in setting.columns if column.is_complete]
    if len(complete) < 2:
        return []
    held, calls = ([one.held.get(column.name, 0) for column in complete] for one in (of, setting.everything))
    newest, course = compare_newest(held, calls), compare_course(held, calls)
    begin = len(complete) - newest.periods_here
    later = complete[begin - course.periods_here : begin] or complete[:1]
    return [
        (_Place(first=complete[begin].first, last=complete[-1].last), newest),
        (_Place(first=later[0].first, last=later[-1].last), course),
    ]


def _by_group(of: Tally, setting: Setting) -> list[tuple[_Place, Comparison]]:
    everything = setting.everything
    return [
        (
            _Place(cell=column.name, first=setting.first, last=setting.last),
            compare_with_others(
                share_of(of.held.get(column.name, 0), column.calls),
                share_of(of.without(column.name), everything.without(column.name)),
            ),
        )
        for column in setting.columns
    ]


def _row(subject: Subject, setting: Setting, judged: Sequence[tuple[_Place, Judged]]) -> TrendRow:
    held, columns = subject.tally.held, setting.columns
    return TrendRow(
        kind=subject.kind,
        id=subject.id,
        name=subject.name,
        share=share_of(subject.tally.everything, setting.everything.everything),
        cells=tuple(Cell(name=one.name, share=share_of(held.get(one.name, 0), one.calls)) for one in columns),
        findings=tuple(_findings(subject, setting.question, judged)),
    )


def _findings(
    subject: Subject, question: Question, judged: Sequence[tuple[_Place, Judged]]
) -> Iterator[Finding]:
    leader = standing_out([one for _, one in judged]) if question.by in ("team", "agent") else None
    for place, first in judged:
        again = first if leader is None else without(first, judged[leader][1])
        yield finding_of(
            again,
            by=question.by,
            cell=place.cell,
            apart=judged[leader][0].cell if leader is not None and again is not first else None,
            query=_query(subject, question, place) if again.verdict in ("up", "down") else None,
        )


def _query(subject: Subject, question: Question, place: _Place) -> str | None:
    return calls_behind(
        question, subject.kind, subject.id, group=place.cell, first=place.first, last=place.last
    )


def _rank(row: TrendRow) -> tuple[object, ...]:
    return not row.is_news, -row.share.held, row.name.casefold(), row.kind, row.id
