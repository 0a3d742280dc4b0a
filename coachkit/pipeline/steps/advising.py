"""The step that writes playbooks: what came up is gathered by subject, compared, and told."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from coachkit.behaviours.all_kinds import observe_all
from coachkit.behaviours.behaviour import Observed
from coachkit.call_copies import without_copies
from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.finding import Finding, Subject
from coachkit.mining.mine import mine
from coachkit.models import (
    Case,
    LineKind,
    Segment,
    StageRows,
)
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.deciding import known_lines, playbook_rows
from coachkit.playbooks.earlier import Known
from coachkit.playbooks.quotes import Shown, is_disputed, quotes_of
from coachkit.playbooks.stretches import stretch_of
from coachkit.playbooks.subjects import subjects_of, usable
from coachkit.playbooks.writing import write_playbooks
from coachkit.store.library import Library
from coachkit.store.reading.advising import calls_to_compare, clearness_of
from coachkit.store.reading.line_meanings import meanings_of
from coachkit.store.reading.opinions import standing_disputes
from coachkit.store.reading.topic_titles import topic_titles

_UNTOLD = 0.0
"""How clear a case is of which nothing is known."""
_AGAIN = 0.2
"""How much less clear a case counts for each line that it shows already."""


def advise(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Write the playbooks from all cases of calls that can be heard."""
    library, settings = bench.library, bench.settings.playbooks
    known = known_lines(library)
    subjects, show = compared(library, settings, known), _showing(library)
    findings, topics = mine(subjects, settings), topic_titles(library)
    written = write_playbooks(subjects, findings, show, settings, topics=topics, known=known)
    return playbook_rows(library, written)


def compared(library: Library, settings: PlaybookSettings, known: Known) -> list[Subject]:
    """Return what is compared: the cases of all calls that can be heard, by subject, and what agents do."""
    calls = without_copies(calls_to_compare(library, min_grade=settings.min_grade))
    topics = topic_titles(library)
    cases = usable(library.rows(Case), call_ids={one.id for one in calls}, topics=topics)
    meanings = meanings_of(library, cases)

    def observe(playbook_id: str, own: Sequence[Case]) -> Sequence[Observed]:
        return observe_all(own, meanings, known=known.behaviours_of(playbook_id))

    return subjects_of(cases, observe)


def _showing(library: Library) -> Callable[[Finding, LineKind], Sequence[Shown]]:
    """Return what picks the cases that show a line: the clearest of which nobody disputes a place.

    Where others are as clear, a case that shows one line does not show the next one as well.
    """
    clear, disputes = clearness_of(library), standing_disputes(library)
    used: Counter[tuple[str, int | None]] = Counter()

    def clearness(case: Case) -> float:
        place = (case.call_id, case.exchange)
        return clear.get(place, _UNTOLD) - _AGAIN * used[place]

    def show(finding: Finding, kind: LineKind) -> Sequence[Shown]:
        barred = partial(is_disputed, disputes=disputes)
        found = quotes_of(finding, kind, clear=clearness, barred=barred)
        used.update((one.case.call_id, one.case.exchange) for one in found)
        return [one if one.case.exchange is not None else _cut(library, one) for one in found]

    return show


def _cut(library: Library, shown: Shown) -> Shown:
    """Return a whole call as what is played of it."""
    lines = library.rows(Segment, call_id=shown.case.call_id)
    return replace(shown, span=stretch_of(shown, {one.n: (one.start, one.end) for one in lines}))
