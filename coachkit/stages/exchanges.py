"""Exchanges: something comes up, the agent replies, the customer reacts.

The verdict comes from the customer's reaction alone: not from the call's outcome and not from what
the agent did, so that a superb reply in a call that ended badly still counts as one. A person who rates
the stretch has the last word.

A stretch of talk makes one exchange for each name that comes up in it and at most one for its moments, the
weightiest: frustration in an objection belongs to the objection, and so does what follows it in the reaction.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.conversation import QUESTION_MARKS, questions_in, turns_of, words_of
from coachkit.cues import CueList
from coachkit.languages import unread_language
from coachkit.line_vectors import LineMeanings
from coachkit.models import Exchange, Feeling, LineVectors, Rating, Segment, Turn, Verdict
from coachkit.replies.occurrences import Occurrence, rank_of
from coachkit.replies.reactions import (
    CLEAR,
    REACTION_WITHIN,
    Listener,
    Reaction,
    is_content,
    listen_to,
    read_reactions,
)
from coachkit.replies.said_again import repeats_of
from coachkit.replies.wording import told_of
from coachkit.sentences import sentences_of
from coachkit.votes import majority

SAME_MATTER = 25.0
"""Mentions of one name this close together belong to one exchange, in seconds."""
ASKED_BACK = 60.0
"""So long an agent may ask back before the reply that tells something, in seconds."""
TELLING = 8
"""Words outside questions from which on an agent's turn tells something."""
MOST_OF_IT = 0.5
"""A rating counts for an exchange if its stretch covers so much of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """An exchange before it is worded; places are those of `turns`."""

    occurrence: Occurrence
    prompt: Turn
    last: int
    """Place of its last turn."""
    end: float
    reply: Turn | None
    reaction: Reaction | None
    unread: str | None
    """The language that the reaction is in, where nobody can judge that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """What exchanges of one call are found in."""

    turns: Sequence[Turn]
    places: Mapping[int, int]
    """Place in `turns` by `Segment.n`."""
    listener: Listener
    meanings: LineMeanings
    names_in: Mapping[int, frozenset[str]]
    """Competitors and features that the customer names, by place in `turns`."""


def exchanges_about(
    occurrences: Sequence[Occurrence],
    segments: Sequence[Segment],
    *,
    feelings: Mapping[int, Feeling],
    cues: Mapping[str, CueList],
    vectors: Sequence[LineVectors] = (),
    ratings: Sequence[Rating] = (),
) -> list[Exchange]:
    """Return the exchanges about what comes up, in time order, numbered from 0.

    `feelings` are by `Segment.n`; `vectors` are the call's row, without which only words tell that a
    customer says something again.
    """
    turns = turns_of(segments)
    places = {n: place for place, turn in enumerate(turns) for n in turn.segments}
    placed = [one for one in occurrences if one.segment in places]
    names: dict[int, frozenset[str]] = defaultdict(frozenset)
    for one in placed:
        if one.kind in ("competitor", "feature") and one.role == "customer":
            names[places[one.segment]] |= {one.name}
    talk = _Talk(
        turns=turns,
        places=places,
        listener=listen_to(segments, feelings, cues),
        meanings=LineMeanings.of(vectors),
        names_in=names,
    )
    drafts = [_draft(talk, group) for group in _groups([one for one in placed if one.kind != "moment"])]
    drafts += _moment_drafts(talk, [one for one in placed if one.kind == "moment"])
    drafts.sort(key=lambda draft: (draft.prompt.start, draft.occurrence.kind, draft.occurrence.name))
    return [_rated(_exchange(n, draft), ratings) for n, draft in enumerate(drafts)]


def _groups(occurrences: Sequence[Occurrence]) -> Iterator[list[Occurrence]]:
    """Yield runs of occurrences of one name that lie close together."""
    for kind, name in sorted({(one.kind, one.name) for one in occurrences}):
        group: list[Occurrence] = []
        for mention in (one for one in occurrences if (one.kind, one.name) == (kind, name)):
            if group and mention.start - group[-1].end > SAME_MATTER:
                yield group
                group = []
            group.append(mention)
        yield group


def _moment_drafts(talk: _Talk, occurrences: Sequence[Occurrence]) -> Iterator[_Draft]:
    """Yield an exchange for each stretch with moments; one inside another's stretch needs a higher rank."""
    by_turn: dict[int, Occurrence] = {}
    for one in sorted(occurrences, key=lambda one: (-rank_of(one), one.start, one.segment)):
        if _wants_reply(talk, one):
            by_turn.setdefault(talk.places[one.segment], one)
    stretches: list[tuple[int, int]] = []
    for place, one in sorted(by_turn.items()):
        if any(place <= last and rank_of(one) <= rank for last, rank in stretches):
            continue
        draft = _draft(talk, [one])
        stretches.append((draft.last, rank_of(one)))
        yield draft


def _wants_reply(talk: _Talk, one: Occurrence) -> bool:
    """Say whether the customer brings it up: not as an answer, and not in passing while they are content."""
    place = talk.places[one.segment]
    turn = talk.turns[place]
    if one.name == "price":
        is_answer = place > 0 and talk.turns[place - 1].text.rstrip().endswith(QUESTION_MARKS)
        return not is_answer or questions_in(turn.text) > 0
    return one.name != "frustration" or not is_content(talk.listener, turn)


def _draft(talk: _Talk, group: Sequence[Occurrence]) -> _Draft:
    turns, place = talk.turns, talk.places[group[0].segment]
    prompt = turns[place]
    said = [talk.places[one.segment] for one in group if one.role == "customer"]
    # where the agent brings it up there is no reply: the customer reacts to that turn
    first = _next_of_agent(turns, max(said)) if said else place
    if first is None:
        return _Draft(
            occurrence=group[0],
            prompt=prompt,
            last=place,
            end=prompt.end,
            reply=None,
            reaction=None,
            unread=None,
        )
    following = turns[first : _other_matter(talk, first, group) + 1]
    replies = [turn for turn in following if turn.role == "agent"]
    reaction = read_reactions(
        talk.listener,
        following,
        until=turns[_first_telling(turns, first)].end + REACTION_WITHIN,
        prompt=prompt,
        repeats=repeats_of(prompt, replies, talk.listener.segments, talk.meanings),
    )
    last = talk.places[reaction.turns[-1].segments[0]] if reaction else first
    spoken = [
        talk.listener.segments[n] for turn in (reaction.turns if reaction else ()) for n in turn.segments
    ]
    return _Draft(
        occurrence=group[0],
        prompt=prompt,
        last=last,
        end=max(turns[last].end, prompt.end),
        reply=_reply(turns, first, reaction) if said else None,
        reaction=reaction,
        unread=unread_language((one.language, one.text) for one in spoken),
    )


def _next_of_agent(turns: Sequence[Turn], place: int) -> int | None:
    return next((i for i in range(place + 1, len(turns)) if turns[i].role == "agent"), None)


def _first_telling(turns: Sequence[Turn], first: int) -> int:
    """Return the agent's first turn that tells something: before it they may ask back."""
    for place in range(first, len(turns)):
        if turns[place].start > turns[first].end + ASKED_BACK:
            break
        if turns[place].role == "agent" and _tells(turns[place]):
            return place
    return first


def _tells(turn: Turn) -> bool:
    said = [turn.text[start:end] for start, end in sentences_of(turn.text)]
    return sum(len(words_of(one)) for one in said if not one.rstrip().endswith(QUESTION_MARKS)) >= TELLING


def _reply(turns: Sequence[Turn], first: int, reaction: Reaction | None) -> Turn:
    """Return the agent's turn that the customer reacts to: the last one before it that tells something."""
    until = reaction.shown.start if reaction else float("inf")
    own = [turn for turn in turns[first:] if turn.role == "agent" and turn.start < until]
    if reaction is None:
        return turns[_first_telling(turns, first)]
    return next((turn for turn in reversed(own) if _tells(turn)), own[-1] if own else turns[first])


def _other_matter(talk: _Talk, first: int, group: Sequence[Occurrence]) -> int:
    """Return the place of the turn in which the customer comes to another name: a reaction may begin it."""
    known = talk.names_in[talk.places[group[-1].segment]] | {group[0].name}
    others = (place for place, names in talk.names_in.items() if place > first and names - known)
    return min(others, default=len(talk.turns))


def _exchange(n: int, draft: _Draft) -> Exchange:
    reaction = None if draft.unread else draft.reaction
    balance = reaction.balance if reaction else 0.0
    shown = draft.reaction.shown if draft.reaction else draft.prompt
    verdict: Verdict = "good" if balance >= CLEAR else "bad" if balance <= -CLEAR else "neutral"
    occurrence, prompt, reply = draft.occurrence, draft.prompt, draft.reply
    return Exchange(
        call_id=occurrence.call_id,
        n=n,
        kind=occurrence.kind,
        name=occurrence.name,
        start=prompt.start,
        end=draft.end,
        verdict=verdict,
        reason=told_of(draft.occurrence, draft.reaction, verdict, unread=draft.unread),
        strength=round(abs(balance), 4),
        quote=shown.text,
        quote_start=shown.start,
        quote_end=shown.end,
        reaction="unread" if draft.unread else reaction.kind if reaction else "silence",
        prompt=prompt.text,
        prompt_start=prompt.start,
        prompt_end=prompt.end,
        reply=reply.text if reply else None,
        reply_start=reply.start if reply else None,
        reply_end=reply.end if reply else None,
        reaction_start=draft.reaction.begins.start if draft.reaction else None,
    )


def _rated(exchange: Exchange, ratings: Sequence[Rating]) -> Exchange:
    """Return the exchange with the verdict of people who rated a stretch that covers most of it."""
    found = majority(one for one in ratings if _covers(one, exchange))
    if found is None:
        return exchange
    who, why = found.rating.author, f": {found.rating.why}" if found.rating.why else ""
    return replace(
        exchange,
        verdict=found.verdict,
        source=f"rating:{who}",
        strength=1.0,
        reason=f"{who} rates this {found.verdict}{why}",
    )


def _covers(rating: Rating, exchange: Exchange) -> bool:
    if rating.start is None or rating.end is None:
        return False
    shared = min(rating.end, exchange.end) - max(rating.start, exchange.start)
    return shared > 0 and shared >= MOST_OF_IT * (exchange.end - exchange.start)
