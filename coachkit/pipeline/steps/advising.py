"""The step that writes playbooks: what came up is gathered by subject, compared, and told."""

from collections.abc import Callable, Mapping, Sequence

from coachkit.behaviours.phrases import phrases
from coachkit.call_copies import without_copies
from coachkit.mining.finding import Finding
from coachkit.mining.mine import mine
from coachkit.models import (
    Case,
    LineChoice,
    LineKind,
    Playbook,
    PlaybookLine,
    PlaybookVersion,
    StageRows,
)
from coachkit.pipeline.intake.ingest import now
from coachkit.pipeline.steps.bench import Bench
from coachkit.playbooks.choices import LineKey, decided_of
from coachkit.playbooks.earlier import Known
from coachkit.playbooks.lines import key_of, quote_rows
from coachkit.playbooks.quotes import Shown, is_disputed, quotes_of
from coachkit.playbooks.subjects import Observe, subjects_of, usable
from coachkit.playbooks.versions import Book
from coachkit.playbooks.writing import Written, new_versions, write_playbooks
from coachkit.store.library import Library
from coachkit.store.reading.advising import calls_to_compare, clearness_of
from coachkit.store.reading.opinions import standing_disputes
from coachkit.store.reading.topic_titles import topic_titles

_UNTOLD = 0.0
_WAYS: tuple[Observe, ...] = (phrases,)
"""What tells of each kind of behaviour in which cases it is done."""


def advise(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Write the playbooks from all cases of calls that can be heard."""
    library, settings = bench.library, bench.settings.playbooks
    calls = without_copies(calls_to_compare(library, min_grade=settings.min_grade))
    topics = topic_titles(library)
    cases = usable(library.rows(Case), call_ids={one.id for one in calls}, topics=topics)
    subjects = subjects_of(cases, _WAYS)
    findings, before, choices = mine(subjects, settings), _stored(library), library.rows(LineChoice)
    known = Known(decided=decided_of(choices), stood=_that_stood(before))
    written = write_playbooks(subjects, findings, _showing(library), settings, topics=topics, known=known)
    versions = library.rows(PlaybookVersion)
    made = new_versions(before, written, versions, choices, made_at=now())
    return _rows(written, made)


def _showing(library: Library) -> Callable[[Finding, LineKind], Sequence[Shown]]:
    """Return what picks the cases that show a line: the clearest of which nobody disputes a place."""
    clear, disputes = clearness_of(library), standing_disputes(library)

    def show(finding: Finding, kind: LineKind) -> Sequence[Shown]:
        return quotes_of(
            finding,
            kind,
            clear=lambda case: clear.get((case.call_id, case.exchange), _UNTOLD),
            barred=lambda case: is_disputed(case, disputes),
        )

    return show


def _rows(written: Sequence[Written], versions: Sequence[PlaybookVersion]) -> StageRows:
    kept = [one for book in written for one in book.kept]
    return {
        "playbooks": [one.playbook for one in written],
        "playbook_lines": [one.line for one in kept],
        "playbook_quotes": [row for one in kept for row in quote_rows(one)],
        "playbook_versions": [*versions],
    }


def _that_stood(books: Mapping[str, Book]) -> dict[LineKey, PlaybookLine]:
    lines = (line for book in books.values() for line in book.lines)
    return {key_of(line): line for line in lines if line.withheld is None}


def _stored(library: Library) -> dict[str, Book]:
    """Return the playbooks as they are stored now, by id."""
    lines: dict[str, list[PlaybookLine]] = {}
    for line in library.rows(PlaybookLine):
        lines.setdefault(line.playbook_id, []).append(line)
    return {one.id: Book(playbook=one, lines=tuple(lines.get(one.id, ()))) for one in library.rows(Playbook)}
