"""Playbooks from what was found: one for each thing that comes up, its lines and what shows them."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coachkit.config.playbooks import PlaybookSettings
from coachkit.mining.finding import Finding, Subject
from coachkit.mining.missing import missing_evidence
from coachkit.models import LineChoice, Playbook, PlaybookVersion
from coachkit.playbooks.book import Book
from coachkit.playbooks.earlier import Known, no_longer_found
from coachkit.playbooks.lines import Drafted, Show, after_people, draft_lines, kept_lines
from coachkit.playbooks.titles import ids_of, subject_of, title_of
from coachkit.playbooks.versions import next_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A playbook as it is stored, with all lines that were drafted."""

    playbook: Playbook
    drafted: tuple[Drafted, ...]

    @property
    def kept(self) -> list[Drafted]:
        """The lines that are stored."""
        return kept_lines(self.drafted)

    @property
    def book(self) -> Book:
        """It with every line, as versions compare it."""
        return Book(playbook=self.playbook, lines=tuple(one.line for one in self.drafted))


def write_playbooks(
    subjects: Sequence[Subject],
    findings: Sequence[Finding],
    show: Show,
    settings: PlaybookSettings,
    *,
    topics: Mapping[str, str],
    known: Known,
) -> list[Written]:
    """Return a playbook for each subject, in their order; `topics` are titles by the id of a topic."""
    ids = ids_of((one.kind, one.name) for one in subjects)
    own: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        own[finding.subject.kind, finding.subject.name].append(finding)
    looked_at = sum(len(one.observed) for one in subjects)
    everywhere = {
        (one.observed.behaviour.key, not one.helps)
        for one in findings
        if one.withheld is None and one.subject.kind == "everything"
    }
    written = []
    for subject in subjects:
        found, playbook_id = own[subject.kind, subject.name], ids[subject.kind, subject.name]
        missing = missing_evidence(subject, findings, settings)
        drafted = draft_lines(playbook_id, found, show, looked_at=looked_at)
        gone = no_longer_found(playbook_id, subject, drafted, known, everywhere=everywhere)
        after = after_people([*drafted, *gone], known.decided)
        written.append(
            Written(playbook=_playbook(playbook_id, subject, topics, missing), drafted=tuple(after))
        )
    return written


def new_versions(
    before: Mapping[str, Book],
    now: Sequence[Written],
    versions: Sequence[PlaybookVersion],
    choices: Sequence[LineChoice],
    *,
    made_at: str,
) -> list[PlaybookVersion]:
    """Return a version of each playbook that changed; `before` are those that were stored, by id."""
    after = {one.playbook.id: one.book for one in now}
    last = {one.playbook_id: one.n for one in versions}
    made = (
        next_version(before.get(one), after.get(one), choices=choices, last=last.get(one, 0), made_at=made_at)
        for one in sorted({*before, *after})
    )
    return [one for one in made if one is not None]


def _playbook(
    playbook_id: str,
    subject: Subject,
    topics: Mapping[str, str],
    missing: str | None,
) -> Playbook:
    went = Counter(one.verdict for one in subject.cases)
    return Playbook(
        id=playbook_id,
        kind=subject.kind,
        subject=subject_of(subject.kind, subject.name, topics),
        title=title_of(subject.kind, subject.name, topics),
        good=went["good"],
        bad=went["bad"],
        unclear=went["neutral"],
        calls=len({one.call_id for one in subject.cases}),
        agents=len({one.agent for one in subject.cases if one.agent}),
        looked_at=len(subject.observed),
        missing=missing,
    )
