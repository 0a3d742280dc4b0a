"""Prepare a talk: read an agent's calls and those beside them, and put the page together."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from coachkit.hearing_first import NEW
from coachkit.models import TalkPrepared
from coachkit.preparing.aspects import Aspect, aspects_of
from coachkit.preparing.choosing import STRENGTHS, choose_focus, choose_strengths
from coachkit.preparing.given_calls import GivenCalls
from coachkit.preparing.last_time import changes_since, days_to_look_at, figures_kept, page_before
from coachkit.preparing.pairing import choose_two
from coachkit.preparing.places import Places
from coachkit.preparing.questions import questions_on
from coachkit.preparing.results import Beside, LastTime, Point, TalkPage
from coachkit.preparing.sampling import sample_calls
from coachkit.preparing.sides import sides_of
from coachkit.preparing.weighing import Sides, Weighed, weigh
from coachkit.preparing.wording import (
    NOTHING,
    figures_in_words,
    no_focus,
    notes_on,
    title_of_aspect,
    why_focus,
    why_strength,
)
from coachkit.reporting.scope import Scope, scope_of
from coachkit.store.library import Library
from coachkit.store.opinions import add_opinion
from coachkit.store.reading.calls import CallFilter, CallSummary, list_calls
from coachkit.store.reading.people import agent_named, list_agents
from coachkit.store.reading.preparing import assigned_to, first_day, talks_prepared, without_roles
from coachkit.trends.wording import day_span

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
    all_calls = list_calls(library, CallFilter(agent=agent))
    called = [_day(call) for call in all_calls if call.started_at]
    days = days_to_look_at(called, talks, asked.since, asked.until)
    scope = scope_of(
        library, CallFilter(agent=agent, since=days[0] if days else None, until=days[1] if days else None)
    )
    last = page_before(talks, days[0] if days else None)
    then = _calls_of(last, all_calls)
    teams = {one.name: one.team for one in list_agents(library)}
    sides = sides_of(agent, scope, teams)
    every = {*sides.here, *sides.beside, *sides.before, *then}
    aspects = {one.on: one for one in aspects_of(library, every)}
    calls = [call for call in (*scope.here, *scope.others) if call.id in {*sides.here, *sides.beside}]
    given = GivenCalls.read(library, calls, sides) if sides.colleagues else None
    found = _Found(
        sides=sides,
        scope=scope,
        aspects=aspects,
        weighed=weigh(list(aspects.values()), sides, given.chance if given else None),
        places=Places.read(library, scope.here, agent),
    )
    since_last = _since_last(found, last, then) if last else None
    return _page(library, asked, found, since_last, _new_here(library, agent, scope), teams.get(agent), talks)


def keep_talk(library: Library, page: TalkPage) -> TalkPrepared | None:
    """Store what a page said, unless the last page of the same days said the same; None without calls.

    Raises:
        LibraryError: The database cannot be written.
    """
    if not page.calls:
        return None
    said = replace(page.kept, n=0, author="", made_at="")
    for one in reversed(talks_prepared(library, page.agent)):
        if (one.since, one.until) == (said.since, said.until):
            if replace(one, n=0, author="", made_at="") == said:
                return one
            break
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return add_opinion(library, replace(page.kept, made_at=made_at))


def _page(
    library: Library,
    asked: Asked,
    found: _Found,
    since_last: LastTime | None,
    new: str | None,
    team: str | None,
    talks: Sequence[TalkPrepared],
) -> TalkPage:
    here, places = found.scope.here, found.places
    strengths = tuple(_point(one, found, is_well=True) for one in choose_strengths(found.weighed))
    chosen = choose_focus(found.weighed)
    focus = _point(chosen, found, is_well=False) if chosen else None
    beside = _beside(found, chosen)
    went_well = places.went_well(STRENGTHS - len(strengths))
    picked = {beside.own.spot.call.id, beside.better.spot.call.id} if beside else set()
    seed = f"{found.sides.agent}|{found.scope.first}|{found.scope.last}"
    drawn = places.drawn(sample_calls(here, seed=seed, count=asked.sample, picked=picked))
    to_hear = tuple(
        one
        for one in assigned_to(library, found.sides.agent)
        if one.heard < one.clips or since_last is None or one.assigned_at > since_last.talk.made_at
    )
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
        notes=tuple(_notes(library, found, new, talks)),
        kept=_kept(asked, found, strengths, focus),
    )


def _point(one: Weighed, found: _Found, *, is_well: bool) -> Point:
    cases = [case for case in one.aspect.of(found.sides.agent) if case.call_id in found.sides.here]
    return Point(
        on=one.aspect.on,
        title=title_of_aspect(one.aspect, is_well=is_well),
        basis=one.basis,
        here=one.here,
        there=one.there,
        says=figures_in_words(one, is_well=is_well),
        because=why_strength(one) if is_well else why_focus(one, found.looked_at),
        example=found.places.example(cases, one.aspect, is_well=is_well),
    )


def _beside(found: _Found, focus: Weighed | None) -> Beside | None:
    material = found.places.material()
    two = choose_two(material, focus.aspect if focus else None, found.sides)
    return found.places.beside(two, focus) if two else None


def _why_none(found: _Found) -> str:
    most = max((one.here.calls for one in found.weighed), default=0)
    return no_focus(len(found.scope.here), most, found.looked_at, has_colleagues=bool(found.sides.colleagues))


def _kept(asked: Asked, found: _Found, strengths: Sequence[Point], focus: Point | None) -> TalkPrepared:
    named = [one for one in (focus, *strengths) if one]
    return TalkPrepared(
        n=0,
        agent=found.sides.agent,
        since=found.scope.first,
        until=found.scope.last,
        calls=len(found.scope.here),
        focus=focus.title if focus else NOTHING,
        focus_on=focus.on if focus else "",
        strengths=tuple(one.title for one in strengths),
        figures=figures_kept({one.on: one.here for one in named}),
        author=asked.author,
        made_at="",
    )


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


def _new_here(library: Library, agent: str, scope: Scope) -> str | None:
    started, last = first_day(library, agent), scope.last
    if started is None or last is None or not timedelta() <= last - started <= NEW:
        return None
    return (
        f"{agent} is new here, since {day_span(started, started)}: what goes less well than with colleagues "
        "may be practice alone."
    )


def _notes(library: Library, found: _Found, new: str | None, talks: Sequence[TalkPrepared]) -> list[str]:
    here = found.scope.here
    return list(
        notes_on(
            shared=sum(len({*call.agents}) > 1 for call in here),
            undated=found.scope.undated,
            unscored=sum(call.score is None for call in here),
            unheard_roles=len(without_roles(library, [call.id for call in here])),
            new=new,
            lost=_later(found.scope, talks),
        )
    )


def _later(scope: Scope, talks: Sequence[TalkPrepared]) -> str | None:
    """Return a note where the last page left out calls of its days that came in after it."""
    last = page_before(talks, scope.first)
    if last is None or last.since is None or last.until is None:
        return None
    there = sum(
        last.since <= _day(call) <= last.until for call in scope.before if call.started_at is not None
    )
    more = there - last.calls
    if more <= 0:
        return None
    return f"{more} more calls of {day_span(last.since, last.until)} came in after that page was prepared."


def _day(call: CallSummary) -> date:
    return date.fromisoformat((call.started_at or "")[:10])
