"""What trackers found, how often, and what it says of a customer's relationship."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coachkit.models import Mention, Modality, Role, SensedHit, Tier, TrackerHit, Verdict
from coachkit.query.call_sql import COUNTED
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CALLS_OF_CUSTOMER


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerCount:
    """How often a tracker is found, in how many calls, and how those calls went."""

    tracker: str
    hits: int
    calls: int
    good: int
    bad: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedHit:
    """Where a hit is that counts: nobody rejected it, and it is not denied."""

    tracker: str
    segment: int
    """`Segment.n`."""
    start: float
    end: float
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHit:
    """A hit with the line it stands in, how it was found and how surely."""

    call_id: str
    tracker: str
    pack: str
    tier: Tier | None
    text: str
    quote: str
    start_char: int
    end_char: int
    role: Role
    speaker: str
    start: float
    end: float
    method: Literal["phrase", "lemma", "fuzzy", "meaning"]
    confidence: float
    """Of a hit by meaning, its similarity to the example."""
    modality: Modality
    example: str | None
    """The example sentence that the line means the same as; None where its words matched."""
    threshold: float | None
    accepted: bool | None
    """What a person said of it; None where nobody has."""
    customer: str | None
    started_at: str | None
    path: str
    label: Verdict | None

    @property
    def origin(self) -> str:
        """How it was found, in words."""
        if self.method == "meaning":
            return f"by meaning, {self.confidence:.2f}, like “{self.example}”"
        named = {"phrase": "by its words", "lemma": "by a form of the word", "fuzzy": "misspelt"}[self.method]
        return named if self.confidence == 1 else f"{named}, {self.confidence:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A competitor, feature or tracker found at a place: what a rescan adds and removes."""

    kind: str
    name: str
    call_id: str
    start: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    name: str


def count_trackers(library: Library) -> list[TrackerCount]:
    """Return the trackers that are found, those in most calls first."""
    return library.find(
        TrackerCount,
        f"""
        select h.tracker, count(*), count(distinct h.call_id),
            count(distinct case when h.label = 'good' then h.call_id end),
            count(distinct case when h.label = 'bad' then h.call_id end)
        from v_tracker_hits h where {COUNTED}
        group by h.tracker order by 3 desc, 2 desc, h.tracker
        """,  # noqa: S608 - a constant
    )


def trackers_with_hits(library: Library) -> list[str]:
    """Return the names of all trackers with a hit, those included that nobody counts."""
    found = library.find(_Name, "select distinct tracker from v_tracker_hits order by tracker")
    return [one.name for one in found]


def list_hits(library: Library, tracker: str, *, call_ids: frozenset[str] | None = None) -> list[FoundHit]:
    """Return a tracker's hits, the latest call first; those denied or rejected are among them, and marked."""
    wanted = {"tracker": tracker}
    if call_ids is None:
        return library.find(FoundHit, f"{_HITS} where h.tracker = :tracker {_ORDER}", wanted)
    on_calls = "h.call_id in (select value from json_each(:calls))"
    return library.find(
        FoundHit,
        f"{_HITS} where h.tracker = :tracker and {on_calls} {_ORDER}",
        {**wanted, "calls": json.dumps(sorted(call_ids))},
    )


def list_hits_on(library: Library, call_id: str, trackers: Sequence[str]) -> list[CountedHit]:
    """Return the hits of trackers on a call that count, in time order."""
    return library.find(
        CountedHit,
        f"""
        select h.tracker, h.segment, h.start, h.end, h.role from v_tracker_hits h
        where h.call_id = :call and h.segment is not null and {COUNTED}
        and h.tracker in (select value from json_each(:trackers)) order by h.start, h.tracker
        """,  # noqa: S608 - a constant
        {"call": call_id, "trackers": json.dumps([*trackers])},
    )


def customer_signals(library: Library, customer: str) -> list[FoundHit]:
    """Return what a customer's calls show of the relationship, said as a fact and not rejected."""
    return library.find(
        FoundHit,
        f"""
        {_HITS} where h.call_id in ({CALLS_OF_CUSTOMER}) and h.tier is not null
        and (h.accepted or (h.accepted is null and h.modality = 'plain')) {_ORDER}
        """,
        {"customer": customer},
    )


def findings(library: Library) -> set[Finding]:
    """Return all that names and trackers have found."""
    return findings_of(
        [*library.rows(Mention), *library.rows(TrackerHit), *library.rows(SensedHit)],
    )


def findings_of(rows: list[Mention | TrackerHit | SensedHit]) -> set[Finding]:
    """Return rows as what a rescan compares; names that the settings do not know are left out."""
    found = set()
    for row in rows:
        if isinstance(row, Mention):
            if row.kind == "candidate":
                continue
            kind, name = str(row.kind), row.name
        else:
            kind, name = "tracker", row.tracker
        found.add(Finding(kind=kind, name=name, call_id=row.call_id, start=row.start, text=row.text))
    return found


_HITS = """
select h.call_id, h.tracker, h.pack, h.tier, h.text, coalesce(h.quote, h.text), h.start_char, h.end_char,
    h.role, coalesce(h.speaker, h.role), h.start, h.end, h.method, h.confidence, h.modality, h.example,
    h.threshold, h.accepted, h.customer, h.started_at, h.path, h.label
from v_tracker_hits h
"""
_ORDER = "order by h.started_at desc, h.path, h.call_id, h.start, h.tracker"
