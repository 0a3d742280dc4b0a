"""What goes well or badly, case by case: lines of the score card, exchanges, and moments, in one form."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.models import ExchangeKind, MomentKind
from coachkit.reporting.results import FindingKind
from coachkit.reporting.wording import BAD_MOMENTS, GOOD_MOMENTS, SAID_BY, exchange_title
from coachkit.store.library import Library
from coachkit.store.reading.report_rows import (
    MomentRow,
    PointRow,
    calls_with_moments,
    exchanges_of,
    moments_of,
    points_of,
)

_PARTLY = "Partly: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One time that something went well or did not."""

    call_id: str
    is_held: bool
    """What the share counts: the line is met, the reply is taken well, or the moment is there."""
    weight: float
    """How clear it is; comparable among cases of the same subject."""
    is_partly: bool = False
    """Not held, and not quite missed either."""
    start: float | None = None
    end: float | None = None
    quote: str | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A line, a kind of exchange or a kind of moment, with all its cases."""

    kind: FindingKind
    name: str
    well: str
    """What is said where it goes well."""
    badly: str
    unit: str
    """What is counted: `call` or `reply`."""
    is_more_better: bool
    cases: Sequence[Case]
    importance: float = 1.0
    """Of a line: its points as a share of those of the line that gives most."""


def subjects_on(library: Library, call_ids: Collection[str]) -> list[Subject]:
    """Return everything that goes well or badly in these calls, ordered by kind and name."""
    return [*_lines(library, call_ids), *_exchanges(library, call_ids), *_moments(library, call_ids)]


def worst_line(subjects: Iterable[Subject], call_ids: Collection[str]) -> Subject | None:
    """Return the line of the score card that is missed on most of these calls, if any is on two or more."""
    missed = Counter[str]()
    lines = {one.name: one for one in subjects if one.kind == "line"}
    for name, one in lines.items():
        missed[name] = len(missed_on(one, call_ids))
    name, count = max(missed.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return lines[name] if count > 1 else None


def missed_on(line: Subject, call_ids: Collection[str]) -> list[Case]:
    """Return the cases of these calls in which a line is missed, not only partly met."""
    return [case for case in line.cases if case.call_id in call_ids and not (case.is_held or case.is_partly)]


def _lines(library: Library, call_ids: Collection[str]) -> Iterator[Subject]:
    by_criterion: dict[str, list[PointRow]] = {}
    for row in points_of(library, call_ids):
        by_criterion.setdefault(row.criterion, []).append(row)
    most = max((row.max_points for rows in by_criterion.values() for row in rows), default=0.0) or 1.0
    for name, rows in sorted(by_criterion.items()):
        plain = name.replace("_", " ").capitalize()
        met = _said_most(row.reason for row in rows if row.verdict == "met")
        missed = _said_most(row.reason for row in rows if row.verdict == "missed")
        yield Subject(
            kind="line",
            name=name,
            well=met or plain,
            badly=missed or f"Not fully: {(met or plain)[:1].lower()}{(met or plain)[1:]}",
            unit="call",
            is_more_better=True,
            cases=[
                Case(
                    call_id=row.call_id,
                    is_held=row.verdict == "met",
                    is_partly=row.verdict == "partly",
                    weight=row.points if row.verdict == "met" else row.max_points - row.points,
                    start=row.start,
                    end=row.end,
                    quote=row.quote,
                    why=row.reason,
                )
                for row in rows
            ],
            importance=max(row.max_points for row in rows) / most,
        )


def _exchanges(library: Library, call_ids: Collection[str]) -> Iterator[Subject]:
    found: dict[tuple[ExchangeKind, str], list[Case]] = {}
    for row in exchanges_of(library, call_ids):
        if row.verdict == "neutral":
            continue
        found.setdefault((row.kind, row.name), []).append(
            Case(
                call_id=row.call_id,
                is_held=row.verdict == "good",
                weight=row.strength,
                start=row.start,
                end=row.end,
                quote=row.quote or None,
                why=row.reason,
            )
        )
    for (kind, name), cases in sorted(found.items()):
        title = exchange_title(kind, name)
        yield Subject(
            kind="exchange",
            name=f"{kind}:{name}",
            well=f"{title} are taken well",
            badly=f"{title} are not taken well",
            unit="reply",
            is_more_better=True,
            cases=cases,
        )


def _moments(library: Library, call_ids: Collection[str]) -> Iterator[Subject]:
    looked_through = calls_with_moments(library, call_ids)
    kinds = {**GOOD_MOMENTS, **BAD_MOMENTS}
    strongest: dict[MomentKind, dict[str, MomentRow]] = {}
    for row in moments_of(library, looked_through, kinds.keys()):
        if row.role != SAID_BY.get(row.kind, row.role):
            continue
        best = strongest.setdefault(row.kind, {})
        if row.call_id not in best or row.strength > best[row.call_id].strength:
            best[row.call_id] = row
    for kind in sorted(strongest):
        title = kinds[kind]
        yield Subject(
            kind="moment",
            name=kind,
            well=title if kind in GOOD_MOMENTS else f"Less often: {title[:1].lower()}{title[1:]}",
            badly=title if kind in BAD_MOMENTS else f"Less often: {title[:1].lower()}{title[1:]}",
            unit="call",
            is_more_better=kind in GOOD_MOMENTS,
            cases=[_moment_case(call_id, strongest[kind], title) for call_id in sorted(looked_through)],
        )


def _moment_case(call_id: str, held: Mapping[str, MomentRow], title: str) -> Case:
    row = held.get(call_id)
    if row is None:
        return Case(call_id=call_id, is_held=False, weight=0.0)
    return Case(
        call_id=call_id,
        is_held=True,
        weight=row.strength,
        start=row.start,
        end=row.end,
        quote=row.quote or None,
        why=title,
    )


def _said_most(reasons: Iterable[str]) -> str | None:
    """Return the words that most reasons begin with, before what is said of the one call."""
    begins = Counter(reason.removeprefix(_PARTLY).partition(":")[0].strip() for reason in reasons)
    return max(begins, key=lambda words: (begins[words], words), default=None)
