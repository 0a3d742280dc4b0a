"""From a place that was found to what is shown of it: the quote, its marks, its neighbours, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.query.tree import Node
from coachkit.searching.archive import Archive
from coachkit.searching.by_words import FoundTurn
from coachkit.searching.closeness import closeness, closest_sentence, wanted_words
from coachkit.searching.excerpt import Excerpt, cut_excerpt
from coachkit.searching.exchanges_meant import exchanges_meant
from coachkit.searching.places import Place
from coachkit.searching.ranking import LEAST_COSINE
from coachkit.searching.results import CallFacts, Hit, Line, Reason
from coachkit.searching.terms import Counter, Term, merged
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.turns import Saying, read_turns, turns_around

CONTEXT_WORDS = 30
"""Of a neighbouring turn so many words are shown."""
MOST_EXCHANGES = 2
"""A turn may be part of several exchanges; so many are named as reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A place to show, with its score."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _LookedFor:
    counter: Counter
    terms: tuple[Term, ...]
    asked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    turn: Saying
    excerpt: Excerpt
    words: tuple[str, ...]
    closest: str
    """The sentence that comes closest to what is asked."""
    first: int | None
    """Where the first word that is shown stands in the turn's text."""


def show_hits(
    archive: Archive,
    chosen: Sequence[Chosen],
    terms: Sequence[Term],
    *,
    asked: str,
    context: int,
    node: Node | None = None,
) -> list[Hit]:
    """Return the hits for these places, in order; `asked` is what is to be meant, `node` the whole query."""
    looked_for = _LookedFor(
        counter=Counter(terms),
        terms=tuple(terms),
        asked=asked,
    )
    calls = call_heads(archive.library, [one.place.turns[0].turn.call_id for one in chosen])
    shown = [_turns_to_show(one.place, looked_for) for one in chosen]
    ids = sorted({turn.turn.id for turns in shown for turn in turns})
    sayings = {one.id: one for one in read_turns(archive.library, ids)}
    seen: list[tuple[Chosen, CallHead, _Seen]] = []
    for one, turns in zip(chosen, shown, strict=True):
        call = calls.get(turns[0].turn.call_id)
        said = [sayings[turn.turn.id] for turn in turns if turn.turn.id in sayings]
        if call is not None and said:
            seen.append((one, call, _see(said, looked_for)))
    near = turns_around(archive.library, [what.turn for _, _, what in seen], context)
    went = _how_it_went(archive, node, [what.turn.id for _, _, what in seen])
    return [_hit(one, call, what, near[what.turn.id], went.get(what.turn.id, ())) for one, call, what in seen]


def facts_of(call: CallHead) -> CallFacts:
    """Return what is shown of a call."""
    return CallFacts(
        id=call.id,
        path=call.path,
        medium=call.medium,
        started_at=call.started_at,
        customer=call.customer,
        agents=call.agents,
        label=call.label,
    )


def line_of(turn: Saying, *, most: int = CONTEXT_WORDS, at_end: bool = False) -> Line:
    """Return a turn as it is shown beside a hit, cut to its beginning, or to its end."""
    around = (len(turn.text) - 1, len(turn.text)) if at_end else None
    return Line(
        turn=turn.n,
        start=turn.start,
        end=turn.end,
        role=turn.role,
        speaker=turn.speaker,
        text=cut_excerpt(turn.text, (), around=around, most=most).quote,
        part=turn.part,
    )


def closest_excerpt(asked: str, text: str) -> Excerpt:
    """Return the part of a text around the sentence that is closest to what is asked."""
    return cut_excerpt(text, (), around=closest_sentence(wanted_words(asked), text))


def _turns_to_show(place: Place, looked_for: _LookedFor) -> Sequence[FoundTurn]:
    """Return the turn with the words; where none of them is said, all that may come closest in meaning."""
    has_words = any(place.turns[0].counts)
    return place.turns[:1] if has_words or not looked_for.asked else place.turns


def _see(turns: Sequence[Saying], looked_for: _LookedFor) -> _Seen:
    """Return the turn to show, and the part of it with the words, or the one that comes closest."""
    wanted = wanted_words(looked_for.asked)
    spans = [closest_sentence(wanted, turn.text) for turn in turns]
    best = max(
        range(len(turns)), key=lambda n: (closeness(wanted, turns[n].text[slice(*spans[n])]), -turns[n].n)
    )
    turn, span = turns[best], spans[best]
    places = looked_for.counter.places(turn.tokens)
    matches = merged(place for _, place in places)
    excerpt = cut_excerpt(turn.text, matches, around=None if matches else span)
    return _Seen(
        turn=turn,
        excerpt=excerpt,
        words=tuple(dict.fromkeys(looked_for.terms[index].shown for index, _ in places)),
        closest=turn.text[slice(*span)],
        first=next((start for start, end in matches if start >= excerpt.span[0]), None),
    )


def _how_it_went(archive: Archive, node: Node | None, turns: Sequence[int]) -> dict[int, list[Reason]]:
    """Return for each turn what the exchanges are that it was found by, the shortest first."""
    meant = exchanges_meant(archive, node, turns, only_went=True) if node is not None else None
    return {
        turn: [Reason(kind="exchange", text=one) for one in dict.fromkeys(it.reason for it in those)]
        for turn, those in (meant or {}).items()
    }


def _hit(chosen: Chosen, call: CallHead, seen: _Seen, near: Sequence[Saying], went: Sequence[Reason]) -> Hit:
    candidate, turn = chosen.place.candidate, seen.turn
    why = [Reason(kind="words", text=", ".join(seen.words))] if seen.words else []
    if candidate.cosine is not None and candidate.cosine >= LEAST_COSINE:
        why.append(Reason(kind="meaning", text=seen.closest, similarity=round(candidate.cosine, 3)))
    return Hit(
        call=facts_of(call),
        turn=turn.n,
        first_segment=turn.first_segment,
        last_segment=turn.last_segment,
        start=turn.start,
        end=turn.end,
        role=turn.role,
        speaker=turn.speaker,
        part=turn.part,
        quote=seen.excerpt.quote,
        matches=seen.excerpt.matches,
        before=tuple(line_of(one, at_end=True) for one in near if one.n < turn.n),
        after=tuple(line_of(one) for one in near if one.n > turn.n),
        why=(*why, *went[:MOST_EXCHANGES]),
        score=round(chosen.score, 4),
        passage=candidate.place[1] if candidate.place else None,
        said_at=_said_at(turn, seen.excerpt, seen.first),
    )


def _said_at(turn: Saying, excerpt: Excerpt, first: int | None) -> float:
    """Return when the line begins that holds the character `first`, or the first one of the excerpt."""
    place = excerpt.span[0] if first is None else max(first, excerpt.span[0])
    began, end = turn.start, -1
    for _, start, _, text in turn.lines:
        if end >= place:
            break
        began, end = start, end + 1 + len(text)
    return began
