"""Which call a row of outcomes belongs to: found by its name, or by who talked and when.

Nothing is guessed. A row that fits several calls is told with all of them, and one that fits none with the
reason.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import PurePosixPath

from coachkit.dates import on_one_clock
from coachkit.pipeline.outcomes.table import OutcomeRow
from coachkit.pipeline.people.settling import Roster, fold_name

FEWEST = 8
"""Characters of a call's id that are enough to name it."""
_ZONES = timedelta(hours=26)
"""The most that the clocks on two walls can differ (UTC-12 and UTC+14)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCall:
    """What a call can be found by."""

    id: str
    paths: tuple[str, ...]
    """Of its recordings."""
    agents: tuple[str, ...] = ()
    customer: str | None = None
    start: datetime | None = None
    duration: float = 0.0
    """In seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A row with the call that it belongs to, or with the reason why that cannot be told."""

    row: OutcomeRow
    call: KnownCall | None = None
    candidates: tuple[KnownCall, ...] = ()
    """The calls that it may belong to, where there are several."""
    why: str = ""


class Joiner:
    """Finds the calls of rows; `minutes` is how far a row's time may be from a call's beginning."""

    def __init__(self, calls: Iterable[KnownCall], roster: Roster, *, minutes: float) -> None:
        self._calls = sorted(calls, key=lambda call: call.id)
        self._roster = roster
        self._reach = timedelta(minutes=minutes)
        self._ids = [call.id for call in self._calls]
        self._by_file: dict[str, list[KnownCall]] = {}
        self._by_agent: dict[str, list[KnownCall]] = {}
        self._by_customer: dict[str, list[KnownCall]] = {}
        for call in self._calls:
            for form in sorted({form for path in call.paths for form in _forms(path)}):
                self._by_file.setdefault(form, []).append(call)
            for agent in {fold_name(name) for name in call.agents}:
                self._by_agent.setdefault(agent, []).append(call)
            if call.customer:
                self._by_customer.setdefault(fold_name(call.customer), []).append(call)
        self._longest = timedelta(seconds=max((call.duration for call in self._calls), default=0.0))
        for group in (*self._by_agent.values(), *self._by_customer.values()):
            group.sort(key=_wall_clock)

    def join(self, row: OutcomeRow) -> Joined:
        """Return the row with its call."""
        if row.problem:
            return Joined(row=row, why=row.problem)
        if row.call:
            found = self._named(row.call)
            return self._chosen(row, found, none=f"no call has the id or file “{row.call}”")
        if row.at is None or not (row.agent or row.customer):
            return Joined(row=row, why="it names neither a call nor an agent and a time")
        return self._at(row, row.at)

    def _named(self, wanted: str) -> Sequence[KnownCall]:
        folded = wanted.strip().casefold()
        if len(folded) >= FEWEST:
            first = bisect_left(self._ids, folded)
            after = bisect_left(self._ids, folded + "\U0010ffff")
            if first < after:
                return self._calls[first:after]
        place = folded.replace("\\", "/")
        found = self._by_file.get(PurePosixPath(place).name, [])
        if len(found) < 2:
            return found
        # Of files with the same name, those count that lie in the same folder, and in the same one above it.
        alike = [max(_same_ending(path, place) for path in call.paths) for call in found]
        return [call for call, parts in zip(found, alike, strict=True) if parts == max(alike)]

    def _at(self, row: OutcomeRow, at: datetime) -> Joined:
        if row.agent:
            who, group = row.agent, self._by_agent.get(fold_name(self._roster.agent(row.agent)))
        else:
            who, group = (
                row.customer,
                self._by_customer.get(fold_name(self._roster.customer(row.customer))),
            )
        if group is None:
            return Joined(row=row, why=f"there is no call of “{who}”")
        return self._chosen(
            row, self._near(group, at), none=f"“{who}” has no call at {at:%Y-%m-%d %H:%M} or shortly after"
        )

    def _near(self, group: Sequence[KnownCall], at: datetime) -> list[KnownCall]:
        wall = at.replace(tzinfo=None)
        margin = self._reach + _ZONES
        first = bisect_left(group, wall - margin - self._longest, key=_wall_clock)
        last = bisect_right(group, wall + margin, key=_wall_clock)
        return [call for call in group[first:last] if call.start and self._reaches(call, call.start, at)]

    def _reaches(self, call: KnownCall, start: datetime, at: datetime) -> bool:
        begin, moment = on_one_clock((start, at))
        end = max(begin + self._reach, begin + timedelta(seconds=call.duration))
        return begin - self._reach <= moment <= end

    def _chosen(self, row: OutcomeRow, found: Sequence[KnownCall], *, none: str) -> Joined:
        if len(found) > 1 and row.customer:
            customer = fold_name(self._roster.customer(row.customer))
            fitting = [call for call in found if call.customer and fold_name(call.customer) == customer]
            found = fitting or found
        if len(found) == 1:
            return Joined(row=row, call=found[0])
        if not found:
            return Joined(row=row, why=none)
        return Joined(row=row, candidates=tuple(found), why=f"it fits {len(found)} calls")


def without_contradictions(joined: Sequence[Joined]) -> list[Joined]:
    """Return the rows, with those set aside that say different things of one call without saying when.

    Rows with a time each are the history of an outcome, and no contradiction.
    """
    by_outcome: dict[tuple[str, str], list[tuple[Joined, str]]] = {}
    for one in joined:
        for kind, value in one.row.outcomes if one.call else ():
            by_outcome.setdefault((one.call.id if one.call else "", kind), []).append((one, value))
    why: dict[int, str] = {}
    for (_, kind), told in by_outcome.items():
        if len({value for _, value in told}) > 1 and not _is_history([one for one, _ in told]):
            lines = ", ".join(f"{kind} “{value}” in line {one.row.line}" for one, value in told)
            why |= {one.row.line: f"rows of one call contradict each other: {lines}" for one, _ in told}
    return [
        replace(one, call=None, candidates=(one.call,), why=why[one.row.line])
        if one.call and one.row.line in why
        else one
        for one in joined
    ]


def _is_history(rows: Sequence[Joined]) -> bool:
    times = [one.row.recorded_at for one in rows if one.row.recorded_at]
    return len(times) == len(rows) and len(set(on_one_clock(times))) == len(rows)


def _forms(path: str) -> tuple[str, ...]:
    place = PurePosixPath(path.replace("\\", "/").casefold())
    return (place.name, place.stem)


def _same_ending(path: str, wanted: str) -> int:
    """Return how many folders two paths have in common at their end, not counting the file's own name."""
    ours, theirs = (PurePosixPath(one.replace("\\", "/").casefold()).parts[-2::-1] for one in (path, wanted))
    pairs = zip(ours, theirs, strict=False)
    return next((n for n, (one, other) in enumerate(pairs) if one != other), min(len(ours), len(theirs)))


def _wall_clock(call: KnownCall) -> datetime:
    return call.start.replace(tzinfo=None) if call.start else datetime.min
