"""One competitor, feature or phrase: where it is said, how the replies went, and what goes with it."""

from dataclasses import dataclass
from typing import Literal

from coachkit.models import Stance, SubjectKind
from coachkit.near import pick
from coachkit.query.tree import OfCall, Value
from coachkit.query.unparse import unparse
from coachkit.statistics.shares import Share, share_of
from coachkit.store.reading.known_names import names_of_settings
from coachkit.store.reading.said_names import (
    Beside,
    NamePlace,
    NameSize,
    SaidKind,
    calls_naming,
    name_agents,
    name_customers,
    name_places,
    name_sizes,
    names_said,
    said_beside,
    stances_on,
)
from coachkit.store.reading.topic_sizes import CallsTaken
from coachkit.web.acting.names import Listed
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.pages.courses import Course, Period, read_courses
from coachkit.web.pages.guides import Guides, guides_of
from coachkit.web.pages.listing import ListedNow
from coachkit.web.pages.paging import PageNumber, count_pages

PAGE_LENGTH = 20
"""Places on a page."""
_PEOPLE, _BESIDE = 8, 12
NameKind = Literal["competitor", "feature", "phrase"]
KINDS: dict[NameKind, SaidKind] = {"competitor": "competitor", "feature": "feature", "phrase": "tracker"}
_SUBJECTS: dict[NameKind, SubjectKind] = {
    "competitor": "competitor",
    "feature": "feature",
    "phrase": "tracker",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePage:
    """A competitor, a feature, or a phrase that is listened for."""

    kind: NameKind
    name: str
    size: NameSize | None
    """None where nobody has said it yet."""
    replies: Share
    """Replies that went well, among those that are judged."""
    course: Course | None
    by: Period
    places: tuple[NamePlace, ...]
    number: int
    pages: int
    stances: dict[Stance, int]
    beside: tuple[Beside, ...]
    customers: tuple[CallsTaken, ...]
    agents: tuple[CallsTaken, ...]
    guides: Guides
    query: str
    """Lists the calls that say it."""
    listed: Listed | None
    """How the settings list it, for those who may change that."""


def read_name(
    opened: Opened,
    kind: NameKind,
    name: str,
    listing: ListedNow,
    by: Period = "week",
    page: PageNumber = 1,
) -> NamePage:
    """Return the page of a name.

    Raises:
        NotFoundError: Neither calls nor settings have it; says what comes near.
    """
    library, said = opened.library, KINDS[kind]
    chosen = _named(opened, kind, name)
    sizes = opened.kept(f"name {said} {chosen}", lambda kept: name_sizes(kept, said, name=chosen))
    size = sizes[0] if sizes else None
    good, known = (size.good, size.good + size.neutral + size.bad) if size else (0, 0)
    return NamePage(
        kind=kind,
        name=chosen,
        size=size,
        replies=share_of(good, known),
        course=read_courses(opened, by=by).of(_SUBJECTS[kind], chosen),
        by=by,
        places=tuple(_places(opened, said, chosen, page)),
        number=page,
        pages=count_pages(size.places if size else 0, PAGE_LENGTH),
        stances=stances_on(library, said, chosen),
        beside=tuple(_beside(opened, said, chosen)),
        customers=tuple(
            opened.kept(
                f"customers {said} {chosen}", lambda kept: name_customers(kept, said, chosen, most=_PEOPLE)
            )
        ),
        agents=tuple(
            opened.kept(f"agents {said} {chosen}", lambda kept: name_agents(kept, said, chosen, most=_PEOPLE))
        ),
        guides=guides_of(opened, _SUBJECTS[kind], chosen),
        query=unparse(OfCall(field=said, values=(Value(text=chosen),))),
        listed=listing.find(kind, chosen),
    )


def _named(opened: OpenedLibrary, kind: NameKind, name: str) -> str:
    """Return the name that is meant: one that is said, else one of the settings."""
    said = opened.kept(f"names said {kind}", lambda library: names_said(library, KINDS[kind]))
    if name in said:
        return name
    silent = opened.kept(f"settings {KINDS[kind]}", lambda library: names_of_settings(library, KINDS[kind]))
    what = "phrase that is listened for" if kind == "phrase" else kind
    return pick(name, [(one, one) for one in dict.fromkeys([*said, *silent])], what=what)


def _places(opened: OpenedLibrary, kind: SaidKind, name: str, page: int) -> list[NamePlace]:
    """Return the places of a page: only the calls that they are in are read."""
    calls = opened.kept(f"calls {kind} {name}", lambda library: calls_naming(library, kind, name))
    begin, end = (page - 1) * PAGE_LENGTH, page * PAGE_LENGTH
    wanted: list[str] = []
    before = passed = 0
    for call_id, places in calls:
        if before + places <= begin:
            passed = before + places
        elif before < end:
            wanted.append(call_id)
        before += places
    found = name_places(opened.library, kind, name, wanted)
    return found[begin - passed : end - passed]


def _beside(opened: OpenedLibrary, kind: SaidKind, name: str) -> list[Beside]:
    """Return what else comes up in the same calls; a name is not told as a phrase once more."""
    found = opened.kept(
        f"beside {kind} {name}", lambda library: said_beside(library, kind, name, most=3 * _BESIDE)
    )
    names = {name.casefold()} | {one.name.casefold() for one in found if one.kind != "phrase"}
    return [one for one in found if one.kind != "phrase" or one.name.casefold() not in names][:_BESIDE]
