"""Full-text search in the transcripts: what was said, when, by whom, with what stands around it."""

from dataclasses import dataclass

from coachkit.models import Part, Role
from coachkit.store.library import Library
from coachkit.store.reading.people import agent_named
from coachkit.store.reading.turns import Saying, read_turns, turns_between
from coachkit.store.search_terms import Term, full_text_query, parse_terms, spans
from coachkit.store.spoken import spoken_languages

_FOUND = """
    from turn_index
    join turns t on t.id = turn_index.rowid
    join calls c on c.id = t.call_id
    where turn_index match :query
    and (:role is null or t.role = :role)
    and (:agent is null or exists (select 1 from v_call_agents where call_id = t.call_id and agent = :agent))
"""
# a word said as it was typed counts twice as much as one of its other forms
_HITS = f"""
    select t.id, c.path, c.started_at,
        (select customer from v_call_customers where call_id = c.id) as customer,
        (select json_group_array(agent) from
            (select agent from v_call_agents where call_id = c.id group by agent order by min(n))) as agents
    {_FOUND} order by bm25(turn_index, 2.0, 1.0), t.id limit :limit
"""  # noqa: S608 - put together from constants


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one speaker says in one go."""

    n: int
    start: float
    end: float
    role: Role
    speaker: str
    text: str
    part: Part = "talk"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A place where all the words are said."""

    call_id: str
    path: str
    started_at: str | None
    customer: str | None
    agents: tuple[str, ...]
    segment: int
    """The first of the turn."""
    start: float
    end: float
    role: Role
    speaker: str
    quote: str
    matches: tuple[tuple[int, int], ...]
    """Where in `quote` the words stand: (start, end) in characters, end exclusive, in order."""
    before: tuple[Line, ...]
    after: tuple[Line, ...]
    part: Part = "talk"
    """What part of the call it is said in; only `talk` is conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount:
    """In how many turns one of the words is said, whatever the other words."""

    word: str
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The best places, how many there are in all, and what was searched."""

    hits: tuple[SearchHit, ...]
    total: int
    searched: str
    """What was looked for, and where: `“cancel” and “plan” in 120 turns of 9 calls`."""
    words: tuple[WordCount, ...]
    """Each word by itself: says which of them is missing when nothing has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    id: int
    path: str
    started_at: str | None
    customer: str | None
    agents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    turns: int
    calls: int


def search(
    library: Library,
    words: str,
    *,
    role: Role | None = None,
    agent: str | None = None,
    limit: int = 20,
    context: int = 1,
) -> SearchPage:
    """Find the turns that hold all the words and "phrases in quotes", the best match first.

    Case and accents do not count, a word finds its other forms, `zen*` finds words that begin so. `role`
    and `agent` (a name or alias) narrow the search; `context` is how many turns come along before and
    after each hit. Any input is a valid search; one without a word finds nothing.

    Raises:
        NotFoundError: There is no such agent.
    """
    terms = parse_terms(words, languages=spoken_languages(library))
    name = agent_named(library, agent) if agent else None
    narrowed: dict[str, object] = {"role": role, "agent": name}
    searched = _searched(library, terms, narrowed)
    if not terms:
        return SearchPage(hits=(), total=0, searched=searched, words=())
    query = {"query": full_text_query(terms), "limit": limit, **narrowed}
    found = library.find(_Hit, _HITS, query)
    turns = read_turns(library, [hit.id for hit in found])
    hits = tuple(
        _with_context(library, hit, turn, terms=terms, context=context)
        for hit, turn in zip(found, turns, strict=True)
    )
    return SearchPage(
        hits=hits,
        total=_count(library, query),
        searched=searched,
        words=tuple(
            WordCount(word=term.text, turns=_count(library, {**query, "query": full_text_query([term])}))
            for term in terms
        ),
    )


def _count(library: Library, query: dict[str, object]) -> int:
    sql = f"select count(*), count(distinct t.call_id) {_FOUND}"
    [size] = library.find(_Size, sql, query)
    return size.turns


def _searched(library: Library, terms: list[Term], narrowed: dict[str, object]) -> str:
    [size] = library.find(
        _Size,
        """
        select count(*), count(distinct call_id) from turns t where (:role is null or role = :role)
        and (:agent is null or exists
            (select 1 from v_call_agents where call_id = t.call_id and agent = :agent))
        """,
        narrowed,
    )
    what = " and ".join(term.shown for term in terms) or "nothing (there is no word in it)"
    whose = f" by role {narrowed['role']}" if narrowed["role"] else ""
    where = f" with {narrowed['agent']}" if narrowed["agent"] else ""
    return f"{what} in {size.turns:,} turns{whose} of {size.calls:,} calls{where}"


def _with_context(library: Library, hit: _Hit, turn: Saying, *, terms: list[Term], context: int) -> SearchHit:
    around = turns_between(library, turn.call_id, turn.n - context, turn.n + context)
    lemmas = [(token.start, token.end, lemma) for token, lemma in turn.tokens]
    return SearchHit(
        call_id=turn.call_id,
        path=hit.path,
        started_at=hit.started_at,
        customer=hit.customer,
        agents=hit.agents,
        segment=turn.first_segment,
        start=turn.start,
        end=turn.end,
        role=turn.role,
        speaker=turn.speaker,
        quote=turn.text,
        matches=tuple(spans(turn.text, lemmas, terms)),
        before=tuple(_line(one) for one in around if one.n < turn.n),
        after=tuple(_line(one) for one in around if one.n > turn.n),
        part=turn.part,
    )


def _line(turn: Saying) -> Line:
    return Line(
        n=turn.n,
        start=turn.start,
        end=turn.end,
        role=turn.role,
        speaker=turn.speaker,
        text=turn.text,
        part=turn.part,
    )
