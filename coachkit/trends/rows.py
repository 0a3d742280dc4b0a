"""From counts to rows: the share of each subject in each column, and what came of comparing them all."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.models import SubjectKind
from coachkit.statistics.shares import share_of
from coachkit.trends.comparing import (
    Comparison,
    Judged,
    compare_course,
    compare_newest,
    compare_with_others,
    judge,
)
from coachkit.trends.counting import Tally
from coachkit.trends.question import By
from coachkit.trends.table import Cell, Column, TrendRow
from coachkit.trends.wording import finding_of, headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A topic, tracker, competitor or feature, and the calls on which it comes up."""

    kind: SubjectKind
    id: str
    name: str
    tally: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """All rows, with news first; the news as sentences, the surest first."""

    rows: tuple[TrendRow, ...]
    news: tuple[str, ...]
    looked_at: int


def compare_subjects(
    subjects: Sequence[Subject], everything: Tally, columns: Sequence[Column], by: By
) -> Rows:
    """Return the rows of a table, with all of its comparisons corrected for each other."""
    compare = _by_time if by in ("week", "month") else _by_group
    comparisons = [compare(subject.tally, everything, columns) for subject in subjects]
    judged = iter(judge(comparison for of in comparisons for _, comparison in of))
    rows = [
        _row(subject, everything, columns, [(cell, next(judged)) for cell, _ in of], by)
        for subject, of in zip(subjects, comparisons, strict=True)
    ]
    has_kinds = len({row.kind for row in rows}) > 1
    news = [(row, finding) for row in rows for finding in row.findings if finding.is_news]
    news.sort(key=lambda one: (one[1].adjusted or 0.0, one[1].chance or 0.0, one[0].name, one[0].kind))
    return Rows(
        rows=tuple(sorted(rows, key=_place)),
        news=tuple(
            headline(finding, row.name, row.kind if has_kinds else None, by=by) for row, finding in news
        ),
        looked_at=sum(comparison.chance is not None for of in comparisons for _, comparison in of),
    )


def _by_time(of: Tally, everything: Tally, columns: Sequence[Column]) -> list[tuple[str | None, Comparison]]:
    complete = [column.name for column in columns if column.is_complete]
    held, calls = ([tally.held.get(name, 0) for name in complete] for tally in (of, everything))
    return [(None, compare_newest(held, calls)), (None, compare_course(held, calls))] if len(held) > 1 else []


def _by_group(of: Tally, everything: Tally, columns: Sequence[Column]) -> list[tuple[str | None, Comparison]]:
    return [
        (
            column.name,
            compare_with_others(
                share_of(of.held.get(column.name, 0), column.calls),
                share_of(of.without(column.name), everything.without(column.name)),
            ),
        )
        for column in columns
    ]


def _row(
    subject: Subject,
    everything: Tally,
    columns: Sequence[Column],
    judged: Sequence[tuple[str | None, Judged]],
    by: By,
) -> TrendRow:
    held = subject.tally.held
    return TrendRow(
        kind=subject.kind,
        id=subject.id,
        name=subject.name,
        share=share_of(subject.tally.everything, everything.everything),
        cells=tuple(Cell(name=one.name, share=share_of(held.get(one.name, 0), one.calls)) for one in columns),
        findings=tuple(finding_of(one, by=by, cell=cell) for cell, one in judged),
    )


def _place(row: TrendRow) -> tuple[object, ...]:
    return not row.is_news, -row.share.held, row.name.casefold(), row.kind, row.id
