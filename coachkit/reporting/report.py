"""A report: a team and a period at a glance, from what the library holds."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np

from coachkit.call_copies import note_on_copies
from coachkit.counts import format_count
from coachkit.models import MomentKind
from coachkit.reporting.cases import Subject, subjects_on
from coachkit.reporting.figures import figures_on
from coachkit.reporting.findings import Sides, find
from coachkit.reporting.hearing_first import calls_to_hear
from coachkit.reporting.results import LabelCount, Promise, Report, Week
from coachkit.reporting.scope import Scope, scope_of
from coachkit.reporting.spots import Spots
from coachkit.reporting.topics import TopicsFound, topics_on
from coachkit.statistics.averages import Estimate, average
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.calls import CallSummary
from coachkit.store.reading.report_rows import figures_of, moments_of
from coachkit.trends.wording import day_span

_PROMISES = 10
_NEWS = 6
_KINDS: tuple[MomentKind, ...] = ("promise", "next_step")
_FEWEST = 2
"""Calls with a score, for a mean."""
_USUAL = 20.0
"""What scores of single calls vary by as a rule: standard deviation, in points."""
_LABELS = ("good", "neutral", "bad")


def report(library: Library, filters: CallFilter | None = None, *, today: date | None = None) -> Report:
    """Return what went well and badly on the calls that fit, and which of them to hear first.

    Without a first day it is about the four weeks up to the newest call. `today` is the day on which it is
    asked; None: today.

    Raises:
        NotFoundError: A name in the filters is not in the library, or the text holds no word.
        QueryError: The text cannot be understood as a query.
    """
    scope = scope_of(library, filters or CallFilter())
    return _report_on(library, scope, _sides(scope), today=today)


def _report_on(library: Library, scope: Scope, sides: Sides, *, today: date | None) -> Report:
    spots = Spots.read(library, scope.here)
    subjects = subjects_on(library, {*sides.here, *sides.before, *sides.others})
    well, badly = find(subjects, sides, spots)
    topics, refused = _topics(library, scope, subjects, spots, today=today)
    figures = figures_of(library, {*sides.here, *sides.before})
    return Report(
        title=_title(scope),
        first=scope.first,
        last=scope.last,
        before=scope.days_before if scope.before else None,
        calls=len(scope.here),
        calls_before=len(scope.before),
        calls_others=len(scope.others),
        minutes=sum(call.duration for call in scope.here) / 60,
        score=_mean_score(scope.here),
        score_before=_mean_score(scope.before),
        labels=tuple(_labels(scope)),
        unlabelled=sum(call.label is None for call in scope.here),
        weeks=tuple(_weeks(scope.here)),
        hear_first=tuple(calls_to_hear(library, scope.here, spots)),
        went_well=well,
        went_badly=badly,
        topics=topics.lines if topics else (),
        news=topics.table.news[:_NEWS] if topics else (),
        figures=tuple(figures_on(figures, sides.here, sides.before, spots)),
        promises=tuple(_promises(library, scope.here, spots)),
        learn_from=topics.learn_from if topics else (),
        notes=(*_notes(scope, topics), *refused),
    )


def _sides(scope: Scope) -> Sides:
    return Sides(
        here={call.id for call in scope.here},
        before={call.id for call in scope.before},
        others={call.id for call in scope.others},
    )


def _topics(
    library: Library, scope: Scope, subjects: Sequence[Subject], spots: Spots, *, today: date | None
) -> tuple[TopicsFound | None, list[str]]:
    """Return the topics, or None with the reason why they are left out."""
    try:
        return topics_on(library, scope, subjects, spots, today=today), []
    except ValueError as error:
        return None, [f"Topics and trends are left out: {error}."]


def _title(scope: Scope) -> str:
    filters = scope.filters
    named = [
        filters.agent,
        filters.team and f"Team {filters.team}",
        filters.customer,
        filters.kind and f"{filters.kind[:1].upper()}{filters.kind[1:]} calls",
        filters.topic,
        filters.label and f"{filters.label.capitalize()} calls",
        filters.text,
    ]
    return " · ".join(part for part in named if part) or ("Some calls" if scope.is_narrowed else "All calls")


def _mean_score(calls: Sequence[CallSummary]) -> Estimate | None:
    scores = [call.score for call in calls if call.score is not None]
    if len(scores) < _FEWEST:
        return None
    found = average(scores, spread=max(float(np.std(scores)), _USUAL))
    return Estimate(value=found.value, low=max(found.low, 0.0), high=min(found.high, 100.0))


def _labels(scope: Scope) -> Iterator[LabelCount]:
    before = Counter(call.label for call in scope.before)
    for label in _LABELS:
        own = [call for call in scope.here if call.label == label]
        sources = Counter((call.label_source or "none").partition(":")[0] for call in own)
        yield LabelCount(
            label=label,  # type: ignore[arg-type]  # one of `Verdict`
            calls=len(own),
            before=before[label],  # type: ignore[index]
            by_source=tuple(sorted(sources.items(), key=lambda one: (-one[1], one[0]))),
        )


def _weeks(calls: Sequence[CallSummary]) -> Iterator[Week]:
    mondays: dict[date, Counter[str]] = {}
    for call in calls:
        if call.started_at:
            day = date.fromisoformat(call.started_at[:10])
            week = mondays.setdefault(day - timedelta(days=day.weekday()), Counter())
            week[call.label or "unlabelled"] += 1
    if not mondays:
        return
    monday, last = min(mondays), max(mondays)
    while monday <= last:
        counts = mondays.get(monday, Counter())
        yield Week(
            first=monday,
            good=counts["good"],
            neutral=counts["neutral"],
            bad=counts["bad"],
            unlabelled=counts["unlabelled"],
        )
        monday += timedelta(weeks=1)


def _promises(library: Library, calls: Sequence[CallSummary], spots: Spots) -> list[Promise]:
    """Return what agents promised last, the newest call first, in the order it was said."""
    order = {call.id: place for place, call in enumerate(calls)}
    rows = [row for row in moments_of(library, order, _KINDS) if row.role != "customer" and row.quote]
    rows.sort(key=lambda row: (order[row.call_id], row.start))
    found: dict[tuple[str, str], Promise] = {}
    for row in rows:
        spot = spots.at(row.call_id, row.start, row.end, row.quote, "promise")
        kind = "promise" if row.kind == "promise" else "next_step"
        found.setdefault((row.call_id, row.quote), Promise(spot=spot, kind=kind))  # type: ignore[arg-type]
        if len(found) == _PROMISES:
            break
    return list(found.values())


def _notes(scope: Scope, topics: TopicsFound | None) -> Iterator[str]:
    if not scope.here:
        yield "No call fits." if scope.first is None else "No call of these days fits."
    if scope.undated:
        yield f"Left out for having no date: {format_count(scope.undated, 'call')}."
    if scope.copies:
        yield note_on_copies(scope.copies)
    if scope.here and scope.first is None:
        yield "No call has a date, so there is no period, and nothing to compare with before it."
    elif scope.here and not scope.before:
        begin, end = scope.days_before or (date.min, date.min)
        yield f"There are no calls from {day_span(begin, end)} to compare with."
    if topics and scope.here and not topics.lines:
        yield "No call is about a topic yet; topics need more calls."
    elif topics and topics.unsorted:
        yield f"Under no topic: {format_count(topics.unsorted, 'call')}."
