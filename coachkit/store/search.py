"""Full-text search in the transcripts: what was said, when, by whom, with what stands around it."""

from dataclasses import dataclass

from coachkit.models import Part, Role
from coachkit.store.library import Library
from coachkit.store.reading.people import agent_named
from coachkit.store.search_terms import Term, full_text_query, parse_terms, spans
from coachkit.store.spoken import spoken_languages

_FOUND = """
    from search_index
    join annotations a on a.id = search_index.rowid
    join segments s on s.call_id = a.call_id and s.n = a.n
    join calls c on c.id = s.call_id
    where search_index match :query
    and (:role is null or s.role = :role)
    and (:agent is null or exists (select 1 from v_call_agents where call_id = s.call_id and agent = :agent))
"""
# a word said as it was typed counts twice as much as one of its other forms
_HITS = f"""
    select s.call_id, c.path, c.started_at,
        (select customer from v_call_customers where call_id = c.id) as customer,
        (select json_group_array(agent) from
            (select agent from v_call_agents where call_id = c.id group by agent order by min(n))) as agents,
        s.n, s.start, s.end, s.role, s.speaker, s.text, s.part, a.tokens
    {_FOUND} order by bm25(search_index, 2.0, 1.0), s.call_id, s.n limit :limit
"""  # noqa: S608 - put together from constants


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One utterance of a transcript."""

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
    """In how many segments one of the words is said, whatever the other words."""

    word: str
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """The best places, how many there are in all, and what was searched."""

    hits: tuple[SearchHit, ...]
    total: int
    searched: str
    """What was looked for, and where: `“cancel” and “plan” in 120 segments of 9 calls`."""
    words: tuple[WordCount, ...]
    """Each word by itself: says which of them is missing when nothing has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    call_id: str
    path: str
    started_at: str | None
    customer: str | None
    agents: tuple[str, ...]
    n: int
    start: float
    end: float
    role: Role
    speaker: str
    text: str
    part: Part
    tokens: tuple[tuple[int, int, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Size:
    segments: int
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
    """Find the segments that hold all the words and "phrases in quotes", the best match first.

    Case and accents do not count, a word finds its other forms, `zen*` finds words that begin so. `role`
    and `agent` (a name or alias) narrow the search; `context` is how many segments come along before and
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
    hits = tuple(_with_context(library, hit, terms, context) for hit in library.find(_Hit, _HITS, query))
    return SearchPage(
        hits=hits,
        total=_count(library, query),
        searched=searched,
        words=tuple(
            WordCount(word=term.text, segments=_count(library, {**query, "query": full_text_query([term])}))
            for term in terms
        ),
    )


def _count(library: Library, query: dict[str, object]) -> int:
    sql = f"select count(*), count(distinct s.call_id) {_FOUND}"
    [size] = library.find(_Size, sql, query)
    return size.segments


def _searched(library: Library, terms: list[Term], narrowed: dict[str, object]) -> str:
    [size] = library.find(
        _Size,
        """
        select count(*), count(distinct call_id) from segments s where (:role is null or role = :role)
        and (:agent is null or exists
            (select 1 from v_call_agents where call_id = s.call_id and agent = :agent))
        """,
        narrowed,
    )
    what = " and ".join(term.shown for term in terms) or "nothing (there is no word in it)"
    whose = f" by role {narrowed['role']}" if narrowed["role"] else ""
    where = f" with {narrowed['agent']}" if narrowed["agent"] else ""
    return f"{what} in {size.segments:,} segments{whose} of {size.calls:,} calls{where}"


def _with_context(library: Library, hit: _Hit, terms: list[Term], context: int) -> SearchHit:
    lines = library.find(
        Line,
        """
        select n, start, "end", role, speaker, text, part from segments
        where call_id = :call and n between :first and :last order by n
        """,
        {"call": hit.call_id, "first": hit.n - context, "last": hit.n + context},
    )
    lemmas = [(start, end, lemma) for start, end, lemma, _ in hit.tokens]
    return SearchHit(
        call_id=hit.call_id,
        path=hit.path,
        started_at=hit.started_at,
        customer=hit.customer,
        agents=hit.agents,
        segment=hit.n,
        start=hit.start,
        end=hit.end,
        role=hit.role,
        speaker=hit.speaker,
        quote=hit.text,
        matches=tuple(spans(hit.text, lemmas, terms)),
        before=tuple(line for line in lines if line.n < hit.n),
        after=tuple(line for line in lines if line.n > hit.n),
        part=hit.part,
    )
