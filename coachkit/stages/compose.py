"""Compose: the words that were heard become the utterances that everybody reads as segments.

An utterance is the unit: words of one channel, cut where the speaker pauses, where a sentence ends
with a breath, where the other side took a turn in between, or where another voice goes on. Word times decide,
never the recogniser's own segments, which may swallow pauses and the other side's turns.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coachkit.conversation import is_backchannel
from coachkit.models import Call, Role, Segment, VoiceSpan, Word

PAUSE = 0.9
"""A silence of this many seconds ends an utterance."""
BREATH = 0.25
"""A silence of this many seconds ends an utterance where a sentence ends."""
LONGEST = 25.0
"""An utterance of this many seconds ends with its sentence even without a breath."""
FEW_WORDS = 2
"""So many words at a change of voices go with their sentence: sound tells the change less exactly."""
SENTENCE_ENDS = (".", "!", "?", "…", "؟", "\u3002", "\uff01", "\uff1f")


@dataclass(frozen=True, slots=True, kw_only=True)
class Speakers:
    """Who is on the call: names to show where the role is known."""

    agent: str | None
    customer: str | None


def compose_segments(
    call: Call,
    words: Sequence[Word],
    *,
    agent_channel: int | None,
    speakers: Speakers,
    voices: Sequence[VoiceSpan] = (),
) -> list[Segment]:
    """Return the call's segments in time order, numbered from 0.

    Without a channel map, with one channel, or on a channel where `voices` are told apart, the role is
    `unknown` and a voice is called by its number; `coachkit.stages.speakers` finds out who it is.
    """
    if call.channels < 2:
        agent_channel = None
    pieces: list[list[Word]] = []
    heard = _with_whole_sentences(words, {word.n: voice for word, voice in _voices_of(words, voices)})
    for channel in sorted({word.channel for word in words}):
        own = sorted((w for w in words if w.channel == channel), key=lambda w: w.n)
        others = [w for w in words if w.channel != channel]
        pieces.extend(_utterances(own, _spoken_spans(others), heard))
    pieces.sort(key=lambda piece: (piece[0].start, piece[0].channel))
    return [
        _segment(
            call.id, n, piece, agent_channel=agent_channel, speakers=speakers, voice=heard.get(piece[0].n)
        )
        for n, piece in enumerate(pieces)
    ]


def voice_label(voice: int) -> str:
    """Return what a voice is called as long as nobody knows who it is."""
    return f"Speaker {voice + 1}"


def _voices_of(words: Sequence[Word], voices: Sequence[VoiceSpan]) -> Iterable[tuple[Word, int]]:
    """Yield each word of a channel with voices, and the voice that speaks most of it, else the nearest."""
    for channel in sorted({span.channel for span in voices}):
        spans = sorted((s for s in voices if s.channel == channel), key=lambda s: (s.start, s.n))
        starts = [span.start for span in spans]
        for word in words:
            if word.channel == channel:
                # Spans do not overlap, so only those around the word can share time with it.
                first = max(bisect_right(starts, word.start) - 1, 0)
                near = spans[first : bisect_right(starts, word.end) + 1]
                best = max(near, key=lambda s: (min(word.end, s.end) - max(word.start, s.start), -s.n))
                yield word, best.voice


def _with_whole_sentences(words: Sequence[Word], voices: Mapping[int, int]) -> dict[int, int]:
    """Return the voices with every change moved to a sentence's end or a breath, if one is near."""
    moved = dict(voices)
    ordered = [word for word in sorted(words, key=lambda w: (w.channel, w.n)) if word.n in voices]
    changes = [i for i in range(1, len(ordered)) if voices[ordered[i].n] != voices[ordered[i - 1].n]]
    for i in changes:
        near = sorted(range(i - FEW_WORDS, i + FEW_WORDS + 1), key=lambda k: (abs(k - i), k))
        place = next((k for k in near if 0 < k < len(ordered) and _may_change(ordered[k - 1], ordered[k])), i)
        side = voices[ordered[i].n if place < i else ordered[i - 1].n]
        for word in ordered[min(place, i) : max(place, i)]:
            moved[word.n] = side
    return moved


def _may_change(before: Word, after: Word) -> bool:
    ends_sentence = before.text.rstrip().endswith(SENTENCE_ENDS)
    return ends_sentence or after.start - before.end >= BREATH or before.channel != after.channel


def _utterances(
    words: Sequence[Word], others: Sequence[tuple[float, float]], voices: Mapping[int, int]
) -> Iterable[list[Word]]:
    """Cut one channel's words into utterances; `others` are the other side's utterances."""
    group: list[Word] = []
    for word in words:
        changes = bool(group) and voices.get(word.n) != voices.get(group[-1].n)
        if group and (changes or _cuts(group, word, others)):
            yield group
            group = []
        group.append(word)
    if group:
        yield group


def _cuts(group: Sequence[Word], word: Word, others: Sequence[tuple[float, float]]) -> bool:
    last = group[-1]
    gap = word.start - last.end
    if gap >= PAUSE:
        return True
    ends_sentence = last.text.rstrip().endswith(SENTENCE_ENDS)
    if ends_sentence and (gap >= BREATH or word.end - group[0].start > LONGEST):
        return True
    return gap > 0 and any(last.end - 0.1 <= start and end <= word.start + 0.1 for start, end in others)


def _spoken_spans(words: Sequence[Word]) -> list[tuple[float, float]]:
    """Return (start, end) of what the other side says, joined over short gaps, back-channels left out."""
    spans: list[tuple[float, float]] = []
    texts: list[str] = []
    for word in sorted(words, key=lambda w: (w.start, w.n)):
        if spans and word.start - spans[-1][1] < PAUSE:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.end))
            texts[-1] += word.text
        else:
            spans.append((word.start, word.end))
            texts.append(word.text)
    return [span for span, text in zip(spans, texts, strict=True) if not is_backchannel(text)]


def _segment(
    call_id: str,
    n: int,
    words: Sequence[Word],
    *,
    agent_channel: int | None,
    speakers: Speakers,
    voice: int | None,
) -> Segment:
    channel = words[0].channel
    role: Role = "unknown"
    if agent_channel is not None and voice is None:
        role = "agent" if channel == agent_channel else "customer"
    return Segment(
        call_id=call_id,
        n=n,
        channel=channel,
        role=role,
        speaker=_speaker(role, speakers) if voice is None else voice_label(voice),
        start=words[0].start,
        end=max(words[-1].end, words[0].start),
        text="".join(word.text for word in words).strip(),
        confidence=round(sum(word.probability for word in words) / len(words), 4),
        first_word=words[0].n,
        word_count=len(words),
    )


def _speaker(role: Role, speakers: Speakers) -> str:
    if role == "agent":
        return speakers.agent or "Agent"
    return (speakers.customer or "Customer") if role == "customer" else "Speaker"
