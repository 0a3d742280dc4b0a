"""Observe: what came up in a call, what the agent did, and how it went, each read without the others.

What an agent does is read only up to where the customer begins to react, whatever the reaction is, so that a
reply is no longer where it went badly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.behaviours.deeds import Deed
from coachkit.conversation import questions_in, words_of
from coachkit.models import (
    CallAgent,
    Case,
    Exchange,
    Feeling,
    Highlight,
    Leg,
    Segment,
    Turn,
    Verdict,
    VerdictFrom,
)
from coachkit.mood import balance_of, segment_weight
from coachkit.replies.traits import read_trait

UPSET = -0.2
"""Mood of the prompt (-1 to 1) from which down a customer is upset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What the cases of a call are read from."""

    turns: Sequence[Turn]
    segments: Mapping[int, Segment]
    """By `Segment.n`."""
    exchanges: Sequence[Exchange]
    highlights: Sequence[Highlight]
    feelings: Mapping[int, Feeling]
    """By `Segment.n`."""
    agents: Sequence[CallAgent] | Sequence[Leg]
    """Who has the call from when to when."""
    outcome: Verdict | None
    """What another system says of the call."""


def cases_of(watched: Watched) -> list[Case]:
    """Return the cases of a call, its exchanges in order."""
    played = {one.exchange: one for one in watched.highlights if one.exchange is not None}
    found = (_of_exchange(one, played[one.n], watched) for one in watched.exchanges if one.n in played)
    return [replace(one, n=n) for n, one in enumerate(one for one in found if one is not None)]


def _of_exchange(exchange: Exchange, played: Highlight, watched: Watched) -> Case | None:
    """Return the case of an exchange; None where the agent says nothing to it."""
    prompt = next((one for one in watched.turns if one.start == exchange.prompt_start), None)
    if prompt is None or prompt.role != "customer":
        return None
    until = exchange.end if exchange.reaction_start is None else exchange.reaction_start
    own = [one for one in watched.turns if one.role == "agent" and prompt.start < one.start < until]
    if not own:
        return None
    lines = [watched.segments[n] for turn in own for n in turn.segments]
    has_times = all(one.times_from != "estimate" for one in lines)
    verdict, verdict_from = _verdict(exchange, watched.outcome)
    return Case(
        call_id=exchange.call_id,
        n=0,
        kind=exchange.kind,
        name=exchange.name,
        exchange=exchange.n,
        agent=_agent_at(own[0].start, watched.agents),
        verdict=verdict,
        verdict_from=verdict_from,
        is_upset=_mood(prompt, watched) <= UPSET,
        start=played.start,
        end=played.end,
        prompt=exchange.prompt,
        prompt_start=exchange.prompt_start,
        prompt_end=exchange.prompt_end,
        quote=exchange.quote if exchange.reaction_start is not None else "",
        quote_start=exchange.quote_start,
        quote_end=exchange.quote_end,
        deeds=tuple(str(one) for one in _deeds(played)),
        said=tuple(one.text for one in lines),
        segments=tuple(one.n for one in lines),
        delay=max(0.0, own[0].start - prompt.end) if has_times else None,
        seconds=sum(one.end - one.start for one in own) if has_times else None,
        words=sum(len(words_of(one.text)) for one in own),
        questions=sum(questions_in(one.text) for one in own),
    )


def _deeds(played: Highlight) -> Iterator[Deed]:
    for stored in played.traits:
        trait = read_trait(stored)
        yield Deed(name=trait.name, words=trait.words)


def _verdict(exchange: Exchange, outcome: Verdict | None) -> tuple[Verdict, VerdictFrom]:
    """Return how a case went: as a person says, else as the customer takes it, else as the call ended."""
    if exchange.source != "reaction":
        return exchange.verdict, "rating"
    if exchange.verdict != "neutral":
        return exchange.verdict, "reaction"
    return (outcome, "outcome") if outcome in ("good", "bad") else ("neutral", "none")


def _agent_at(time: float, agents: Sequence[CallAgent] | Sequence[Leg]) -> str | None:
    held = next((one for one in agents if one.start <= time < one.end), None)
    return held.agent if held else agents[0].agent if len(agents) == 1 else None


def _mood(prompt: Turn, watched: Watched) -> float:
    own = [watched.segments[n] for n in prompt.segments if n in watched.feelings]
    return balance_of([(watched.feelings[one.n].mood, segment_weight(one)) for one in own])
