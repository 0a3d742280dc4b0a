"""The places that a query finds, as candidates for a list.

A query may find tens of thousands. So calls are looked at a few at a time, those that promise most for the
order of the list first, until no call that is left can hold anything better than what is there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from coachkit.models import Verdict
from coachkit.pipeline.steps.filler import Filler, Source
from coachkit.pipeline.steps.own_clips import OwnClips
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.wanted import Wanted
from coachkit.query.explain import explain
from coachkit.query.tree import Node
from coachkit.searching.archive import Archive
from coachkit.searching.places_asked import places_of
from coachkit.store.reading.curating import PlayedPlace, candidates_at
from coachkit.store.reading.retrieval import TurnTimes, turns_of_calls
from coachkit.store.turn_ids import RANGE_BITS

TOGETHER = 20.0
"""Places of a call at most so many seconds apart are one."""
CALLS = 64
"""So many calls are looked at first, then always twice as many."""
FEW = 500
"""So many turns are looked at together, whatever their calls promise."""
_N, _VERDICT, _START, _END, _SCORE, _EXCHANGE = map(
    PlayedPlace._fields.index, ("n", "verdict", "start", "end", "score", "exchange")
)
_Order = tuple[float | str, ...]
_Batch = tuple[_Order, Sequence[int]]
"""Turns by number, and what comes before or equals the order of all that is played of them."""


class AskedPlaces:
    """Those of one query; what was read for one list of candidates is kept for a longer one."""

    def __init__(
        self,
        filler: Filler,
        own: OwnClips,
        archive: Archive,
        wanted: Wanted,
        node: Node,
        turns: Sequence[int],
    ) -> None:
        self._filler, self._own, self._archive = filler, own, archive
        self._wanted, self._node = wanted, node
        self._sort = wanted.limits.sort
        self._by_call = self._sort in ("newest", "oldest")
        self._ranges: dict[int, list[int]] = {}
        for turn in turns:
            self._ranges.setdefault(turn >> RANGE_BITS, []).append(turn)
        few = len(turns) <= FEW
        batches = self._by_age() if self._by_call else iter([((), turns)]) if few else self._by_promise()
        self._left: Iterator[_Batch] = batches
        self._next = next(batches, None)
        self._found: list[tuple[_Order, PlayedPlace]] = []

    def source(self) -> Source:
        """Return where the list gets its candidates from."""
        return Source(best=self._best, of_calls=self._of_calls)

    def _best(self, most: int) -> list[Candidate]:
        found = self._candidates(self._first(most))
        wanted = self._wanted.limits.max_clips or self._filler.settings.max_clips
        if self._by_call or len(found) < wanted:
            found += self._clips_of(islice(self._bare(), wanted))
        return found

    def _first(self, most: int) -> list[PlayedPlace]:
        """Return the first places that are played, in the order of the list."""
        while self._next is not None:
            best, turns = self._next
            if len(self._found) >= most and self._found[most - 1][0] < best:
                break
            self._found += self._in_order(turns, best if self._by_call else ())
            self._found.sort()
            self._next = next(self._left, None)
        return [place for _, place in self._found[:most]]

    def _in_order(self, turns: Sequence[int], first: _Order) -> Iterator[tuple[_Order, PlayedPlace]]:
        """Yield what is played of turns, each with its order, which begins with `first`."""
        calls: dict[str, int] = {}
        sign = -1 if self._sort == "oldest" else 1
        for one in self._match(turns)[0]:
            length = one.end - one.start
            own = {"longest": -length, "shortest": length}.get(self._sort, -one.score)
            age = (sign * calls.setdefault(one.call_id, len(calls)),) if self._by_call else ()
            yield (*first, *age, own, one.call_id, one.n), one

    def _match(self, turns: Sequence[int]) -> tuple[list[PlayedPlace], list[TurnTimes]]:
        """Return what is played of turns, the newest call first, and those of which nothing is."""
        places = places_of(self._archive, self._node, turns)
        played = self._filler.played.of(places.calls)
        return _matched(places.turns or (), played, places.exchanges, only=self._wanted.only)

    def _by_age(self) -> Iterator[_Batch]:
        """Yield all turns, from the newest call on or from the oldest."""
        ranges = sorted(self._ranges, reverse=self._sort != "oldest")
        for n, batch in enumerate(_growing(ranges)):
            yield (n,), [turn for one in batch for turn in self._ranges[one]]

    def _by_promise(self) -> Iterator[_Batch]:
        """Yield the turns of calls of which something is played, from those on that promise most."""
        for batch in _growing(self._filler.played.promising(self._sort, self._wanted.only)):
            turns = self._turns_of(call_id for _, call_id in batch)
            if turns:
                yield (-batch[0][0], batch[0][1]), turns

    def _turns_of(self, call_ids: Iterable[str]) -> list[int]:
        """Return the turns of these calls that the query finds."""
        spans = turns_of_calls(self._archive.library, call_ids)
        held = ((one.first, one.last) for one in spans if one.first is not None and one.last is not None)
        ranges = (one for first, last in held for one in range(first >> RANGE_BITS, (last >> RANGE_BITS) + 1))
        return [turn for one in ranges for turn in self._ranges.get(one, ())]

    def _bare(self) -> Iterator[TurnTimes]:
        """Yield the places of which nothing is played, the newest first, or the oldest."""
        if self._wanted.only is not None:
            return
        for _, turns in self._by_age():
            bare = self._match(turns)[1]
            yield from reversed(bare) if self._sort == "oldest" else bare

    def _of_calls(self, call_ids: frozenset[str]) -> list[Candidate]:
        played, bare = self._match(self._turns_of(sorted(call_ids)))
        return [*self._candidates(played), *(self._clips_of(bare) if self._wanted.only is None else ())]

    def _candidates(self, played: Iterable[PlayedPlace]) -> list[Candidate]:
        keys = [(one.call_id, one.n) for one in played]
        return candidates_at(self._filler.library, keys, min_grade=self._filler.settings.min_grade)

    def _clips_of(self, places: Iterable[TurnTimes]) -> list[Candidate]:
        reason = explain(self._node)
        reason = reason[:1].upper() + reason[1:]
        asked = list(places)
        heard = self._filler.heard([one.call_id for one in asked])
        clips = [
            self._own.at(one.call_id, one.start, one.end, reason) for one in asked if one.call_id in heard
        ]
        return [one for one in clips if one is not None]


def _growing(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield the values, some at first and then ever more."""
    size, start = CALLS, 0
    while start < len(values):
        yield values[start : start + size]
        start, size = start + size, 2 * size


def _matched(
    turns: Sequence[TurnTimes],
    played: Mapping[str, Sequence[tuple[Any, ...]]],
    exchanges: frozenset[tuple[str, int]] | None,
    *,
    only: Verdict | None,
) -> tuple[list[PlayedPlace], list[TurnTimes]]:
    """Return the highlights that show places, and the places that none shows, each once.

    Of several highlights at a place the one that the query means counts, else the clearest.
    """
    by_call: dict[str, list[tuple[Any, ...]]] = {}
    shown: dict[tuple[str, int], PlayedPlace] = {}
    bare: list[TurnTimes] = []
    for turn in turns:
        call_id, _, start, end = turn
        if call_id not in by_call:
            by_call[call_id] = [
                one
                for one in played.get(call_id, ())
                if only in (None, one[_VERDICT])
                and (exchanges is None or (call_id, one[_EXCHANGE]) in exchanges)
            ]
        there = [one for one in by_call[call_id] if one[_START] < end and start < one[_END]]
        if there:
            clearest = min(there, key=lambda one: (-one[_SCORE], one[_N]))
            shown[call_id, clearest[_N]] = PlayedPlace._make(clearest)
        elif not (bare and bare[-1].call_id == call_id and start - bare[-1].end <= TOGETHER):
            bare.append(turn)
    return [*shown.values()], bare
