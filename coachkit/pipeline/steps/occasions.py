"""Lists that are not about one thing: the best of the week, what to hear first, and those for new starters.

Days are counted back from the newest call, not from the clock: the same calls give the same lists.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from coachkit.hearing_first import NEW, calls_worth_hearing
from coachkit.models import Agent
from coachkit.pipeline.steps.filler import Filler, Source
from coachkit.pipeline.steps.own_clips import OwnClips
from coachkit.playlists.candidates import Candidate
from coachkit.playlists.choosing import is_repeat
from coachkit.playlists.ids import slug
from coachkit.playlists.wanted import by_fill, filled_by, quoted
from coachkit.store.reading.curating import (
    calls_between,
    calls_taken,
    candidates_of,
    newest_call_day,
)
from coachkit.trends.wording import day_span

WEEK = timedelta(days=6)
MATTERS = 15
"""So many of the things that come up most are looked at for new starters …"""
OF_EACH = 4
"""… and so many answers to each."""


def fill_week(filler: Filler) -> None:
    """Fill the list of what went best in the seven days up to the newest call."""
    days = _newest_week(filler)
    if days is None:
        return
    first, last = days
    wanted = by_fill(
        "week-best",
        filled_by("best of the week"),
        days=f"from {day_span(first, last)}",
        query=f"went:good date:{first}..{last}",
    )
    calls = calls_between(filler.library, first.isoformat(), last.isoformat())
    filler.fill(wanted, filler.choice(verdict="good", call_ids=calls))


def fill_first(filler: Filler, own: OwnClips) -> None:
    """Fill the list of the calls of these days that are worth most, each at the place that shows why."""
    days = _newest_week(filler)
    if days is None:
        return
    first, last = days
    wanted = by_fill(
        "week-first",
        filled_by("hear first"),
        days=f"from {day_span(first, last)}",
        query=f"date:{first}..{last}",
    )
    calls = calls_between(filler.library, first.isoformat(), last.isoformat())
    found = _first(filler, own, calls)
    filler.fill(wanted, filler.choice(call_ids=calls), _source(found))


def _first(filler: Filler, own: OwnClips, calls: frozenset[str]) -> list[Candidate]:
    heard = filler.heard(calls)
    taken = [one for one in calls_taken(filler.library, calls) if one.id in heard]
    found: list[Candidate] = []
    for place, one in enumerate(calls_worth_hearing(filler.library, taken)):
        choice = replace(filler.choice(call_ids=frozenset({one.call_id})), with_points=True)
        there = candidates_of(filler.library, choice, "clearest", most=-1)
        if one.start is not None and one.end is not None:
            start, end = one.start, one.end
            best = max(there, key=lambda c: min(c.end, end) - max(c.start, start), default=None)
            if best is None or min(best.end, end) <= max(best.start, start):
                best = own.at(one.call_id, start, end, one.reasons[0], quote=one.quote)
        else:
            best = next(iter(there), None)
        if best is not None:
            shown = replace(best, kind="place", reason=one.reasons[0], prompt="")
            # what its reason says counts, also where a better moment of the call is played
            verdict = "bad" if one.went_badly else best.verdict
            found.append(replace(shown, verdict=verdict, score=round(1 - place / 20, 4)))
    return found


def fill_starters(filler: Filler) -> None:
    """Fill the lists for people who are new: one for all of them, and one each without their own calls."""
    newest = _newest_day(filler)
    _fill_starter(filler, "starter-all", None)
    if newest is None:
        return
    for agent in filler.library.rows(Agent):
        if agent.started is not None and timedelta() <= newest - agent.started <= NEW:
            _fill_starter(filler, f"starter-{slug(agent.name)}", agent)


def _fill_starter(filler: Filler, id_: str, agent: Agent | None) -> None:
    if agent is None or agent.started is None:
        wanted = by_fill(id_, filled_by("new starters"), query="went:good")
    else:
        wanted = by_fill(
            id_,
            filled_by("new starter"),
            subject=agent.name,
            days=day_span(agent.started, agent.started),
            query=f"went:good -agent:{quoted(agent.name)}",
        )
    name = agent.name if agent else None
    filler.fill(wanted, filler.choice(verdict="good", not_by=name), _source(_matters(filler, name)))


def _matters(filler: Filler, without: str | None) -> list[Candidate]:
    """Return the best answers to what comes up most often, the most frequent matter first."""
    often: dict[tuple[str, str], int] = {}
    for one in filler.counted:
        if one.kind != "topic":
            often[one.kind, one.name] = often.get((one.kind, one.name), 0) + one.highlights
    found: list[Candidate] = []
    matters = sorted(often, key=lambda matter: (-often[matter], matter))[:MATTERS]
    for kind, name in matters:
        choice = filler.choice(kind=kind, name=name, verdict="good", not_by=without)
        answers = candidates_of(filler.library, choice, "clearest", most=OF_EACH)
        fresh = (
            one
            for one in answers
            if not filler.reasons.is_disputed(one) and not any(is_repeat(one, other) for other in found)
        )
        # where the best answer is one to an earlier matter as well, the next best is taken
        found += [replace(one, score=round(1 - len(found) / 100, 4)) for one in islice(fresh, 1)]
    return found


def _source(found: Sequence[Candidate]) -> Source:
    return Source(
        best=lambda most: found[:most],
        of_calls=lambda ids: [one for one in found if one.call_id in ids],
    )


def _newest_day(filler: Filler) -> date | None:
    newest = newest_call_day(filler.library)
    return None if newest is None else date.fromisoformat(newest)


def _newest_week(filler: Filler) -> tuple[date, date] | None:
    newest = _newest_day(filler)
    return None if newest is None else (newest - WEEK, newest)
