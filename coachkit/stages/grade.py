"""Grade: how far a recording and its transcript can be trusted, from A to D, with reasons in plain words.

Six things are looked at. Each has a letter of its own, and the call has the worst of them: a call
whose customer cannot be heard is not made better by a clear agent. Who is who alone never makes a D,
since such a call can still be read and searched; figures about roles are left empty there anyway.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from coachkit.conversation import talk_of
from coachkit.models import (
    Call,
    CallSpeaker,
    ChannelSound,
    Grade,
    GradeLetter,
    Segment,
    SoundSpan,
    Word,
)

LETTERS: tuple[GradeLetter, ...] = ("A", "B", "C", "D")
Limits = tuple[float, float, float]
"""What an A, a B and a C need at least; less is a D."""

COVERAGE: Limits = (0.95, 0.9, 0.75)
"""Share of the speech that has words. A twentieth is lost in breaths and in the padding of speech."""
CONFIDENCE: Limits = (0.75, 0.65, 0.55)
"""Mean probability of the words. Measured with Whisper base on a telephone call: 0.80 as it was, 0.65 with
noise 10 dB under the voice, 0.52 with noise as loud as the voice, 0.46 with noise 5 dB over it, which is
where the words stop making sense.
Of single words, those under 0.55 count as doubtful (AssemblyAI, "Detecting low confidence words")."""
WHOLE: Limits = (0.999, 0.99, 0.75)
"""Share of the speech that is not cut off. Lines are laid out so that a thousandth of speech may be
(ITU-T Handbook on Telephonometry, 1992: peaks 15 to 18 dB over the mean). Words survive a lot of it: a call
driven 21 dB too high, with a quarter cut off, still gave words 70 % certain."""
LEVEL: Limits = (-35.0, -45.0, -55.0)
"""Loudness of the loudest second in dB. Speech should be at -22 dB, give or take 6 (RFC 7874), and lines
make up for at most 15 dB (ITU-T G.169); at -55 dB the steps of a telephone line's code, the smallest at
-72 dB (ITU-T G.711), are near."""
SPEECH: Limits = (0.3, 0.15, 0.05)
"""Share of the conversation in which somebody speaks; people looking something up are quiet for long."""
ROLES: Limits = (0.9, 0.75, 0.0)
"""How surely agent and customer are told apart."""
SPEAKS = 1.0
"""Seconds of speech from which somebody is on a channel."""

_FRACTIONS: Mapping[float, str] = {
    1.0: "Nearly all", 0.75: "Three quarters", 0.667: "Two thirds", 0.5: "Half", 0.333: "A third",
    0.25: "A quarter", 0.2: "A fifth", 0.1: "A tenth", 0.05: "A twentieth",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is known of a call when it is graded."""

    call: Call
    channels: Sequence[ChannelSound] = ()
    words: Sequence[Word] = ()
    sounds: Sequence[SoundSpan] = ()
    segments: Sequence[Segment] = ()
    speakers: Sequence[CallSpeaker] = ()


def grade_call(heard: Heard) -> Grade:
    """Return the grade of a call: the worst of its parts, with a sentence for each that is no A."""
    channels = [channel for channel in heard.channels if channel.same_as is None]
    talk = talk_of(heard.segments)
    names = _names(talk, channels)
    coverage, confidence = _coverage(channels, heard.words), _confidence(talk, heard.words)
    clipped = max((_clipped(channel, heard.call) for channel in channels), default=0.0)
    softest = min(_speaking(channels), key=lambda channel: channel.level or 0, default=None)
    speech_share, roles = _speech_share(heard, talk), _certainty(talk, heard.speakers)
    parts = [
        (_letter(coverage, COVERAGE), _missing(channels, coverage, names)),
        (_letter(confidence, CONFIDENCE), _unsure(confidence)),
        (_letter(1 - clipped, WHOLE), _cut_off(channels, heard.call, names)),
        *_level_part(softest, names),
        *_speech_part(heard, talk, channels, names, speech_share),
        *_role_parts(talk, heard.speakers, roles),
    ]
    parts.sort(key=lambda part: -LETTERS.index(part[0]))
    return Grade(
        call_id=heard.call.id,
        grade=parts[0][0],
        coverage=round(coverage, 4),
        confidence=round(confidence, 4),
        clipped=round(clipped, 4),
        level=softest.level if softest else None,
        speech_share=round(speech_share, 4),
        roles=round(roles, 4),
        reasons=tuple(reason for letter, reason in parts if letter != "A"),
    )


def _letter(value: float, limits: Limits) -> GradeLetter:
    return next((LETTERS[n] for n, limit in enumerate(limits) if value >= limit), "D")


def _coverage(channels: Sequence[ChannelSound], words: Sequence[Word]) -> float:
    speech = sum(channel.speech for channel in channels)
    if speech <= 0:
        return 1.0 if words else 0.0
    return max(1 - sum(channel.unheard for channel in channels) / speech, 0.0)


def _confidence(talk: Sequence[Segment], words: Sequence[Word]) -> float:
    """Return the mean probability of the conversation's words; of all words where there is none."""
    counts = {n for s in talk for n in range(s.first_word, s.first_word + s.word_count)}
    chosen = [word.probability for word in words if not counts or word.n in counts]
    return fmean(chosen) if chosen else 0.0


def _clipped(channel: ChannelSound, call: Call) -> float:
    """Return the share of a channel's speech that is cut off: pauses are no merit."""
    return min(channel.clipped * call.duration / channel.speech, 1.0) if channel.speech >= SPEAKS else 0.0


def _speaking(channels: Iterable[ChannelSound]) -> list[ChannelSound]:
    return [channel for channel in channels if channel.speech >= SPEAKS and channel.level is not None]


def _speech_share(heard: Heard, talk: Sequence[Segment]) -> float:
    """Return the share of the conversation in which somebody speaks: hold, menus and ringing do not count."""
    aside = [(sound.start, sound.end) for sound in heard.sounds]
    aside += [(segment.start, segment.end) for segment in heard.segments if segment.part != "talk"]
    spoken = [(segment.start, segment.end) for segment in talk]
    waited = _length([*aside, *spoken]) - _length(spoken)
    length = heard.call.duration - waited
    return min(_length(spoken) / length, 1.0) if length > 0 else 0.0


def _length(spans: Iterable[tuple[float, float]]) -> float:
    """Return how many seconds spans cover together."""
    total, reached = 0.0, float("-inf")
    for start, end in sorted(spans):
        total += max(end - max(start, reached), 0.0)
        reached = max(reached, end)
    return total


def _certainty(talk: Sequence[Segment], speakers: Sequence[CallSpeaker]) -> float:
    """Return the mean certainty of the role over the time of the conversation; 1 where nobody talks."""
    total = sum(segment.end - segment.start for segment in talk)
    if total <= 0:
        return 1.0
    return sum((s.end - s.start) * _role_certainty(s, speakers) for s in talk) / total


def _role_certainty(segment: Segment, speakers: Sequence[CallSpeaker]) -> float:
    """Return how sure the segment's role is; where nothing is noted, it comes from the channel and is."""
    if segment.role == "unknown":
        return 0.0
    own = [one for one in speakers if one.channel == segment.channel and one.role == segment.role]
    named = [one for one in own if one.name == segment.speaker] or own
    return max((one.confidence for one in named), default=1.0)


def _names(talk: Sequence[Segment], channels: Sequence[ChannelSound]) -> dict[int, str]:
    """Return what to call each channel: whoever speaks on it, where only one side does."""
    names = {}
    for channel in channels:
        roles = {s.role for s in talk if s.channel == channel.n}
        [role] = roles if len(roles) == 1 else ["unknown"]
        names[channel.n] = f"the {role}" if role in ("agent", "customer") else f"channel {channel.n}"
    if len(channels) == 2:
        _name_by_the_other(names)
    return names


def _name_by_the_other(names: dict[int, str]) -> None:
    other = {"the agent": "the customer", "the customer": "the agent"}
    (one, first), (two, second) = names.items()
    if first in other and second not in other:
        names[two] = other[first]
    elif second in other and first not in other:
        names[one] = other[second]


def _said(name: str) -> str:
    return f"what {name} says" if name.startswith("the ") else f"what is said on {name}"


def _side(name: str) -> str:
    capital = name[0].upper() + name[1:]
    return f"{capital}'s side" if name.startswith("the ") else capital


def _fraction(share: float) -> str:
    return _FRACTIONS[min(_FRACTIONS, key=lambda known: abs(known - share))]


def _missing(channels: Sequence[ChannelSound], coverage: float, names: Mapping[int, str]) -> str:
    shares = [(channel.unheard / channel.speech, -channel.n) for channel in channels if channel.speech > 0]
    if not shares:
        return "Nothing could be understood."
    share, number = max(shares)
    if len(channels) == 1:
        return f"{_fraction(1 - coverage)} of what is said has no words."
    return f"{_fraction(share)} of {_said(names[-number])} has no words."


def _unsure(confidence: float) -> str:
    if not confidence:
        return "There is not a single word."
    return f"The words are guessed more than heard: on average they are {confidence:.0%} certain."


def _cut_off(channels: Sequence[ChannelSound], call: Call, names: Mapping[int, str]) -> str:
    if not channels:
        return ""
    worst = max(channels, key=lambda channel: (_clipped(channel, call), -channel.n))
    where = "The sound" if len(channels) == 1 else _side(names[worst.n])
    return f"{where} is too loud for the recording and distorted ({_clipped(worst, call):.1%} is cut off)."


def _level_part(softest: ChannelSound | None, names: Mapping[int, str]) -> list[tuple[GradeLetter, str]]:
    if softest is None or softest.level is None:
        return []
    where = "The sound" if len(names) == 1 else _side(names[softest.n])
    letter = _letter(softest.level, LEVEL)
    how = "soft" if letter == "B" else "very soft"
    return [(letter, f"{where} is {how} ({softest.level:.0f} dB).")]


def _speech_part(
    heard: Heard,
    talk: Sequence[Segment],
    channels: Sequence[ChannelSound],
    names: Mapping[int, str],
    share: float,
) -> list[tuple[GradeLetter, str]]:
    """Judge how much is said; a menu or a voicemail without conversation is not blamed for it."""
    if not talk:
        return [] if heard.segments else [("D", "Nobody is heard to speak.")]
    mute = [channel.n for channel in channels if channel.speech < SPEAKS]
    if len(channels) == 2 and len(mute) == 1:
        return [("D", f"{_side(names[mute[0]])} is silent: only one side of the call was recorded.")]
    return [(_letter(share, SPEECH), f"In only {share:.0%} of the call somebody is heard to speak.")]


def _role_parts(
    talk: Sequence[Segment], speakers: Sequence[CallSpeaker], roles: float
) -> list[tuple[GradeLetter, str]]:
    if not talk:
        return []
    letter = _letter(roles, ROLES)
    if all(segment.role == "unknown" for segment in talk):
        return [("C", "Agent and customer could not be told apart.")]
    doubts = [one.doubt for one in speakers if one.doubt]
    if doubts:
        return [("C", f"Who is the agent is doubtful: {doubts[0].rstrip('.')}.")]
    return [(letter, f"Who is the agent and who the customer is only {roles:.0%} certain.")]
