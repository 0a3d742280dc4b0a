"""Arithmetic of talk that several stages share: turns, back-channels, and what is no conversation.

Definitions follow the ones that vendors publish: consecutive segments of one speaker are one turn,
and a back-channel neither ends a turn nor counts as one of its own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from coachkit.languages import MARKS, base_code, loose
from coachkit.models import Part, Segment, SoundSpan, Turn

BACKCHANNEL_TOKENS = frozenset(
    "mm mhm mmhm hm hmm uh um huh ah oh okay ok right yeah yes yep yup sure alright aha great good fine"
    " exactly absolutely wow gotcha see understood true indeed cool"
    " evet tamam peki hıhı anladım tabii نعم طيب حسنا تمام"
    .split()
)  # fmt: skip
MAX_BACKCHANNEL_WORDS = 5
DEAD_AIR = 5.0
"""Silence of this many seconds is dead air."""
QUESTION_MARKS = ("?", "؟", "\uff1f")
"""Also those of Arabic and Chinese."""
LONGEST_SPOKEN = 120
"""A turn that has more words than this is cut at the end of the segment, so that it can be shown whole."""
FILLER_TOKENS = frozenset("um uh er erm hmm hm mm like basically actually literally".split())
_WORD = re.compile(rf"\w[\w{MARKS}]*(?:['’]\w[\w{MARKS}]*)*")
_CLITIC = re.compile(r"['’]s$")
# Turkish puts suffixes after an apostrophe; Romance languages put little words before one.
_SUFFIXES = re.compile(r"(?<=..)['’].*$")
_LITTLE_WORDS = re.compile(r"^.{1,5}['’](?=..)")


def words_of(text: str) -> list[str]:
    """Return the words of `text`, case folded, without punctuation."""
    return list(_words_of(text))


@lru_cache(maxsize=4096)
def _words_of(text: str) -> tuple[str, ...]:
    # Several rules read each line of a call, one after the other.
    return tuple(match.group().casefold().replace("’", "'") for match in _WORD.finditer(text))


def word_spans(text: str, language: str | None = None) -> list[tuple[int, int, str]]:
    """Return (start, end, loosely folded word) for each word.

    A possessive 's is left outside the span, and so are Turkish suffixes after an apostrophe and the
    little words of French, Italian and Catalan before one.
    """
    code = base_code(language)
    spans = []
    for match in _WORD.finditer(text):
        start, word = match.start(), match.group()
        if code in ("tr", "az"):
            word = _SUFFIXES.sub("", word)
        elif code in ("fr", "it", "ca"):
            word = _LITTLE_WORDS.sub("", word)
            start = match.end() - len(word)
        word = _CLITIC.sub("", word)
        spans.append((start, start + len(word), loose(word).replace("’", "'")))
    return spans


def is_backchannel(text: str) -> bool:
    """Say whether `text` only shows that the listener is there ("mm-hm", "right, okay")."""
    words = words_of(text)
    if not 0 < len(words) <= MAX_BACKCHANNEL_WORDS:
        return not words
    return 2 * sum(word in BACKCHANNEL_TOKENS for word in words) >= len(words)


def questions_in(text: str) -> int:
    """Return how many questions a text asks: its question marks."""
    return sum(text.count(mark) for mark in QUESTION_MARKS)


def talk_of(segments: Iterable[Segment]) -> list[Segment]:
    """Return the segments that are conversation: no menu, no voicemail, nothing heard on hold."""
    return [segment for segment in segments if segment.part == "talk"]


PART_NAMES: Mapping[Part, str] = {
    "ivr": "menu",
    "voicemail": "voicemail",
    "ringing": "ringing",
    "hold": "hold",
}
"""What each part that is no conversation is called in front of people."""


def why_no_talk(segments: Iterable[Segment]) -> str | None:
    """Return why there is nothing to judge in a call that has words but no conversation, else None."""
    parts = {segment.part for segment in segments}
    if not parts or "talk" in parts:
        return None
    names = [name for part, name in PART_NAMES.items() if part in parts]
    return f"nobody talks with the customer: it is all {' and '.join(names)}"


def why_one_sided(segments: Iterable[Segment]) -> str | None:
    """Return why a score cannot say how a call went: not both sides are known to speak. Else None."""
    roles = {segment.role for segment in segments if segment.part == "talk"}
    if roles == {"agent"}:
        return "the customer says nothing"
    if roles == {"customer"}:
        return "the agent says nothing"
    is_known = not roles or roles & {"agent", "customer"}
    return None if is_known else "it is not known who is the agent and who the customer"


def spans_aside(
    segments: Sequence[Segment], sounds: Iterable[SoundSpan], *, duration: float
) -> list[tuple[float, float]]:
    """Return the stretches of a call that are no conversation, in order, in seconds.

    They are menus, voicemail, ringing and music; what lies between two of them without talk belongs to
    them, and so does what is before the first or after the last where nobody has talked yet or talks any
    more. Music under a conversation is not taken out of it.
    """
    talk = merged_spans([(s.start, s.end) for s in talk_of(segments)])
    spans = [(s.start, s.end) for s in segments if s.part != "talk"]
    spans += [(s.start, s.end) for s in sounds if s.kind in ("ringing", "music")]
    runs: list[tuple[float, float]] = []
    for start, end in _outside(merged_spans(spans), talk):
        if runs and not any(runs[-1][1] <= a < start for a, _ in talk):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
    if runs and not any(a < runs[0][0] for a, _ in talk):
        runs[0] = (0.0, runs[0][1])
    if runs and not any(b > runs[-1][1] for _, b in talk):
        runs[-1] = (runs[-1][0], duration)
    return _outside(runs, talk)


def merged_spans(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return (start, end) spans in order, those that touch or overlap joined."""
    joined: list[tuple[float, float]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def silent_spans(
    spoken: Iterable[tuple[float, float]], aside: Iterable[tuple[float, float]], *, end: float
) -> list[tuple[float, float]]:
    """Return the stretches up to `end` in which nobody speaks, in order; what lies aside is none."""
    taken = merged_spans([*spoken, *aside])
    edges = [0.0, *(edge for span in taken for edge in span), max([end, *(b for _, b in taken)])]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2) if edges[i + 1] > edges[i]]


def _outside(
    spans: Sequence[tuple[float, float]], others: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Return what of `spans` lies outside `others`; both are merged and in order."""
    left: list[tuple[float, float]] = []
    for start, end in spans:
        at = start
        for a, b in others:
            if b <= at or a >= end:
                continue
            if a > at:
                left.append((at, a))
            at = max(at, b)
        if at < end:
            left.append((at, end))
    return left


def turns_of(segments: Iterable[Segment]) -> list[Turn]:
    """Merge consecutive segments of one speaker; the other side's back-channels do not split a turn.

    A back-channel that stands between two segments of one speaker is left out of the turns;
    elsewhere (an answer, an opening) it is a turn like any other. A silence of `DEAD_AIR` seconds ends
    a turn, so that a hold is nobody's monologue.
    """
    ordered = sorted(segments, key=lambda s: (s.start, s.channel, s.n))
    kept = [s for i, s in enumerate(ordered) if not _is_interjection(ordered, i)]
    turns: list[Turn] = []
    group: list[Segment] = []
    for segment in kept:
        if group and (_side(segment) != _side(group[-1]) or segment.start - group[-1].end >= DEAD_AIR):
            turns.append(_turn(group))
            group = []
        group.append(segment)
    return [*turns, _turn(group)] if group else turns


def spoken_turns(segments: Iterable[Segment]) -> list[Turn]:
    """Return what each speaker says in one go: every segment is in exactly one turn.

    As `turns_of`, but a back-channel between two segments of one speaker is a turn of its own, parts of a
    call never mix, and a turn ends with the segment in which it passes `LONGEST_SPOKEN` words. Turns are
    in the order in which they begin.
    """
    ordered = sorted(segments, key=lambda s: (s.start, s.channel, s.n))
    groups: list[list[Segment]] = []
    aside: list[list[Segment]] = []
    for i, segment in enumerate(ordered):
        if _is_interjection(ordered, i):
            aside.append([segment])
        elif groups and _goes_on(groups[-1], segment):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return [
        _turn(group) for group in sorted((*groups, *aside), key=lambda g: (g[0].start, g[0].channel, g[0].n))
    ]


def _goes_on(group: Sequence[Segment], segment: Segment) -> bool:
    last = group[-1]
    return (
        (_side(last), last.part) == (_side(segment), segment.part)
        and segment.start - last.end < DEAD_AIR
        and sum(len(words_of(one.text)) for one in group) <= LONGEST_SPOKEN
    )


def _side(segment: Segment) -> tuple[str, str, int]:
    return (segment.role, segment.speaker, segment.channel)


def _is_interjection(ordered: Sequence[Segment], index: int) -> bool:
    segment = ordered[index]
    if not 0 < index < len(ordered) - 1:
        return False
    before, after = ordered[index - 1], ordered[index + 1]
    if not _side(before) == _side(after) != _side(segment) or not is_backchannel(segment.text):
        return False
    return not before.text.rstrip().endswith(QUESTION_MARKS)


def _turn(segments: Sequence[Segment]) -> Turn:
    return Turn(
        role=segments[0].role,
        speaker=segments[0].speaker,
        start=segments[0].start,
        end=max(s.end for s in segments),
        text=" ".join(s.text for s in segments),
        segments=tuple(s.n for s in segments),
    )
