"""How often topics, trackers, competitors and features come up, and what of it is beyond chance.

By week and month the newest is compared with what came before, and the course of what came before is tested
for a steady rise or fall; by team and agent each is compared with all others.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachkit.models import SubjectKind
from coachkit.store.library import Library
from coachkit.store.reading.topic_titles import topic_titles
from coachkit.store.reading.trends import (
    TalkedCall,
    days_unknown,
    groups_of_calls,
    newest_day,
    subjects_found,
    talked_calls,
)
from coachkit.trends.counting import Tally, contacts_of, tally
from coachkit.trends.notes import Facts, notes_on
from coachkit.trends.periods import first_day, period_of, periods_between
from coachkit.trends.question import By, Question
from coachkit.trends.rows import Rows, Setting, Subject, compare_subjects
from coachkit.trends.table import Column, TrendTable

if TYPE_CHECKING:
    from coachkit.query.to_sql import Sql

_Named = tuple[SubjectKind, str, str]
"""Kind, id and name of a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    first: date | None
    """None, with `last`: all calls, whenever they were."""
    last: date | None
    over: date
    """The last day that is over, and that is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """Calls by id: in which columns each is, and what it counts as."""

    cells: Mapping[str, Sequence[str]]
    contacts: Mapping[str, str]


def trends(library: Library, question: Question, *, today: date | None = None) -> TrendTable:
    """Count how often each subject comes up, and compare.

    `today` is the day on which it is asked; None: today.

    Raises:
        QueryError: `question.where` cannot be understood, or a name in it is not in the library.
        NotFoundError: It holds no word.
    """
    now = today or date.today()
    asked = _asked(library, question.where, now)
    last = question.until or now
    window = _window(library, question, asked, last=last, now=now)
    calls = talked_calls(library, asked, first=window.first, last=window.last)
    placed = _place(library, calls, question.by, over=window.over)
    everything = tally(placed.cells, placed.cells, placed.contacts)
    columns = _columns(everything, question.by, window, calls)
    setting = Setting(
        question=question, everything=everything, columns=columns, first=window.first, last=window.last
    )
    titles = topic_titles(library)
    found = _found(library, question, placed, titles)
    compared = compare_subjects(_subjects(found, placed), setting)
    undated, later = days_unknown(library, asked, last=last) if window.last else (0, 0)
    facts = Facts(
        calls=len(calls),
        counted=len({placed.contacts[call.id] for call in calls}),
        nowhere=sum(call.id not in placed.cells for call in calls),
        undated=undated,
        later=later if question.until is None else 0,
        has_topics=bool(titles),
        without_topic=everything.everything - _with_topic(found, placed) if "topic" in question.of else 0,
    )
    return _table(setting, compared, notes_on(facts, setting, looked_at=compared.looked_at))


def _table(setting: Setting, compared: Rows, notes: Iterable[str]) -> TrendTable:
    return TrendTable(
        by=setting.question.by,
        of=setting.question.of,
        first=setting.first,
        last=setting.last,
        calls=setting.everything.everything,
        columns=tuple(setting.columns),
        rows=compared.rows,
        news=compared.news,
        looked_at=compared.looked_at,
        notes=tuple(notes),
    )


def _asked(library: Library, where: str | None, today: date) -> "Sql | None":
    if where is None:
        return None
    from coachkit.store.reading.asking import calls_asked  # the query language loads only where it is spoken

    return calls_asked(library, where, today=today)


def _window(library: Library, question: Question, asked: "Sql | None", *, last: date, now: date) -> _Window:
    """Return from when to when calls are counted; teams and agents do not need any dates.

    What is asked for up to a day to come is counted, as the clock may be wrong: days with calls are over.
    """
    newest = newest_day(library, asked, last=last)
    over = last if newest is not None and newest > now else min(last, now - timedelta(days=1))
    if newest is not None:
        return _Window(first=first_day(question, newest, over=over), last=last, over=over)
    needs_dates = question.by in ("week", "month") or question.since or question.until or question.weeks
    return _Window(first=last if needs_dates else None, last=last if needs_dates else None, over=over)


def _place(library: Library, calls: Sequence[TalkedCall], by: By, *, over: date) -> _Placed:
    if by == "week" or by == "month":
        names = {day: period_of(day, by, over=over).name for day in {call.day for call in calls if call.day}}
        apart = {call.id: names[call.day] for call in calls if call.day}
        return _Placed(
            cells={call: (name,) for call, name in apart.items()}, contacts=contacts_of(calls, apart=apart)
        )
    cells: dict[str, list[str]] = {}
    for call, group in groups_of_calls(library, by, [call.id for call in calls]):
        cells.setdefault(call, []).append(group)
    return _Placed(cells=cells, contacts=contacts_of(calls))


def _columns(everything: Tally, by: By, window: _Window, calls: Sequence[TalkedCall]) -> list[Column]:
    """Return the columns: weeks and months in order, none left out; teams and agents by their calls.

    A week or month that was asked for in part begins with the first day that is counted.
    """
    if by == "week" or by == "month":
        days = [call.day for call in calls if call.day]
        spans = periods_between(min(days), max(days), by, over=window.over) if days else []
        return [
            Column(
                name=one.name,
                calls=everything.held.get(one.name, 0),
                first=max(one.first, window.first or one.first),
                last=one.last,
                is_complete=one.is_complete,
            )
            for one in spans
        ]
    names = sorted(everything.held, key=lambda name: (-everything.held[name], name))
    return [Column(name=name, calls=everything.held[name]) for name in names]


def _found(
    library: Library, question: Question, placed: _Placed, titles: Mapping[str, str]
) -> dict[_Named, list[str]]:
    """Return the calls on which each subject comes up, by id, of those that are in a column."""
    found: dict[_Named, list[str]] = {}
    for kind in question.of:
        for subject, call in subjects_found(library, kind, placed.cells, touched=question.touched):
            if kind != "topic":
                found.setdefault((kind, subject, subject), []).append(call)
            elif subject in titles:
                found.setdefault((kind, subject, titles[subject]), []).append(call)
    return found


def _subjects(found: Mapping[_Named, Sequence[str]], placed: _Placed) -> list[Subject]:
    return [
        Subject(kind=kind, id=one, name=name, tally=tally(calls, placed.cells, placed.contacts))
        for (kind, one, name), calls in sorted(found.items())
    ]


def _with_topic(found: Mapping[_Named, Sequence[str]], placed: _Placed) -> int:
    calls = {call for (kind, _, _), held in found.items() if kind == "topic" for call in held}
    return tally(calls, placed.cells, placed.contacts).everything
