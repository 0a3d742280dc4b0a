"""Where in the calls the things on a page can be heard, with what is said there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.call_copies import has_time
from coachkit.models import Highlight, MomentKind, Segment
from coachkit.playlists.disputed import without_disputed
from coachkit.preparing.aspects import Aspect
from coachkit.preparing.differing import what_differs
from coachkit.preparing.pairing import Material, Two
from coachkit.preparing.results import Beside, Drawn, Heard
from coachkit.preparing.weighing import Weighed
from coachkit.reporting.cases import Case
from coachkit.reporting.results import Promise, Spot
from coachkit.reporting.spots import Spots
from coachkit.reporting.wording import exchange_title
from coachkit.store.library import Library
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.calls import CallSummary
from coachkit.store.reading.opinions import standing_disputes
from coachkit.store.reading.preparing import (
    agents_of,
    briefs_of,
    good_highlights,
    hard_to_hear,
    highlights_of_calls,
    prompt_vectors,
)
from coachkit.store.reading.report_rows import moments_of

_QUOTED = 3
"""Words; a shorter quote is shown only where there is no longer one."""
ALIKE = 0.35
"""Cosine of what two customers say first from which on they say much the same; as contrast lists have it."""
_NO_PATTERN = "One exchange of one call is no pattern: hear it for itself."
_OTHER_WORDS = "The customers bring it up in different words."
_PROMISES = 5
_PROMISED: tuple[MomentKind, ...] = ("promise",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Makes places in the calls of a page; nothing that somebody disputes is among them."""

    library: Library
    agent: str
    spots: Spots
    highlights: Sequence[Highlight]
    """Of the agent's own parts of the period's calls."""
    parts: Mapping[str, Sequence[tuple[float, float]]]
    """From when to when the agent was on each call."""
    disputed: Mapping[str, Sequence[tuple[float, float]]]

    @classmethod
    def read(cls, library: Library, calls: Collection[CallSummary], agent: str) -> "Places":
        """Return the maker of places in an agent's calls."""
        here = {call.id for call in calls}
        disputes = standing_disputes(library, here)
        own = without_disputed(highlights_of_calls(library, here), disputes)
        unclear = hard_to_hear(library, here)
        parts: dict[str, list[tuple[float, float]]] = {}
        for one in agents_of(library, here):
            if one.agent == agent:
                parts.setdefault(one.call_id, []).append((one.start, one.end))
        spans: dict[str, list[tuple[float, float]]] = {}
        for dispute in disputes:
            if dispute.start is not None and dispute.end is not None:
                spans.setdefault(dispute.call_id, []).append((dispute.start, dispute.end))
        return cls(
            library=library,
            agent=agent,
            spots=Spots.read(library, calls),
            highlights=[
                one
                for one in own
                if one.call_id not in unclear
                and _is_within(parts, one.call_id, one.quote_start, one.quote_end)
            ],
            parts=parts,
            disputed=spans,
        )

    def example(
        self, cases: Iterable[Case], aspect: Aspect, *, is_well: bool, used: Collection[str] = ()
    ) -> Spot | None:
        """Return the place that shows best that something goes well, or badly; None where none shows it.

        It is in a call that is not among those `used`, where there is one.
        """
        fits = [case for case in cases if case.is_held == is_well and case.start is not None and case.end]
        fits = [case for case in fits if not self._is_disputed(case)]
        fresh = [case for case in fits if case.call_id not in used] or fits
        best = min(fresh, key=lambda case: self._fitness(case, is_well=is_well), default=None)
        if best is None or best.start is None or best.end is None:
            return None
        start, end = self._around(best.call_id, best.start, best.end)
        title = aspect.well if is_well else aspect.badly
        return self.spots.at(best.call_id, start, end, best.quote, best.why or title)

    def material(self) -> Material:
        """Return what two clips are chosen from: the better one from anybody's calls."""

        def good(kind: str, name: str) -> list[Highlight]:
            found = good_highlights(self.library, kind, name)
            calls = {one.call_id for one in found}
            unclear = hard_to_hear(self.library, calls)
            fits = without_disputed(found, standing_disputes(self.library, calls))
            copies = self._copies(calls)
            return [one for one in fits if one.call_id not in unclear and one.call_id not in copies]

        return Material(
            own=self.highlights, good=good, vectors=lambda calls: prompt_vectors(self.library, calls)
        )

    def beside(self, two: Two, focus: Weighed | None) -> Beside:
        """Return the two clips with what is said in them."""
        with_it = {one.agent for one in agents_of(self.library, [two.better.call_id])}
        own, better = (self._heard(one) for one in (two.own, two.better))
        return Beside(
            title=_title(two.own),
            own=own,
            better=better,
            is_colleague=self.agent not in with_it,
            alike=two.alike,
            differs=what_differs(self.library, two),
            note=_note(two, is_focus=focus is not None),
        )

    def went_well(self, most: int) -> tuple[Heard, ...]:
        """Return the agent's exchanges that went most clearly well, of a call each."""
        found: dict[str, Highlight] = {}
        for one in sorted(self.highlights, key=lambda one: (-one.score, one.call_id, one.n)):
            if one.verdict == "good" and one.kind != "point":
                found.setdefault(one.call_id, one)
        return tuple(self._heard(one) for one in list(found.values())[:most])

    def drawn(self, calls: Iterable[CallSummary]) -> tuple[Drawn, ...]:
        """Return calls with their briefs."""
        some = list(calls)
        briefs = briefs_of(self.library, [call.id for call in some])
        return tuple(
            Drawn(
                spot=self.spots.at(call.id, None, None, None, "Picked by chance"),
                brief=tuple(line.text for line in briefs.get(call.id, ()) if line.kind != "facts"),
            )
            for call in some
        )

    def promises(self, call_ids: Collection[str]) -> tuple[Promise, ...]:
        """Return what agents promised last in these calls, the newest call first."""
        rows = [row for row in moments_of(self.library, call_ids, _PROMISED) if row.role == "agent"]
        days = {call_id: self.spots.heads[call_id].started_at or "" for call_id in call_ids}
        rows = [row for row in rows if row.quote and _is_within(self.parts, row.call_id, row.start, row.end)]
        rows.sort(key=lambda row: (row.call_id, row.start))
        rows.sort(key=lambda row: days[row.call_id], reverse=True)
        return tuple(
            Promise(spot=self.spots.at(row.call_id, row.start, row.end, row.quote, "promise"), kind="promise")
            for row in rows[:_PROMISES]
        )

    def _copies(self, call_ids: Collection[str]) -> set[str]:
        """Return which calls are the agent's calls once more, as a recording and its transcript are."""
        own = {_talk(head) for head in self.spots.heads.values()} - {None}
        heads = call_heads(self.library, call_ids)
        return {
            call_id
            for call_id, head in heads.items()
            if call_id not in self.spots.heads and _talk(head) in own
        }

    def _heard(self, one: Highlight) -> Heard:
        heads = Spots(heads=call_heads(self.library, [one.call_id]), lengths={one.call_id: one.end})
        spot = heads.at(one.call_id, one.start, one.end, one.quote, _begun(one.reason))
        return Heard(spot=spot, prompt=one.prompt, verdict=one.verdict)

    def _around(self, call_id: str, start: float, end: float) -> tuple[float, float]:
        """Return the highlight that a place is in, else the lines that it lies in, with the one before."""
        for one in self.highlights:
            if one.call_id == call_id and one.start <= start and end <= one.end:
                return one.start, one.end
        lines = [line for line in self.library.rows(Segment, call_id=call_id) if line.part == "talk"]
        touched = [n for n, line in enumerate(lines) if line.start < end and start < line.end]
        if not touched:
            return start, end
        first, last = max(touched[0] - 1, 0), touched[-1]
        return min(lines[first].start, start), max(end, *(line.end for line in lines[first : last + 1]))

    def _is_disputed(self, case: Case) -> bool:
        start, end = case.start or 0.0, case.end or 0.0
        return any(start < until and since < end for since, until in self.disputed.get(case.call_id, ()))

    def _fitness(self, case: Case, *, is_well: bool) -> tuple[object, ...]:
        """Return what cases are put in order by: quoted at length first, in calls that went so."""
        against = "bad" if is_well else "good"
        return (
            case.is_partly,
            not case.quote,
            len((case.quote or "").split()) < _QUOTED,
            self.spots.label_of(case.call_id) == against,
            -case.weight,
            case.call_id,
        )


def _talk(head: CallHead) -> tuple[str, str] | None:
    """Return whom it is with and when it began, which two calls have in common only where they are one."""
    if head.customer is None or head.started_at is None or not has_time(head.started_at):
        return None
    return head.customer, head.started_at


def _is_within(
    parts: Mapping[str, Sequence[tuple[float, float]]], call_id: str, start: float, end: float
) -> bool:
    return any(since <= (start + end) / 2 <= until for since, until in parts.get(call_id, ()))


def _note(two: Two, *, is_focus: bool) -> str:
    note = "These two show the focus." if is_focus else _NO_PATTERN
    return f"{note} {_OTHER_WORDS}" if two.alike is not None and two.alike < ALIKE else note


def _title(one: Highlight) -> str:
    if one.kind == "point":
        return one.name.replace("_", " ").capitalize()
    return exchange_title(one.kind, one.name)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
