"""From a place that was found to what is shown of it: the quote, its marks, its neighbours, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from coachkit.searching.archive import Archive
from coachkit.searching.closeness import closeness, closest_sentence, wanted_words
from coachkit.searching.excerpt import Excerpt, cut_excerpt
from coachkit.searching.places import Place
from coachkit.searching.results import CallFacts, Hit, Line, Reason
from coachkit.searching.terms import Counter, Term, merged
from coachkit.store.reading.call_facts import CallHead, call_heads
from coachkit.store.reading.turns import Saying, read_turns, turns_between

CONTEXT_WORDS = 30
"""Of a neighbouring turn so many words are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A place to show, with its score."""

    place: Place
    score: float


def show_hits(
    archive: Archive, chosen: Sequence[Chosen], terms: Sequence[Term], *, asked: str, context: int
) -> list[Hit]:
    """Return the hits for these places, in order; `asked` is what is to be meant."""
    calls = call_heads(archive.library, [one.place.turns[0].turn.call_id for one in chosen])
    ids = {turn.turn.id for one in chosen for turn in one.place.turns}
    sayings = {one.id: one for one in read_turns(archive.library, sorted(ids))}
    counter = Counter(terms)
    hits = []
    for one in chosen:
        call = calls.get(one.place.turns[0].turn.call_id)
        turns = [sayings[turn.turn.id] for turn in one.place.turns if turn.turn.id in sayings]
        if call is not None and turns:
            hits.append(_hit(archive, one, call, turns, (counter, terms), asked=asked, context=context))
    return hits


def facts_of(call: CallHead) -> CallFacts:
    """Return what is shown of a call."""
    return CallFacts(
        id=call.id,
        path=call.path,
        medium=call.medium,
        started_at=call.started_at,
        customer=call.customer,
        agents=call.agents,
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
    return cut_excerpt(text, (), around=closest_sentence(asked, text))


def _hit(
    archive: Archive,
    chosen: Chosen,
    call: CallHead,
    turns: Sequence[Saying],
    looked_for: tuple[Counter, Sequence[Term]],
    *,
    asked: str,
    context: int,
) -> Hit:
    counter, terms = looked_for
    candidate = chosen.place.candidate
    turn, excerpt = _shown(turns, chosen.place, looked_for, asked)
    before, after = _around(archive, turn, context)
    said = [terms[index].shown for index, _ in counter.places(turn.tokens) if not terms[index].is_everyday]
    why = []
    if said:
        why.append(Reason(kind="words", text=", ".join(dict.fromkeys(said))))
    if candidate.cosine is not None:
        sentence = turn.text[slice(*closest_sentence(asked, turn.text))]
        why.append(Reason(kind="meaning", text=sentence, similarity=round(candidate.cosine, 3)))
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
        quote=excerpt.quote,
        matches=excerpt.matches,
        before=before,
        after=after,
        why=tuple(why),
        score=round(chosen.score, 4),
        passage=candidate.place[1] if candidate.place else None,
    )


def _shown(
    turns: Sequence[Saying], place: Place, looked_for: tuple[Counter, Sequence[Term]], asked: str
) -> tuple[Saying, Excerpt]:
    """Return the turn to show and the part of it: with the words, or closest to what is meant."""
    counter, terms = looked_for
    turn = turns[0]
    telling = {index for index, term in enumerate(terms) if not term.is_everyday}
    if not any(place.turns[0].counts[index] for index in telling) and asked:
        wanted = wanted_words(asked)
        turn = max(
            turns, key=lambda one: closeness(wanted, one.text[slice(*closest_sentence(asked, one.text))])
        )
        around: tuple[int, int] | None = closest_sentence(asked, turn.text)
    else:
        around = None
    places = [span for index, span in counter.places(turn.tokens) if index in telling]
    return turn, cut_excerpt(turn.text, merged(places), around=around)


def _around(archive: Archive, turn: Saying, context: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    if not context:
        return (), ()
    near = turns_between(archive.library, turn.call_id, turn.n - context, turn.n + context)
    before = tuple(line_of(one, at_end=True) for one in near if one.n < turn.n)
    return before, tuple(line_of(one) for one in near if one.n > turn.n)
