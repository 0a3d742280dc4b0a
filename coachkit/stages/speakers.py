"""Speakers: who each voice of a call is, how surely, and which agent has the call from when to when.

Channels tell people apart by themselves. Voices on one channel have no names: their roles are guessed from
what they say (`coachkit.role_guess`), and one that is nobody's stays `other`. Menus and announcements
are marked before this and are not guessed about.
"""

import itertools
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from coachkit.models import Call, CallAgent, CallSpeaker, Leg, Role, Segment, VoiceSpan
from coachkit.role_guess import GivenVoices, Names, Packs, RoleGuess, gives_name, guess_roles

BY_CHANNEL = "The channel tells who speaks."
NO_MAP = "It is not known on which channel the agent speaks."
NO_VOICES = "The voices on this channel were not told apart."
NO_NAMES = "The transcript does not say who speaks."
SHORTEST_LEG = 2
"""Segments of an agent in a row that make a leg; a word in between is none."""


NOTHING_GIVEN = GivenVoices()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A call's segments with roles and names, its speakers, and its legs."""

    segments: list[Segment]
    speakers: list[CallSpeaker]
    legs: list[Leg]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of the people on a call before it is heard."""

    names: Names
    agent: str | None
    """The only agent on the call, where it is known."""
    agents: Sequence[CallAgent] = ()
    """When each agent has the call, where somebody said so."""


def tell_speakers(
    call: Call,
    segments: Sequence[Segment],
    voices: Mapping[int, int],
    known: Known,
    *,
    packs: Packs,
    given: GivenVoices = NOTHING_GIVEN,
) -> Told:
    """Return who speaks; `voices` has, by `Segment.n`, the voice of each segment whose voice is known.

    `given` is what a given transcript tells of its voices: their names stay, and their roles where it knows.
    """
    talk = [s for s in segments if s.part in ("talk", "voicemail")]
    own: dict[int, list[Segment]] = {}
    for segment in talk:
        if segment.n in voices:
            own.setdefault(voices[segment.n], []).append(segment)
    guesses = _guesses(own, known, given, packs)
    shown = _shown_names(guesses, known, given)
    told = [
        replace(s, role=guesses[voices[s.n]].role, speaker=shown[voices[s.n]])
        if s.n in voices and voices[s.n] in guesses and s.part in ("talk", "voicemail")
        else s
        for s in segments
    ]
    legs = _legs(call, told, voices, guesses, known)
    told = _named_by_leg(told, legs, {n for n, voice in voices.items() if voice in given.names})
    speakers = [*_channel_speakers(call, told, voices), *_voice_speakers(call, told, voices, guesses, shown)]
    return Told(segments=told, speakers=[replace(s, n=n) for n, s in enumerate(speakers)], legs=legs)


def _guesses(
    own: Mapping[int, Sequence[Segment]], known: Known, given: GivenVoices, packs: Packs
) -> dict[int, RoleGuess]:
    """Return the role of each voice: what is told, and what is guessed beside it."""
    told = {voice: guess for voice, guess in given.told.items() if voice in own}
    people = {voice: said for voice, said in own.items() if voice not in told or told[voice].role != "other"}
    guesses = dict(told)
    if not people.keys() <= told.keys():
        guesses |= guess_roles(people, known.names, packs=packs, told=told)
    return {
        voice: replace(guess, name=given.names.get(voice, guess.name)) for voice, guess in guesses.items()
    }


def voices_of(
    segments: Sequence[Segment], spans: Sequence[VoiceSpan], labels: Mapping[str, int]
) -> dict[int, int]:
    """Return each segment's voice by `Segment.n`; `labels` are what `compose` calls the voices."""
    channels = {span.channel for span in spans}
    return {s.n: labels[s.speaker] for s in segments if s.channel in channels and s.speaker in labels}


def with_doubt(speakers: Sequence[CallSpeaker], doubt: str | None) -> list[CallSpeaker]:
    """Return the speakers with what speaks against the channel map, on those whom the map names."""
    return [
        replace(one, doubt=doubt) if one.voice is None and one.role in ("agent", "customer") else one
        for one in speakers
    ]


def _shown_names(guesses: Mapping[int, RoleGuess], known: Known, given: GivenVoices) -> dict[int, str]:
    """Return what to call each voice; a second agent without a name is told from the first by a number."""
    shown: dict[int, str] = {}
    agents = [voice for voice in sorted(guesses) if guesses[voice].role == "agent"]
    for voice, guess in sorted(guesses.items()):
        name = given.labels.get(voice, f"Speaker {voice + 1}")
        if guess.role in ("agent", "customer") and guess.name:
            name = guess.name
        elif guess.role == "agent":
            alone = known.agent if len(agents) == 1 else None
            number = agents.index(voice) + 1
            name = alone or ("Agent" if number == 1 else f"Agent {number}")
        elif guess.role == "customer":
            name = known.names.customer or "Customer"
        elif guess.role == "other" and voice not in given.labels:
            name = f"Other voice {voice + 1}"
        shown[voice] = name
    return shown


def _legs(
    call: Call,
    segments: Sequence[Segment],
    voices: Mapping[int, int],
    guesses: Mapping[int, RoleGuess],
    known: Known,
) -> list[Leg]:
    """Return the legs, from the call's beginning to its end without gaps; none where no agent is known."""
    if len(known.agents) > 1:
        told = sorted(known.agents, key=lambda agent: (agent.start, agent.n))
        return [
            Leg(call_id=call.id, n=n, agent=one.agent, start=one.start, end=one.end)
            for n, one in enumerate(told)
        ]
    spoken = [s for s in segments if s.role == "agent" and s.part == "talk"]
    if not spoken:
        return []
    changes = _voice_changes(spoken, voices, guesses) if guesses else _named_changes(spoken, known.names)
    if len(changes) < 2:
        name = changes[0][1] if changes else None
        changes = [(0.0, known.agent or name)]
    starts = [0.0, *(start for start, _ in changes[1:])]
    ends = [*starts[1:], call.duration]
    return [
        Leg(call_id=call.id, n=n, agent=name, start=round(start, 3), end=round(end, 3))
        for n, ((_, name), start, end) in enumerate(zip(changes, starts, ends, strict=True))
    ]


def _voice_changes(
    spoken: Sequence[Segment], voices: Mapping[int, int], guesses: Mapping[int, RoleGuess]
) -> list[tuple[float, str | None]]:
    """Return when an agent's voice takes over, with its name, from the agents' segments in time order."""
    runs = [(voice, list(run)) for voice, run in itertools.groupby(spoken, key=lambda s: voices.get(s.n, -1))]
    long = [(voice, run) for voice, run in runs if len(run) >= SHORTEST_LEG] or runs[:1]
    changes: list[tuple[int, float]] = []
    for voice, run in long:
        if not changes or changes[-1][0] != voice:
            changes.append((voice, run[0].start))
    return [(start, guesses[voice].name if voice in guesses else None) for voice, start in changes]


def _named_changes(spoken: Sequence[Segment], names: Names) -> list[tuple[float, str | None]]:
    """Return when an agent gives another known agent's name than before: the channel has changed hands."""
    changes: list[tuple[float, str | None]] = []
    for segment in spoken:
        name = next((name for name in names.agents if gives_name(segment.text, name)), None)
        if name and (not changes or changes[-1][1] != name):
            changes.append((segment.start, name))
    return changes


def _named_by_leg(
    segments: Sequence[Segment], legs: Sequence[Leg], has_name: Container[int]
) -> list[Segment]:
    """Return the segments with the agent's name of their leg, where a call has several.

    Those that have a name already (by `Segment.n`) keep it.
    """
    if len(legs) < 2:
        return list(segments)
    named = []
    for segment in segments:
        leg = next((one for one in legs if one.start <= segment.start < one.end), None)
        if segment.role == "agent" and leg and leg.agent and segment.n not in has_name:
            segment = replace(segment, speaker=leg.agent)
        named.append(segment)
    return named


def _channel_speakers(
    call: Call, segments: Sequence[Segment], voices: Mapping[int, int]
) -> list[CallSpeaker]:
    """Return a speaker for each channel on which voices are not told apart."""
    found: list[CallSpeaker] = []
    plain = [s for s in segments if s.n not in voices]
    for channel in sorted({s.channel for s in plain}):
        talk = [s for s in plain if s.channel == channel and s.part in ("talk", "voicemail")]
        if not talk:
            continue
        role = talk[0].role
        no_role = NO_NAMES if call.medium == "transcript" else NO_MAP if call.channels > 1 else NO_VOICES
        reason = BY_CHANNEL if role != "unknown" else no_role
        found.append(_speaker(call, channel, None, role, talk[0].speaker, role != "unknown", reason))
    return found


def _voice_speakers(
    call: Call,
    segments: Sequence[Segment],
    voices: Mapping[int, int],
    guesses: Mapping[int, RoleGuess],
    shown: Mapping[int, str],
) -> list[CallSpeaker]:
    """Return a speaker for each voice; one that only says what machines say is `other`, and that is sure."""
    channels = {voices[s.n]: s.channel for s in segments if s.n in voices}
    found: list[CallSpeaker] = []
    for voice, channel in sorted(channels.items()):
        guess = guesses.get(voice)
        if guess is None:
            name = next(s.speaker for s in segments if voices.get(s.n) == voice)
            reason = "Says what menus and announcements say."
            found.append(_speaker(call, channel, voice, "other", name, 1.0, reason))
        else:
            found.append(
                _speaker(call, channel, voice, guess.role, shown[voice], guess.confidence, guess.reason)
            )
    return found


def _speaker(
    call: Call, channel: int, voice: int | None, role: Role, name: str, confidence: float, reason: str
) -> CallSpeaker:
    return CallSpeaker(
        call_id=call.id,
        n=0,
        channel=channel,
        voice=voice,
        role=role,
        name=name,
        confidence=float(confidence),
        reason=reason,
    )
