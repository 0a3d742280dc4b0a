"""A call read as a query sees it: for asking one call what a search asks the archive."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.models import (
    Call,
    ChannelSound,
    Exchange,
    Grade,
    Hearing,
    Label,
    Mention,
    Metric,
    Moment,
    Omission,
    Outcome,
    Score,
    SpokenTurn,
    TopicPassage,
)
from coachkit.query.call_sql import COUNTED, DISPUTE_STANDS
from coachkit.query.call_view import AgentView, CallView, TurnView
from coachkit.store.library import Library

_RATING = "select 1 from v_ratings where call_id = :call limit 1"
_DISPUTE = f"select 1 from v_disputes d where call_id = :call and {DISPUTE_STANDS} limit 1"  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    name: str
    segment: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Customer:
    name: str | None


def call_view(library: Library, call: Call) -> CallView:
    """Return a stored call with its turns and all that fields of the query language look at."""
    mentions = library.rows(Mention, call_id=call.id)
    turns = library.rows(SpokenTurn, call_id=call.id)
    exchanges = library.rows(Exchange, call_id=call.id)
    found = {
        "competitors": [_Found(name=m.name, segment=m.segment) for m in mentions if m.kind == "competitor"],
        "features": [_Found(name=m.name, segment=m.segment) for m in mentions if m.kind == "feature"],
        "trackers": _hits(library, call.id),
        "moments": _moments(library, call.id, turns),
    }
    sounds = [one for one in library.rows(ChannelSound, call_id=call.id) if one.same_as is None]
    view = CallView(
        id=call.id,
        duration=call.duration,
        medium=call.medium,
        turns=tuple(_turn(one, found, exchanges) for one in turns),
        started_on=call.started_at[:10] if call.started_at is not None else None,
        kind=call.kind,
        languages=_languages(library, call),
        agents=_agents(library, call.id),
        customer=_customer(library, call.id),
        topics=tuple(
            one.topic_id
            for one in library.rows(TopicPassage, call_id=call.id)
            if one.is_main and one.topic_id
        ),
        competitors=_names(found["competitors"]),
        features=_names(found["features"]),
        trackers=_names(found["trackers"]),
        trackers_replied=frozenset(one.name for one in exchanges if one.kind == "tracker"),
        grade=next((one.grade for one in library.rows(Grade, call_id=call.id)), None),
        unheard=sum(one.unheard for one in sounds) if sounds else None,
    )
    return _judged(library, view)


def _turn(turn: SpokenTurn, found: Mapping[str, Sequence[_Found]], exchanges: Sequence[Exchange]) -> TurnView:
    inside = {
        kind: _names(one for one in those if one.segment in turn.segments) for kind, those in found.items()
    }
    middle = (turn.start + turn.end) / 2.0
    return TurnView(
        n=turn.n,
        role=turn.role,
        start=turn.start,
        end=turn.end,
        words=tuple(turn.words.split()),
        lemmas=tuple(turn.lemmas.split()),
        speaker_words=tuple(turn.speaker_words.split()),
        questions=turn.questions,
        competitors=inside["competitors"],
        features=inside["features"],
        trackers=inside["trackers"],
        moments=inside["moments"],
        exchanges=frozenset(
            (one.kind, one.name, one.verdict) for one in exchanges if one.start <= middle <= one.end
        ),
    )


def _names(found: Iterable[_Found]) -> frozenset[str]:
    return frozenset(one.name for one in found)


def _hits(library: Library, call_id: str) -> list[_Found]:
    sql = f"select h.tracker, h.segment from v_tracker_hits h where h.call_id = :call and {COUNTED}"  # noqa: S608 - a constant
    return library.find(_Found, sql, {"call": call_id})


def _moments(library: Library, call_id: str, turns: Sequence[SpokenTurn]) -> list[_Found]:
    """Return the moments with their lines; one in which nobody speaks counts for the turn begun last."""
    moments = library.rows(Moment, call_id=call_id)
    begun = {
        one.n: max((t.n, t.first_segment) for t in turns if t.start <= one.start)[1]
        for one in moments
        if one.segment is None and any(t.start <= one.start for t in turns)
    }
    return [
        _Found(name=one.kind, segment=begun.get(one.n) if one.segment is None else one.segment)
        for one in moments
    ]


def _judged(library: Library, view: CallView) -> CallView:
    """Return the view with what figures, cards and people say of the call."""
    scores = library.rows(Score, call_id=view.id)
    return replace(
        view,
        label=next((one.label for one in library.rows(Label, call_id=view.id)), None),
        scores=tuple((one.card, one.value) for one in scores),
        main_score=next((one.value for one in scores if one.is_main), None),
        metrics=tuple((one.name, one.value) for one in library.rows(Metric, call_id=view.id)),
        outcomes=tuple((one.kind, one.value) for one in library.rows(Outcome, call_id=view.id)),
        playlists=frozenset(
            str(one)
            for [one] in library.values(
                "select playlist_id from clips where call_id = :call", {"call": view.id}
            )
        ),
        is_rated=bool(library.values(_RATING, {"call": view.id})),
        is_disputed=bool(library.values(_DISPUTE, {"call": view.id})),
    )


def _languages(library: Library, call: Call) -> tuple[str, ...]:
    heard = [one.language for one in library.rows(Hearing, call_id=call.id)]
    aside = [one.language for one in library.rows(Omission, call_id=call.id)]
    return tuple(dict.fromkeys(code for code in (call.language, *heard, *aside) if code is not None))


def _agents(library: Library, call_id: str) -> tuple[AgentView, ...]:
    sql = """
        select o.agent, a.team, a.started from v_call_agents o left join agents a on a.name = o.agent
        where o.call_id = :call order by o.n
    """
    return tuple(library.find(AgentView, sql, {"call": call_id}))


def _customer(library: Library, call_id: str) -> str | None:
    sql = "select customer from v_call_customers where call_id = :call"
    return next((one.name for one in library.find(_Customer, sql, {"call": call_id})), None)
