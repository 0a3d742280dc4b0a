"""Spellings that probably stand for a competitor or feature, each with lines that it is said in."""

from dataclasses import dataclass, replace

from fastapi import Request

from coachkit.languages import loose
from coachkit.models import RejectedSuggestion
from coachkit.store.reading.said_names import NamePlace, lines_said
from coachkit.suggesting import NameKind, Suggestion
from coachkit.web.library_pool import Opened, OpenedLibrary
from coachkit.web.misheard import MOST_CALLS, built_at, misheard_of
from coachkit.web.pages.listing import ListedNow, Listing
from coachkit.web.person import Lead

_LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A spelling, and the name that it probably stands for."""

    spelling: str
    meant: str
    kind: NameKind
    places: int
    calls: int
    said: tuple[NamePlace, ...]
    """A few lines that it is said in, with its words marked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingsPage:
    """Spellings to decide on, those in most calls first."""

    spellings: tuple[Spelling, ...]
    more: int
    is_looking: bool
    """Whether the calls are still being looked through."""
    looked: int
    """The newest so many calls are looked through at most."""
    why_not: str | None
    """Why nothing can be decided from the page; None where it can."""


def read_spellings(request: Request, opened: Opened, lead: Lead, listing: ListedNow) -> SpellingsPage:  # noqa: ARG001 - leads only
    """Return spellings that probably stand for a known name."""
    found = None
    if listing.why_not is None:
        found = misheard_of(request.app).found(built_at(opened.library))
    open_ones = _undecided(opened, found.suggestions, listing) if found else []
    return SpellingsPage(
        spellings=tuple(_spelling(opened, one) for one in open_ones[:_LISTED]),
        more=max(0, len(open_ones) - _LISTED),
        is_looking=listing.why_not is None and found is None,
        looked=MOST_CALLS,
        why_not=listing.why_not,
    )


def _undecided(opened: OpenedLibrary, found: tuple[Suggestion, ...], listing: Listing) -> list[Suggestion]:
    """Leave out what people have decided on since it was found."""
    rejected = {(one.spelling, one.meant) for one in opened.library.rows(RejectedSuggestion)}
    return [
        one
        for one in found
        if (loose(one.spelling), one.meant) not in rejected
        and not listing.knows(one.spelling)
        and listing.find(one.meant_kind, one.meant)
    ]


def _spelling(opened: OpenedLibrary, one: Suggestion) -> Spelling:
    lines = lines_said(opened.library, [(place.call_id, place.start) for place in one.places])
    return Spelling(
        spelling=one.spelling,
        meant=one.meant,
        kind=one.meant_kind,
        places=one.mentions,
        calls=one.calls,
        said=tuple(_marked(line, one.spelling) for line in lines),
    )


def _marked(line: NamePlace, spelling: str) -> NamePlace:
    begin = loose(line.text).find(loose(spelling))
    if begin < 0:
        return line
    return replace(line, start_char=begin, end_char=begin + len(spelling))
