"""Hits by call, and on how many of each agent's calls something is said: also who never says it.

Groups by agent are counts, so nothing in them is capped or guessed: a call counts where the whole query,
meant strictly, is true of some turn of it.
"""

from collections.abc import Sequence

from coachkit.query.to_sql import asks_calls, calls_where, plan
from coachkit.query.tree import Node, Somewhere
from coachkit.searching.archive import Archive
from coachkit.searching.by_words import score_turns
from coachkit.searching.intent import Intent, read_intent, together
from coachkit.searching.near_misses import near_misses
from coachkit.searching.places import single_turns
from coachkit.searching.ranked import Ranked, extent_of, rank
from coachkit.searching.results import (
    AgentGroup,
    Asked,
    CallGroup,
    Extent,
    FoundAgents,
    FoundCalls,
    Hit,
)
from coachkit.searching.showing import Chosen, show_hits
from coachkit.searching.terms import Term, terms_of
from coachkit.store.reading.retrieval import CallTurns, newest_turns, read_words

MOST_GROUPED = 500
"""So many places are grouped by call: for one page of hits fewer are looked at."""


def group_by_call(archive: Archive, asked: Asked) -> FoundCalls:
    """Return the calls with hits, `asked.limit` at most: the call of the best hit first."""
    ranked = rank(archive, asked, most_passages=MOST_GROUPED)
    is_quiet = asked.is_unfinished or asked.skip > 0
    kept = _worth_counting(ranked)
    by_call: dict[str, list[Chosen]] = {}
    for one in kept:
        by_call.setdefault(one.place.turns[0].turn.call_id, []).append(one)
    firsts = [places[0] for places in by_call.values()][asked.skip : asked.skip + asked.limit]
    intent = ranked.intent
    hits = show_hits(
        archive, firsts, ranked.terms, asked=intent.text, context=asked.context, node=intent.node
    )
    return FoundCalls(
        groups=tuple(CallGroup(call=hit.call, hits=len(by_call[hit.call.id]), best=hit) for hit in hits),
        total=len(by_call),
        is_exact=ranked.is_exact,
        understood=ranked.intent.understood,
        searched=extent_of(archive, ranked.narrowed),
        notes=ranked.notes,
        near=()
        if is_quiet
        else tuple(near_misses(archive, asked, ranked.intent, ranked.terms, total=ranked.total)),
    )


def group_by_agent(archive: Archive, asked: Asked, *, lowest_first: bool = False) -> FoundAgents:
    """Return every agent with calls that meet the conditions, and on how many of them the query is true.

    All words must be said in one turn; conditions on calls say which calls count at all. A query that is
    nothing but conditions on calls is itself what is counted, on the calls that meet `asked.filters`.
    `lowest_first` puts those who never say it at the top.
    """
    intent = read_intent(archive, asked, is_strict=True)
    terms = terms_of(intent.node, archive)
    on_calls = [one for one in intent.required if asks_calls(one)]
    on_turns = together([one for one in intent.required if not asks_calls(one)])
    narrowed = together(on_calls if on_turns else _narrowing(intent, asked))
    everyone = _calls(archive, narrowed)
    said = [] if on_turns is None else [Somewhere(node=on_turns)]
    found = _calls(archive, together([*on_calls, *said])) if intent.required else []
    having = {one.call_id for one in found}
    counted = {one.call_id for one in everyone}
    of_agents = {agent: counted.intersection(own) for agent, own in archive.calls_by_agent.items()}
    calls = {agent: own for agent, own in of_agents.items() if own}
    with_hit = {agent: having & own for agent, own in calls.items()}
    examples = _examples(archive, asked, (intent, terms), with_hit, found, on_turns)
    groups = [
        AgentGroup(agent=agent, calls_with=len(with_hit[agent]), calls=len(own), example=examples.get(agent))
        for agent, own in calls.items()
    ]
    sign = 1 if lowest_first else -1
    groups.sort(key=lambda one: (sign * one.share, -one.calls, one.agent))
    return FoundAgents(
        groups=tuple(groups),
        understood=intent.understood,
        searched=Extent(
            turns=sum(one.turns for one in everyone) if narrowed else archive.turns, calls=len(everyone)
        ),
        notes=intent.notes,
        near=tuple(near_misses(archive, asked, intent, terms, total=len(having))),
    )


def _narrowing(intent: Intent, asked: Asked) -> Sequence[Node]:
    """Return the conditions that say which calls count, where all of the query is conditions on calls."""
    queried = len(intent.required) - len(asked.filters)
    return intent.required[queried:] if queried else ()


def _worth_counting(ranked: Ranked) -> list[Chosen]:
    """Return the places that say all that was asked for; where there is none, all that were found."""
    full = [one for one in ranked.places if one.place.is_full]
    return full or list(ranked.places)


def _calls(archive: Archive, node: Node | None) -> list[CallTurns]:
    return archive.calls_that(calls_where(node, archive.vocabulary) if node else None)


def _examples(
    archive: Archive,
    asked: Asked,
    looked_for: tuple[Intent, Sequence[Term]],
    with_hit: dict[str, set[str]],
    found: Sequence[CallTurns],
    node: Node | None,
) -> dict[str, Hit]:
    """Return the newest hit of each agent who has one."""
    intent, terms = looked_for
    if node is None:
        return {}
    what = plan(node, archive.vocabulary)
    newest: dict[str, int] = {}
    by_id = {one.call_id: one for one in found}
    for agent, own in with_hit.items():
        # the numbers of turns rise with the day; a call without a turn has nothing to show
        last = max(own, key=lambda one: (by_id[one].last or 0, one), default=None)
        calls = [] if last is None else [by_id[last]]
        for number in newest_turns(archive.library, match=what.match, where=what.where, calls=calls, limit=1):
            newest[agent] = number
    turns = score_turns(read_words(archive.library, newest.values()), terms, full=set(), total=archive.turns)
    chosen = [Chosen(place=place, score=0.0) for place in single_turns(turns)]
    hits = show_hits(archive, chosen, terms, asked=intent.text, context=asked.context, node=intent.node)
    by_place = {(hit.call.id, hit.turn): hit for hit in hits}
    places = {one.turn.id: (one.turn.call_id, one.turn.n) for one in turns}
    return {agent: by_place[places[number]] for agent, number in newest.items()}
