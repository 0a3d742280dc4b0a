"""What playbooks are about: cases gathered by what comes up, and all of them together."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from coachkit.behaviours.behaviour import Observed
from coachkit.mining.finding import Subject
from coachkit.models import Case, PlaybookKind, SubjectKind
from coachkit.playbooks.titles import ids_of

Observe = Callable[[str, Sequence[Case]], Sequence[Observed]]
"""Tells of each behaviour in which cases of a playbook, given by its id, it is done, in their order."""
_NARROWEST: Mapping[SubjectKind, int] = {"competitor": 0, "feature": 1, "tracker": 2, "moment": 3, "topic": 4}
"""Of the subjects that come up in one line, that which counts where it is counted once."""


def subjects_of(cases: Iterable[Case], observe: Observe) -> list[Subject]:
    """Return all subjects by kind and name, the one about everything first, with what agents do in each."""
    found: list[tuple[PlaybookKind, str, list[Case]]] = [
        (kind, name, own) for (kind, name), own in sorted(_by_subject(cases).items())
    ]
    exchanges = [own for kind, _, own in found if kind != "topic"]
    if len(exchanges) > 1:
        found.insert(0, ("everything", "", once_each(one for own in exchanges for one in own)))
    ids = ids_of((kind, name) for kind, name, _ in found)
    return [
        Subject(kind=kind, name=name, cases=own, observed=observe(ids[kind, name], own))
        for kind, name, own in found
    ]


def once_each(cases: Iterable[Case]) -> list[Case]:
    """Return the cases without those that begin with a line that another one begins with.

    A customer may name a competitor and object in one line: of all that comes up it is one case, that of the
    name.
    """
    found: dict[tuple[str, float], Case] = {}
    for one in sorted(cases, key=lambda one: (_NARROWEST[one.kind], one.name, one.call_id, one.n)):
        found.setdefault((one.call_id, one.prompt_start), one)
    return sorted(found.values(), key=lambda one: (one.call_id, one.n))


def usable(cases: Iterable[Case], *, call_ids: Collection[str], topics: Collection[str]) -> list[Case]:
    """Return the cases of these calls, those of a topic only where it is one of these, by call and number."""
    kept = (one for one in cases if one.call_id in call_ids and (one.kind != "topic" or one.name in topics))
    return sorted(kept, key=lambda one: (one.call_id, one.n))


def _by_subject(cases: Iterable[Case]) -> dict[tuple[SubjectKind, str], list[Case]]:
    found: dict[tuple[SubjectKind, str], list[Case]] = {}
    for one in cases:
        found.setdefault((one.kind, one.name), []).append(one)
    return found
