"""Watching: what an agent does in a stretch of a call, in deeds and in figures."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from coachkit.behaviours.reading import deeds_of
from coachkit.conversation import is_backchannel, questions_in
from coachkit.models import (
    CallAgent,
    Exchange,
    Feeling,
    Highlight,
    Leg,
    Moment,
    Reason,
    Segment,
    Turn,
    Verdict,
)
from coachkit.mood import balance_of, segment_weight
from coachkit.replies.left_out import beside_the_matter
from coachkit.replies.reply import Reply, ReplySentence
from coachkit.replies.said_lines import lines_said

UPSET = -0.2
"""Mood of what customers say first (-1 to 1) from which down they are upset."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What the cases of a call are read from; what is not known may be left out."""

    turns: Sequence[Turn]
    """Of the conversation, in order."""
    segments: Mapping[int, Segment]
    """By `Segment.n`."""
    exchanges: Sequence[Exchange] = ()
    highlights: Sequence[Highlight] = ()
    moments: Sequence[Moment] = ()
    feelings: Mapping[int, Feeling] = field(default_factory=dict)
    """By `Segment.n`."""
    agents: Sequence[CallAgent] | Sequence[Leg] = ()
    """Who has the call from when to when."""
    reasons: Sequence[Reason] = ()
    topic: str | None = None
    """Id of the topic that the call as a whole is filed under."""
    rating: Verdict | None = None
    """What people say of the call as a whole."""
    outcome: Verdict | None = None
    """What another system says of the call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What an agent does in a stretch, as `Case` has it."""

    deeds: tuple[str, ...]
    said: tuple[str, ...]
    segments: tuple[int, ...]
    seconds: float | None
    words: int
    questions: int


def doing_in(reply: Reply, watched: Watched, *, untold: Collection[ReplySentence]) -> Doing:
    """Return what the agent does in a reply; `untold` are sentences that had a say in the verdict."""
    beside = beside_the_matter(reply)
    gone = {one.n: one for one in (*beside, *untold)}
    lines = lines_said(reply, watched.segments, gone.values())
    kept = [one for one in reply.sentences if one.n not in gone]
    return Doing(
        deeds=tuple(str(one) for one in deeds_of(reply, left_out=beside, untold=untold)),
        said=tuple(one.text for one in lines),
        segments=tuple(one.segment for one in lines),
        seconds=round(sum(one.seconds for one in lines), 3) if reply.has_times else None,
        words=sum(one.words for one in lines),
        questions=sum(one.is_question for one in kept)
        if reply.sentences
        else sum(questions_in(one.text) for one in lines),
    )


def delay_before(reply: Reply) -> float | None:
    """Return the seconds from the prompt to the agent's first words that are more than a “mm-hm”."""
    return None if reply.delay is None else round(max(0.0, reply.delay), 3)


def agent_at(time: float, watched: Watched) -> str | None:
    """Return who has the call at a time; who has all of it, where only one person does."""
    held = next((one for one in watched.agents if one.start <= time < one.end), None)
    return held.agent if held else watched.agents[0].agent if len(watched.agents) == 1 else None


def busiest_agent(reply: Reply, watched: Watched) -> str | None:
    """Return who says most of a reply; of equals the first."""
    said: dict[str | None, int] = {}
    for turn in reply.turns:
        if not is_backchannel(turn.text):
            agent = agent_at(turn.start, watched)
            said[agent] = said.get(agent, 0) + len(turn.text)
    return max(said, key=lambda agent: said[agent], default=agent_at(reply.turns[0].start, watched))


def is_upset(turns: Sequence[Turn], watched: Watched) -> bool:
    """Say whether a customer sounds upset in some turns."""
    own = [watched.segments[n] for turn in turns for n in turn.segments if n in watched.feelings]
    return balance_of([(watched.feelings[one.n].mood, segment_weight(one)) for one in own]) <= UPSET
