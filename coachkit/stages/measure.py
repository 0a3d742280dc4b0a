"""Measure: the figures of a call that coaches speak of, each null with a reason where roles are unknown.

Definitions are the vendors' published ones (Gong Labs, Microsoft, Aircall); all are computed on turns.
Only conversation is measured: menus, voicemail, ringing and hold music are neither talk nor silence.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from coachkit.conversation import (
    DEAD_AIR,
    FILLER_TOKENS,
    is_backchannel,
    merged_spans,
    questions_in,
    spans_aside,
    talk_of,
    turns_of,
    why_no_talk,
    words_of,
)
from coachkit.languages import name_of, unread_language
from coachkit.models import Call, Feeling, Metric, Role, Segment, SoundSpan, Turn

OVERTALK = 0.5
"""An overlap of this many seconds is an event."""
NO_ROLES = "it is not known which speaker is the agent"
NO_TIMES = "the transcript does not say when each line begins and ends"
ESTIMATED = 0.1
"""From this share of lines without true times on, nothing is measured in seconds."""
Figure = tuple[float | None, str, tuple[float, float] | None]
"""(value, unit, where to listen)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """The conversation in a call."""

    segments: Sequence[Segment]
    turns: Sequence[Turn]
    aside: Sequence[tuple[float, float]]
    """Stretches that are no conversation, in order."""
    start: float
    end: float
    """When the conversation begins and ends: the recording's ends, where nothing lies aside there."""

    @property
    def seconds(self) -> float:
        """How long the conversation lasts."""
        inside = sum(min(b, self.end) - max(a, self.start) for a, b in self.aside if a < self.end)
        return self.end - self.start - max(inside, 0.0)


def measure_call(
    call: Call,
    segments: Sequence[Segment],
    feelings: Sequence[Feeling],
    sounds: Sequence[SoundSpan] = (),
    *,
    by_voice: bool = False,
) -> list[Metric]:
    """Return the call's metrics, ordered by name; `feelings` are those of the customer's segments.

    `by_voice` says that voices on one channel were told apart and their roles guessed.

    In a call without conversation (a message on a voicemail) every value is null and says why, and so is
    what is measured in seconds where a given transcript has no true times.
    """
    talk = _talk_in(call, segments, sounds)
    has_roles = any(turn.role in ("agent", "customer") for turn in talk.turns)
    figures = _speech_figures(talk)
    if has_roles:
        figures |= _role_figures(talk) | _feeling_figures(talk, feelings)
    else:
        figures |= {name: (None, unit, None) for name, unit in ROLE_METRICS.items()}
    why_none = _why_unknown(figures, segments)
    figures |= {name: (None, figures[name][1], None) for name in why_none}
    told_by = "given" if call.medium == "transcript" else "voice" if by_voice else "channel"
    return [
        Metric(
            call_id=call.id,
            name=name,
            value=None if value is None else round(value, 4),
            unit=unit,
            source=told_by if has_roles else "none",
            reason=why_none.get(name, NO_SPEECH if has_roles else NO_ROLES) if value is None else None,
            start=place[0] if place else None,
            end=place[1] if place else None,
        )
        for name, (value, unit, place) in sorted(figures.items())
    ]


def _why_unknown(names: Iterable[str], segments: Sequence[Segment]) -> dict[str, str]:
    """Return why figures cannot be known, whatever came out for them, by name."""
    no_talk = why_no_talk(segments)
    if no_talk:
        return dict.fromkeys(names, no_talk)
    talk = talk_of(segments)
    estimated = sum(s.times_from == "estimate" for s in talk)
    without_times = dict.fromkeys(TIMED, NO_TIMES) if estimated > ESTIMATED * len(talk) else {}
    return without_times | _why_unread(talk)


def _why_unread(talk: Sequence[Segment]) -> dict[str, str]:
    """Return which figures listen to words of a side that speaks another language, and why they cannot."""
    found: dict[str, str] = {}
    for role, names in ENGLISH_ONLY.items():
        language = unread_language((s.language, s.text) for s in talk if s.role == role)
        if language:
            found |= dict.fromkeys(names, f"the {role} speaks {name_of(language)}, which is not listened to")
    return found


def _talk_in(call: Call, segments: Sequence[Segment], sounds: Sequence[SoundSpan]) -> Talk:
    talk = talk_of(segments)
    aside = spans_aside(segments, sounds, duration=call.duration)
    begins_aside = bool(aside) and aside[0][0] <= 0
    ends_aside = bool(aside) and aside[-1][1] >= call.duration
    return Talk(
        segments=talk,
        turns=turns_of(talk),
        aside=aside,
        start=aside[0][1] if begins_aside else 0.0,
        end=aside[-1][0] if ends_aside and talk else call.duration,
    )


NO_SPEECH = "there is too little speech of this side"
ROLE_METRICS = {
    "talk_ratio_of_speech": "share",
    "talk_ratio_of_call": "share",
    "longest_monologue": "s",
    "longest_customer_story": "s",
    "switches_per_hour": "per hour",
    "patience": "s",
    "agent_questions": "count",
    "overtalk_share": "share",
    "overtalk_seconds": "s",
    "pace": "words per minute",
    "fillers": "per 100 words",
    "sentiment_start": "-1 to 1",
    "sentiment_end": "-1 to 1",
    "sentiment_change": "-2 to 2",
    "sentiment_lowest": "-1 to 1",
}

ENGLISH_ONLY: Mapping[Role, tuple[str, ...]] = {
    "agent": ("fillers",),
    "customer": ("sentiment_start", "sentiment_end", "sentiment_change", "sentiment_lowest"),
}
"""Figures that are made of a side's English words."""
TIMED = frozenset(
    {"dead_air_count", "longest_customer_story", "longest_monologue", "longest_silence", "overtalk_seconds"}
    | {"overtalk_share", "pace", "patience", "silence_share", "speech_seconds", "switches_per_hour"}
    | {"talk_ratio_of_call", "talk_ratio_of_speech"}
)
"""What cannot be known without true times: all that is measured in seconds."""


def _speech_figures(talk: Talk) -> dict[str, Figure]:
    spans = merged_spans([(s.start, s.end) for s in talk.segments])
    speech = sum(end - start for start, end in spans)
    taken = merged_spans([*spans, *talk.aside])
    last = max([talk.end, *(end for _, end in taken)])
    edges = [0.0, *(edge for span in taken for edge in span), last]
    silences = [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    longest = max(silences, key=lambda gap: gap[1] - gap[0])
    silent = longest[1] - longest[0]
    return {
        "speech_seconds": (speech, "s", None),
        "dead_air_count": (float(sum(b - a >= DEAD_AIR for a, b in silences)), "count", None),
        "longest_silence": (max(silent, 0.0), "s", longest if silent > 0 else None),
        "silence_share": (max(0.0, 1 - speech / talk.seconds) if talk.seconds > 0 else None, "share", None),
        "turns": (float(len(talk.turns)), "count", None),
    }


def _role_figures(conversation: Talk) -> dict[str, Figure]:
    turns, seconds = conversation.turns, conversation.seconds
    agent = [turn for turn in turns if turn.role == "agent"]
    customer = [turn for turn in turns if turn.role == "customer"]
    talk, listen = (sum(t.end - t.start for t in side) for side in (agent, customer))
    words = [word for turn in agent for word in words_of(turn.text)]
    switches = sum(a.role != b.role for a, b in itertools.pairwise(turns))
    overlaps = _agent_overlaps(turns)
    gaps = [
        max(b.start - a.end, 0.0)
        for a, b in itertools.pairwise(turns)
        if a.role == "customer"
        and b.role == "agent"
        and not any(a.end <= start < b.start for start, _ in conversation.aside)
    ]
    return {
        "talk_ratio_of_speech": (talk / (talk + listen) if talk + listen else None, "share", None),
        "talk_ratio_of_call": (talk / seconds if seconds > 0 else None, "share", None),
        "longest_monologue": _longest(agent),
        "longest_customer_story": _longest(customer),
        "switches_per_hour": (3600 * switches / seconds if seconds > 0 else None, "per hour", None),
        "patience": (median(gaps) if gaps else None, "s", None),
        "agent_questions": (float(sum(questions_in(t.text) for t in agent)), "count", None),
        "overtalk_share": (len(overlaps) / len(agent) if agent else None, "share", None),
        "overtalk_seconds": (sum(overlaps), "s", None),
        "pace": (60 * len(words) / talk if talk else None, "words per minute", None),
        "fillers": (
            100 * sum(word in FILLER_TOKENS for word in words) / len(words) if words else None,
            "per 100 words",
            None,
        ),
    }


def _longest(turns: Sequence[Turn]) -> Figure:
    if not turns:
        return (None, "s", None)
    turn = max(turns, key=lambda t: (t.end - t.start, -t.start))
    return (turn.end - turn.start, "s", (turn.start, turn.end))


def _agent_overlaps(turns: Sequence[Turn]) -> list[float]:
    """Return the seconds of each overlap that the agent started, of at least `OVERTALK` seconds."""
    shared = [
        min(a.end, b.end) - b.start
        for a, b in itertools.pairwise(turns)
        if a.role == "customer" and b.role == "agent" and not is_backchannel(b.text)
    ]
    return [seconds for seconds in shared if seconds >= OVERTALK]


def _feeling_figures(talk: Talk, feelings: Sequence[Feeling]) -> dict[str, Figure]:
    """Return the customer's mood by thirds of the conversation, weighted by words, and its lowest point."""
    by_number = {s.n: s for s in talk.segments}
    felt = [
        (by_number[f.n], f.mood, len(words_of(by_number[f.n].text))) for f in feelings if f.n in by_number
    ]
    length = talk.end - talk.start
    thirds: list[float | None] = []
    for third in range(3):
        low, high = talk.start + length * third / 3, talk.start + length * (third + 1) / 3
        own = [(value, weight) for s, value, weight in felt if low <= (s.start + s.end) / 2 <= high]
        thirds.append(
            fmean([v for v, _ in own], weights=[w for _, w in own]) if own else None,
        )
    start, _, end = thirds
    lowest = min(felt, key=lambda item: (item[1], item[0].n), default=None)
    change = None if start is None or end is None else end - start
    return {
        "sentiment_start": (start, "-1 to 1", None),
        "sentiment_end": (end, "-1 to 1", None),
        "sentiment_change": (change, "-2 to 2", None),
        "sentiment_lowest": (
            (lowest[1], "-1 to 1", (lowest[0].start, lowest[0].end)) if lowest else (None, "-1 to 1", None)
        ),
    }
