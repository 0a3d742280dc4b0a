"""Exchanges: what the customer said about a name, what the agent answered, how the customer took it.

The verdict comes from the customer's reaction alone: not from the call's outcome and not from what
the agent did, so that a superb reply in a call that ended badly still counts as one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from coachkit.conversation import is_backchannel, turns_of
from coachkit.cues import CueList
from coachkit.languages import name_of, unread_language
from coachkit.models import Exchange, ExchangeKind, Feeling, Mention, Role, Segment, Turn, Verdict
from coachkit.mood import balance_of, mood_of

REACTION_TURNS = 3
"""How many of the customer's turns after the reply count as the reaction."""
REACTION_WITHIN = 75.0
"""Seconds after the mention in which a reaction still belongs to it."""
CLEAR = 0.15
"""Balance (-1 to 1) from which a reaction is good or bad."""
SAME_MATTER = 25.0
"""Mentions of one name this close together belong to one exchange, in seconds."""


TOOK: Mapping[Verdict, str] = {
    "good": "takes the reply well",
    "bad": "is not satisfied with the reply",
    "neutral": "takes the reply without a clear reaction",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """How the customer took a reply: -1 to 1, and the words that show it."""

    balance: float
    quote: str
    start: float
    end: float
    unread: str | None = None
    """The language that it is said in, where nobody can judge that: then `balance` is 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """A place where a name is said, or where a tracker finds its matter."""

    call_id: str
    kind: ExchangeKind
    name: str
    segment: int
    """`Segment.n`."""
    start: float
    end: float
    role: Role


def named_in(mentions: Sequence[Mention]) -> list[Occurrence]:
    """Return where a competitor or a feature is named."""
    return [
        Occurrence(
            call_id=one.call_id,
            kind=one.kind,
            name=one.name,
            segment=one.segment,
            start=one.start,
            end=one.end,
            role=one.role,
        )
        for one in mentions
        if one.kind != "candidate"
    ]


def exchanges_about(
    occurrences: Sequence[Occurrence],
    segments: Sequence[Segment],
    *,
    feelings: Mapping[int, Feeling],
    cues: Mapping[str, CueList],
) -> list[Exchange]:
    """Return an exchange for each run of occurrences of one name, in time order, numbered from 0.

    `feelings` are by `Segment.n`.
    """
    turns = turns_of(segments)
    spoken = {s.n: (s.language, s.text) for s in segments}
    moods = {
        turn.segments[0]: mood_of(turn, segments, feelings, cues) for turn in turns if turn.role == "customer"
    }
    drafts = []
    for group in _groups(occurrences):
        place = _turn_at(turns, group[0])
        if place is None:
            continue
        reply = _reply(turns, place, group)
        reactions = [] if reply is None else _reactions(turns, reply, until=group[-1].end + REACTION_WITHIN)
        end = reactions[-1].end if reactions else turns[reply if reply is not None else place].end
        unread = unread_language(spoken[n] for turn in reactions for n in turn.segments)
        drafts.append((group[0], turns[place], end, _judge(reactions, moods, unread)))
    drafts.sort(key=lambda draft: (draft[1].start, draft[0].kind, draft[0].name))
    return [_exchange(n, *draft) for n, draft in enumerate(drafts)]


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


def _turn_at(turns: Sequence[Turn], mention: Occurrence) -> int | None:
    return next((i for i, turn in enumerate(turns) if mention.segment in turn.segments), None)


def _reply(turns: Sequence[Turn], place: int, group: Sequence[Occurrence]) -> int | None:
    """Return the agent's turn that answers: after the customer's last word on the name in this group."""
    said = [_turn_at(turns, mention) for mention in group if mention.role == "customer"]
    last = max((index for index in said if index is not None), default=None)
    if last is None:
        return place  # the agent brought it up
    return next((i for i in range(last + 1, len(turns)) if turns[i].role == "agent"), None)


def _reactions(turns: Sequence[Turn], reply: int, *, until: float) -> list[Turn]:
    following = [t for t in turns[reply + 1 :] if t.role == "customer" and t.start <= until]
    telling = [t for t in following if not is_backchannel(t.text)] or following
    return telling[:REACTION_TURNS]


def _judge(reactions: Sequence[Turn], moods: Mapping[int, float], unread: str | None) -> Reaction | None:
    """Weigh the customer's words after the reply; the later turn counts more."""
    if not reactions:
        return None
    if unread:
        first, last = reactions[0], reactions[-1]
        return Reaction(balance=0.0, quote=first.text, start=first.start, end=last.end, unread=unread)
    balances = [moods[turn.segments[0]] for turn in reactions]
    balance = balance_of([(mood, 1.0 + 0.5 * i) for i, mood in enumerate(balances)])
    shown = max(zip(balances, reactions, strict=True), key=lambda pair: pair[0] if balance > 0 else -pair[0])
    return Reaction(balance=balance, quote=shown[1].text, start=shown[1].start, end=shown[1].end)


def _exchange(n: int, mention: Occurrence, turn: Turn, end: float, reaction: Reaction | None) -> Exchange:
    verdict: Verdict = "neutral"
    reason = f"{mention.name} comes up and the customer does not react to the reply"
    if reaction:
        verdict = "good" if reaction.balance >= CLEAR else "bad" if reaction.balance <= -CLEAR else "neutral"
        reason = f"{mention.name} comes up; the customer {TOOK[verdict]}"
        if reaction.unread:
            reason = f"{mention.name} comes up; the reaction is in {name_of(reaction.unread)} and not judged"
    return Exchange(
        call_id=mention.call_id,
        n=n,
        kind=mention.kind,
        name=mention.name,
        start=turn.start,
        end=max(end, turn.end),
        verdict=verdict,
        reason=reason,
        strength=round(abs(reaction.balance), 4) if reaction else 0.0,
        quote=reaction.quote if reaction else turn.text,
        quote_start=reaction.start if reaction else turn.start,
        quote_end=reaction.end if reaction else turn.end,
    )
