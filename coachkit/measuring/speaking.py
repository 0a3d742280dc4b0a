"""Who speaks how much, how long at a time, and how fast."""

import itertools
from collections.abc import Sequence

from coachkit.conversation import merged_spans, words_of
from coachkit.languages import WITHOUT_SPACES, base_code, name_of
from coachkit.measuring.figure import Figure, Figures, ratio
from coachkit.measuring.talk import Talk
from coachkit.models import Turn

NO_LENGTH = "the call has no length"
NOBODY_SPEAKS = "neither side says anything"


def speech_figures(talk: Talk) -> Figures:
    """Return what is known without knowing who is who."""
    spans = merged_spans([(s.start, s.end) for s in talk.segments])
    return {
        "speech_seconds": Figure(value=sum(end - start for start, end in spans)),
        "turns": Figure(value=float(len(talk.turns))),
    }


def speaking_figures(talk: Talk) -> Figures:
    """Return both sides' shares, longest turns, changes of speaker, and the agent's pace."""
    agent, customer = talk.turns_by("agent"), talk.turns_by("customer")
    spoken, listened = talk.seconds_of(agent), talk.seconds_of(customer)
    switches = sum((a.role, a.speaker) != (b.role, b.speaker) for a, b in itertools.pairwise(talk.turns))
    return {
        "agent_talk_seconds": Figure(value=spoken),
        "customer_talk_seconds": Figure(value=listened),
        "talk_ratio_of_speech": ratio(spoken, spoken + listened, reason=NOBODY_SPEAKS),
        "talk_ratio_of_call": ratio(spoken, talk.duration, reason=NO_LENGTH),
        "talk_ratio_of_conversation": ratio(spoken, talk.seconds, reason=NO_LENGTH),
        "longest_monologue": _longest(talk, agent, "the agent says nothing"),
        "longest_customer_story": _longest(talk, customer, "the customer says nothing"),
        "switches_per_hour": ratio(3600 * switches, talk.seconds, reason=NO_LENGTH),
        "pace": _pace(talk, agent, spoken),
    }


def _longest(talk: Talk, turns: Sequence[Turn], nothing: str) -> Figure:
    if not turns:
        return Figure(value=None, reason=nothing)
    turn = max(turns, key=lambda t: (talk.seconds_of([t]), -t.start))
    return Figure(value=talk.seconds_of([turn]), start=turn.start, end=turn.end, quote=talk.quote_from(turn))


def _pace(talk: Talk, agent: Sequence[Turn], spoken: float) -> Figure:
    languages = {base_code(s.language) for s in talk.segments if s.role == "agent"}
    if unspaced := sorted(code for code in languages if code in WITHOUT_SPACES):
        return Figure(value=None, reason=f"{name_of(unspaced[0])} is written without spaces between words")
    words = sum(len(words_of(turn.text)) for turn in agent)
    return ratio(60 * words, spoken, reason="the agent says nothing")
