"""Features: what may be learned from in a call, from rows that are stored and can be shown.

What the customer says and feels, what happens, and what the agent does count. Who the agent is does not: no
name, nothing of the voice, and none of the ways of speaking that go with a person (pace, fillers, how soon
they reply); nor what the agent's words mean, for everybody has their own phrases. Nor does what people or
systems said of the call afterwards: those are what is to be foretold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p

import numpy as np

from coachkit.conversation import questions_in, turns_of, words_of
from coachkit.cues import CueList
from coachkit.languages import is_full, unread_language
from coachkit.learning.sheet import Features
from coachkit.line_vectors import LineMeanings
from coachkit.models import Exchange, Feeling, Metric, Moment, Role, Segment, TopicPassage
from coachkit.mood import balance_of, segment_mood, segment_weight

COUNTED = frozenset({"s", "count", "per hour"})
"""Units of figures that are now and then many times as large as usual: their logarithm counts."""
METRICS = frozenset(
    {"agent_open_questions", "agent_questions", "dead_air_count", "longest_customer_story"}
    | {"longest_monologue", "longest_silence", "overtalk_seconds", "sentiment_change", "sentiment_end"}
    | {"sentiment_highest", "sentiment_lowest", "sentiment_middle", "sentiment_start", "silence_share"}
    | {"switches_per_hour", "talk_ratio_of_speech"}
)
"""Figures that count; `pace`, `fillers` and `patience` are how a person speaks, and do not."""
SIDES: tuple[Role, ...] = ("customer", "agent")
LAST = 2 / 3
"""Where the last third of the talk begins, by lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRows:
    """What is stored of a call that may be learned from."""

    call_id: str
    talk: Sequence[Segment]
    """What of the call is conversation, in time order."""
    metrics: Sequence[Metric]
    moments: Sequence[Moment]
    feelings: Sequence[Feeling]
    exchanges: Sequence[Exchange]
    topics: Sequence[TopicPassage]
    lines: LineMeanings
    score: float | None = None
    """What the main score card gives it, 0 to 100; None where a person had a say in that."""

    @property
    def customer(self) -> list[Segment]:
        """The customer's lines."""
        return self.said_by("customer")

    def said_by(self, role: Role) -> list[Segment]:
        """Return a side's lines."""
        return [segment for segment in self.talk if segment.role == role]


def can_be_read(rows: CallRows) -> bool:
    """Say whether the customer talks, and in a language whose words and meaning are understood."""
    spoken = [(segment.language, segment.text) for segment in rows.talk]
    return bool(rows.customer) and unread_language(spoken) is None


def features_of(rows: CallRows, cues: Mapping[str, CueList]) -> Features:
    """Return a call's features by name, such as `moment:apology`; what is not known is left out."""
    found: dict[str, float] = {}
    for group, read in _GROUPS.items():
        found |= {f"{group}:{name}": float(value) for name, value in read(rows)}
    return found | {f"mood:{name}": value for name, value in _mood(rows, cues)}


Named = Iterator[tuple[str, float]]


def _metrics(rows: CallRows) -> Named:
    for one in rows.metrics:
        if one.name in METRICS and one.value is not None:
            yield one.name, log1p(max(one.value, 0.0)) if one.unit in COUNTED else one.value


def _moments(rows: CallRows) -> Named:
    """Yield how often each kind of moment comes, and how often it does in the last third of the talk."""
    last = _begin_of_last(rows.talk)
    for kind in sorted({_kind(one) for one in rows.moments}):
        own = [one for one in rows.moments if _kind(one) == kind]
        yield kind, log1p(len(own))
        yield f"{kind}, late", log1p(sum(one.start >= last for one in own))


def _kind(moment: Moment) -> str:
    return f"{moment.kind}, {moment.role}" if moment.kind == "question" else moment.kind


def _exchanges(rows: CallRows) -> Named:
    """Yield what share of the clear exchanges went badly, and how often the customer objects to replies.

    Exchanges that a person judged are left out.
    """
    own = [one for one in rows.exchanges if one.source == "reaction"]
    clear = [one for one in own if one.verdict != "neutral"]
    if clear:
        yield "good", sum(one.verdict == "good" for one in clear) / len(clear)
    yield "well", log1p(sum(one.verdict == "good" for one in own))
    yield "badly", log1p(sum(one.verdict == "bad" for one in own))
    for kind in ("repeat", "rejection", "escalation", "thanks"):
        yield kind, log1p(sum(one.reaction == kind for one in own))


def _topics(rows: CallRows) -> Named:
    """Yield what share of the call's passages each topic has."""
    for topic in sorted({one.topic_id for one in rows.topics if one.topic_id}):
        yield topic, sum(one.topic_id == topic for one in rows.topics) / len(rows.topics)


def _talk(rows: CallRows) -> Named:
    """Yield how much is said, in words, and how often a side says much the same again."""
    turns = turns_of(rows.talk)
    yield "turns", log1p(len(turns))
    for role in SIDES:
        own = [turn for turn in turns if turn.role == role]
        words = [len(words_of(turn.text)) for turn in own]
        if not own:
            continue
        yield f"{role} words", log1p(sum(words))
        yield f"{role} words a turn", log1p(sum(words) / len(own))
        yield f"{role} questions", sum(questions_in(turn.text) for turn in own) / len(own)
    for role in SIDES:
        again = _said_again(rows, role)
        if again is not None:
            yield f"{role} again", again


def _said_again(rows: CallRows, role: Role) -> float | None:
    """Return how like a side's lines are to what it said before, in the mean: 0 to 1."""
    known, matrix = rows.lines.among(rows.said_by(role))
    if len(known) < 2:
        return None
    likeness = matrix @ matrix.T
    return float(np.mean([likeness[n, :n].max() for n in range(1, len(known))]))


def _meaning(rows: CallRows) -> Named:
    """Yield the middle of what the customer's lines mean, a number a dimension; and of the last third."""
    known, matrix = rows.lines.among([one for one in rows.customer if is_full(one.language)])
    if known:
        late = matrix[int(len(known) * LAST) :].mean(axis=0)
        for n, (whole, end) in enumerate(zip(matrix.mean(axis=0), late, strict=True)):
            yield f"{n:03}", float(whole)
            yield f"{n:03}, late", float(end)


def _score(rows: CallRows) -> Named:
    """Yield what the score card gives: its rules are worth more than the same things one by one."""
    if rows.score is not None:
        yield "card", rows.score


_GROUPS: Mapping[str, Callable[[CallRows], Named]] = {
    "score": _score,
    "metric": _metrics,
    "moment": _moments,
    "exchange": _exchanges,
    "topic": _topics,
    "talk": _talk,
    "meaning": _meaning,
}


def _mood(rows: CallRows, cues: Mapping[str, CueList]) -> Named:
    """Yield how the customer sounds: on the whole, at the end, at worst and at best, and by each model."""
    felt = {one.n: one for one in rows.feelings}
    lines = [one for one in rows.customer if one.n in felt]
    if not lines:
        return
    moods = [(segment_mood(one, felt, cues), segment_weight(one)) for one in lines]
    last = int(len(lines) * LAST)
    yield "all", balance_of(moods)
    yield "end", balance_of(moods[last:])
    yield "last line", moods[-1][0]
    yield "worst", min(mood for mood, _ in moods)
    yield "best", max(mood for mood, _ in moods)
    yield "words", float(np.mean([felt[one.n].sentiment for one in lines]))
    yield "acceptance", float(np.mean([felt[one.n].acceptance for one in lines]))
    yield "acceptance, late", float(np.mean([felt[one.n].acceptance for one in lines[last:]]))


def _begin_of_last(talk: Sequence[Segment]) -> float:
    return talk[int(len(talk) * LAST)].start if talk else 0.0
