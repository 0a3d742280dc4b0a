"""Outcomes from elsewhere put on calls: read, joined, stored with their history, and labels renewed.

No recording is read for it. The same table a second time changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from coachkit.config import Settings
from coachkit.dates import on_one_clock
from coachkit.models import Call, Label, Outcome, Recording, Verdict
from coachkit.pipeline.build import refresh_library
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.outcomes.joining import Joined, Joiner, KnownCall, without_contradictions
from coachkit.pipeline.outcomes.table import OutcomeTable, read_outcome_table
from coachkit.pipeline.outcomes.unknown import UnknownWord, unknown_words
from coachkit.pipeline.people.settling import Roster, settle_people
from coachkit.pipeline.progress import Progress
from coachkit.pipeline.toolbox import Tools
from coachkit.store.library import Library
from coachkit.store.outcome_history import CallOutcomes
from coachkit.store.outcomes import outcomes_of, save_outcomes
from coachkit.store.reading.people import agents_on_calls


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabelled:
    """How many calls got another label."""

    before: Verdict | None
    after: Verdict | None
    calls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeReport:
    """What came of a table of outcomes."""

    name: str
    matched: tuple[Joined, ...]
    ambiguous: tuple[Joined, ...]
    unmatched: tuple[Joined, ...]
    skipped: int
    """Rows without an outcome."""
    unknown_words: tuple[UnknownWord, ...]
    changed_calls: int
    """Calls whose outcomes are not what they were, or would not be after a dry run."""
    relabelled: tuple[Relabelled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeImport:
    """A table of outcomes to be imported, and who says what stands in it."""

    table: Path
    source: str | None = None
    """None: as the settings say (`outcome_import.source`)."""
    dry_run: bool = False


def import_outcomes(
    library: Library,
    settings: Settings,
    wanted: OutcomeImport,
    *,
    tools: Tools | None = None,
    progress: Progress | None = None,
) -> OutcomeReport:
    """Put the outcomes of a table on the calls that they belong to, and renew what depends on them.

    Raises:
        InputError: The table cannot be used as a whole; nothing has changed then.
        ModelError: A model that is needed to renew the rest is missing; the outcomes are stored then.
        LibraryError: The database cannot be read or written.
    """
    table = read_outcome_table(wanted.table, settings)
    if not wanted.dry_run:
        settle_people(library, settings)
    joined = _joined(library, settings, table)
    matched = [one for one in joined if one.call]
    known = outcomes_of(library)
    source = wanted.source or settings.outcome_import.source
    changed = _changed(known, matched, source=source, at=now())
    report = OutcomeReport(
        name=table.name,
        matched=tuple(matched),
        ambiguous=tuple(one for one in joined if not one.call and one.candidates),
        unmatched=tuple(one for one in joined if not one.call and not one.candidates),
        skipped=table.skipped,
        unknown_words=unknown_words(
            (told for one in matched for told in one.row.outcomes), settings.outcomes
        ),
        changed_calls=len(changed),
    )
    if wanted.dry_run or not changed:
        return report
    before = _labels(library)
    save_outcomes(library, changed)
    refresh_library(library, settings, tools=tools, progress=progress)
    return replace(report, relabelled=_relabelled(before, _labels(library)))


def known_calls(library: Library) -> list[KnownCall]:
    """Return what the calls of a library can be found by."""
    paths: dict[str, list[str]] = {}
    for recording in library.rows(Recording):
        paths.setdefault(recording.call_id, []).append(recording.path)
    agents: dict[str, list[str]] = {}
    for on_call in agents_on_calls(library):
        agents.setdefault(on_call.call_id, []).append(on_call.agent)
    return [
        KnownCall(
            id=call.id,
            paths=tuple(dict.fromkeys((call.path, *paths.get(call.id, ())))),
            agents=tuple(agents.get(call.id, ())),
            customer=call.customer,
            start=datetime.fromisoformat(call.started_at) if call.started_at else None,
            duration=call.duration,
        )
        for call in library.rows(Call)
    ]


def _joined(library: Library, settings: Settings, table: OutcomeTable) -> list[Joined]:
    joiner = Joiner(
        known_calls(library), Roster.from_settings(settings), minutes=settings.outcome_import.minutes
    )
    return without_contradictions([joiner.join(row) for row in table.rows])


def _changed(
    known: Mapping[str, CallOutcomes], matched: Iterable[Joined], *, source: str, at: str
) -> dict[str, CallOutcomes]:
    """Return the outcomes of the calls for which the rows change something."""
    new = dict(known)
    for one in _oldest_first(matched):
        for kind, value in one.row.outcomes if one.call else ():
            call_id = one.call.id if one.call else ""
            report = Outcome(
                call_id=call_id,
                n=0,
                kind=kind,
                value=value,
                source=source,
                recorded_at=one.row.recorded_at.isoformat() if one.row.recorded_at else None,
                origin="import",
            )
            new[call_id] = new.get(call_id, CallOutcomes(now=(), past=())).reported(report, at=at)
    return {call_id: one for call_id, one in new.items() if one != known.get(call_id)}


def _oldest_first(matched: Iterable[Joined]) -> list[Joined]:
    rows = list(matched)
    dated = [one for one in rows if one.row.recorded_at]
    times = on_one_clock([one.row.recorded_at for one in dated if one.row.recorded_at])
    in_order = sorted(zip(times, dated, strict=True), key=lambda pair: (pair[0], pair[1].row.line))
    return [one for one in rows if not one.row.recorded_at] + [one for _, one in in_order]


def _labels(library: Library) -> dict[str, Verdict | None]:
    return {label.call_id: label.label for label in library.rows(Label)}


def _relabelled(
    before: Mapping[str, Verdict | None], after: Mapping[str, Verdict | None]
) -> tuple[Relabelled, ...]:
    changes = Counter(
        (before.get(call_id), label) for call_id, label in after.items() if before.get(call_id) != label
    )
    return tuple(
        Relabelled(before=old, after=new, calls=count)
        for (old, new), count in sorted(changes.items(), key=lambda one: (-one[1], str(one[0])))
    )
