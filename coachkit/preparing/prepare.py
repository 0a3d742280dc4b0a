"""Prepare a talk: read an agent's calls and those beside them, and put the page together."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coachkit.call_copies import without_copies
from coachkit.models import TalkPrepared
from coachkit.preparing.aspects import Aspect, aspects_of
from coachkit.preparing.choosing import STRENGTHS, choose_focus, choose_strengths
from coachkit.preparing.given_calls import GivenCalls
from coachkit.preparing.keeping import talk_of
from coachkit.preparing.last_time import changes_since, days_to_look_at, page_before
from coachkit.preparing.notes import notes_of
from coachkit.preparing.pairing import choose_two
from coachkit.preparing.places import Places
from coachkit.preparing.questions import questions_on
from coachkit.preparing.results import Beside, LastTime, Point, TalkPage
from coachkit.preparing.sampling import sample_calls
from coachkit.preparing.sides import sides_of
from coachkit.preparing.weighing import Sides, Weighed, weigh
from coachkit.preparing.wording import (
    AGAIN,
    figures_in_words,
    no_focus,
    title_of_aspect,
    why_focus,
    why_strength,
)
from coachkit.reporting.scope import Scope, scope_of
from coachkit.store.library import Library
from coachkit.store.reading.call_filters import CallFilter
from coachkit.store.reading.calls import CallSummary, list_calls
from coachkit.store.reading.people import agent_named, list_agents
from coachkit.store.reading.preparing import Assigned, assigned_to, talks_prepared

SAMPLE = 2
"""Calls picked by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose talk is prepared, over which days."""

    agent: str
    since: date | None = None
    until: date | None = None
    sample: int = SAMPLE
    author: str = ""
    """Who prepares it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is known before anything is put into words."""

    sides: Sides
    scope: Scope
    aspects: Mapping[str, Aspect]
    weighed: Sequence[Weighed]
    places: Places

    @property
    def looked_at(self) -> int:
        return len({one.aspect.on for one in self.weighed if one.chance is not None})


def prepare(library: Library, asked: Asked) -> TalkPage:
    """Return the page for a talk with an agent.

    Asked for no days, it is about those since the last page of the agent, or about the last four weeks in
    which the agent has calls.

    Raises:
        NotFoundError: No agent, or more than one, is called so; says what comes near.
    """
    agent = agent_named(library, asked.agent)
    talks = talks_prepared(library, agent)
    listed = list_calls(library, CallFilter(agent=agent))
    calls = without_copies(sorted(listed, key=lambda call: call.id))
    days = days_to_look_at(_days(calls), talks, asked.since, asked.until)
    first, last = days or (None, None)
    scope = scope_of(library, CallFilter(agent=agent, since=first, until=last))
    before = page_before(talks, first)
    then = _calls_of(before, calls)
    teams = {one.name: one.team for one in list_agents(library)}
    found = _find(library, scope, sides_of(agent, scope, teams), then)
    since_last = _since_last(found, before, then) if before else None
    notes = notes_of(library, agent, scope, last=before, then=len(then))
    return _page(library, asked, found, since_last, notes, teams.get(agent))


def _find(library: Library, scope: Scope, sides: Sides, then: Collection[str]) -> _Found:
    now = {*sides.here, *sides.beside}
    aspects = {one.on: one for one in aspects_of(library, {*now, *sides.before, *then})}
    calls = [call for call in (*scope.here, *scope.others) if call.id in now]
    given = GivenCalls.read(library, calls, sides) if sides.colleagues else None
    return _Found(
        sides=sides,
        scope=scope,
        aspects=aspects,
        weighed=weigh(list(aspects.values()), sides, given.chance if given else None),
        places=Places.read(library, scope.here, sides.agent),
    )


def _page(
    library: Library,
    asked: Asked,
    found: _Found,
    since_last: LastTime | None,
    notes: tuple[str, ...],
    team: str | None,
) -> TalkPage:
    here, places = found.scope.here, found.places
    strengths = _strengths(found)
    chosen = choose_focus(found.weighed)
    focus = _focus(chosen, found, since_last) if chosen else None
    beside = _beside(found, chosen)
    went_well = places.went_well(STRENGTHS - len(strengths))
    picked = {beside.own.spot.call.id, beside.better.spot.call.id} if beside else set()
    seed = f"{found.sides.agent}|{found.scope.first}|{found.scope.last}"
    drawn = places.drawn(sample_calls(here, seed=seed, count=asked.sample, picked=picked))
    to_hear = _to_hear(library, found.sides.agent, since_last)
    labels = [call.label for call in here]
    return TalkPage(
        agent=found.sides.agent,
        team=team,
        first=found.scope.first,
        last=found.scope.last,
        calls=len(here),
        minutes=round(sum(call.duration for call in here) / 60, 1),
        good=labels.count("good"),
        neutral=labels.count("neutral"),
        bad=labels.count("bad"),
        colleagues=tuple(sorted(found.sides.colleagues)),
        calls_beside=len(found.sides.beside),
        looked_at=found.looked_at,
        strengths=strengths,
        went_well=went_well,
        focus=focus,
        focus_says=focus.because if focus else _why_none(found),
        beside=beside,
        drawn=drawn,
        last_time=since_last,
        to_hear=to_hear,
        questions=questions_on(
            strengths=strengths,
            focus=focus,
            beside=beside,
            last_time=since_last,
            to_hear=to_hear,
            drawn=drawn,
            promises=places.promises(found.sides.here),
        ),
        notes=notes,
        kept=talk_of(
            found.scope, agent=found.sides.agent, strengths=strengths, focus=focus, author=asked.author
        ),
    )


def _focus(chosen: Weighed, found: _Found, since_last: LastTime | None) -> Point:
    point = _point(chosen, found, is_well=False)
    if since_last and since_last.talk.focus_on == point.on:
        return replace(point, because=f"{point.because} {AGAIN}")
    return point


def _to_hear(library: Library, agent: str, since_last: LastTime | None) -> tuple[Assigned, ...]:
    """Return the lists that the agent was asked to hear since the last page, or has not heard to the end."""
    return tuple(
        one
        for one in assigned_to(library, agent)
        if one.heard < one.clips or since_last is None or one.assigned_at > since_last.talk.made_at
    )


def _strengths(found: _Found) -> tuple[Point, ...]:
    points: list[Point] = []
    for one in choose_strengths(found.weighed):
        used = {point.example.call.id for point in points if point.example}
        points.append(_point(one, found, is_well=True, used=used))
    return tuple(points)


def _point(one: Weighed, found: _Found, *, is_well: bool, used: Collection[str] = ()) -> Point:
    cases = [case for case in one.aspect.of(found.sides.agent) if case.call_id in found.sides.here]
    return Point(
        on=one.aspect.on,
        title=title_of_aspect(one.aspect, is_well=is_well),
        basis=one.basis,
        here=one.here,
        there=one.there,
        says=figures_in_words(one, is_well=is_well),
        because=why_strength(one) if is_well else why_focus(one, found.looked_at),
        example=found.places.example(cases, one.aspect, is_well=is_well, used=used),
    )


def _beside(found: _Found, focus: Weighed | None) -> Beside | None:
    material = found.places.material()
    two = choose_two(material, focus.aspect if focus else None, found.sides)
    return found.places.beside(two, focus) if two else None


def _why_none(found: _Found) -> str:
    most = max((one.here.calls for one in found.weighed), default=0)
    return no_focus(len(found.scope.here), most, found.looked_at, has_colleagues=bool(found.sides.colleagues))


def _since_last(found: _Found, talk: TalkPrepared, then: Collection[str]) -> LastTime:
    agent = (found.sides.agent,)
    before, now = (
        {on: one.share(agent, calls) for on, one in found.aspects.items()}
        for calls in (then, found.sides.here)
    )
    return LastTime(talk=talk, changes=tuple(changes_since(talk, before, now, found.aspects)))


def _calls_of(talk: TalkPrepared | None, calls: Sequence[CallSummary]) -> set[str]:
    if talk is None or talk.since is None or talk.until is None:
        return set()
    return {call.id for call in calls if call.started_at and talk.since <= _day(call) <= talk.until}


def _days(calls: Iterable[CallSummary]) -> list[date]:
    return [_day(call) for call in calls if call.started_at]


def _day(call: CallSummary) -> date:
    return date.fromisoformat((call.started_at or "")[:10])
