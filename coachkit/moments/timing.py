"""What only times tell: silence, talking over one another, long monologues, music on hold.

Definitions and thresholds are those of the call's figures (see docs/metrics.md).
"""

from collections.abc import Iterator, Sequence

from coachkit.conversation import (
    DEAD_AIR,
    is_backchannel,
    silent_spans,
    spans_aside,
    spoken_turns,
    talk_of,
    turns_of,
)
from coachkit.models import Moment, MomentKind, MomentMethod, Role, Segment, SoundSpan, Turn
from coachkit.sentences import sentences_of

OVERTALK = 0.5
"""Seconds that two speak at once from which it is an event."""
MONOLOGUE = 76.0
"""Seconds without a word of the customer from which an agent's turn is a monologue (Gong Labs)."""
LONG_SILENCE, LONG_OVERTALK, LONG_MONOLOGUE, LONG_HOLD = 15.0, 2.0, 150.0, 30.0
"""Seconds from which it is as clear as can be."""
ESTIMATED = 0.1
"""From this share of lines without true times on, times tell nothing."""
PAUSE = 0.5
"""Seconds within which somebody goes on speaking."""
QUOTED = 40
"""Words of a monologue that are quoted."""


def has_times(segments: Sequence[Segment]) -> bool:
    """Say whether times are true: a given transcript may have none."""
    return sum(one.times_from == "estimate" for one in segments) <= ESTIMATED * len(segments)


def found_in_time(
    segments: Sequence[Segment], sounds: Sequence[SoundSpan], *, duration: float
) -> Iterator[Moment]:
    """Yield silences, overtalk, monologues and music of a call; `segments` are all of it, also menus."""
    talk = talk_of(segments)
    if not talk or not has_times(talk):
        return
    call_id = talk[0].call_id
    for start, end in silences(segments, sounds, duration=duration):
        yield _unspoken(call_id, "dead_air", start, end, long=LONG_SILENCE, method="times", what="silence")
    yield from _overtalk(talk)
    for turn in turns_of(talk):
        if turn.role == "agent" and turn.end - turn.start >= MONOLOGUE:
            yield _monologue(call_id, turn)
    first, last = min(one.start for one in talk), max(one.end for one in talk)
    for sound in sounds:
        if sound.kind == "music" and first < sound.start < last:
            yield _unspoken(
                call_id, "hold", sound.start, sound.end, long=LONG_HOLD, method="sound", what="music"
            )


def silences(
    segments: Sequence[Segment], sounds: Sequence[SoundSpan], *, duration: float
) -> list[tuple[float, float]]:
    """Return the stretches of at least `DEAD_AIR` seconds of a conversation in which nobody speaks."""
    aside = spans_aside(segments, sounds, duration=duration)
    spoken = ((one.start, one.end) for one in talk_of(segments))
    return [
        (start, end) for start, end in silent_spans(spoken, aside, end=duration) if end - start >= DEAD_AIR
    ]


def _unspoken(
    call_id: str,
    kind: MomentKind,
    start: float,
    end: float,
    *,
    long: float,
    method: MomentMethod,
    what: str,
) -> Moment:
    return Moment(
        call_id=call_id,
        n=0,
        kind=kind,
        name=None,
        role="unknown",
        segment=None,
        start=start,
        end=end,
        quote="",
        strength=_strength(end - start, long),
        method=method,
        detail=f"{end - start:.1f} s of {what}",
    )


def _strength(seconds: float, long: float) -> float:
    return round(min(1.0, 0.5 + 0.5 * seconds / long), 3)


def _overtalk(talk: Sequence[Segment]) -> Iterator[Moment]:
    """Yield lines that begin while the other side is speaking and go on over its words."""
    ordered = sorted(talk, key=lambda one: (one.start, one.channel, one.n))
    listening = {n for turn in spoken_turns(ordered) if is_backchannel(turn.text) for n in turn.segments}
    telling = [one for one in ordered if one.n not in listening and one.role != "other"]
    for place, line in enumerate(telling):
        others = [one for one in telling[:place] if _side(one) != _side(line) and one.end > line.start]
        over = max(others, key=lambda one: one.end, default=None)
        if over is None or _was_speaking(telling[:place], line, since=over.start):
            continue
        shared = _until_silent(telling, line) - line.start
        shared = min(over.end - line.start, shared)
        if shared >= OVERTALK:
            yield _said(
                line, "overtalk", _strength(shared, LONG_OVERTALK), f"{shared:.1f} s over “{over.text}”"
            )


def _until_silent(lines: Sequence[Segment], line: Segment) -> float:
    """Return when the speaker of a line makes the next pause: a recogniser may cut a sentence in two."""
    end = line.end
    for one in lines:
        if _side(one) == _side(line) and end < one.end and one.start - end < PAUSE:
            end = one.end
    return end


def _side(segment: Segment) -> tuple[Role, str, int]:
    return (segment.role, segment.speaker, segment.channel)


def _was_speaking(before: Sequence[Segment], line: Segment, *, since: float) -> bool:
    """Say whether the speaker of a line was speaking when the other began: then the other talks over it."""
    own = [one for one in before if _side(one) == _side(line)]
    return bool(own) and own[-1].end > since and line.start - own[-1].end < DEAD_AIR


def _said(line: Segment, kind: MomentKind, strength: float, detail: str) -> Moment:
    return Moment(
        call_id=line.call_id,
        n=0,
        kind=kind,
        name=None,
        role=line.role,
        segment=line.n,
        start=line.start,
        end=line.end,
        quote=line.text,
        strength=strength,
        method="times",
        detail=detail,
    )


def _monologue(call_id: str, turn: Turn) -> Moment:
    seconds = turn.end - turn.start
    return Moment(
        call_id=call_id,
        n=0,
        kind="monologue",
        name=None,
        role=turn.role,
        segment=turn.segments[0],
        start=turn.start,
        end=turn.end,
        quote=_beginning(turn.text),
        strength=_strength(seconds, LONG_MONOLOGUE),
        method="times",
        detail=f"{seconds:.0f} s without a word of the customer",
    )


def _beginning(text: str) -> str:
    """Return the first sentences of a text, at least one, at most about `QUOTED` words."""
    end = 0
    for _, at in sentences_of(text):
        if end and len(text[:at].split()) > QUOTED:
            break
        end = at
    return text[:end]
