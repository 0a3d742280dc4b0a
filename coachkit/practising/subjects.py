"""What can be practised: whatever customers bring up, found by the names that people have for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.errors import NotFoundError
from coachkit.models import SubjectKind
from coachkit.near import pick
from coachkit.playbooks.titles import ids_of
from coachkit.playlists.ids import slug
from coachkit.spelling import spelling_key
from coachkit.stages.contrast import Subject, texts_of
from coachkit.store.library import Library
from coachkit.store.reading.curating import subjects_counted
from coachkit.store.reading.topic_titles import topic_titles

KINDS: Sequence[SubjectKind] = ("competitor", "feature", "moment", "tracker", "topic")
"""Of two things with one name, the one whose kind is named first here is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practisable:
    """Something that came up in calls, and was replied to."""

    id: str
    """As its playbook has it: `competitor-zenlane`."""
    subject: Subject
    name: str
    """As highlights have it; of a topic its id."""
    also: tuple[str, ...] = ()
    """Ids of what else has this name."""

    @property
    def lists(self) -> str:
        """How the ids of its playlists begin: `competitor-zenlane`, `topic-price`."""
        return f"{self.subject.kind}-{slug(self.subject.shown)}"

    @property
    def about(self) -> str:
        """What happens in its exchanges, in a sentence without a full stop."""
        return texts_of(self.subject)["about"].format(subject=self.subject.shown)


def practisables(library: Library) -> list[Practisable]:
    """Return whatever came up and went well or badly, by kind and name; topics that are away are left out."""
    titles = topic_titles(library)
    found = {(one.kind, one.name) for one in subjects_counted(library)}
    ids = ids_of((kind, name) for kind, name in found if kind != "topic" or name in titles)  # type: ignore[misc]
    known = [
        Practisable(id=ids[kind, name], subject=_subject(kind, name, titles), name=name) for kind, name in ids
    ]
    return sorted(known, key=lambda one: (KINDS.index(one.subject.kind), one.subject.shown.casefold()))


def _subject(kind: str, name: str, titles: Mapping[str, str]) -> Subject:
    return Subject(kind=kind, name=titles[name] if kind == "topic" else name)  # type: ignore[arg-type]  # of KINDS


def find_practisable(wanted: str, known: Sequence[Practisable]) -> Practisable:
    """Return what a person means: by its name, the beginning of it, or its id.

    Raises:
        NotFoundError: Nothing is called so, or several things begin so; says which come near.
    """
    same = [one for one in known if spelling_key(one.subject.shown) == spelling_key(wanted)]
    if same:
        first, *others = same
        return replace(first, also=tuple(one.id for one in others))
    if not known:
        raise NotFoundError(
            "nothing can be practised yet: no customer brings anything up that an agent replies to; "
            "`coachkit build FOLDER` finds it in your calls"
        )
    forms = [(form, one.id) for one in known for form in (one.subject.shown, one.id, one.lists)]
    try:
        picked = pick(wanted, forms, what="thing to practise called")
    except NotFoundError as error:
        joint = "" if str(error).endswith("?") else ";"
        raise NotFoundError(f"{error}{joint} coachkit practice lists what can be practised") from None
    return next(one for one in known if one.id == picked)
