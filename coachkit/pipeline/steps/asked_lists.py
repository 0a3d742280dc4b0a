"""Lists that are filled by a query of the settings.

What a query finds is played as the exchange that it is part of; what is part of none gets a clip of its own.
A list that cannot be filled stays there, empty, and says why; the others are filled all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from coachkit.config import Settings, SmartPlaylist
from coachkit.errors import CoachkitError, QueryError
from coachkit.models import Verdict
from coachkit.pipeline.steps.bench import Bench
from coachkit.pipeline.steps.filler import Filler, Source, nothing
from coachkit.pipeline.steps.own_clips import OwnClips
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.wanted import Wanted, of_settings
from coachkit.query.explain import explain
from coachkit.query.tree import Node
from coachkit.searching.archive import Archive
from coachkit.searching.places_asked import Narrowing, PlacesAsked, places_asked, read_asked, what_narrows
from coachkit.store.reading.curating import (
    Choice,
    PlayedPlace,
    candidates_at,
)
from coachkit.store.reading.retrieval import TurnTimes
from coachkit.store.reading.topic_titles import topic_titles

TOGETHER = 20.0
"""Places of a call at most so many seconds apart are one."""
_N, _VERDICT, _START, _END, _SCORE, _EXCHANGE = map(
    PlayedPlace._fields.index, ("n", "verdict", "start", "end", "score", "exchange")
)


def fill_asked(filler: Filler, own: OwnClips, settings: Settings) -> None:
    """Fill the lists of the settings."""
    archive = Archive(filler.library)
    for one in settings.playlists.smart:
        for wanted, choice in _lists(filler, one):
            if wanted.query is None:
                filler.fill(wanted, choice, is_kept=one.each is None)
            else:
                fill_by_query(filler, own, archive, wanted, is_kept=one.each is None)


def asked_now(bench: Bench) -> list[object]:
    """Return what the queries of the settings mean today: `date:last-week` is another week each week."""
    archive = Archive(bench.library)
    meant: list[object] = []
    for one in bench.settings.playlists.smart:
        try:
            meant.append(read_asked(archive, one.query.replace("{subject}", "subject")))
        except CoachkitError as error:
            meant.append(str(error))
    return meant


def _lists(filler: Filler, one: SmartPlaylist) -> list[tuple[Wanted, Choice]]:
    """Return the list that is asked for, or one for every subject of a kind."""
    if one.each is None:
        wanted = of_settings(one)
        return [(wanted, filler.choice(verdict=wanted.only))]
    titles = topic_titles(filler.library)
    names = sorted({count.name for count in filler.counted if count.kind == one.each})
    found = []
    for name in names:
        title: str | None = titles.get(name) if one.each == "topic" else name
        if title is not None:
            wanted = of_settings(one, title)
            about = {"topic": name} if one.each == "topic" else {"kind": one.each, "name": name}
            found.append((wanted, filler.choice(**about, verdict=wanted.only)))
    return found


def fill_by_query(
    filler: Filler, own: OwnClips, archive: Archive, wanted: Wanted, *, is_kept: bool = True
) -> None:
    """Fill a list by its query; `is_kept`: with a note where it finds nothing.

    A query that cannot be understood always leaves a note.
    """
    choice = filler.choice(verdict=wanted.only)
    try:
        node = read_asked(archive, wanted.query or "")
    except QueryError as error:
        wrong = f"The query of “{wanted.title}” cannot be used: {_first_line(error)}"
        filler.fill(wanted, choice, nothing(), note=wrong, is_kept=True)
        return
    found = places_asked(archive, node)
    if found.turns is None:
        choice = replace(choice, call_ids=frozenset(found.calls))
        source = filler.source(choice, wanted)
    else:
        source = _Places(filler, own, wanted, found.turns, found.exchanges, explain(node)).source()
    note = None if found.count else why_empty(archive, node)
    filler.fill(wanted, choice, source, note=note, is_kept=is_kept)
    filled = filler.filled.get(wanted.id)
    if filled is not None and not filled.clips and note is None:
        playlist = replace(filled.playlist, note=_unplayable(found, wanted))
        filler.filled[wanted.id] = replace(filled, playlist=playlist)


def _unplayable(found: PlacesAsked, wanted: Wanted) -> str:
    """Return why nothing of what a query finds is in its list."""
    what = "calls" if found.turns is None else "places"
    went = {"good": " that went well", "bad": " that went badly", "mixed": ""}[wanted.verdict]
    return f"The query finds {found.count:,} {what}, and no exchange{went} that can be heard is among them."


def why_empty(archive: Archive, node: Node) -> str:
    """Return which condition of a query that finds nothing removed how many places."""
    parts = what_narrows(archive, node)
    unit = "calls" if found_calls(parts, archive) else "places"
    last = next((one for one in parts if one.left == 0), parts[-1])
    if last.before == 0 or last is parts[0]:
        return f"Nothing fits: {last.written} ({last.said}) is true of none of the {last.before:,} {unit}."
    return (
        f"Nothing fits: the rest of the query finds {last.before:,} {unit}, and {last.written} ({last.said}) "
        f"removes all of them; by itself it is true of {last.alone:,}."
    )


def _first_line(error: QueryError) -> str:
    """Return what is wrong with a query, without the query and the caret under the place."""
    return str(error).removeprefix("query: ").splitlines()[0]


def found_calls(parts: Sequence[Narrowing], archive: Archive) -> bool:
    """Say whether conditions were counted in calls."""
    return bool(parts) and parts[0].before == archive.calls


class _Places:
    """The places that a query finds, as candidates."""

    def __init__(
        self,
        filler: Filler,
        own: OwnClips,
        wanted: Wanted,
        turns: Sequence[TurnTimes],
        exchanges: frozenset[tuple[str, int]] | None,
        said: str,
    ) -> None:
        self._filler, self._own, self._wanted = filler, own, wanted
        self._said = said
        self._newest = {call_id: n for n, call_id in enumerate(dict.fromkeys(one.call_id for one in turns))}
        played = filler.played(self._newest)
        self._played, bare = _matched(turns, played, exchanges, only=wanted.only)
        self._bare = bare if wanted.only is None else []

    def source(self) -> Source:
        """Return where the list gets its candidates from."""
        return Source(best=self._best, of_calls=self._of_calls)

    def _best(self, most: int) -> list[Candidate]:
        sort = self._wanted.limits.sort
        by_call = sort in ("newest", "oldest")
        sign = -1 if sort == "oldest" else 1

        def order(one: PlayedPlace) -> tuple[float, ...]:
            length = one.end - one.start
            first = {"longest": -length, "shortest": length}.get(sort, -one.score)
            return (sign * self._newest[one.call_id], first) if by_call else (first,)

        played = sorted(self._played, key=lambda one: (*order(one), one.call_id, one.n))[:most]
        grade = self._filler.settings.min_grade
        found = candidates_at(self._filler.library, [(one.call_id, one.n) for one in played], min_grade=grade)
        wanted = self._wanted.limits.max_clips or self._filler.settings.max_clips
        if by_call or len(found) < wanted:
            bare = self._bare if sort != "oldest" else self._bare[::-1]
            found += self._clips_of(bare[:wanted])
        return found

    def _of_calls(self, call_ids: frozenset[str]) -> list[Candidate]:
        keys = [(one.call_id, one.n) for one in self._played if one.call_id in call_ids]
        found = candidates_at(self._filler.library, keys, min_grade=self._filler.settings.min_grade)
        return [*found, *self._clips_of([one for one in self._bare if one.call_id in call_ids])]

    def _clips_of(self, places: Sequence[TurnTimes]) -> list[Candidate]:
        reason = self._said[:1].upper() + self._said[1:]
        grades = self._filler.heard([one.call_id for one in places])
        clips = [
            self._own.at(one.call_id, one.start, one.end, reason) for one in places if one.call_id in grades
        ]
        return [one for one in clips if one is not None]


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
