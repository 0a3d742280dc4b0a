"""One customer: what their calls say, what was promised to them, and each call."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from coachkit.config import Settings, load_settings
from coachkit.errors import NotFoundError, SettingsError
from coachkit.models import Medium, MomentKind
from coachkit.pipeline.people.relationship import TIERS, Relationship, relationship_with
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.call_pages import competitors_on, page_of_calls
from coachkit.store.reading.calls import CallSummary
from coachkit.store.reading.customers import LEAVING, CustomerLine, calls_of_customer, customer_line
from coachkit.store.reading.people import customer_named
from coachkit.store.reading.report_rows import moments_of
from coachkit.store.reading.said_names import NamePlace, name_places
from coachkit.store.reading.settings_used import settings_of_last_build
from coachkit.web.library_pool import Opened
from coachkit.web.pages.paging import PageNumber, count_pages, page_within

PAGE_LENGTH = 25
"""Calls on a page."""
_NEWEST_CALLS = 40
"""So many calls are looked through for what was said and promised."""
_PROMISES = 4
_QUOTES = 2
"""Quotes for the sign that they may leave; one for every other."""
_COMPETITORS = 4
_TITLES = {"appreciate": "They like what they have", "engage": "They make more of it",
           "trust": "They count on you"}  # fmt: skip
_PROMISED: tuple[MomentKind, ...] = ("promise", "next_step")


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidTo:
    """Something that is said on a call with this customer."""

    call_id: str
    medium: Medium
    started_at: str | None
    agents: tuple[str, ...]
    customer: None = None
    """Not repeated on the customer's own page."""
    start: float
    end: float
    text: str
    start_char: int = 0
    """Of the words that matter, as `end_char`; both 0 where all do."""
    end_char: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Something to know before one talks to them, with what was said."""

    title: str
    address: str | None
    """Where there is more about it."""
    calls: int | None
    said: tuple[SaidTo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TierPart:
    """One of the three steps of a relationship."""

    title: str
    signs: tuple[Sign, ...]
    """Those that were seen; none: a gap."""
    looked_for: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerPage:
    """One customer."""

    line: CustomerLine
    about: tuple[tuple[str, int], ...]
    """What their newest calls are mainly about, and on how many."""
    leaving: Sign | None
    """That it sounds as if they may leave."""
    named: tuple[Sign, ...]
    """Competitors that are named on their newest calls, those on most of them first."""
    promised: tuple[SaidTo, ...]
    """What agents said would be done, the newest call first."""
    tiers: tuple[TierPart, ...]
    """Empty where the settings look for no such signs."""
    next_step: str | None
    calls: tuple[CallSummary, ...]
    """The newest first."""
    competitors: dict[str, tuple[str, ...]]
    """Who is named on which of these calls."""
    number: int
    """Of this page of calls, from one."""
    pages: int


def read_customer(opened: Opened, name: str, page: PageNumber = 1) -> CustomerPage:
    """Return one customer's page.

    Raises:
        NotFoundError: No customer, or more than one, is called so; says what comes near.
    """
    library = opened.library
    customer = customer_named(library, name)
    line = customer_line(library, customer)
    if line is None:
        raise NotFoundError(f"there are no calls of “{customer}”")
    every = calls_of_customer(library, customer)
    ids, pages = every[:_NEWEST_CALLS], count_pages(len(every), PAGE_LENGTH)
    number = page_within(page, pages)
    found = page_of_calls(
        library, CallFilter(customer=customer), limit=PAGE_LENGTH, offset=(number - 1) * PAGE_LENGTH
    )
    relationship = relationship_with(library, opened.kept("settings of last build", _settings), customer)
    return CustomerPage(
        line=line,
        about=tuple(_about(library, customer)),
        leaving=_leaving(library, line, ids),
        named=tuple(_named(library, ids)),
        promised=tuple(_promised(library, ids)),
        tiers=tuple(_tiers(library, relationship)),
        next_step=relationship.next_step,
        calls=found.calls,
        competitors=competitors_on(library, [call.id for call in found.calls]),
        number=number,
        pages=pages,
    )


def _about(library: Library, customer: str) -> list[tuple[str, int]]:
    newest = page_of_calls(library, CallFilter(customer=customer), limit=_NEWEST_CALLS)
    counted = Counter(call.topic for call in newest.calls if call.topic)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))[:_COMPETITORS]


def _leaving(library: Library, line: CustomerLine, ids: Sequence[str]) -> Sign | None:
    if not line.leaving_calls:
        return None
    places = [one for one in name_places(library, "tracker", LEAVING, ids) if one.role != "agent"]
    said = _first(places, _QUOTES)
    return Sign(title=LEAVING, address=f"/names/phrase/{quote(LEAVING)}", calls=line.leaving_calls, said=said)


def _named(library: Library, ids: Sequence[str]) -> list[Sign]:
    on_calls = Counter(name for names in competitors_on(library, ids).values() for name in names)
    signs = []
    for name, calls in sorted(on_calls.items(), key=lambda one: (-one[1], one[0]))[:_COMPETITORS]:
        places = [one for one in name_places(library, "competitor", name, ids) if one.role != "agent"]
        address = f"/names/competitor/{quote(name)}"
        signs.append(Sign(title=name, address=address, calls=calls, said=_first(places, 1)))
    return signs


def _first(places: Sequence[NamePlace], most: int) -> tuple[SaidTo, ...]:
    return tuple(
        SaidTo(
            call_id=one.call_id,
            medium=one.medium,
            started_at=one.started_at,
            agents=one.agents,
            start=one.start,
            end=one.end,
            text=one.text,
            start_char=one.start_char,
            end_char=one.end_char,
        )
        for one in places[:most]
    )


def _promised(library: Library, ids: Sequence[str]) -> list[SaidTo]:
    order = {call_id: place for place, call_id in enumerate(ids)}
    rows = [one for one in moments_of(library, ids, _PROMISED) if one.role != "customer" and one.quote]
    rows.sort(key=lambda one: (order[one.call_id], one.start))
    rows = list({(one.call_id, one.quote): one for one in rows}.values())[:_PROMISES]
    heads = call_heads(library, [one.call_id for one in rows])
    return [_said(heads[one.call_id], one.start, one.end, one.quote) for one in rows]


def _tiers(library: Library, found: Relationship) -> list[TierPart]:
    if not found.signals:
        return []
    hits = [hit for signal in found.signals for hit in signal.evidence[:1]]
    heads = call_heads(library, [hit.call_id for hit in hits])
    return [
        TierPart(
            title=_TITLES[tier],
            signs=tuple(
                Sign(
                    title=signal.name,
                    address=None,
                    calls=len({hit.call_id for hit in signal.evidence}),
                    said=tuple(
                        _said(heads[hit.call_id], hit.start, hit.end, hit.quote)
                        for hit in signal.evidence[:1]
                    ),
                )
                for signal in found.signals
                if signal.tier == tier and signal.evidence
            ),
            looked_for=tuple(signal.name for signal in found.signals if signal.tier == tier),
        )
        for tier in TIERS
    ]


def _said(call: CallHead, start: float, end: float, text: str) -> SaidTo:
    return SaidTo(
        call_id=call.id,
        medium=call.medium,
        started_at=call.started_at,
        agents=call.agents,
        start=start,
        end=end,
        text=text,
    )


def _settings(library: Library) -> Settings:
    """Return the settings of the last build, or none of one's own where they cannot be read any more."""
    try:
        return load_settings(settings_of_last_build(library))
    except (SettingsError, OSError):
        return Settings()
