"""The step that writes playbooks: what came up is gathered by subject, compared, and told."""

from collections import Counter
from collections.abc import Iterable, Mapping

from coachkit.mining.finding import Subject
from coachkit.mining.mine import mine
from coachkit.models import Case, Playbook, PlaybookKind, StageRows
from coachkit.pipeline.steps.bench import Bench
from coachkit.playlists.ids import slug
from coachkit.store.reading.topic_titles import topic_titles


def advise(bench: Bench, fingerprint: str) -> StageRows:  # noqa: ARG001 - every library step takes one
    """Write the playbooks from all cases of calls that can be heard."""
    titles = topic_titles(bench.library)
    subjects = [
        Subject(kind=kind, name=name, cases=cases, observed=[])
        for (kind, name), cases in _by_subject(bench.library.rows(Case)).items()
        if kind != "topic" or name in titles
    ]
    mine(subjects, bench.settings.playbooks)
    return {
        "playbooks": [_playbook(one, titles) for one in subjects],
        "playbook_lines": [],
        "playbook_quotes": [],
        "playbook_versions": [],
    }


def _by_subject(cases: Iterable[Case]) -> dict[tuple[PlaybookKind, str], list[Case]]:
    found: dict[tuple[PlaybookKind, str], list[Case]] = {}
    for one in cases:
        found.setdefault((one.kind, one.name), []).append(one)
    return dict(sorted(found.items()))


def _playbook(subject: Subject, titles: Mapping[str, str]) -> Playbook:
    shown = titles[subject.name] if subject.kind == "topic" else subject.name.replace("_", " ")
    went = Counter(one.verdict for one in subject.cases)
    return Playbook(
        id=f"{subject.kind}-{slug(shown)}",
        kind=subject.kind,
        subject=shown,
        title=shown,
        good=went["good"],
        bad=went["bad"],
        unclear=went["neutral"],
        calls=len({one.call_id for one in subject.cases}),
        agents=len({one.agent for one in subject.cases if one.agent}),
        looked_at=0,
    )
